"""What a letter says of a voice message, in the language of whoever it is for. Its words are asked for."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from huawu.customers.types import masked
from huawu.platform.clock import Micros

Words = Callable[[str, str, dict[str, str]], str]
"""Says a key in a language, with its values filled in."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Who owns the mailbox: what they are called ("" for a queue's team, or nobody), in which language they
    read, and whether they may see numbers. What they may not see no mail tells them."""

    name: str = ""
    language: str = "zh-CN"
    sees_numbers: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a message. `box`: what the mailbox is called; `page`: where the pages are, or "";
    `local`: `at` by the clock on the wall."""

    message: str
    box: str
    shared: bool
    caller: str
    caller_name: str
    inside: bool
    at: Micros
    local: datetime
    seconds: float
    page: str


def notice(told: Told, reader: Reader, *, sound: bool, say: Words) -> tuple[str, str]:
    """Subject and text. `sound`: the message goes along as a file."""

    def words(key: str, **params: str) -> str:
        return say(f"voicemail_mail.{key}", reader.language, params)

    length = _length(told.seconds, reader.language)
    who = _who(told, reader) or words("unknown")
    box = words("queue" if told.shared else "extension", box=told.box)
    lines = [
        words("dear", name=reader.name) if reader.name else words("hello"),
        "",
        words("left", box=box),
        "",
        words("caller", caller=who),
        words("time", time=_time(told.local, reader.language)),
        words("length", length=length),
        "",
        *([words("sound")] if sound else []),
        words("take" if told.shared else "listen"),
        *([f"{told.page}/messages"] if told.page else []),
        "",
        words("end"),
    ]
    return words("subject", caller=who, length=length, box=box), "\n".join(lines) + "\n"


def sound_name(told: Told) -> str:
    """What the file is called."""
    return f"voicemail-{told.local:%Y%m%d-%H%M%S}.wav"


def _who(told: Told, reader: Reader) -> str:
    """The number as this reader may see it, and the name unless the number stands in it."""
    shown = told.caller if told.inside or reader.sees_numbers else masked(told.caller)
    if not told.caller_name or told.caller_name == told.caller:
        return shown
    if shown == told.caller:
        return f"{told.caller_name} {shown}".strip()
    return shown


def _time(when: datetime, language: str) -> str:
    if language == "zh-CN":
        return f"{when.year}年{when.month}月{when.day}日 {when:%H:%M}"
    return f"{when:%Y-%m-%d %H:%M}"


def _length(seconds: float, language: str) -> str:
    minutes, rest = divmod(max(1, round(seconds)), 60)
    minute, second = (" 分", " 秒") if language == "zh-CN" else (" min", " s")
    parts = [f"{minutes}{minute}"] if minutes else []
    return " ".join([*parts, f"{rest}{second}"] if rest or not minutes else parts)
