"""Numbers in Mandarin, from pieces that are whole words: 三百, 二十七, 一十五, so that they sound joined.

Grouped by 万 (10^4) and 亿 (10^8); one 零 stands for any gap inside a number; 10 to 19 is 十五 alone and
一十五 after a larger unit; 2 is 两 before 百, 千, 万, 亿 and before a counted noun, 二 elsewhere.
"""

from huawu.speech.core.numbers.words import Ids

UNITS: tuple[str, ...] = ("minute", "hour", "second", "day", "person", "room", "yuan", "call")
YEAR_FIRST = True

_FIGURES = "零一二三四五六七八九"
_UNIT_WORDS = {
    "unit.minute": "分钟",
    "unit.hour": "小时",
    "unit.second": "秒",
    "unit.day": "天",
    "unit.person": "位",
    "unit.room": "间",
    "unit.yuan": "元",
    "unit.call": "通电话",
    "unit.jiao": "角",
    "unit.fen": "分",
    "unit.year": "年",
}
_PERIODS = ((6, "dawn"), (9, "morning"), (12, "forenoon"), (13, "noon"), (18, "afternoon"), (24, "evening"))
_PERIOD_WORDS = {
    "time.dawn": "凌晨",
    "time.morning": "早上",
    "time.forenoon": "上午",
    "time.noon": "中午",
    "time.afternoon": "下午",
    "time.evening": "晚上",
    "time.sharp": "整",
}
_WEEKDAYS = "一二三四五六日"


def pieces(positions: int) -> dict[str, tuple[str, ...]]:
    """See `Words.pieces`."""
    found: dict[str, tuple[str, ...]] = {f"digit.{n}": (_FIGURES[n],) for n in range(10)}
    found |= {"digit.1.yao": ("幺",), "digit.star": ("星号",), "digit.hash": ("井号",)}
    found |= {f"number.{n}": (_under_hundred(n),) for n in range(100)}
    found |= {f"number.tail.{n}": (f"一{_under_hundred(n)}",) for n in range(10, 20)}
    found |= {f"number.hundreds.{n}": (f"{_liang(n)}百",) for n in range(1, 10)}
    found |= {f"number.thousands.{n}": (f"{_liang(n)}千",) for n in range(1, 10)}
    found |= {
        "number.two": ("两",),
        "number.ten": ("十",),
        "number.hundred": ("百",),
        "number.thousand": ("千",),
        "number.wan": ("万",),
        "number.yi": ("亿",),
        "number.point": ("点",),
        "number.minus": ("负",),
        "number.to": ("到",),
    }
    found |= {name: (words,) for name, words in (_UNIT_WORDS | _PERIOD_WORDS).items()}
    found |= {f"hour.{n}": (f"{_liang(n)}点", _ordinal(f"{_liang(n)}点")) for n in range(13)}
    found |= {f"minute.{n}": (f"零{_FIGURES[n]}分",) for n in range(1, 10)}
    found |= {f"minute.{n}": (f"{_under_hundred(n)}分",) for n in range(10, 60, 5)}
    found |= {
        f"month.{n}": (f"{_under_hundred(n)}月", _ordinal(f"{_under_hundred(n)}月")) for n in range(1, 13)
    }
    found |= {
        f"day.{n}": (f"{_under_hundred(n)}日", _ordinal(f"{_under_hundred(n)}日")) for n in range(1, 32)
    }
    found |= {f"weekday.{n}": (f"星期{name}",) for n, name in enumerate(_WEEKDAYS, 1)}
    for n in range(1, positions + 1):
        before = _liang(n) if n < 10 else _under_hundred(n)
        found[f"queue.position.{n}"] = (f"您前面还有{before}位客人。",)
    return found


def cardinal(value: int) -> Ids:
    """See `Words.cardinal`."""
    if value < 10_000:
        return _section(value, first=True) or ["number.0"]
    ids: Ids = []
    for power, unit in ((10**8, "number.yi"), (10**4, "number.wan"), (1, "")):
        section = value // power % 10_000
        if section:
            gap = ids and (section < 1000 or _gap_above(value, power))
            ids += ["number.0"] if gap else []
            inside = _section(section, first=not ids)
            if unit and section == 2:
                inside = ["number.two"]
            ids += [*inside, unit] if unit else inside
    return ids


def count(value: int) -> Ids:
    """See `Words.count`."""
    return ["number.two"] if value == 2 else cardinal(value)


def counted(value: int, unit: str) -> Ids:
    """See `Words.counted`."""
    return [*count(value), f"unit.{unit}"]


def digit(sign: str, yao: bool) -> str:
    """See `Words.digit`."""
    if sign == "1" and yao:
        return "digit.1.yao"
    if sign in "0123456789":
        return f"digit.{sign}"
    return {"*": "digit.star", "#": "digit.hash"}.get(sign, "")


def amount(fen: int) -> Ids:
    """See `Words.amount`. 元, 角, 分; a 零 where 角 is missing between 元 and 分."""
    yuan, rest = divmod(fen, 100)
    jiao, small = divmod(rest, 10)
    ids = counted(yuan, "yuan") if yuan or not rest else []
    if jiao:
        ids += [f"number.{jiao}", "unit.jiao"]
    if small:
        ids += ["number.0"] if yuan and not jiao else []
        ids += [f"number.{small}", "unit.fen"]
    return ids


def year(value: int) -> Ids:
    """See `Words.year`. Figure by figure: 二零二六年."""
    return [*(f"digit.{figure}" for figure in str(value)), "unit.year"]


def clock(hour: int, minute: int) -> Ids:
    """See `Words.clock`. Twelve hours with the part of the day; midnight is 凌晨零点."""
    period = next(name for end, name in _PERIODS if hour < end)
    said = hour if hour <= 12 else hour - 12
    return [f"time.{period}", f"hour.{said}", *(_minute(minute) if minute else ["time.sharp"])]


def _minute(minute: int) -> Ids:
    """1 to 59: those most often said are one piece."""
    if minute < 10 or minute % 5 == 0:
        return [f"minute.{minute}"]
    return [f"number.{minute}", "unit.fen"]


def _gap_above(value: int, power: int) -> bool:
    """Whether the section just above this one (in units of `power`) is all zero or ends in nothing at all."""
    return value // (power * 10_000) % 10_000 == 0


def _section(value: int, *, first: bool) -> Ids:
    """1 to 9999. `first`: nothing stands before it, so 10 to 19 is said without 一."""
    thousands, hundreds, rest = value // 1000, value // 100 % 10, value % 100
    ids = [f"number.thousands.{thousands}"] if thousands else []
    if hundreds:
        ids.append(f"number.hundreds.{hundreds}")
    if not rest:
        return ids
    if ids and (rest < 10 or not hundreds):
        ids.append("number.0")
    elif thousands and not hundreds:
        ids.append("number.0")
    tail = 10 <= rest < 20 and not (first and not ids)
    return [*ids, f"number.tail.{rest}" if tail else f"number.{rest}"]


def _under_hundred(value: int) -> str:
    tens, ones = divmod(value, 10)
    if not tens:
        return _FIGURES[ones]
    return ("" if tens == 1 else _FIGURES[tens]) + "十" + (_FIGURES[ones] if ones else "")


def _liang(value: int) -> str:
    return "两" if value == 2 else _under_hundred(value)


def _ordinal(words: str) -> str:
    """一 keeps its first tone where it counts an order, not an amount."""
    return words.replace("一", "一{yi1}")
