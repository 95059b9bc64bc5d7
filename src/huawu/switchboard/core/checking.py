"""What an own entry must be."""

import re
from typing import Any

from huawu.switchboard.core.folding import folded, is_han, joined, tokens
from huawu.switchboard.core.keys import digits_of
from huawu.switchboard.types import Entry

MOST_NUMBERS = 8
_EXTENSION = re.compile(r"[0-9]{2,8}")
_NUMBER = re.compile(r"\+?[0-9]{2,20}")
_MARKS = re.compile(r"[\s\-–—()./（）]")
_LONGEST = {"zh": 60, "en": 80, "pinyin": 120, "department": 60, "department_en": 80, "note": 400}


def tidied(number: str) -> str:
    """A number as it is kept: digits, with the "+" before it if it has one."""
    return _MARKS.sub("", number.replace("＋", "+"))


def faults_of(entry: Entry) -> list[tuple[str, dict[str, Any]]]:
    """Everything that is wrong with it, as translation keys with their values."""
    wrong: list[tuple[str, dict[str, Any]]] = []
    if not joined(entry.zh) and not joined(entry.en):
        wrong.append(("directory.no_name", {}))
    for name, most in _LONGEST.items():
        text = getattr(entry, name)
        if len(text) > most or not text.isprintable():
            wrong.append(("directory.bad_text", {"field": name, "most": most}))
    if entry.pinyin and len(folded(entry.pinyin).split()) != sum(map(is_han, tokens(entry.zh))):
        wrong.append(("directory.bad_pinyin", {}))
    if entry.extension and not _EXTENSION.fullmatch(entry.extension):
        wrong.append(("directory.bad_extension", {}))
    if not entry.extension and not entry.numbers:
        wrong.append(("directory.no_number", {}))
    if len(entry.numbers) > MOST_NUMBERS:
        wrong.append(("directory.many_numbers", {"most": MOST_NUMBERS}))
    if any(not _NUMBER.fullmatch(tidied(number)) or not digits_of(number) for number in entry.numbers):
        wrong.append(("directory.bad_number", {}))
    return wrong
