"""What the HTTP interface says about calls back: those that agents promised, those that callers asked for."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from huawu.interactions.types import AgentBrief, CustomerBrief
from huawu.platform.web.shapes import Asked, Shape, ShortText

RowId = Annotated[str, Field(pattern=r"^[0-9a-z-]{1,80}$")]


class CallbackShown(Shape):
    """A promised call back (回电). `interaction`: the contact in which it was promised. `agent`: who is to
    keep it; `agent_left`: they do not work here any more. `tries`: how often it was called in vain;
    `last_try`: what the line said then."""

    id: str
    interaction: str
    agent: AgentBrief | None
    agent_left: bool
    queue: str | None
    customer: CustomerBrief | None
    number: str
    number_masked: bool
    due_at: datetime
    overdue: bool
    note: str
    state: Literal["open", "done", "cancelled"]
    created_at: datetime
    closed_at: datetime | None
    closing_note: str
    tries: int
    last_try: str


class CallbackList(Shape):
    """`next`: where the next page begins; null at the end."""

    items: list[CallbackShown]
    next: str | None


class CallbackCounts(Shape):
    """Open promises of everybody: all, those whose time is over, those whose agent has left."""

    open: int
    overdue: int
    left: int


class _CallbackAsked(Shape):
    """Who asked to be called, from where and when."""

    interaction: str
    queue: str
    number: str
    number_masked: bool
    customer: CustomerBrief | None
    since: datetime
    asked_at: datetime


class CallbackWaiting(_CallbackAsked):
    """Somebody who waits to be called. `interaction`: the contact in which they asked for it; `since`: when
    they began to wait. `position`: their place in the queue; null: not to be called before `next_at`.
    `under_way`: an agent has been offered it, or it rings."""

    position: int | None
    next_at: datetime | None
    tries: int
    attempts: int
    last_try: str | None
    under_way: bool


class CallbackWaitingList(Shape):
    items: list[CallbackWaiting]


class CallbackEnded(_CallbackAsked):
    """What became of one. `call`: the contact in which they were reached, or called last."""

    tries: int
    end: Literal["reached", "attempts", "expired", "cancelled", "served", "closed", "failed"]
    call: str | None
    ended_at: datetime


class CallbackEndedList(Shape):
    items: list[CallbackEnded]


class CallbackClosing(Asked):
    note: ShortText = ""


class CallbackMoved(Asked):
    at: AwareDatetime


class CallbacksGiving(Asked):
    """`agent`: who is to keep these from now on."""

    ids: Annotated[list[RowId], Field(min_length=1, max_length=200)]
    agent: RowId


class CallbacksGiven(Shape):
    """`ids`: those that were given; the others have been closed meanwhile, or are with that agent already."""

    ids: list[str]
