"""What may be written on a message slip."""

import re
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
}
_LINES = frozenset({"about"})


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
    fine."""
    for name, text in texts.items():
        plain = text.replace("\n", "").replace("\t", "") if name in _LINES else text
        if len(text) > LONGEST[name] or not plain.isprintable():
            return name
    return None


def changed_fields(before: Mapping[str, object], now: Mapping[str, object]) -> list[str]:
    """The names of what differs, in order."""
    return sorted(name for name in now if before.get(name) != now[name])
