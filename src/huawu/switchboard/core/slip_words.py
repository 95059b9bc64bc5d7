"""What may be written on a message slip."""

import re
import unicodedata
from collections.abc import Mapping

from huawu.customers.types import normalised

_TYPED = re.compile(r"[+＋(（]?[0-9０-９][0-9０-９\s\-–—().（）/]{1,30}")
_CHINESE = re.compile(r"\+86[1-9]\d{9,10}")
_ABROAD = re.compile(r"\+(?!86)[1-9]\d{6,14}")
_INSIDE = re.compile(r"\d{2,6}")
LONGEST: Mapping[str, int] = {
    "whom": 60,
    "caller": 60,
    "company": 80,
    "about": 1000,
    "reason": 200,
    "delivered_to": 60,
    "called": 60,
    "interpreter": 60,
    "answer": 1000,
    "question": 1000,
    "person": 60,
    "note": 1000,
}
NAMES: Mapping[str, Mapping[str, str]] = {
    "whom": {"zh": "给谁", "en": "For"},
    "caller": {"zh": "来电人", "en": "Caller"},
    "company": {"zh": "单位", "en": "Company"},
    "about": {"zh": "什么事", "en": "About"},
    "reason": {"zh": "说明", "en": "Note"},
    "delivered_to": {"zh": "转告给谁", "en": "Told to"},
    "called": {"zh": "被叫", "en": "Called party"},
    "interpreter": {"zh": "译员", "en": "Interpreter"},
    "question": {"zh": "查询什么", "en": "Question"},
    "answer": {"zh": "答复", "en": "Answer"},
    "person": {"zh": "要找的人", "en": "Person asked for"},
    "note": {"zh": "备注", "en": "Note"},
}
"""What the fields are called before people."""
_LINES = frozenset({"about", "note", "answer", "question"})
_JOINED = re.compile(r"(?<=\S)\u200d(?=\S)")
"""The joiner by which several emoji are drawn as one."""


def number_of(typed: str) -> str | None:
    """A number as it is kept: E.164, or an extension or short number of up to six digits; "" where none was
    told; None when nobody could call it. Without its area code a fixed number is not a whole one."""
    if not typed.strip():
        return ""
    if not _TYPED.fullmatch(typed.strip()):
        return None
    number = normalised(typed)
    whole = any(form.fullmatch(number) for form in (_CHINESE, _ABROAD, _INSIDE))
    return number if whole else None


def bad_text(texts: Mapping[str, str]) -> str | None:
    """The first of these texts, by its name in `LONGEST`, that is too long or cannot be shown; None: all are
    fine. Spaces of any width (category Zs) and joined emoji can be shown."""
    for name, text in texts.items():
        plain = text.replace("\n", "").replace("\t", "") if name in _LINES else text
        if len(text) > LONGEST[name] or not _can_be_shown(plain):
            return name
    return None


def _can_be_shown(text: str) -> bool:
    spaced = "".join(" " if unicodedata.category(sign) == "Zs" else sign for sign in text)
    return _JOINED.sub("", spaced).isprintable()


def changed_fields(before: Mapping[str, object], now: Mapping[str, object]) -> list[str]:
    """The names of what differs, in order."""
    return sorted(name for name in now if before.get(name) != now[name])
