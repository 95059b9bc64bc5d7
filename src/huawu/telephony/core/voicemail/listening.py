"""An owner listens to a mailbox by telephone: told what happens, it answers what is to be done.

First the secret number, whatever telephone it is; then the new messages, the oldest first, then the others.
Keys, also while something is said: 1 or 4 keep it and go on, 2 again, 3 delete, 5 call back, 7 record one's
own greeting, 8 another secret number.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from typing import Any

from huawu.platform.ids import Id
from huawu.platform.plain import plain_row
from huawu.telephony.core.voicemail import pins
from huawu.telephony.core.voicemail.leaving import (
    BEEP,
    CLOSING_SECONDS,
    LEAST_SECONDS,
    Await,
    Closed,
    Drop,
    End,
    Hushed,
    Left,
    Pressed,
    Record,
    Said,
    Say,
    Stop,
    TimeUp,
)

PIN, CHECKING, MENU, GREETING, RECORDING, CLOSING, NEW_PIN, SETTING, OVER = (
    *("pin", "checking", "menu", "greeting", "recording"),
    *("closing", "new_pin", "setting", "over"),
)
KEY_SECONDS = 10
CHECK_SECONDS = 5
MOST_WRONG = 3
"""Wrong numbers in one call."""
GREETING_SECONDS = 60
MENU_WORDS = "voicemail.menu"
RIGHT, WRONG, LOCKED = "right", "wrong", "locked"


@dataclass(frozen=True, slots=True)
class Checked:
    """What a secret number was: right, wrong, or locked. `messages`: new ones, then the others; `new`: how
    many are."""

    result: str
    messages: tuple[Id, ...] = ()
    new: int = 0


@dataclass(frozen=True, slots=True)
class PinSet:
    """The new secret number holds."""


Told = Said | Pressed | Hushed | TimeUp | Closed | Left | Checked | PinSet


@dataclass(frozen=True, slots=True)
class Check:
    """Is it this mailbox's secret number? `Checked` follows."""

    pin: str


@dataclass(frozen=True, slots=True)
class SetPin:
    """From now on it is. `PinSet` follows."""

    pin: str


@dataclass(frozen=True, slots=True)
class Hear:
    """The message was listened to."""

    message: Id


@dataclass(frozen=True, slots=True)
class Delete:
    message: Id


@dataclass(frozen=True, slots=True)
class CallBack:
    """Call who left it; when that cannot be, say the menu."""

    message: Id


@dataclass(frozen=True, slots=True)
class Greet:
    """From now on callers hear this greeting."""

    path: str


Answer = Say | Await | Record | Stop | Drop | End | Check | SetPin | Hear | Delete | CallBack | Greet


@dataclass(slots=True)
class Listening:
    """One owner at the own mailbox. `at`: which of `messages` is at hand, -1 none yet."""

    call: Id
    mailbox: str
    step: str = PIN
    wrong: int = 0
    messages: tuple[Id, ...] = ()
    at: int = -1
    recording: Id = ""
    path: str = ""
    gone: bool = False
    typed: str = ""

    def saved(self) -> list[Any]:
        """Plain values, without a figure of the secret number."""
        return plain_row(replace(self, typed=""))


FIELDS = tuple(each.name for each in fields(Listening))


def restored(values: list[Any]) -> Listening:
    made = Listening(**dict(zip(FIELDS, values, strict=False)))
    made.messages = tuple(made.messages)
    return made


def begin(visit: Listening, *, has_pin: bool, locked: bool) -> list[Answer]:
    """The first words."""
    if not has_pin or locked:
        visit.step = OVER
        return [End(("voicemail.pin.locked" if locked else "voicemail.pin.none",))]
    return [Say(("voicemail.pin",))]


def tell(visit: Listening, told: Told, fresh: Id = "") -> list[Answer]:
    """What is to be done now; `fresh`: the id of a recording that may have to be begun. What does not fit
    changes nothing."""
    if isinstance(told, Left):
        return _left(visit)
    if isinstance(told, Closed | Hushed) and told.recording != visit.recording:
        return []
    if visit.gone and not isinstance(told, Closed):
        return []
    return _STEPS[visit.step](visit, told, fresh)


def _left(visit: Listening) -> list[Answer]:
    visit.gone = True
    if visit.step == RECORDING:
        visit.step = CLOSING
        return [Stop(visit.recording)]
    if visit.step != CLOSING:
        visit.step = OVER
    return []


def _figures(visit: Listening, told: Told) -> str | None:
    """The figures typed, when they are all there; None: not yet."""
    if isinstance(told, Pressed) and told.key == "#":
        typed, visit.typed = visit.typed, ""
        return typed
    if isinstance(told, Pressed) and told.key.isdigit() and len(visit.typed) < pins.MOST:
        visit.typed += told.key
    return None


def _pin(visit: Listening, told: Told, fresh: Id) -> list[Answer]:
    typed = _figures(visit, told)
    if typed is not None:
        visit.step = CHECKING
        return [Check(typed), Await(CHECK_SECONDS)]
    if isinstance(told, TimeUp):
        visit.step = OVER
        return [End(("goodbye",))]
    return [Await(KEY_SECONDS)] if isinstance(told, Pressed | Said) else []


