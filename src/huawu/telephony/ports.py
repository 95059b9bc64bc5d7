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


@dataclass(frozen=True, slots=True)
class PathLost:
    """Nothing is heard from the browser on this leg any more; the leg may be gone altogether."""

    leg: Id


@dataclass(frozen=True, slots=True)
class PathFound:
    """The browser is heard again."""

    leg: Id


@dataclass(frozen=True, slots=True)
class PathGone:
    """The edge that this browser was heard through died: it must be called anew."""

    leg: Id


@dataclass(frozen=True, slots=True)
class Returned:
    """The browser of this extension is there again. `legs`: those it still holds."""

    extension: str
    legs: frozenset[Id]


LegEvent = (
    PathLost
    | PathFound
    | PathGone
    | Returned
    | Arrived
    | Ringing
    | Answered
    | Ended
    | Held
    | Resumed
    | Digit
    | Played
    | Registered
    | Recorded
)


@dataclass(frozen=True, slots=True)
class About:
    """What a call to a browser is about. `purpose`: offer (it rings), resume or echo (the page answers by
    itself)."""

    interaction: Id | None = None
    purpose: str = "offer"


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
        about: About | None = None,
    ) -> None:
        """Ring a phone: the browser of the extension, if there is one, else its phones. `Ended(unreachable)`
        follows when no phone is there. `near`: the leg it will be bridged with, so that both are handled by
        one media process. `about` is told to browsers."""

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

    def adjust_recording(self, recording: Id, *, outside: list[Id], inside: list[Id]) -> None:
        """Go on in the same file with other legs."""

    def echo(self, leg: Id) -> None:
        """Let this leg hear itself, a second later."""

    def stop_recording(self, recording: Id) -> None:
        """Close the file; `Recorded` follows."""

    def digits(self, leg: Id, digits: str) -> None:
        """Send key presses to the party of a leg."""


@dataclass(frozen=True, slots=True)
class EdgeSide:
    """Our side of a browser's sound, as the offer to it says: `hosts` and `port` to reach us at, DTLS
    `fingerprint` ("sha-256 AB:..."), ICE `ufrag` and `pwd`."""

    hosts: tuple[str, ...]
    port: int
    fingerprint: str
    ufrag: str
    pwd: str


@dataclass(frozen=True, slots=True)
class BrowserSide:
    """What the browser answered. `setup`: "active" or "passive", its part in DTLS. `candidates`: hosts (also
    names that only the browser knows, RFC 8828) and ports of its own; `near`: the address its page is at."""

    setup: str
    fingerprint: str
    ufrag: str
    pwd: str
    candidates: tuple[tuple[str, int], ...] = ()
    near: str = ""


@dataclass(frozen=True, slots=True)
class EdgeOpened:
    leg: Id
    side: EdgeSide


@dataclass(frozen=True, slots=True)
class EdgeJoined:
    """Both sides are known. `port`: where the plain sound for the browser is to be sent, on our own host."""

    leg: Id
    port: int


@dataclass(frozen=True, slots=True)
class EdgeFailed:
    leg: Id


@dataclass(frozen=True, slots=True)
class EdgeThere:
    """The edge is there (again). `legs`: the sessions it has; all others must be opened anew."""

    legs: frozenset[Id]


@dataclass(frozen=True, slots=True)
class EdgeGone:
    """It died, or cannot do its work: no browser is heard."""


EdgeEvent = EdgeOpened | EdgeJoined | EdgeFailed | EdgeThere | EdgeGone


class Edge(Protocol):
    """Where browsers' sound enters: DTLS-SRTP outside, plain RTP inside. Methods return at once and do
    nothing while it is not `up`; what comes of them arrives as `EdgeEvent`s. `flush` lets them out."""

    @property
    def up(self) -> bool: ...

    def open(self, leg: Id, *, media: tuple[str, int]) -> None:
        """A session whose plain side speaks with `media`; `EdgeOpened` follows."""

    def answer(self, leg: Id, browser: BrowserSide) -> None:
        """The browser agreed; `EdgeJoined` follows."""

    def close(self, leg: Id) -> None: ...

    def flush(self) -> None: ...


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
