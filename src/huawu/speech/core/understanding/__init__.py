"""What was meant by what was heard: numbers, figures, days, times, yes or no, one of several phrases.

`understand` makes of a recognised sentence what a graph expects (`text`, `digits`, `number`, `yes_no`,
`date`, `time`, `choice`), in Mandarin and English alike: the script of the sentence decides how it is read,
not the language that was asked in. It always answers; what could not be made sense of has confidence 0.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from huawu.speech.core.understanding import dates_en, dates_zh, numbers_en, numbers_zh
from huawu.speech.core.understanding.answers import answer
from huawu.speech.core.understanding.lexicon import Lexicon, Term
from huawu.speech.core.understanding.matching import match

__all__ = ["KINDS", "Lexicon", "Term", "Understood", "match", "understand"]

KINDS = ("text", "digits", "number", "yes_no", "date", "time", "choice")
_HAN = re.compile("[\u4e00-\u9fff]")
_SEVERAL = 0.6
_UNSURE = 0.7
_NO_OPTIONS: Mapping[str, Sequence[str]] = {}


@dataclass(frozen=True, slots=True)
class Understood:
    """`value` as the variables of graphs hold it (figures as text, 2026-11-22, 15:30, True, the option of a
    choice); `text`: the same in words, what a walk is told; `confidence`: that of the recogniser, less where
    the sentence has several readings, 0 where it has none."""

    value: str | int | float | bool
    text: str
    confidence: float

    @property
    def is_clear(self) -> bool:
        return self.confidence > 0


def understand(
    heard: str,
    *,
    expects: str = "text",
    today: date,
    options: Mapping[str, Sequence[str]] = _NO_OPTIONS,
    confidence: float = 1.0,
) -> Understood:
    """Make of a sentence what is expected. `options` (value: phrases) are looked for first whatever is
    expected: a menu may be answered by a phrase where figures were asked for."""
    text = heard.strip()
    plain = unicodedata.normalize("NFKC", text)
    if options and (found := match(text, options)) and (expects == "choice" or found.confidence >= 0.9):
        return Understood(found.option, found.phrase, confidence * found.confidence)
    read = {
        "text": _text,
        "digits": _digits,
        "number": _number,
        "yes_no": _yes_no,
        "date": lambda said: _date(said, today),
        "time": _time,
    }.get(expects, _nothing)(plain if expects != "text" else text)
    if read is None:
        return Understood(text, text, 0.0)
    return Understood(read[0], read[1], round(confidence * read[2], 3))


_Read = tuple[str | int | float | bool, str, float]


def _nothing(text: str) -> _Read | None:
    return None


def _text(text: str) -> _Read | None:
    return (text, text, 1.0) if text else None


def _digits(text: str) -> _Read | None:
    rows = numbers_zh.digits(text) if _is_chinese(text) else numbers_en.digits(text)
    if not rows:
        return None
    longest = max(rows, key=len)
    return longest, longest, 1.0 if len(rows) == 1 else _SEVERAL


def _number(text: str) -> _Read | None:
    found = numbers_zh.numbers(text) if _is_chinese(text) else numbers_en.numbers(text)
    if not found:
        return None
    plain = _plain(found[0])
    return plain, str(plain), 1.0 if len(set(found)) == 1 else _SEVERAL


def _yes_no(text: str) -> _Read | None:
    said = answer(text)
    if said is None:
        return None
    words = ("是", "否") if _is_chinese(text) else ("yes", "no")
    return said, words[0] if said else words[1], 1.0


def _date(text: str, today: date) -> _Read | None:
    try:
        found = dates_zh.day(text, today) if _is_chinese(text) else dates_en.day(text, today)
    except OverflowError:
        return None
    return (found.isoformat(), found.isoformat(), 1.0) if found else None


def _time(text: str) -> _Read | None:
    found = dates_zh.clock(text) if _is_chinese(text) else dates_en.clock(text)
    if found is None:
        return None
    written = found.at.strftime("%H:%M")
    return written, written, 1.0 if found.sure else _UNSURE


def _is_chinese(text: str) -> bool:
    return bool(_HAN.search(text))


def _plain(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)
