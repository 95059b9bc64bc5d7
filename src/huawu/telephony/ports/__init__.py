"""The telephony port: legs, bridges, prompts, digits and recordings, never SIP.

Our own engine (`telephony.engine`) fills it today; Asterisk through ARI can. `telephony.engine.pretend` is
the twin for tests. All methods return at once; what comes of them arrives as `LegEvent`s. A leg id is chosen
by the caller of `dial` and by the engine for `Arrived`.
"""

from typing import Any, Protocol, Required, TypedDict, Unpack

from huawu.platform.ids import Id
from huawu.platform.values import value


@value
class Arrived:
    """Someone calls us. `trunk`: the trunk's name; None when a registered phone calls (then `extension`).
    `replaces`: this call wants to take the place of that leg of ours (RFC 3891), which is up, or, for a phone
    that picks up a ringing call, still rings. Answering it does not end the other leg."""

    leg: Id
    number: str  # dialled
    caller: str  # number, "" when withheld
    caller_name: str
    trunk: str | None
    extension: str | None
    replaces: Id | None = None


@value
class Ringing:
    """The other side rings. `sounding`: it already sends sound of its own (183 with a description): whoever
    waits should hear that instead of our ring-back."""

    leg: Id
    sounding: bool = False


@value
class Answered:
    leg: Id


@value
class Ended:
    """The leg is gone. `cause`: hung_up, cancelled, declined, busy, no_answer, unreachable, no_media, failed,
    and for outside numbers unknown_number, congested (no line free). `ours`: we ended it."""

    leg: Id
    cause: str
    ours: bool


@value
class Held:
    """The party on this leg put the call on hold (its phone sent a=sendonly or inactive)."""

    leg: Id


@value
class Resumed:
    leg: Id


@value
class Digit:
    leg: Id
    digit: str


@value
class Played:
    """The prompts started under `token` ended by themselves."""

    leg: Id
    token: str


@value
class Registered:
    """A phone is there (or no longer: `contacts` is 0)."""

    extension: str
    contacts: int


@value
class Recorded:
    """A recording was closed. `spoken`: seconds in which the left side was heard; None: nobody counted."""

    recording: Id
    seconds: float
    size: int
    spoken: float | None = None


@value
class Hushed:
    """Nothing was heard on the left side of a recording for as long as its header says (`hush`: seconds)."""

    recording: Id


@value
class Referred:
    """The phone on `leg` asks that its other party be put through to `target`, a number of our own, or, with
    `replaces`, to the party of that other leg of the same phone, which may still wait for its answer
    (attended; `target` is then "" or the number that leg was dialled by). Its phone has been told "accepted";
    say how it goes on with `refer_progress`."""

    leg: Id
    target: str
    replaces: Id | None


@value
class ReferAnswered:
    """What came of our own `refer`. `outcome`: accepted, ringing, done, refused (the phone would not),
    failed (it tried in vain)."""

    leg: Id
    outcome: str


@value
class PathLost:
    """Nothing is heard from the browser on this leg any more; the leg may be gone altogether."""

    leg: Id


@value
class PathFound:
    """The browser is heard again."""

    leg: Id


@value
class PathGone:
    """The edge that this browser was heard through died: it must be called anew."""

    leg: Id


@value
class Returned:
    """The browser of this extension is there again. `legs`: those it still holds, and all that are no
    browser's: whatever else is up at this extension is to be called anew."""

    extension: str
    legs: frozenset[Id]


LegEvent = (
    PathLost
    | PathFound
    | PathGone
    | Returned
    | Referred
    | ReferAnswered
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
    | Hushed
)


@value
class About:
    """What a call to a browser is about. `purpose`: offer (it rings), resume or echo (the page answers by
    itself)."""

    interaction: Id | None = None
    purpose: str = "offer"


class Dialled(TypedDict, total=False):
    """Whom `dial` calls and what is said of it. Exactly one of `extension` (the browser of the extension, if
    there is one, else its phones) and `number` (outside, through `trunk` or the first one that has a way
    out). `near`: the leg it will be bridged with, so that both are handled by one media process. `about` is
    told to browsers. `auto_answer`: the phone is asked to answer by itself, aloud. `diverted_by`: the number
    that sends this call on, and `diverted_why`: always, busy, no_answer, offline (RFC 5806, RFC 7044)."""

    extension: str | None
    number: str | None
    trunk: str | None
    caller: Required[str]
    caller_name: Required[str]
    ring_seconds: Required[int]
    near: Id | None
    about: About | None
    auto_answer: bool
    diverted_by: str | None
    diverted_why: str


