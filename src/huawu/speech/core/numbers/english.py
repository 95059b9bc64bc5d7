"""Numbers in American English, from pieces that are whole words: "three hundred", "twenty-seven"."""

from huawu.speech.core.numbers.words import Ids

UNITS: tuple[str, ...] = ("minute", "hour", "second", "day", "person", "room", "yuan", "call")
YEAR_FIRST = False

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety".split()
_NOUNS = {
    "minute": ("minute", "minutes"),
    "hour": ("hour", "hours"),
    "second": ("second", "seconds"),
    "day": ("day", "days"),
    "person": ("person", "people"),
    "room": ("room", "rooms"),
    "yuan": ("yuan", "yuan"),
    "call": ("call", "calls"),
}
_SPOKEN = {"yuan": "you-en"}
_MONTHS = ("January February March April May June July August September October November December").split()
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_GROUPS = ((10**9, "number.billion"), (10**6, "number.million"), (10**3, "number.thousand"), (1, ""))


def pieces(positions: int) -> dict[str, tuple[str, ...]]:
    """See `Words.pieces`."""
    found: dict[str, tuple[str, ...]] = {f"digit.{n}": (_ONES[n],) for n in range(10)}
    found |= {"digit.star": ("star",), "digit.hash": ("pound",)}
    found |= {f"number.{n}": (_under_hundred(n),) for n in range(100)}
    found |= {f"number.hundreds.{n}": (f"{_ONES[n]} hundred",) for n in range(1, 10)}
    found |= {
        "number.hundred": ("hundred",),
        "number.thousand": ("thousand",),
        "number.million": ("million",),
        "number.billion": ("billion",),
        "number.point": ("point",),
        "number.minus": ("minus",),
        "number.to": ("to",),
    }
    for noun, words in _NOUNS.items():
        found[f"unit.{noun}.one"], found[f"unit.{noun}"] = ((word, _SPOKEN.get(word, "")) for word in words)
    found |= {f"minute.{n}": (f"oh {_ONES[n]}",) for n in range(1, 10)}
    found |= {"time.am": ("a.m.", "A M"), "time.pm": ("p.m.", "P M")}
    found |= {f"month.{n}": (name,) for n, name in enumerate(_MONTHS, 1)}
    found |= {f"day.{n}": (_ordinal(n),) for n in range(1, 32)}
    found |= {f"weekday.{n}": (name,) for n, name in enumerate(_WEEKDAYS, 1)}
    for n in range(1, positions + 1):
        who = "is one person" if n == 1 else f"are {_under_hundred(n)} people"
        found[f"queue.position.{n}"] = (f"There {who} ahead of you.",)
    return found


def cardinal(value: int) -> Ids:
    """See `Words.cardinal`."""
    ids: Ids = []
    for power, name in _GROUPS:
        group = value // power % 1000
        if group:
            ids += _under_thousand(group)
            ids += [name] if name else []
    return ids or ["number.0"]


def count(value: int) -> Ids:
    """See `Words.count`."""
    return cardinal(value)


def counted(value: int, unit: str) -> Ids:
    """See `Words.counted`."""
    return [*cardinal(value), f"unit.{unit}.one" if value == 1 else f"unit.{unit}"]


def digit(sign: str, yao: bool) -> str:
    """See `Words.digit`. `yao` means nothing here."""
    if sign in "0123456789":
        return f"digit.{sign}"
    return {"*": "digit.star", "#": "digit.hash"}.get(sign, "")


def amount(fen: int) -> Ids:
    """See `Words.amount`. "twelve point five zero yuan": the fen as two figures after the point."""
    yuan, rest = divmod(fen, 100)
    if not rest:
        return counted(yuan, "yuan")
    return [*cardinal(yuan), "number.point", *(f"digit.{figure}" for figure in f"{rest:02}"), "unit.yuan"]


def year(value: int) -> Ids:
    """See `Words.year`. In pairs ("twenty twenty-six") where that is said, else as a number."""
    pair, rest = divmod(value, 100)
    if 10 <= pair < 100 and rest >= 10:
        return [f"number.{pair}", f"number.{rest}"]
    return cardinal(value)


def clock(hour: int, minute: int) -> Ids:
    """See `Words.clock`."""
    said = hour % 12 or 12
    minutes = [f"minute.{minute}" if minute < 10 else f"number.{minute}"] if minute else []
    return [f"number.{said}", *minutes, "time.am" if hour < 12 else "time.pm"]


def _under_thousand(value: int) -> Ids:
    hundreds, rest = divmod(value, 100)
    ids = [f"number.hundreds.{hundreds}"] if hundreds else []
    return ids + [f"number.{rest}"] if rest else ids


def _under_hundred(value: int) -> str:
    if value < 20:
        return _ONES[value]
    tens, ones = divmod(value, 10)
    return _TENS[tens] + (f"-{_ONES[ones]}" if ones else "")


def _ordinal(value: int) -> str:
    if value <= 20:
        return _ORDINALS[value - 1]
    if value == 30:
        return "thirtieth"
    return f"{_TENS[value // 10]}-{_ORDINALS[value % 10 - 1]}"
