"""Facts of extensions."""

from dataclasses import dataclass

from huawu.platform.clock import Micros
from huawu.platform.facts import fact
from huawu.platform.ids import Id


@fact("extension.wished")
@dataclass(frozen=True, slots=True)
class ExtensionWished:
    """What the owner of an extension wishes from now on. Stream: the extension. `forwards`: the cases in
    which calls are sent on; where to may be a private number and is not told. `by`: the user who said so on a
    page; None: the telephone itself."""

    extension: str
    dnd: bool
    forwards: tuple[str, ...]
    by: Id | None
    at: Micros


@fact("voicemail.left")
@dataclass(frozen=True, slots=True)
class VoicemailLeft:
    """A caller left a message. Stream: the mailbox (an extension, or `queue:KEY`). `caller` and
    `caller_name` are personal: never logged. `path`: of the file among recordings."""

    message: Id
    mailbox: str
    interaction: Id
    caller: str
    caller_name: str
    path: str
    seconds: float
    size: int
    at: Micros


@fact("voicemail.changed")
@dataclass(frozen=True, slots=True)
class VoicemailChanged:
    """A message is new, heard, taken, done or deleted from now on. `by`: the user or agent; None: who knew
    the mailbox's secret number at a telephone, or the house itself (mailed, too old)."""

    message: Id
    mailbox: str
    state: str
    by: Id | None
    at: Micros


@fact("voicemail.set")
@dataclass(frozen=True, slots=True)
class VoicemailSet:
    """Something of a mailbox was set. `what`: greeting, no_greeting, pin, locked (for telephones, since
    somebody guessed)."""

    mailbox: str
    what: str
    by: Id | None
    at: Micros


@fact("voicemail.not_mailed")
@dataclass(frozen=True, slots=True)
class VoicemailNotMailed:
    """Somebody could not be told by mail of a message, and no further try is made. `why`: the step that
    failed, as `platform.mail` says; `code`: the server's answer, 0 without one. Which address is told to
    administrators only."""

    message: Id
    mailbox: str
    why: str
    code: int
    at: Micros


@fact("duty.switched")
@dataclass(frozen=True, slots=True)
class DutySwitched:
    """Who takes calls from outside from now on was said. Stream: "duty". `mode`: attendant, operator,
    calendar (whoever it says); `how`: page, phone; `by`: the user, or the extension that dialled the code."""

    mode: str
    how: str
    by: str
    at: Micros
