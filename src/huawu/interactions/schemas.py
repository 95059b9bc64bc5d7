"""What the HTTP interface says about interactions. Numbers are masked for those who may not see them."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, Field

from huawu.platform.web.shapes import Asked, LongText, Shape, ShortText, Words

Level = Literal["normal", "silver", "gold", "vip"]
OutcomeShown = Literal["answered", "abandoned", "overflowed", "left", "unreached", "callback", "open"]
Stage = Literal["menu", "queue", "dialling", "ringing", "talk", "hold", "consult", "conference", "transfer"]
Role = (
    Literal["menu", "queue", "ringing", "talk", "hold", "wrap_up", "dialling", "voicemail"]
    | Literal["consult", "conference", "transfer", "listen", "whisper"]
)


class AgentBrief(Shape):
    id: str
    number: str
    extension: str
    name: Words


class CustomerBrief(Shape):
    id: str
    name: str
    level: Level


class WrapUpShown(Shape):
    """`type` and `result` are ids of /api/wrap-up-types."""

    id: str
    agent: AgentBrief
    type: str
    result: str
    note: str
    at: datetime


class HoldShown(Shape):
    """The recording must not be deleted."""

    at: datetime
    why: str


class RecordingShown(Shape):
    """`seconds` is null while it is being recorded. `deleted_at`: its time was over, the sound is gone."""

    id: str
    interaction: str
    caller: str
    caller_name: str
    customer: CustomerBrief | None
    agent: AgentBrief | None
    queue: str | None
    started_at: datetime
    seconds: float | None
    size: int | None
    audio: str = Field(description="Address of the sound: WAV, stereo, left is the outside party")
    hold: HoldShown | None
    deleted_at: datetime | None


class SegmentShown(Shape):
    """One party's interval in one role; `agent` null: the customer's."""

    id: str
    role: Role
    agent: AgentBrief | None
    queue: str | None
    started_at: datetime
    ended_at: datetime
    seconds: float
    end: str
    reason: str = Field(description="Of a hold: an id of /api/hold-reasons; else empty")


class DecisionShown(Shape):
    """What routing was told and what it answered, with its reasons."""

    at: datetime
    told: dict[str, Any]
    answers: list[dict[str, Any]]
    plan: int


class InteractionRow(Shape):
    """A contact in a list. `queue` is an id of /api/queues. `customer` is null when nobody or more than one
    customer has the number: `customers` has them all. `stage` and `outcome` "open" while it goes on.
    `wrap_up` is the type that the last agent chose."""

    id: str
    channel: str
    direction: str
    started_at: datetime
    answered_at: datetime | None
    ended_at: datetime | None
    number: str
    caller: str
    caller_masked: bool
    caller_name: str
    trunk: str | None
    customer: CustomerBrief | None
    customers: list[CustomerBrief]
    queue: str | None
    agent: AgentBrief | None
    outcome: OutcomeShown
    stage: Stage | None
    wait_seconds: float | None
    talk_seconds: float | None
    ended_by: str | None
    cause: str | None
    wrap_up: str | None
    recordings_count: int


class InteractionPage(Shape):
    """`next`: the `before` of the next page; null on the last."""

    items: list[InteractionRow]
    next: str | None


class InteractionWhole(InteractionRow):
    """A contact with everything that happened in it. `consent`: what the caller knew of the recording:
    announced, offered (and could refuse), refused (nothing was recorded); null: nothing was said of it."""

    consent: str | None
    segments: list[SegmentShown]
    wrap_ups: list[WrapUpShown]
    recordings: list[RecordingShown]
    decisions: list[DecisionShown]


class CallbackAsked(Asked):
    """A call back that is promised to the customer. `number` null: the one that called."""

    at: AwareDatetime
    number: Annotated[ShortText, Field(min_length=1)] | None = None
    note: ShortText = ""


class WrapUpAsked(Asked):
    """What came of it. `result` may be "" for a type without results. Without `callback` nothing is
    promised; what was promised before stays."""

    type: Annotated[ShortText, Field(min_length=1)]
    result: ShortText = ""
    note: LongText = ""
    callback: CallbackAsked | None = None


class WrapUpKept(Shape):
    """It is in the database. `agent_free`: live was told, so the next call may come; false when live
    is away for the moment and will find the wrap-up by itself."""

    wrap_up: WrapUpShown
    agent_free: bool


class ResultShown(Shape):
    id: str
    name: Words


class WrapUpTypeShown(Shape):
    """A type with the results that it may have, and the types under it."""

    id: str
    name: Words
    results: list[ResultShown]
    children: list["WrapUpTypeShown"]


class WrapUpTypeList(Shape):
    items: list[WrapUpTypeShown]
