"""Days and times of day as they are said in English: next Tuesday, the twenty second of November, in three
days, half past four, a quarter to six in the evening."""

import re
from collections.abc import Sequence
from datetime import date, time, timedelta

from huawu.speech.core.understanding.calendar import Moment, in_month, on_or_after, weekday
from huawu.speech.core.understanding.numbers_en import number_at, ordinal_at, words

_MONTHS = {
    name[:3]: number
    for number, name in enumerate(
        "january february march april may june july august september october november december".split(), 1
    )
}
_FULL = set("january february march april may june july august september october november december".split())
_WEEKDAYS = {
    name: number
    for number, name in enumerate("monday tuesday wednesday thursday friday saturday sunday".split(), 1)
}
_FEASTS = {"christmas": (12, 25)}
_ISO = re.compile("(?<![0-9])([0-9]{4})[-/]([0-9]{1,2})[-/]([0-9]{1,2})(?![0-9])")
_FIGURES = re.compile("(?<![0-9:])([0-9]{1,2}):([0-9]{2})(?![0-9])")
_FARTHEST = 36500
_PARTS = {"am": "early", "morning": "early", "pm": "late", "afternoon": "late", "evening": "late"}
_PARTS |= {"night": "late", "tonight": "late"}


def day(text: str, today: date) -> date | None:
    """The day that is meant, seen from `today`; without a year the next such day."""
    for iso in _ISO.finditer(text):
        return in_month(int(iso[1]), int(iso[2]), int(iso[3]))
    said = words(text)
    if any(_is_month(word) for word in said):
        return _dated(said, today)
    return _near(said, today) or _dated(said, today) or _weekday(said, today) or _alone(said, today)


def clock(text: str) -> Moment | None:
    """The time of day; `sure` is false when morning or afternoon was not said: 1 to 6 is the afternoon
    then."""
    plain = re.sub("\\b([ap])[.] ?m\\b[.]?", "\\1m", text.lower())
    said = words(re.sub("(?<=[0-9])([ap]m)\\b", " \\1", plain))
    half = next((_PARTS[word] for word in said if word in _PARTS), "")
    if found := _FIGURES.search(plain):
        return _time(int(found[1]), int(found[2]), half)
    for at, word in enumerate(said):
        if word in ("past", "to", "after") and (moment := _around(said, at, half)):
            return moment
    if moment := _plain(said, half):
        return moment
    if "noon" in said or "midday" in said:
        return Moment(time(12), sure=True)
    return Moment(time(0), sure=True) if "midnight" in said else None


def _near(said: Sequence[str], today: date) -> date | None:
    row = " ".join(said)
    for phrase, days in (("day after tomorrow", 2), ("day before yesterday", -2)):
        if phrase in row:
            return today + timedelta(days)
    ahead = _ahead(said)
    if ahead is not None:
        return today + timedelta(ahead)
    for word, days in (("tomorrow", 1), ("today", 0), ("tonight", 0), ("yesterday", -1)):
        if word in said:
            return today + timedelta(days)
    return None


def _ahead(said: Sequence[str]) -> int | None:
    """In three days, two weeks from today, a week later: how many days that is."""
    for at, word in enumerate(said):
        size = {"day": 1, "days": 1, "week": 7, "weeks": 7}.get(word)
        if size is None or at == 0:
            continue
        many = 1 if said[at - 1] in ("a", "one") else _before(said, at)
        later = "in" in said[:at] or "later" in said[at:] or "from" in said[at:]
        if many is not None and later and many * size < _FARTHEST:
            return many * size
    return None


def _before(said: Sequence[str], at: int) -> int | None:
    """The number that ends just before this word."""
    for start in range(max(0, at - 4), at):
        found, end = number_at(said, start)
        if found is not None and end == at:
            return int(found)
    return None


