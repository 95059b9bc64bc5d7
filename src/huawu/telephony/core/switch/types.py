"""A call as the switch knows it, and the plan it works by. Times are microseconds UTC."""

from dataclasses import MISSING, dataclass, field, fields, replace
from typing import Any, NamedTuple

from huawu.flows.service import walk_from_dict, walk_to_dict
from huawu.flows.types import Graph, Walk
from huawu.platform.clock import Micros
from huawu.platform.hours import Hours
from huawu.platform.ids import Id
from huawu.platform.plain import plain_row
from huawu.routing.types import CallbackRule
from huawu.telephony.core.recording_rules import Rules
from huawu.telephony.core.switch.house.lines import Lines
from huawu.telephony.core.switch.outside import Shorts
from huawu.telephony.core.switch.party import AGENT, CUSTOMER, MAIN, OUT, Party, without_defaults

MENU, QUEUE, RINGING, TALK, HOLD, LEAVING = "menu", "queue", "ringing", "talk", "hold", "leaving"
VOICEMAIL = "voicemail"
ANNOUNCED, OFFERED, REFUSED = "announced", "offered", "refused"
"""What the caller knows of the recording; "" nothing."""
UP = frozenset((TALK, HOLD, "consult", "conference", "transfer"))
"""Stages in which the customer has, or is to have, somebody to talk to: those that `hearing.stage` knows."""


class To(NamedTuple):
    """Whom a call is to be put through to. `kind`: agent, queue, extension, number (outside), group (of
    extensions, by its number), flow (a menu, by its key), mailbox (an extension's, or `queue:KEY`)."""

    kind: str
    id: str


class Outcome(NamedTuple):
    """What became of the last time that somebody was called into a call. `verb`: transfer, consult, join,
    serial, return; `end`: ringing, answered, or why not."""

    verb: str
    kind: str
    to: str
    by: Id | None
    end: str
    at: Micros


class Handed(NamedTuple):
    """Who had somebody else called in, and why: shown to those who come."""

    by: Id | None
    verb: str
    reason: str
    at: Micros


class SentOn(NamedTuple):
    """Whom a queue has sent outside (`kind`: outside), or tells something first (announcement). `cause`: why;
    `since`: their place in the line; `then`: where they go on to; `done`: somebody has taken it, or it is the
    last word."""

    kind: str
    cause: str
    since: Micros
    then: tuple[To, ...] = ()
    done: bool = False


class Ring(NamedTuple):
    """An agent's telephone that rings for who waits."""

    offer: Id
    agent: Id
    leg: Id
    since: Micros


