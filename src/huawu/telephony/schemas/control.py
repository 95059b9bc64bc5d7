"""What the HTTP interface says about a call that is up, and what may be asked of it."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from huawu.interactions.types import AgentBrief
from huawu.platform.web.shapes import Asked, Shape, ShortText, Words

Stage = Literal[
    "menu",
    "queue",
    "dialling",
    "ringing",
    "talk",
    "hold",
    "consult",
    "conference",
    "transfer",
    "voicemail",
    "leaving",
]
Role = Literal["customer", "agent", "target", "consulted", "joined", "listener", "whisperer"]
ToKind = Literal["agent", "queue", "extension", "number", "group", "flow", "mailbox"]
Leg = Annotated[str, Field(pattern=r"^[0-9A-Za-z-]{1,64}$")]


class To(Asked):
    """Whom: an agent or a queue by its id, an extension, an outside number; a ring group by its number, a
    flow (a menu) by its key, a mailbox by its extension or as `queue:ID`."""

    kind: ToKind
    id: Annotated[ShortText, Field(min_length=1)]


class TransferAsked(Asked):
    """`reason`: for who takes the call."""

    to: To
    reason: ShortText | None = None


class ConsultAsked(Asked):
    """`reason`: for who is asked."""

    to: To
    reason: ShortText | None = None


class ConferenceAsked(Asked):
    """`serial`: the agent steps out when they answer, and gets the customer back when they hang up."""

    to: To
    serial: bool = False


class DoAsked(Asked):
    """alternate, complete, merge: with a consultation. cancel: whatever still rings, or is consulted.
    park: at the first free place."""

    action: Literal["alternate", "complete", "cancel", "merge", "lock", "unlock", "urgent", "park", "leave"]


class RecordingAsked(Asked):
    """pause, resume: what is said meanwhile (a card number) is not recorded. start, stop: where calls are
    recorded on demand."""

    action: Literal["pause", "resume", "start", "stop"]


class PartyAsked(Asked):
    """`hand_over`: this agent is in charge from now on."""

    action: Literal["drop", "mute", "unmute", "hand_over"]


class SuperviseAsked(Asked):
    """How to be in an agent's call."""

    mode: Literal["listen", "whisper", "barge", "take_over"]


class StateForced(Asked):
    """`reason` is an id of /api/pause-reasons; needed to pause."""

    state: Literal["ready", "paused", "signed_out"]
    reason: ShortText | None = None


class PartyShown(Shape):
    """One of a call. Those of one `circle` hear each other: main, aside (a consultation), out (nobody).
    `number`: an extension, or an outside number, masked for those who may not see it. `since`: when its
    present part began."""

    party: str
    role: Role
    kind: Literal["outside", "agent", "extension"]
    agent: AgentBrief | None
    number: str
    number_masked: bool
    state: Literal["ringing", "up"]
    circle: Literal["main", "aside", "out"]
    muted: bool
    since: datetime | None


class ToShown(Shape):
    kind: ToKind
    id: str


class CallTarget(Shape):
    """`id`: of a ring group its number, of a menu its key. `name`: null where it has none."""

    id: str
    name: Words | None


class CallTargets(Shape):
    """Where calls can be put through to besides people and queues."""

    groups: list[CallTarget]
    menus: list[CallTarget]


class OutcomeShown(Shape):
    """What became of the last time that somebody was called in. `end`: ringing, answered, or why not: busy,
    no_answer, declined, unreachable, failed, cancelled."""

    verb: str
    to: ToShown
    by: str | None
    end: str
    at: datetime


class RecordingNow(Shape):
    """How the recording of a call stands. paused: `since` when, and `until` when at the latest. `on_demand`:
    agents begin and end it. `consent`: what the caller knows of it: announced, offered (and may refuse),
    refused; null: nothing."""

    state: Literal["on", "paused", "off"]
    since: datetime | None
    until: datetime | None
    on_demand: bool
    consent: Literal["announced", "offered", "refused"] | None


class CallShown(Shape):
    """A call that is up. `agent`: who is in charge. `may`: what whoever asks could do now. `urgent`: where
    one key would send the customer; null: nowhere, or not now. `parked`: the place at which it waits."""

    interaction: str
    stage: Stage
    since: datetime
    queue: str | None
    agent: str | None
    locked: bool
    limit: int
    parties: list[PartyShown]
    outcome: OutcomeShown | None
    recording: RecordingNow
    urgent: ToShown | None
    parked: str | None
    may: list[str]