def _dated(said: Sequence[str], today: date) -> date | None:
    """A day of a month that is named."""
    for word, (month, number) in _FEASTS.items():
        if word in said:
            return on_or_after(today, month, number)
    for at, word in enumerate(said):
        if not _is_month(word):
            continue
        month = _MONTHS[word[:3]]
        day_of_month, end = _number_beside(said, at)
        if day_of_month is not None:
            year = _year(said, end)
            if year is None:
                return on_or_after(today, month, day_of_month)
            return in_month(year, month, day_of_month)
    return None


def _is_month(word: str) -> bool:
    return word in _FULL or word in _MONTHS or word == "sept"


def _number_beside(said: Sequence[str], at: int) -> tuple[int | None, int]:
    """The day behind a month (November 22nd, November the fifth) or before it (the 22nd of November)."""
    start = at + 2 if list(said[at + 1 : at + 2]) == ["the"] else at + 1
    number, end = ordinal_at(said, start)
    if number is None:
        found, end = number_at(said, start)
        number = int(found) if found is not None and 1 <= found <= 31 else None
    if number is not None:
        return number, end
    stop = at - 1 if at and said[at - 1] == "of" else at
    for start in range(max(0, stop - 3), stop):
        number, end = ordinal_at(said, start)
        if number is not None and end == stop:
            return number, at + 1
    return None, at


def _year(said: Sequence[str], at: int) -> int | None:
    if at < len(said) and said[at].isdigit() and len(said[at]) == 4:
        return int(said[at])
    century, end = number_at(said, at)
    if century is None:
        return None
    rest, after = number_at(said, end)
    if century in (19, 20) and rest is not None and after > end and 10 <= rest < 100:
        return int(century * 100 + rest)
    return int(century) if 1900 <= century < 2200 else None


def _weekday(said: Sequence[str], today: date) -> date | None:
    for at, word in enumerate(said):
        number = _WEEKDAYS.get(word)
        if number is not None:
            before = said[at - 1] if at else ""
            weeks = {"next": 1, "last": -1}.get(before)
            return weekday(today, number, weeks)
    return None


def _alone(said: Sequence[str], today: date) -> date | None:
    """The fifth: of this month, or the next. Only where it is said as a place in a row."""
    for at, word in enumerate(said):
        number, end = ordinal_at(said, at)
        if number is not None and not (word.isdigit() and end == at + 1):
            return on_or_after(today, None, number)
    return None


def _around(said: Sequence[str], at: int, half: str) -> Moment | None:
    """Half past four, ten to six."""
    hour, _ = number_at(said, at + 1)
    if hour is None or not 1 <= hour <= 12 or at == 0:
        return None
    named = {"half": 30, "quarter": 15}.get(said[at - 1])
    skip = at - 1 if said[at - 1] in ("minutes", "minute") else at
    minutes = named if named is not None else _before(said, skip)
    if minutes is None or not 0 < minutes < 60:
        return None
    found = _time(int(hour), 0, half)
    if found is None:
        return None
    sign = -1 if said[at] == "to" else 1
    total = (found.at.hour * 60 + sign * minutes) % (24 * 60)
    return Moment(time(total // 60, total % 60), sure=found.sure)


def _plain(said: Sequence[str], half: str) -> Moment | None:
    """Three thirty, seven oh five, four o'clock, 9 am."""
    for at in range(len(said)):
        hour, end = number_at(said, at)
        if hour is None or hour != int(hour) or not 0 <= hour <= 24:
            continue
        minute, after = number_at(said, end)
        if minute == 0 and after < len(said):
            minute, after = number_at(said, after)
        told = after > end and minute is not None and minute == int(minute) and 0 <= minute < 60
        marked = half or (end < len(said) and said[end] == "oclock")
        if told or marked or len(said) <= end - at + 1:
            return _time(int(hour), int(minute) if told and minute is not None else 0, half)
    return None


def _time(hour: int, minute: int, half: str) -> Moment | None:
    if hour > 24 or minute > 59:
        return None
    sure = bool(half) or hour == 0 or hour > 12
    if half == "early" and hour == 12:
        hour = 0
    elif (half == "late" and hour < 12) or (not half and 0 < hour < 7):
        hour += 12
    return Moment(time(hour % 24, minute), sure=sure)
