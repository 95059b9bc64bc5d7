"""Turns records into what the HTTP interface says, with the names and masks that this person may see."""

from dataclasses import dataclass, field

from huawu.customers.types import CustomerName, masked
from huawu.interactions.core.outcomes import outcome_of
from huawu.interactions.schemas import (
    AgentBrief,
    CustomerBrief,
    DecisionShown,
    HoldShown,
    InteractionRow,
    RecordingShown,
    SegmentShown,
    WrapUpShown,
)
from huawu.interactions.types import (
    Caller,
    Decision,
    InteractionRecord,
    RecordingRecord,
    SegmentRecord,
    Spans,
    WrapUpRecord,
)
from huawu.people.types import AgentName
from huawu.platform.clock import SECOND, Micros
from huawu.platform.ids import Id
from huawu.platform.web.shapes import Words, moment, moment_or_none


@dataclass(frozen=True, slots=True)
class Beside:
    """What lies beside the contacts of a page: looked up once, whatever its length."""

    agents: dict[Id, AgentName] = field(default_factory=dict)
    callers: dict[str, list[CustomerName]] = field(default_factory=dict)
    chosen: dict[Id, CustomerName] = field(default_factory=dict)
    spans: dict[Id, Spans] = field(default_factory=dict)
    stages: dict[Id, str] = field(default_factory=dict)
    wrap_ups: dict[Id, list[WrapUpRecord]] = field(default_factory=dict)
    recordings: dict[Id, list[RecordingRecord]] = field(default_factory=dict)
    whole_numbers: bool = False

    def agent(self, agent: Id | None) -> AgentBrief | None:
        found = self.agents.get(agent) if agent else None
        return agent_brief(found) if found else None

    def customers(self, number: str) -> list[CustomerBrief]:
        return [_brief(found) for found in self.callers.get(number, [])]

    def the_customer(self, number: str, chosen: Id | None = None) -> CustomerBrief | None:
        """Whom an agent chose; else nobody when the number is shared: a guess would be shown as if it were
        known."""
        if chosen in self.chosen:
            return _brief(self.chosen[chosen])
        found = self.customers(number)
        return found[0] if len(found) == 1 else None

    def number(self, number: str) -> str:
        return number if self.whole_numbers else masked(number)


def _brief(customer: CustomerName) -> CustomerBrief:
    return CustomerBrief.model_validate({"id": customer.id, "name": customer.name, "level": customer.level})


def agent_brief(agent: AgentName) -> AgentBrief:
    return AgentBrief(
        id=agent.id,
        number=agent.number,
        extension=agent.extension,
        name=Words.model_validate(agent.name),
    )


def wrap_up_shown(wrap_up: WrapUpRecord, beside: Beside) -> WrapUpShown:
    gone = AgentBrief(id=wrap_up.agent, number="", extension="", name=Words(zh="", en=""))
    return WrapUpShown(
        id=wrap_up.id,
        agent=beside.agent(wrap_up.agent) or gone,
        type=wrap_up.type,
        result=wrap_up.result,
        note=wrap_up.note,
        at=moment(wrap_up.at),
    )


def recording_shown(recording: RecordingRecord, caller: Caller, beside: Beside) -> RecordingShown:
    number = beside.number(caller.number)
    return RecordingShown(
        id=recording.id,
        interaction=recording.interaction,
        caller=number,
        caller_name=caller.name if number == caller.number else "",
        customer=beside.the_customer(caller.number),
        agent=beside.agent(recording.agent),
        queue=recording.queue,
        started_at=moment(recording.started_at),
        seconds=recording.seconds,
        size=recording.size,
        audio=f"/api/recordings/{recording.id}/audio",
        hold=HoldShown(at=moment(recording.hold.at), why=recording.hold.why) if recording.hold else None,
        deleted_at=moment_or_none(recording.deleted_at),
    )


def segment_shown(segment: SegmentRecord, beside: Beside) -> SegmentShown:
    return SegmentShown.model_validate(
        {
            "id": segment.id,
            "role": segment.role,
            "agent": beside.agent(segment.agent),
            "queue": segment.queue,
            "started_at": moment(segment.started_at),
            "ended_at": moment(segment.ended_at),
            "seconds": _seconds(segment.ended_at - segment.started_at),
            "end": segment.end,
            "reason": segment.reason,
        }
    )


def decision_shown(decision: Decision) -> DecisionShown:
    return DecisionShown(
        at=moment(decision.at),
        told=dict(decision.told),
        answers=[dict(answer) for answer in decision.answers],
        plan=decision.plan,
    )


def row_shown(contact: InteractionRecord, beside: Beside) -> InteractionRow:
    caller = beside.number(contact.caller)
    hidden = caller != contact.caller
    spans = beside.spans.get(contact.id, Spans())
    wrap_ups = beside.wrap_ups.get(contact.id, [])
    return InteractionRow.model_validate(
        {
            "id": contact.id,
            "channel": contact.channel,
            "direction": contact.direction,
            "started_at": moment(contact.started_at),
            "answered_at": moment_or_none(contact.answered_at),
            "ended_at": moment_or_none(contact.ended_at),
            "number": beside.number(contact.number) if contact.direction == "out" else contact.number,
            "caller": caller,
            "caller_masked": hidden,
            "caller_name": "" if hidden else contact.caller_name,
            "trunk": contact.trunk,
            "customer": beside.the_customer(contact.caller, contact.customer),
            "customers": beside.customers(contact.caller),
            "queue": contact.queue,
            "agent": beside.agent(contact.agent),
            "outcome": outcome_of(contact),
            "stage": beside.stages.get(contact.id) if contact.ended_at is None else None,
            "wait_seconds": None if spans.wait is None else _seconds(spans.wait),
            "talk_seconds": None if spans.talk is None else _seconds(spans.talk),
            "ended_by": contact.ended_by,
            "cause": contact.cause,
            "wrap_up": wrap_ups[-1].type if wrap_ups else None,
            "recordings_count": len(beside.recordings.get(contact.id, [])),
        }
    )


def _seconds(span: Micros) -> float:
    return round(span / SECOND, 3)