@dataclass(slots=True)
class Call:
    """One customer's call: the interaction and the customer's leg; from an offer on, an agent's leg; once it
    is up (its stage is in `UP`) all its parties, customer and agent in charge among them."""

    id: Id
    leg: Id
    number: str
    caller: str
    caller_name: str
    trunk: str | None
    started_at: Micros
    language: str = "zh-CN"
    stage: str = MENU
    stage_since: Micros = 0
    answered: bool = False
    flow: str = ""
    flow_version: int = 0
    node: str = ""
    tries: int = 0
    path: tuple[str, ...] = ()
    token: str = ""  # what is being said to the customer; "" when nothing that we wait for
    then: str = ""  # after it was said: step, wait, music, voicemail, hang_up
    due: Micros | None = None  # silence in a menu, or the next notice in a queue
    wait_seconds: int = 0
    queue: Id | None = None
    queue_since: Micros = 0
    waiting: bool = False  # routing holds this contact
    offer: Id | None = None
    agent: Id | None = None
    agent_leg: Id | None = None
    ring_since: Micros = 0
    part_since: Micros = 0  # of a plain talk: since when it, or its hold, lasts
    answered_at: Micros | None = None
    recording: Id | None = None
    said: int = 0  # counts tokens
    listens: bool = False  # a key is heard now; else it is kept for the next question
    typed: str = ""  # keys pressed ahead
    keys: str = ""  # keys that menus have heard
    hold_reason: str = ""  # of the open hold: a key of the configured reasons; "" none was given
    lost_since: Micros | None = None  # since when the agent is not heard
    next_leg: Id | None = None  # the agent's page is called anew
    muted: bool = False  # the agent's page says so
    cut_off_from: Id | None = None  # the agent who was not heard any more
    priority: int = 5  # what the queue was told of the call, for the time that it waits again
    needs: tuple[tuple[str, int], ...] = ()
    help_since: Micros | None = None  # since when the agent asks for help
    help_reason: str = ""  # a key of the configured reasons; "" none was given
    help_seen_by: Id | None = None  # who leads and has seen it

    parties: dict[Id, Party] = field(default_factory=dict)
    waited: Micros = 0  # in queues before the last talk
    sender: Id | None = None  # the agent who transferred and hung up: rung back when nobody takes the call
    outcome: Outcome | None = None
    handed: Handed | None = None
    locked: bool = False  # nobody may join
    referrer: Id | None = None  # the leg whose phone asked for a transfer and is told how it goes
    dialled: str = ""  # of a call to an extension: the number that is tried now
    diverted: tuple[str, ...] = ()  # the numbers that have sent it on
    group: str = ""  # the ring group that rings
    group_since: Micros = 0
    turn: int = 0  # how many of its members have been tried
    aloud: bool = False  # an intercom: the telephone called is asked to answer by itself
    parked: str = ""  # the place at which it waits
    parked_since: Micros = 0
    parked_by: str = ""  # the extension that is rung when it waits for long
    sent_on: int = 0  # how often a queue has sent it on to another
    dialler: Id | None = None  # the agent who called it from the page
    dialling: str = ""  # whose telephone rings for that: own, there
    callback: Id | None = None  # the promise that is kept by it, or the contact that asked to be called back
    consent: str = ""  # what the caller knows of the recording
    place_since: Micros = 0  # since when it counts as waiting, while the caller is told so
    paused_since: Micros | None = None  # since when the recording is paused
    paused_by: Id | None = None  # the agent who asked for it
    pause_until: Micros | None = None  # when it goes on at the latest
    asks: str = ""  # the conference room whose PIN the caller is asked for
    room: Id | None = None  # the booking of the conference that this is
    away_until: Micros | None = None  # alone, at a page: until then it must be heard again
    anew: dict[Id, Id] = field(default_factory=dict)  # pages called anew: old leg to new one
    also: tuple[Ring, ...] = ()  # where it rings besides, in a queue that rings several agents at once
    sent: SentOn | None = None  # outside, or to hear something, by a queue that lets nobody wait
    carried: dict[str, Any] = field(default_factory=dict)  # what the walk holds beside its place
    unheard: int = 0  # how much a flow has done since the caller has heard of it
    until: Micros | None = None  # so long those ring whom a flow has dialled
    rounds: int = 0  # how often flows have sent on a caller who did nothing since

    @property
    def legs(self) -> list[Id]:
        """Every leg of the call, each once, the customer's first; none that is not there yet."""
        also = [each.leg for each in self.also]
        found = (self.leg, self.agent_leg, *also, self.next_leg, *self.parties, *self.anew.values())
        return [leg for leg in dict.fromkeys(found) if leg]

    @property
    def rings(self) -> tuple[Ring, ...]:
        """Where it rings, while it does; an agent who is kept free for it has no leg."""
        if self.offer is None:
            return ()
        first = Ring(self.offer, self.agent or "", self.agent_leg or "", self.ring_since)
        return (first, *self.also)

    @property
    def walk(self) -> Walk:
        place = (self.flow, self.flow_version, self.node, self.tries, self.path)
        return walk_from_dict({**self.carried, **dict(zip(_PLACE, place, strict=True))})

    @walk.setter
    def walk(self, walk: Walk) -> None:
        self.flow, self.flow_version, self.node = walk.flow, walk.version, walk.node
        self.tries, self.path = walk.tries, walk.path
        self.carried = {name: held for name, held in walk_to_dict(walk).items() if name not in _PLACE}

    def saved(self) -> list[Any]:
        """Plain values in the order of the fields, without those at the end that say nothing. The two parties
        of a plain talk follow from the rest."""
        row = plain_row(self)
        if len(self.parties) == 2 and (agent := self.parties.get(self.agent_leg or "")) is not None:
            row[_PART_SINCE] = self.part_since = agent.since
            if self.parties == self._two():
                row[_PARTIES] = {}
        if row[_PARTIES]:
            row[_PARTIES] = [party.saved() for party in self.parties.values()]
        return without_defaults(row, _DEFAULTS)

    def _two(self) -> dict[Id, Party]:
        """The parties of a plain talk, or of one on hold."""
        leg, circle = self.agent_leg or "", OUT if self.stage == HOLD else MAIN
        agent = Party(leg, AGENT, self.agent, self.stage, self.part_since, circle, served=True)
        return {self.leg: Party(self.leg, CUSTOMER), leg: agent}


