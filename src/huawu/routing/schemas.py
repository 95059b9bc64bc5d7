"""What the HTTP interface says about queues and agents' states."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from huawu.interactions.types import AgentBrief, InteractionWhole
from huawu.platform.clock import Micros
from huawu.platform.web.shapes import Asked, Shape, ShortText, Words

StateShown = Literal["signed_out", "ready", "paused", "ringing", "talking", "wrap_up"]
Stage = Literal["menu", "queue", "dialling", "ringing", "talk", "hold", "consult", "conference", "transfer"]


class QueueShown(Shape):
    """`answer_seconds`: the promise that the service level is measured by."""

    id: str
    name: Words
    answer_seconds: int


class QueueList(Shape):
    items: list[QueueShown]


class PauseReasonShown(Shape):
    """`limit_seconds`: of one pause; `allowance_per_day_seconds`: of all of a day; null: no limit."""

    id: str
    name: Words
    limit_seconds: int | None
    allowance_per_day_seconds: int | None


class PauseReasonList(Shape):
    items: list[PauseReasonShown]


class HoldReasonShown(Shape):
    """`say`: what the agent asks the customer first; null: nothing is suggested. After `remind_seconds` on
    hold, and again each time, the agent is reminded."""

    id: str
    name: Words
    say: Words | None
    remind_seconds: int


class HoldReasonList(Shape):
    items: list[HoldReasonShown]


class StateAsked(Asked):
    """`reason` is an id of /api/pause-reasons; needed to pause."""

    state: Literal["ready", "paused"]
    reason: ShortText | None = None


class HelpReasonShown(Shape):
    id: str
    name: Words


class HelpReasonList(Shape):
    items: list[HelpReasonShown]


Action = Literal[
    "hold", "resume", "hang_up", "mute", "unmute", "rejoin", "keys", "help", "no_help", "wrap_up"
]


class CallAction(Asked):
    """`reason` belongs to hold and help, `keys`
    to keys. Muting is done in the page; here it is put on record. `wrap_up` asks for wrap-up after the call,
    where it comes only on request."""

    action: Action
    reason: ShortText | None = None
    keys: Annotated[str, Field(pattern=r"^[0-9*#A-D]{1,32}$")] | None = None


class Nothing(Asked):
    """An empty body: `{}`."""


class Accepted(Shape):
    """It was passed on; what comes of it is seen on the live screen."""

    action: Action


class EstimatesShown(Shape):
    """How good estimates have been: of so many, how far off on average, and which share was within its
    range."""

    watched: int
    off_seconds: float | None
    kept: float | None


class LendingOver(Shape):
    since: Micros


class BoardQueue(Shape):
    """Counts since `day`. `waiting`: since when each contact waits. `estimates` is there once one was
    watched; `lending_over` while nobody who is signed in serves the queue since a lending to it ended. Times
    in microseconds UTC."""

    name: Words
    answer_seconds: int
    waiting: dict[str, Micros]
    offered: int
    answered: int
    abandoned: int
    answered_in_time: int
    abandoned_in_time: int
    wait_micros: Annotated[Micros, Field(alias="wait_µs")]
    estimates: EstimatesShown | None = None
    lending_over: LendingOver | None = None


class PhoneReadiness(Shape):
    """Whether calls can be offered, and the refusal key that says why not."""

    ready: bool
    why: str | None


class BoardAgent(Shape):
    """`phone` is there once the agent has been signed in. `queues`: those served at this moment; `moved` is
    there only where that is otherwise than configured: the queue, and until when (null: as a helping team),
    also of a queue that they were taken out of."""

    name: Words
    number: str
    extension: str
    state: StateShown
    reason: str
    since: Micros
    until: Micros | None
    contact: str | None
    queues: list[str]
    answered: int
    talk_micros: Annotated[Micros, Field(alias="talk_µs")]
    phone: PhoneReadiness | None = None
    moved: dict[str, Micros | None] = {}


class HelpShown(Shape):
    """An agent in a call asks quietly for help. `reason` is an id of /api/help-reasons, or "". `seen_by`: who
    leads and has seen it."""

    since: Micros
    reason: str
    seen_by: str | None


class BoardCall(Shape):
    """`muted` and `help` are there only while the agent is muted, or asks for help; `rung`, by id, only while
    it rings at several."""

    stage: Stage
    queue: str | None
    agent: str | None
    since: Micros
    started: Micros
    muted: bool = False
    help: HelpShown | None = None
    rung: list[str] = []


class BoardShown(Shape):
    """The live board, the same object as in the snapshot on /live. `phones`: contacts by extension."""

    day: Micros
    queues: dict[str, BoardQueue]
    agents: dict[str, BoardAgent]
    calls: dict[str, BoardCall]
    phones: dict[str, int]


class Today(Shape):
    """What the agent has done since the business day began."""

    answered: int
    missed: int
    talk_seconds: float
    hold_seconds: float
    wrap_up_seconds: float


class PhoneShown(Shape):
    """The agent's phone. `audio`: what the page told of microphone and speaker, or that there is no media
    edge; `unknown` until it was told, and for a SIP phone. `tab`: which tab of the browser has it."""

    kind: Literal["browser", "sip"] | None
    registered: bool
    audio: Literal["ok", "unknown", "no_microphone", "blocked", "failed", "asleep", "edge_down"]
    tab: str | None
    ready: bool
    why: str | None


class OwnCall(Shape):
    """The call at hand. Times are microseconds UTC; `held_since` and `hold_reason` while it is held.
    `customer_first`: the agent should let the customer hang up first. `wrap_up_asked`: whether the agent has
    asked for wrap-up after this call; null when there is none to ask for."""

    interaction: str
    stage: (
        Literal["dialling", "ringing", "talk", "hold", "consult"]
        | Literal["conference", "transfer", "listen", "whisper"]
    )
    since: Micros
    held_since: Micros | None
    hold_reason: str | None
    muted: bool
    customer_first: bool
    help: HelpShown | None
    wrap_up_asked: bool | None


class Me(Shape):
    """The agent who asks. `until`: when wrap-up ends by itself, or a pause should be over; `over`: that
    pause is too long. `interaction` is the contact at hand, with its timeline so far."""

    agent: AgentBrief
    state: StateShown
    reason: str
    since: datetime | None
    until: datetime | None
    over: bool
    contact: str | None
    phone_registered: bool
    phone: PhoneShown
    call: OwnCall | None
    interaction: InteractionWhole | None
    today: Today
