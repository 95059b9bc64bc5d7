"""Days and times of day as they are said in Mandarin: 下周三, 十二月二十五号, 三天后, 下午三点半."""

import re
from datetime import date, time, timedelta

from huawu.speech.core.understanding import numbers_zh
from huawu.speech.core.understanding.calendar import Moment, in_month, month_end, on_or_after, weekday

_DAYS = {"大前天": -3, "前天": -2, "昨": -1, "今": 0, "明": 1, "大后天": 3, "后天": 2}
_NEAR = re.compile("大前天|大后天|前天|后天|(昨|今|明)(?:天|日|晚|早|儿)")
_FEASTS = {"元旦": (1, 1), "情人节": (2, 14), "劳动节": (5, 1), "国庆": (10, 1), "平安夜": (12, 24)}
_FEASTS |= {"圣诞": (12, 25)}
_YEAR = re.compile("([0-9]{4}|[0-9]{2}|今|明|后|去)年")
_MONTH_DAY = re.compile("([0-9]{1,2})月(?:份)?(?:的)?([0-9]{1,2})[日号]?")
_NEXT_MONTH = re.compile("(下+|这|本|上)个?月(?:的)?(?:([0-9]{1,2})[日号]|(底))")
_DAY = re.compile("(?<![0-9月])([0-9]{1,2})[日号]")
_ISO = re.compile("(?<![0-9])([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?![0-9])")
_WEEK = re.compile("(下+|这|本|上)?个?(?:周|星期|礼拜)([1-7日天末])")
_LATER = re.compile("(?:过)?([0-9]+)(天|日|个?星期|个?礼拜|周)(?:之后|以后|后|前|之前|以前)")
_UNITS = re.compile("(?:[0-9十百千]|[零〇一二三四五六七八九两])+")

_PERIOD = re.compile(
    "凌晨|半夜|午夜|清晨|早上|早晨|今早|明早|上午|中午|正午|下午|傍晚|晚上|夜里|今晚|明晚|晚|早"
)
_CLOCK = re.compile(
    "([0-9]{1,2})(?:点钟?|时|:|：)(?:过)?(?:([0-9]{1,2})(?!刻)分?|(半)|([13])刻|整)?(?:差([0-9]{1,2}|1刻)分?)?"
)
_LACKING = re.compile("差([0-9]{1,2}|1刻)分?(?:钟)?(?:到)?([0-9]{1,2})点")
_HALF_OF_DAY = {
    "凌晨": "night", "半夜": "night", "午夜": "night",
    "清晨": "morning", "早上": "morning", "早晨": "morning", "今早": "morning", "明早": "morning",
    "早": "morning", "上午": "morning", "中午": "noon", "正午": "noon", "下午": "late", "傍晚": "late",
    "晚上": "evening", "夜里": "evening", "今晚": "evening", "明晚": "evening", "晚": "evening",
}  # fmt: skip

_LATE_HOURS = {
    "": (1, 7),
    "night": (0, 0),
    "morning": (0, 0),
    "noon": (1, 4),
    "late": (1, 12),
    "evening": (4, 12),
}
"""By the part of the day that was said: from which hour to before which one twelve are to be added. One to
three in the evening (晚上两点) are the small hours."""


def day(text: str, today: date) -> date | None:
    """The day that is meant, seen from `today`; without a year the next such day."""
    for iso in _ISO.finditer(text):
        return in_month(int(iso[1]), int(iso[2]), int(iso[3]))
    written = _figures(text)
    return _named(written, today) or _relative(written, today) or _weekday(written, today)


def clock(text: str) -> Moment | None:
    """The time of day; `sure` is false when morning or afternoon was not said: 1 to 6 is the afternoon
    then."""
    written = _figures(text)
    found = _PERIOD.search(written)
    half = _HALF_OF_DAY[found.group()] if found else ""
    if lacking := _LACKING.search(written):
        return _back(_time(int(lacking[2]), 0, half), _minutes(lacking[1]))
    if said := _CLOCK.search(written):
        minute = int(said[2] or 0) + (30 if said[3] else 0) + 15 * int(said[4] or 0)
        return _back(_time(int(said[1]), minute, half), _minutes(said[5] or "0"))
    if found and found.group() in ("中午", "正午"):
        return Moment(time(12), sure=True)
    return Moment(time(0), sure=True) if found and found.group() == "午夜" else None


def _figures(text: str) -> str:
    """Numbers written as figures, 点 left alone: it is an hour here."""

    def read(run: re.Match[str]) -> str:
        rows = numbers_zh.digits(run.group())
        return "".join(rows) or run.group()

    return _UNITS.sub(read, text.replace("十分钟", "10分钟").replace(" ", ""))


def _named(written: str, today: date) -> date | None:
    year = _year(written, today)
    for name, (month, number) in _FEASTS.items():
        if name in written:
            return _dated(year, month, number, today)
    if found := _NEXT_MONTH.search(written):
        ahead = {"下": found[1].count("下"), "上": -1}.get(found[1][0], 0)
        months = today.year * 12 + today.month - 1 + ahead
        if found[3]:
            return month_end(months // 12, months % 12 + 1)
        return in_month(months // 12, months % 12 + 1, int(found[2]))
    if found := _MONTH_DAY.search(written):
        return _dated(year, int(found[1]), int(found[2]), today)
    if "月底" in written:
        return month_end(today.year, today.month)
    if found := _DAY.search(written):
        return on_or_after(today, None, int(found[1]))
    return None


def _dated(year: int | None, month: int, number: int, today: date) -> date | None:
    return on_or_after(today, month, number) if year is None else in_month(year, month, number)


def _year(written: str, today: date) -> int | None:
    found = _YEAR.search(written)
    if found is None:
        return None
    if not found[1].isdigit():
        return today.year + {"去": -1, "今": 0, "明": 1, "后": 2}[found[1]]
    return int(found[1]) if len(found[1]) == 4 else 2000 + int(found[1])


def _relative(written: str, today: date) -> date | None:
    if found := _LATER.search(written):
        days = int(found[1]) * (1 if found[2] in "天日" else 7)
        days = -days if "前" in found.group() else days
        return today + timedelta(days) if abs(days) < 36500 else None
    if found := _NEAR.search(written):
        return today + timedelta(_DAYS[found[1] or found.group()])
    return None


def _weekday(written: str, today: date) -> date | None:
    found = _WEEK.search(written)
    if found is None:
        return None
    number = {"日": 7, "天": 7, "末": 6}.get(found[2]) or int(found[2])
    weeks = None if not found[1] else -1 if found[1] == "上" else found[1].count("下")
    return weekday(today, number, weeks)


def _minutes(text: str) -> int:
    return 15 if text == "1刻" else int(text)


def _time(hour: int, minute: int, half: str) -> Moment | None:
    if hour > 24 or minute > 59:
        return None
    sure = bool(half) or hour == 0 or hour > 12
    if half in ("evening", "night") and hour == 12:
        hour = 0
    elif _LATE_HOURS[half][0] <= hour < _LATE_HOURS[half][1]:
        hour += 12
    return Moment(time(hour % 24, minute), sure=sure)


def _back(moment: Moment | None, minutes: int) -> Moment | None:
    """So many minutes before."""
    if moment is None or minutes > 59:
        return None
    at = (moment.at.hour * 60 + moment.at.minute - minutes) % (24 * 60)
    return Moment(time(at // 60, at % 60), sure=moment.sure)
