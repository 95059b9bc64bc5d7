"""Numbers as they are said in English, read as figures: three hundred and five, two and a half."""

import re
from collections.abc import Sequence
from decimal import Decimal

_ONES = {
    word: number
    for number, word in enumerate(
        (
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
            "sixteen seventeen eighteen nineteen"
        ).split()
    )
} | {"oh": 0, "o": 0, "nought": 0}
_TENS = {
    word: number * 10
    for number, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9}
_TIMES = {"double": 2, "triple": 3, "treble": 3}
_ORDINALS = {
    word: number
    for number, word in enumerate(
        (
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
            "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
        ).split(),
        1,
    )
} | {"thirtieth": 30}
_WORD = re.compile("[0-9]+(?:[.][0-9]+)?|[a-z]+")
_CORRECTED = re.compile("\\b(?:no wait|i mean|sorry|make that)\\b")


def words(text: str) -> list[str]:
    """The words and figures of a sentence, small; a correction (three, no wait, four) leaves what follows."""
    small = text.lower().replace("'", "").replace("’", "")
    small = re.sub("(?<=[0-9]),(?=[0-9]{3}(?![0-9]))", "", small)
    return _WORD.findall(_CORRECTED.split(small)[-1])


def number_at(said: Sequence[str], at: int) -> tuple[Decimal | None, int]:
    """The number that begins with this word, and where it ends; None and `at` when none does."""
    if at < len(said) - 1 and said[at] in ("minus", "negative"):
        found, end = number_at(said, at + 1)
        return (None, at) if found is None else (-found, end)
    total, end, scale = Decimal(0), at, 10**12
    while True:
        group, after = _under_thousand(said, end)
        if group is None:
            break
        size = _SCALES.get(said[after], 1) if after < len(said) else 1
        if size >= scale:
            break
        total, scale = total + group * size, size
        end = after + 1 if size > 1 else after
        if size == 1:
            break
        end = end + 1 if _and(said, end) else end
    if end == at:
        return None, at
    return _fraction(said, total, end)


def numbers(text: str) -> list[Decimal]:
    """Every number in a sentence. Figures said one by one (three five two) are one number."""
    said, at, ended = words(text), 0, -1
    rows: list[tuple[bool, Decimal]] = []
    while at < len(said):
        number, after = number_at(said, at)
        if number is None:
            at += 1
            continue
        single = after == at + 1 and 0 <= number < 10 and number == number.to_integral_value()
        if single and rows and rows[-1][0] and ended == at:
            rows[-1] = (True, rows[-1][1] * 10 + number)
        else:
            rows.append((single, number))
        at = ended = after
    return [number for _, number in rows]


def digits(text: str) -> list[str]:
    """The rows of figures in a sentence, each as it would be keyed: "double seven" is 77."""
    said, rows, at, ended = words(text), list[str](), 0, -1
    while at < len(said):
        times = _TIMES.get(said[at], 1)
        start = at + (times > 1)
        row, after = (said[start], start + 1) if start < len(said) and said[start].isdigit() else ("", start)
        if not row:
            number, after = number_at(said, start)
            row = "" if number is None or number < 0 else f"{number:f}".partition(".")[0]
        if not row:
            at += 1
            continue
        if rows and ended == at:
            rows[-1] += row * times
        else:
            rows.append(row * times)
        at = ended = after
    return rows


def ordinal_at(said: Sequence[str], at: int) -> tuple[int | None, int]:
    """The day of a month at this word (fifth, twenty second, 22 nd), and where it ends."""
    word = said[at] if at < len(said) else ""
    if word in _ORDINALS:
        return _ORDINALS[word], at + 1
    if word in _TENS and at + 1 < len(said) and said[at + 1] in _ORDINALS and _ORDINALS[said[at + 1]] < 10:
        return _TENS[word] + _ORDINALS[said[at + 1]], at + 2
    if word.isdigit() and len(word) <= 2:
        suffixed = at + 1 < len(said) and said[at + 1] in ("st", "nd", "rd", "th")
        return int(word), at + 1 + suffixed
    return None, at


def _under_thousand(said: Sequence[str], at: int) -> tuple[Decimal | None, int]:
    number, end = _under_hundred(said, at)
    if number is None and at + 1 < len(said) and said[at] == "a" and said[at + 1] in ("hundred", *_SCALES):
        number, end = Decimal(1), at + 1
    if number is None:
        return None, at
    if end < len(said) and said[end] == "hundred" and number < 100:
        number, end = number * 100, end + 1
        start = end + 1 if _and(said, end) else end
        rest, after = _under_hundred(said, start)
        if rest is not None and rest != 0:
            return number + rest, after
    return number, end


def _under_hundred(said: Sequence[str], at: int) -> tuple[Decimal | None, int]:
    word = said[at] if at < len(said) else ""
    if word in _TENS:
        ones = _ONES.get(said[at + 1], 0) if at + 1 < len(said) else 0
        return (Decimal(_TENS[word] + ones), at + 2) if 0 < ones < 10 else (Decimal(_TENS[word]), at + 1)
    if word in _ONES:
        return Decimal(_ONES[word]), at + 1
    return (Decimal(word), at + 1) if word[:1].isdigit() else (None, at)


def _and(said: Sequence[str], at: int) -> bool:
    """Whether "and" at this word joins a number that follows."""
    return at + 1 < len(said) and said[at] == "and" and _under_hundred(said, at + 1)[0] is not None


def _fraction(said: Sequence[str], whole: Decimal, end: int) -> tuple[Decimal, int]:
    """What stands behind a point (three point five), or "and a half"."""
    if list(said[end : end + 3]) == ["and", "a", "half"]:
        return whole + Decimal("0.5"), end + 3
    figures, at = "", end + 1
    while end < len(said) and said[end] == "point" and at < len(said):
        if said[at] in _ONES and _ONES[said[at]] < 10:
            figures += str(_ONES[said[at]])
        elif said[at].isdigit():
            figures += said[at]
        else:
            break
        at += 1
    return (whole + Decimal(f"0.{figures}"), at) if figures else (whole, end)
