"""The visit of a caller who leaves a message: told what happens, it answers what is to be done.

Greeting, tone, recording; then the caller may listen to it, say it again, or have it kept. Whatever way the
caller goes, also by hanging up in the middle, every recording that was begun is kept or dropped, once; and
"saved" is said only of a message that is known to be on the disk.
"""

from dataclasses import dataclass, fields
from typing import Any

from huawu.platform.ids import Id
from huawu.platform.plain import plain_row

GREETING, TONE, RECORDING, CLOSING, REVIEW, KEEPING, OVER = (
    *("greeting", "tone", "recording", "closing"),
    *("review", "keeping", "over"),
)
BEEP = "tones/beep"
SAVED = "voicemail.saved"
MOST_TAKES = 4
"""So often a caller may begin, at most."""
LONGEST_SECONDS = 180
HUSH_SECONDS = 5
"""After so much silence the message is over."""
REVIEW_SECONDS = 8
"""Nothing pressed for so long: keep it."""
CLOSING_SECONDS = 10
"""So long the end of a file is waited for; who records may just be starting anew."""
LEAST_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Said:
    """What was said to the caller was said to its end."""


@dataclass(frozen=True, slots=True)
class Pressed:
    key: str


@dataclass(frozen=True, slots=True)
class Hushed:
    """Nothing was heard for a while in this recording."""

    recording: Id


@dataclass(frozen=True, slots=True)
class TimeUp:
    """What was waited for did not come."""


@dataclass(frozen=True, slots=True)
class Closed:
    """A recording ended. `spoken`: seconds in which something was heard; None: nobody counted."""

    recording: Id
    seconds: float
    size: int
    spoken: float | None = None

    @property
    def said(self) -> float:
        """Seconds in which something was heard and that lie in the file."""
        return self.seconds if self.spoken is None else min(self.seconds, self.spoken)


@dataclass(frozen=True, slots=True)
class Confirmed:
    """The message that was to be kept is on the disk; or, not `safe`, nobody can say."""

    recording: Id
    safe: bool = True


@dataclass(frozen=True, slots=True)
class Left:
    """The caller hung up."""


Told = Said | Pressed | Hushed | TimeUp | Closed | Confirmed | Left


@dataclass(frozen=True, slots=True)
class Say:
    """Say prompts: `voicemail.*` in the caller's language, others as they are."""

    prompts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """Begin a recording, for so long at most."""

    recording: Id
    seconds: int = LONGEST_SECONDS


@dataclass(frozen=True, slots=True)
class Stop:
    """Say nothing more, and close the recording. `seconds`: wait for it so long."""

    recording: Id
    seconds: int = CLOSING_SECONDS


@dataclass(frozen=True, slots=True)
class Await:
    """Look again after so many seconds (`TimeUp`)."""

    seconds: int


@dataclass(frozen=True, slots=True)
class Keep:
    """It is a message: put it in the mailbox, and say when it is on the disk."""

    recording: Id
    seconds: float
    size: int


@dataclass(frozen=True, slots=True)
class Drop:
    """It is none: remove the file."""

    recording: Id
    path: str


@dataclass(frozen=True, slots=True)
class End:
    """Say this last, and hang up."""

    prompts: tuple[str, ...]


Answer = Say | Record | Stop | Await | Keep | Drop | End


@dataclass(slots=True)
class Visit:
    """One caller at one mailbox. `hears`: what the caller is greeted with. `path`: of the recording at
    hand."""

    call: Id
    leg: Id
    mailbox: str
    caller: str
    caller_name: str
    hears: str
    step: str = GREETING
    recording: Id = ""
    began_at: int = 0  # of the recording, microseconds UTC
    path: str = ""
    seconds: float = 0.0
    size: int = 0
    takes: int = 0
    gone: bool = False
    words: tuple[str, ...] = ()  # said instead of `hears`
    returns: bool = False  # to the flow that had the message taken

    def saved(self) -> list[Any]:
        return plain_row(self)


FIELDS = tuple(each.name for each in fields(Visit))