def _checking(visit: Listening, told: Told, fresh: Id) -> list[Answer]:
    if isinstance(told, TimeUp):
        visit.step = PIN
        return [Say(("voicemail.pin",))]
    if not isinstance(told, Checked):
        return []
    if told.result == RIGHT:
        visit.step, visit.messages, visit.at = MENU, told.messages, -1
        if told.new:
            return _go_on(visit, "voicemail.new.before", f"number:{told.new}", "voicemail.new.after")
        return [Say(("voicemail.none", MENU_WORDS))]
    visit.wrong += 1
    if told.result == LOCKED or visit.wrong >= MOST_WRONG:
        visit.step = OVER
        return [End(("voicemail.pin.locked" if told.result == LOCKED else "voicemail.pin.wrong",))]
    visit.step = PIN
    return [Say(("voicemail.pin.wrong", "voicemail.pin"))]


def _go_on(visit: Listening, *words: str) -> list[Answer]:
    """The next message."""
    if visit.at + 1 >= len(visit.messages):
        visit.at = len(visit.messages)
        return [Say((*words, "voicemail.no_more", MENU_WORDS))]
    visit.at += 1
    return _play(visit, *words)


def _play(visit: Listening, *words: str) -> list[Answer]:
    message = visit.messages[visit.at]
    return [Hear(message), Say((*words, f"message:{message}", MENU_WORDS))]


def _menu(visit: Listening, told: Told, fresh: Id) -> list[Answer]:
    if isinstance(told, TimeUp):
        visit.step = OVER
        return [End(("goodbye",))]
    if isinstance(told, Said):
        return [Await(KEY_SECONDS)]
    key = told.key if isinstance(told, Pressed) else ""
    if key in ("1", "4"):
        return _go_on(visit)
    if key == "7":
        visit.step = GREETING
        return [Say(("voicemail.greeting.record", BEEP))]
    if key == "8":
        visit.step, visit.typed = NEW_PIN, ""
        return [Say(("voicemail.pin.new",))]
    there = 0 <= visit.at < len(visit.messages)
    if key == "2" and there:
        return _play(visit)
    if key == "3" and there:
        return [Delete(visit.messages[visit.at]), *_go_on(visit, "voicemail.deleted")]
    if key == "5" and there:
        return [CallBack(visit.messages[visit.at])]
    return []


def _greeting(visit: Listening, told: Told, fresh: Id) -> list[Answer]:
    if not isinstance(told, Said):
        return []
    visit.step, visit.recording = RECORDING, fresh
    return [Record(fresh, GREETING_SECONDS)]


def _recording(visit: Listening, told: Told, fresh: Id) -> list[Answer]:
    if isinstance(told, Closed):
        return _closing(visit, told, fresh)
    if isinstance(told, Hushed | TimeUp) or (isinstance(told, Pressed) and told.key == "#"):
        visit.step = CLOSING
        return [Stop(visit.recording, CLOSING_SECONDS)]
    return []


def _closing(visit: Listening, told: Told, fresh: Id) -> list[Answer]:
    if isinstance(told, TimeUp):
        visit.gone = True
        return [End(("call.failed",))]
    if not isinstance(told, Closed):
        return []
    path, visit.path, visit.recording = visit.path, "", ""
    if visit.gone:
        visit.step = OVER
        return [Drop(told.recording, path)]
    visit.step = MENU
    if told.said < LEAST_SECONDS:
        return [Drop(told.recording, path), Say(("voicemail.nothing", MENU_WORDS))]
    return [Greet(path), Say(("voicemail.greeting.changed", MENU_WORDS))]


def _new_pin(visit: Listening, told: Told, fresh: Id) -> list[Answer]:
    typed = _figures(visit, told)
    if typed is not None:
        if pins.is_bad(typed, mailbox=visit.mailbox):
            return [Say(("voicemail.pin.bad", "voicemail.pin.new"))]
        visit.step = SETTING
        return [SetPin(typed), Await(CHECK_SECONDS)]
    if isinstance(told, TimeUp):
        visit.step, visit.typed = MENU, ""
        return [Say((MENU_WORDS,))]
    return [Await(KEY_SECONDS)] if isinstance(told, Pressed | Said) else []


def _setting(visit: Listening, told: Told, fresh: Id) -> list[Answer]:
    if not isinstance(told, PinSet | TimeUp):
        return []
    visit.step = MENU
    word = "voicemail.pin.changed" if isinstance(told, PinSet) else "voicemail.pin.bad"
    return [Say((word, MENU_WORDS))]


def _over(visit: Listening, told: Told, fresh: Id) -> list[Answer]:
    return []


_STEPS: dict[str, Callable[[Listening, Told, Id], list[Answer]]] = {
    PIN: _pin,
    CHECKING: _checking,
    MENU: _menu,
    GREETING: _greeting,
    RECORDING: _recording,
    CLOSING: _closing,
    NEW_PIN: _new_pin,
    SETTING: _setting,
    OVER: _over,
}
