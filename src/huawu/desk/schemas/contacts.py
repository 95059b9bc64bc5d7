"""What the HTTP interface says about the desk. Numbers are masked for those who may not see them."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from huawu.interactions.types import AgentBrief, CustomerBrief
from huawu.platform.web.shapes import Asked, LongText, Shape, ShortText, Words

Kind = Literal["person", "company"]
Level = Literal["normal", "silver", "gold", "vip"]
Risk = Literal["none", "low", "medium", "high"]
IdentityLevel = Literal["none", "number", "answers", "code"]


class PopCustomer(Shape):
    """The customer's card. `completeness`: percent of the site's key items that are known; `missing`: what
    the others are called. `identity`: how surely the caller is this customer; `hidden`: not surely enough, so
    notes are left out and numbers masked."""

    id: str
    kind: Kind
    name: str
    level: Level
    risk: Risk
    company: str
    language: str
    tags: list[str]
    numbers: list[str]
    note: str
    completeness: int
    missing: list[Words]
    identity: IdentityLevel
    hidden: bool


class PopCandidate(Shape):
    """One of those who share the number."""

    id: str
    name: str
    level: Level
    company: str


class PopContact(Shape):
    """A past contact. `type` and `result` are ids of /api/wrap-up-types."""

    id: str
    channel: str
    direction: str
    started_at: datetime
    outcome: str
    queue: str | None
    agent: AgentBrief | None
    type: str | None
    result: str | None
    note: str


class PopItem(Shape):
    """Something that is still open with this customer. `agent`: who promised it."""

    kind: Literal["callback"]
    id: str
    due_at: datetime
    overdue: bool
    note: str
    agent: AgentBrief | None


class PopAnswer(Shape):
    """How the answer should be given (A-17). `apologise`: the limit has passed, or had when it was answered.
    Until then it passes at `limit_at`."""

    goal_at: datetime | None
    limit_at: datetime | None
    apologise: bool


class PopDraft(Shape):
    """What the one before has written so far. `type` and `result` are ids of /api/wrap-up-types."""

    type: str
    result: str
    note: str


class PopHandedOver(Shape):
    """The call comes from a colleague. `verb`: transfer, consult, join, serial; `reason`: as they gave it."""

    by: AgentBrief | None
    verb: str
    reason: str
    draft: PopDraft | None
    at: datetime


class PopCalledBack(Shape):
    """The customer asked, in the contact `interaction`, to be called back instead of waiting, and has waited
    since; `tries`: how often they were called in vain."""

    interaction: str
    since: datetime
    tries: int


class Pop(Shape):
    """Who is calling. `customer` is null unless there is exactly one, or an agent chose (`chosen`); when
    several have the number they are in `candidates` and nobody is guessed. `number` "": withheld.
    `caller_number`: nobody has the number, so it can be added to the chosen customer, or it was."""

    interaction: str
    number: str
    number_masked: bool
    caller_name: str
    called_number: str
    queue: str | None
    waited_seconds: float
    keys_pressed: str
    match: Literal["none", "one", "many"]
    chosen: bool
    customer: PopCustomer | None
    candidates: list[PopCandidate]
    last_contacts: list[PopContact]
    open_items: list[PopItem]
    answer: PopAnswer
    handed_over: PopHandedOver | None
    called_back: PopCalledBack | None
    caller_number: Literal["settled", "to_add", "added"]


class DialTo(Asked):
    """Whom to call: an agent or a queue by its id, an extension, a number in any way it is written; or,
    without naming the number, a customer (by the place of one of their numbers), a promised call back, a
    return visit (by the place of one of the numbers for it), or whoever was in a contact."""

    kind: Literal["agent", "queue", "extension", "number", "customer", "callback", "visit", "interaction"]
    id: Annotated[ShortText, Field(min_length=1)]
    place: Annotated[int, Field(ge=0, le=99)] = 0


class DialAsked(Asked):
    """`note`: what the wrap-up begins with."""

    to: DialTo
    note: LongText = ""


class DialStarted(Shape):
    """The own telephone rings; the interaction shows how it goes on. `note_kept`: false when the note was to
    be written down and could not be; the page then keeps it, and tries again."""

    interaction: str
    note_kept: bool


class WhyNot(Shape):
    """Why somebody cannot be called now, in the words of who asks."""

    key: str
    title: str
    detail: str


class Preparation(Shape):
    """What is good to know before a call. `number`: as it will be called, masked for those who may not see
    numbers; `numbers`: all of the customer, of which it is the one at `place`; "" and none for those of the
    house, who are `colleague` or `queue`. `shown`: what whom is called sees. `known`: who it is, the last
    contacts, and what is promised."""

    to: DialTo
    number: str
    numbers: list[str]
    place: int
    shown: str
    refusal: WhyNot | None
    colleague: AgentBrief | None
    queue: str | None
    known: Pop | None


class CustomerAsked(Asked):
    """`customer` null: take the choice back."""

    customer: Annotated[str, Field(pattern=r"^[0-9a-z-]{1,40}$")] | None


class Nothing(Asked):
    """An empty body: `{}`."""


class DraftCallback(Asked):
    """A call back that is about to be promised; `at` null while no time is chosen."""

    at: AwareDatetime | None = None
    number: ShortText | None = None
    note: ShortText = ""


class DraftAsked(Asked):
    """`revision`: the one that this was written upon; 0 for a new draft."""

    type: ShortText = ""
    result: ShortText = ""
    note: LongText = ""
    callback: DraftCallback | None = None
    revision: Annotated[int, Field(ge=0, le=1_000_000_000)]


class DraftShown(Shape):
    """What is written so far; `revision` 0 and empty when nothing is."""

    interaction: str
    type: str
    result: str
    note: str
    callback: DraftCallback | None
    revision: int
    at: datetime | None


class DraftLine(DraftShown):
    """A draft in the list, with whom it is about."""

    customer: CustomerBrief | None
    number: str
    started_at: datetime | None
    ended: bool


class DraftList(Shape):
    items: list[DraftLine]


class DayPaused(Shape):
    """Time paused for a reason of /api/pause-reasons. `allowance_seconds` null: as long as it takes."""

    reason: str
    seconds: float
    times: int
    allowance_seconds: int | None
    over: bool


class Day(Shape):
    """My day so far, from the ledger. A figure is null when there is nothing to compute it from;
    `definitions` says in words how each is computed."""

    as_of: datetime
    day_start: datetime
    definitions: dict[str, Words]
    offered: int
    answered: int
    missed: int
    declined: int
    left_while_ringing: int
    talk_seconds: float
    hold_seconds: float
    wrap_up_seconds: float
    ready_seconds: float
    paused_seconds: float
    paused: list[DayPaused]
    average_handle_seconds: float | None
    ring_seconds_p50: float | None
    answered_by_second_ring: float | None
    answered_by_third_ring: float | None
    occupancy: float | None
    customer_first: float | None
    ended_by: dict[str, int]