def restored(values: list[Any]) -> Visit:
    """The visit of `Visit.saved`. Fields added since are at their defaults."""
    visit = Visit(**dict(zip(FIELDS, values, strict=False)))
    visit.words = tuple(visit.words)
    return visit


def begin(visit: Visit, *, full: bool) -> list[Answer]:
    """The first words."""
    if full:
        visit.step = OVER
        return [End(("voicemail.full",))]
    return [Say((*(visit.words or (visit.hears,)), BEEP))]


def tell(visit: Visit, told: Told, fresh: Id = "") -> list[Answer]:
    """What is to be done now. `fresh`: the id of a recording that may have to be begun. What does not fit
    where the visit is (late, twice, of another recording) changes nothing."""
    if isinstance(told, Closed | Confirmed | Hushed) and told.recording != visit.recording:
        return []
    if isinstance(told, Left):
        return _left(visit)
    if isinstance(told, Closed):
        return _closed(visit, told)
    if isinstance(told, Confirmed):
        return _confirmed(visit, told)
    return [] if visit.gone else _there(visit, told, fresh)


def _there(visit: Visit, told: Told, fresh: Id) -> list[Answer]:
    """Something that the caller did, or did not do, at the telephone."""
    if visit.step in (GREETING, TONE):
        if isinstance(told, Said):
            visit.step, visit.recording, visit.takes = RECORDING, fresh, visit.takes + 1
            return [Record(fresh)]
        if isinstance(told, Pressed) and told.key == "#" and visit.step == GREETING:
            return _tone(visit)
    elif visit.step == RECORDING:
        if isinstance(told, Hushed | TimeUp) or (isinstance(told, Pressed) and told.key == "#"):
            visit.step = CLOSING
            return [Stop(visit.recording)]
    elif visit.step == REVIEW:
        return _review(visit, told)
    elif visit.step == CLOSING and isinstance(told, TimeUp):
        visit.gone = True  # what there is of it is kept when the file is found closed
        return [End(("voicemail.failed",))]
    return []


def _review(visit: Visit, told: Told) -> list[Answer]:
    key = told.key if isinstance(told, Pressed) else ""
    if isinstance(told, TimeUp) or key == "#":
        return _keep(visit)
    if isinstance(told, Said):
        return [Await(REVIEW_SECONDS)]
    if key == "1":
        return [Say((f"recording:{visit.path}", "voicemail.review"))]
    if key == "2" and visit.takes < MOST_TAKES:
        return [Drop(visit.recording, visit.path), *_tone(visit)]
    return []


def _tone(visit: Visit, *words: str) -> list[Answer]:
    visit.step, visit.recording, visit.path = TONE, "", ""
    return [Say((*words, BEEP))]


def _keep(visit: Visit) -> list[Answer]:
    visit.step = KEEPING
    return [Keep(visit.recording, visit.seconds, visit.size)]


def _closed(visit: Visit, told: Closed) -> list[Answer]:
    if visit.step not in (RECORDING, CLOSING):
        return []
    visit.seconds, visit.size = told.seconds, told.size
    if told.said < LEAST_SECONDS:
        dropped: list[Answer] = [Drop(told.recording, visit.path)]
        if visit.gone:
            visit.step = OVER
            return dropped
        if visit.takes >= MOST_TAKES:
            visit.step = OVER
            return [*dropped, End(("voicemail.nothing",))]
        return dropped + _tone(visit, "voicemail.nothing")
    if visit.gone:
        return _keep(visit)
    visit.step = REVIEW
    return [Say(("voicemail.review",))]


def _confirmed(visit: Visit, told: Confirmed) -> list[Answer]:
    if visit.step != KEEPING:
        return []
    visit.step = OVER
    return [] if visit.gone else [End((SAVED if told.safe else "voicemail.failed",))]


def _left(visit: Visit) -> list[Answer]:
    if visit.gone:
        return []
    visit.gone = True
    if visit.step == RECORDING:
        visit.step = CLOSING
        return [Stop(visit.recording)]
    if visit.step == REVIEW:
        return _keep(visit)
    if visit.step not in (CLOSING, KEEPING):
        visit.step = OVER
    return []