_PLACE = ("flow", "version", "node", "tries", "path")
_FIELDS = tuple(f.name for f in fields(Call))
_PARTIES, _PART_SINCE = _FIELDS.index("parties"), _FIELDS.index("part_since")
_DEFAULTS: list[Any] = [{} if f.default is MISSING else f.default for f in fields(Call)]


def restored(values: list[Any]) -> Call:
    """The call of `Call.saved`. Fields added since are at their defaults; a talk that was written without
    parties has two."""
    call = Call(**dict(zip(_FIELDS, values, strict=False)))
    call.diverted = tuple(call.diverted)
    call.also = tuple(Ring(*row) for row in call.also)
    rows: Any = call.parties or ()
    call.parties = {row[0]: Party(*row) for row in rows}
    call.outcome = Outcome(*call.outcome) if call.outcome else None
    call.handed = Handed(*call.handed) if call.handed else None
    call.sent = SentOn(*call.sent) if call.sent else None
    if call.sent is not None:
        call.sent = call.sent._replace(then=tuple(To(*each) for each in call.sent.then))
    if not call.parties and call.stage in (TALK, HOLD) and call.agent_leg is not None:
        call.parties = call._two()
    return call


@dataclass(frozen=True, slots=True)
class Target:
    """What a dialled number leads to: a flow, a queue without answering first, or an `extension` or ring
    group of the house; out of `hours` to the flow `closed`. `operator`: the extension or ring group at which
    calls from outside ring first, `operator_queue`: the queue in which they wait, while the operator is on
    duty."""

    flow: str | None = None
    queue: Id | None = None
    language: str = "zh-CN"
    hours: Hours | None = None
    closed: str = ""
    extension: str | None = None
    operator: str = ""
    operator_queue: Id | None = None

    @property
    def has_operator(self) -> bool:
        return bool(self.operator) or self.operator_queue is not None

    def at(self, now: Micros) -> "Target":
        """Where it leads at this moment."""
        if self.hours is None or self.hours.open_at(now):
            return self
        return replace(self, flow=self.closed, queue=None, extension=None)


@dataclass(frozen=True, slots=True)
class Desk:
    """An agent as the switch needs to know them."""

    agent: Id
    extension: str
    number: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class FlowPlan:
    key: str
    version: int
    graph: Graph


@dataclass(frozen=True, slots=True)
class SwitchPlan:
    """The published configuration."""

    numbers: dict[str, Target] = field(default_factory=dict)
    flows: dict[str, FlowPlan] = field(default_factory=dict)
    desks: dict[Id, Desk] = field(default_factory=dict)
    queues: frozenset[Id] = frozenset()
    resuming: frozenset[Id] = frozenset()  # queues that give a caller who was cut off the old place
    extensions: frozenset[str] = frozenset()  # of phones that are no agent's
    trunks: tuple[str, ...] = ()  # that lead out
    shorts: Shorts = ()  # trunks with short numbers behind them
    handing_back: frozenset[str] = frozenset()  # that take calls back which go on to outside
    urgent: To | None = None  # where one key sends an urgent call
    conference_limit: int = 16  # parties of one conversation
    ring_seconds: int = 30  # so long somebody is rung for a transfer, a consultation, a conference
    customer_first: bool = True  # agents let the customer hang up first: their pages say so
    notice_seconds: int = 20  # between announcements to a waiting caller
    shown: str = ""  # the number that outside parties see when agents call
    blocked: tuple[str, ...] = ()  # beginnings of numbers that agents may not call
    lines: Lines = field(default_factory=Lines)  # extensions, ring groups, places to park
    recording: Rules = field(default_factory=Rules)  # which calls are recorded
    callbacks: dict[Id, CallbackRule] = field(default_factory=dict)  # queues that call back
    hours: dict[str, Hours] = field(default_factory=dict)  # calendars
    prompts: dict[str, dict[str, str]] = field(default_factory=dict)  # the centre's own: language to sound
    zone: str = "Asia/Shanghai"
    speaks: bool = False  # the site has a voice
    operator_hours: Hours | None = None  # when the operator is on duty, where the calendar says it

    def shown_by(self, extension: str) -> str:
        """The number that outside parties see when this extension calls."""
        line = self.lines.extensions.get(extension)
        return (line.shown if line is not None else "") or self.shown or extension


@dataclass(frozen=True, slots=True)
class Wrapping:
    """An agent writes up a contact."""

    agent: Id
    interaction: Id
    queue: Id | None
    since: Micros


@dataclass(frozen=True, slots=True)
class PauseLimit:
    """The pause that an agent asked for last should be over after so many seconds. It may begin only when
    the call at hand ends."""

    reason: str
    seconds: int