class Telephony(Protocol):
    """What call control asks of an engine."""

    def ring_back(self, leg: Id) -> None:
        """Tell the caller that it rings (180)."""

    def answer(self, leg: Id) -> None:
        """Answer an arrived leg."""

    def dial(self, leg: Id, **wish: Unpack[Dialled]) -> None:
        """Ring a phone of ours or an outside number. `Ended(unreachable)` follows when no phone is there, or
        no trunk leads out."""

    def hang_up(self, leg: Id, cause: str = "hung_up") -> None:
        """End a leg in any state; an unanswered arrived leg is refused with the SIP answer of `cause`. A
        telephone that rings hears of `taken` (somebody else has answered) and counts no missed call."""

    def play(self, leg: Id, prompts: list[str], *, token: str = "", loop: bool = False) -> None:
        """Say prompts in turn to one leg, replacing what it hears. `music` is the hold music."""

    def stop(self, leg: Id) -> None:
        """Stop what `play` started."""

    def bridge(self, bridge: Id, legs: list[Id], hears: dict[Id, tuple[Id, ...]] | None = None) -> None:
        """Let these legs, and no others, be in `bridge`. `hears`: listener to speakers; who is not in it
        hears nobody. None: everyone hears everyone else."""

    def unbridge(self, bridge: Id) -> None:
        """End a bridge; its legs stay."""

    def record(self, recording: Id, *, outside: list[Id], inside: list[Id], secret: dict[str, Any]) -> None:
        """Record: left = outside, right = inside. `secret`: path, key, header (see core.media.recording).
        With `hush` seconds in the header `Hushed` is told, once, and `Recorded` says how much was spoken."""

    def adjust_recording(self, recording: Id, *, outside: list[Id], inside: list[Id]) -> None:
        """Go on in the same file with other legs."""

    def echo(self, leg: Id) -> None:
        """Let this leg hear itself, a second later."""

    def listen(self, leg: Id, *, on: bool, why: str) -> None:
        """Let what this leg says be heard, from now on or no more, by the process that understands speech. It
        is heard as long as any `why` wants it."""

    def pause_recording(self, recording: Id) -> None:
        """Silence in the file, and a mark, until `resume_recording`."""

    def resume_recording(self, recording: Id) -> None:
        """Go on recording what is said."""

    def stop_recording(self, recording: Id) -> None:
        """Close the file; `Recorded` follows."""

    def digits(self, leg: Id, digits: str) -> None:
        """Send key presses to the party of a leg."""

    def refer_progress(self, leg: Id, outcome: str) -> None:
        """Tell the phone that asked for a transfer (`Referred`) how it goes: trying, ringing, done, or a
        cause of `Ended`. After done or a cause nothing more is told. Nothing happens when it did not ask, or
        does not want to know (RFC 4488)."""

    def refer(self, leg: Id, number: str, *, replaces: Id | None = None) -> None:
        """Ask the party of `leg`, which is up, to call `number` instead (of its own, when a trunk leads to
        it, else of ours), or, with `replaces`, to call the party of that other leg in our stead.
        `ReferAnswered` follows."""

    def lamp(self, extension: str, state: str) -> None:
        """How an extension is: idle, ringing, busy, held. Told to who watches it."""

    def mailbox(self, extension: str, new: int, old: int) -> None:
        """How many messages lie in the voice mailbox of an extension. Told to its phones."""


@value
class EdgeSide:
    """Our side of a browser's sound, as the offer to it says: `hosts` and `port` to reach us at, DTLS
    `fingerprint` ("sha-256 AB:..."), ICE `ufrag` and `pwd`."""

    hosts: tuple[str, ...]
    port: int
    fingerprint: str
    ufrag: str
    pwd: str


@value
class BrowserSide:
    """What the browser answered. `setup`: "active" or "passive", its part in DTLS. `candidates`: hosts (also
    names that only the browser knows, RFC 8828) and ports of its own; `near`: the address its page is at."""

    setup: str
    fingerprint: str
    ufrag: str
    pwd: str
    candidates: tuple[tuple[str, int], ...] = ()
    near: str = ""


@value
class EdgeOpened:
    leg: Id
    side: EdgeSide


@value
class EdgeJoined:
    """Both sides are known. `port`: where the plain sound for the browser is to be sent, on our own host."""

    leg: Id
    port: int


@value
class EdgeFailed:
    leg: Id


@value
class EdgeThere:
    """The edge is there (again). `legs`: the sessions it has; all others must be opened anew."""

    legs: frozenset[Id]


@value
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
