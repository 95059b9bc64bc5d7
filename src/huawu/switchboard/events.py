"""Facts of the switchboard. They name nobody: the entry or the slip says who it is."""

from huawu.platform.clock import Micros
from huawu.platform.facts import fact
from huawu.platform.ids import Id
from huawu.platform.values import value


@fact("directory.changed")
@value
class DirectoryChanged:
    """Own entries were changed. Stream: the directory. `what`: added, changed, removed, imported; `entry`:
    which, "" when it was a sheet; `many`: how many. `by`: the user."""

    what: str
    entry: Id
    many: int
    by: Id
    at: Micros


@fact("slip.taken")
@value
class SlipTaken:
    """A message was taken. Stream: the slip. `agent`: for whom, None for others; `by`: the user."""

    slip: Id
    agent: Id | None
    urgent: bool
    by: Id
    at: Micros


@fact("slip.stepped")
@value
class SlipStepped:
    """Something became of a message. `step`, `state` and `call_back` as in `core.slips`; `by`: the user."""

    slip: Id
    step: str
    state: str
    call_back: str
    agent: Id | None
    by: Id
    at: Micros


@fact("ticket.opened")
@value
class TicketOpened:
    """An operator takes on a call for somebody. Stream: the ticket. `direction`: out, in, transit."""

    ticket: Id
    direction: str
    by: Id
    at: Micros


@fact("ticket.stepped")
@value
class TicketStepped:
    """A ticket was taken on. `step` and `state` as the configured life has them; the step `link`: it was said
    which real call it is."""

    ticket: Id
    step: str
    state: str
    by: Id
    at: Micros
