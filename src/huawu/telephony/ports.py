"""The telephony port: legs, bridges, prompts, digits and recordings, never SIP.

Our own engine (`telephony.engine`) fills it today; Asterisk through ARI can. `telephony.engine.pretend` is
the twin for tests. All methods return at once; what comes of them arrives as `LegEvent`s. A leg id is chosen
by the caller of `dial` and by the engine for `Arrived`.
"""

from dataclasses import dataclass
from typing import Any, Protocol

from huawu.platform.ids import Id


@dataclass(frozen=True, slots=True)
class Arrived:
    """Someone calls us. `trunk`: the trunk's name; None when a registered phone calls (then `extension`)."""

    leg: Id
    number: str  # dialled
    caller: str  # number, "" when withheld
    caller_name: str
    trunk: str | None
    extension: str | None


@dataclass(frozen=True, slots=True)
class Ringing:
    leg: Id


@dataclass(frozen=True, slots=True)
class Answered:
    leg: Id


@dataclass(frozen=True, slots=True)
class Ended:
    """The leg is gone. `cause`: hung_up, cancelled, declined, busy, no_answer, unreachable, no_media, failed.
    `ours`: we ended it."""

    leg: Id
    cause: str
    ours: bool


@dataclass(frozen=True, slots=True)
class Held:
    """The party on this leg put the call on hold (its phone sent a=sendonly or inactive)."""

    leg: Id


@dataclass(frozen=True, slots=True)
class Resumed:
    leg: Id


@dataclass(frozen=True, slots=True)
class Digit:
    leg: Id
    digit: str


@dataclass(frozen=True, slots=True)
class Played:
    """The prompts started under `token` ended by themselves."""

    leg: Id
    token: str


@dataclass(frozen=True, slots=True)
class Registered:
    """A phone is there (or no longer: `contacts` is 0)."""

    extension: str
    contacts: int


@dataclass(frozen=True, slots=True)
class Recorded:
    """A recording was closed."""

    recording: Id
    seconds: float
    size: int


LegEvent = Arrived | Ringing | Answered | Ended | Held | Resumed | Digit | Played | Registered | Recorded


class Telephony(Protocol):
    """What call control asks of an engine."""

    def ring_back(self, leg: Id) -> None:
        """Tell the caller that it rings (180)."""

    def answer(self, leg: Id) -> None:
        """Answer an arrived leg."""

    def dial(
        self,
        leg: Id,
        *,
        extension: str,
        caller: str,
        caller_name: str,
        ring_seconds: int,
        near: Id | None = None,
    ) -> None:
        """Ring a phone. `Ended(unreachable)` follows when no phone is there. `near`: the leg it will be
        bridged with, so that both are handled by one media process."""

    def hang_up(self, leg: Id, cause: str = "hung_up") -> None:
        """End a leg in any state; an unanswered arrived leg is refused with the SIP answer of `cause`."""

    def play(self, leg: Id, prompts: list[str], *, token: str = "", loop: bool = False) -> None:
        """Say prompts in turn to one leg, replacing what it hears. `music` is the hold music."""

    def stop(self, leg: Id) -> None:
        """Stop what `play` started."""

    def bridge(self, bridge: Id, legs: list[Id]) -> None:
        """Let these legs, and no others, hear each other in `bridge`."""

    def unbridge(self, bridge: Id) -> None:
        """End a bridge; its legs stay."""

    def record(self, recording: Id, *, outside: list[Id], inside: list[Id], secret: dict[str, Any]) -> None:
        """Record: left = outside, right = inside. `secret`: path, key, header (see core.media.recording)."""

    def stop_recording(self, recording: Id) -> None:
        """Close the file; `Recorded` follows."""

    def digits(self, leg: Id, digits: str) -> None:
        """Send key presses to the party of a leg."""


class Phones(Protocol):
    """What pages ask of the live process about browser telephones; `app` fills it. Each may refuse,
    Unavailable("live.away") among others."""

    async def open_phone(self, agent: Id, *, tab: str, take_over: bool) -> dict[str, Any]:
        """A ticket for this tab: `{ticket, extension, domain, display_name, expires_at}`. Refused while
        another tab has the phone (`phone.in_use_elsewhere`), and without an edge (`phone.edge_down`)."""

    async def told_audio(self, agent: Id, *, tab: str, state: str) -> None:
        """How microphone and speaker are."""

    async def leave_phone(self, agent: Id, *, tab: str) -> None:
        """This tab is the telephone no more."""

    async def echo(self, agent: Id) -> None:
        """Call the page and let it hear itself."""
