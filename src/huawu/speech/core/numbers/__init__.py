"""Values said aloud: a number, a place in the queue, digits, an amount, a time, a date, a length of time.

Each function answers the ids of rendered prompts, without the folder of the language, to be played in turn.
`pieces` says which ids there are and their words; the catalogue holds their sound. One module a language.
"""

from dataclasses import dataclass
from datetime import date, time

from huawu.speech.core.numbers import english, mandarin
from huawu.speech.core.numbers.words import Ids, Words
from huawu.speech.errors import CannotSay

LARGEST = 10**12 - 1

_LANGUAGES: dict[str, Words] = {"zh-CN": mandarin, "en-US": english}
LANGUAGES = tuple(_LANGUAGES)

POSITIONS = 10
"""Places in a queue up to this one are rendered as whole sentences; later ones are put together."""


@dataclass(frozen=True, slots=True)
class Piece:
    """The words of a rendered piece; `spoken`: how to say them where the written words mislead the engine."""

    words: str
    spoken: str = ""


def pieces(language: str) -> dict[str, Piece]:
    """Every piece of a language: id, words."""
    return {name: Piece(*words) for name, words in _of(language).pieces(POSITIONS).items()}


def number(value: int | str, language: str) -> Ids:
    """A whole number, or a decimal one as text (`"-3.50"` keeps its last zero).

    Raises CannotSay over 10^12.
    """
    minus, whole, fraction = _decimal(value)
    words = _of(language)
    ids = ["number.minus"] if minus else []
    ids += words.cardinal(whole)
    if fraction:
        ids += ["number.point", *(f"digit.{digit}" for digit in fraction)]
    return ids


def counted(value: int, unit: str, language: str) -> Ids:
    """So many of something. `unit`: minute, hour, second, day, person, room, yuan, call."""
    _whole(value)
    words = _of(language)
    if unit not in words.UNITS:
        raise CannotSay("speech.cannot_say", value=unit)
    return words.counted(value, unit)


def position(waiting_before: int, language: str) -> Ids:
    """How many are still before this caller; none: "you are next"."""
    _whole(waiting_before)
    if waiting_before == 0:
        return ["queue.you_are_next"]
    if waiting_before <= POSITIONS:
        return [f"queue.position.{waiting_before}"]
    inside = _of(language).count(waiting_before)
    return ["queue.position.before", *inside, "queue.position.after"]


def digits(text: str, language: str, *, yao: bool = False) -> Ids:
    """Figure by figure, as in a phone or agent number; spaces and hyphens are passed over, + is not said.

    `yao`: in Mandarin say 1 as 幺, as is done for phone and room numbers. Raises CannotSay for other signs.
    """
    ids = [_of(language).digit(sign, yao) for sign in text if sign not in " -+()"]
    if not ids or "" in ids:
        raise CannotSay("speech.cannot_say", value="digits")
    return ids


def amount(fen: int, language: str) -> Ids:
    """Money in fen (1/100 yuan): 352860 is 三千五百二十八元六角."""
    _whole(abs(fen))
    ids = ["number.minus"] if fen < 0 else []
    return ids + _of(language).amount(abs(fen))


def day(value: date, language: str, *, year: bool = False, weekday: bool = False) -> Ids:
    """A date: 十一月二十一日, with the year before and the weekday behind if asked for."""
    words = _of(language)
    ids = [f"month.{value.month}", f"day.{value.day}"]
    said_year = words.year(value.year) if year else []
    ids = said_year + ids if words.YEAR_FIRST else ids + said_year
    named = [f"weekday.{value.isoweekday()}"] if weekday else []
    return ids + named if words.YEAR_FIRST else named + ids


def clock(value: time, language: str) -> Ids:
    """A time of day, to the minute: 下午三点零五分."""
    return _of(language).clock(value.hour, value.minute)


def duration(minutes: int, language: str) -> Ids:
    """A length of time in hours and minutes."""
    _whole(minutes)
    hours, rest = divmod(minutes, 60)
    said = counted(hours, "hour", language) if hours else []
    return said + counted(rest, "minute", language) if rest or not hours else said


def duration_range(low: int, high: int, language: str) -> Ids:
    """An estimate in minutes: 四到五分钟. Equal or turned ends are said as one length, the longer."""
    _whole(low)
    if low >= high or low == 0:
        return duration(max(low, high), language)
    words = _of(language)
    return [*words.count(low), "number.to", *words.counted(high, "minute")]


def wait_estimate(low: int, high: int, language: str) -> Ids:
    """How long the wait may be, in minutes, as a sentence."""
    return ["queue.wait_estimate.before", *duration_range(low, high, language)]


def agent_number(figures: str, language: str) -> Ids:
    """您好，工号 1001 为您服务. In Mandarin with 幺 for 1, as numbers of agents and rooms are said."""
    return ["agent.number.before", *digits(figures, language, yao=True), "agent.number.after"]


def _of(language: str) -> Words:
    try:
        return _LANGUAGES[language]
    except KeyError:
        raise CannotSay("speech.language_unknown", language=language) from None


def _whole(value: int) -> None:
    if not 0 <= value <= LARGEST:
        raise CannotSay("speech.cannot_say", value=value)


def _decimal(value: int | str) -> tuple[bool, int, str]:
    """Sign, whole part, figures after the point (without the point)."""
    text = str(value)
    minus = text.startswith("-")
    whole, point, fraction = text.removeprefix("-").partition(".")
    plain = whole.isascii() and whole.isdigit()
    if not plain or (point and not (fraction.isascii() and fraction.isdigit())):
        raise CannotSay("speech.cannot_say", value="number")
    _whole(int(whole))
    return minus, int(whole), fraction
