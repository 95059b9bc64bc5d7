"""Facts into rows: what goes where. No database here."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from huawu.interactions.events import (
    InteractionEnded,
    InteractionStarted,
    RecordingClosed,
    RecordingStarted,
    SegmentClosed,
)
from huawu.platform.clock import Micros
from huawu.platform.database import without_nul as _clean
from huawu.platform.facts import Envelope, load
from huawu.routing.events import AgentStateChanged
from huawu.telephony.events import VoicemailChanged, VoicemailLeft

Row = tuple[Any, ...]

FACTS = ("id", "stream", "seq", "kind", "version", "at", "recorded_at", "site_id", "epoch", "body")
INTERACTIONS = (
    *("id", "site_id", "channel", "direction", "number", "caller", "caller_name", "trunk", "started_at"),
    *("ended_at", "ended_by", "cause", "queue", "agent", "answered_at"),
)
SEGMENTS = (
    *("id", "interaction", "site_id", "role", "agent", "queue"),
    *("started_at", "ended_at", "ending", "reason"),
)
RECORDINGS = (
    *("id", "interaction", "site_id", "agent", "queue", "path", "started_at"),
    *("closed_at", "seconds", "size"),
)
VOICEMAIL = (
    *("id", "site_id", "mailbox", "interaction", "caller", "caller_name", "path", "seconds", "size"),
    *("left_at", "state", "changed_by", "changed_at"),
)
AGENT_STATES = ("agent", "seq", "site_id", "state", "reason", "since", "until", "contact")
DELIVERIES = ("subscriber", "stream", "seq", "at", "due_at")

_NOT_ENDED: Row = (None,) * 6
_NOT_CLOSED: Row = (None,) * 3


@dataclass(slots=True)
class Rows:
    """The rows of a batch. `started` and `recording` by id: a start and an end in one batch make one row."""

    facts: list[Row] = field(default_factory=list)
    started: dict[str, Row] = field(default_factory=dict)
    ended: list[Row] = field(default_factory=list)  # of interactions that started in an earlier batch
    segments: list[Row] = field(default_factory=list)
    recording: dict[str, Row] = field(default_factory=dict)
    closed: list[Row] = field(default_factory=list)
    states: list[Row] = field(default_factory=list)
    messages: dict[str, Row] = field(default_factory=dict)
    marked: dict[str, Row] = field(default_factory=dict)  # messages of an earlier batch: how they are now
    deliveries: list[Row] = field(default_factory=list)
    unreadable: list[Envelope] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What the rows of a batch have in common. `hearers`: subscribers by kind of fact."""

    epoch: int
    now: Micros
    hearers: dict[str, list[str]]


def rows_of(facts: list[Envelope], given: Circumstances) -> Rows:
    """The rows of these facts, in their order."""
    rows = Rows()
    for fact in facts:
        _add(rows, fact, given)
    return rows


def _add(rows: Rows, fact: Envelope, given: Circumstances) -> None:
    common = (fact.id, fact.stream, fact.seq, fact.kind, fact.version, fact.at, given.now, fact.site)
    rows.facts.append((*common, given.epoch, fact.body))
    rows.deliveries += [
        (hearer, fact.stream, fact.seq, fact.at, given.now) for hearer in given.hearers.get(fact.kind, ())
    ]
    take = _TAKERS.get(fact.kind)
    if take is not None:
        try:
            take(rows, fact, load(fact.kind, fact.version, fact.body))
        except (KeyError, TypeError, AttributeError):
            rows.unreadable.append(fact)


def _started(rows: Rows, fact: Envelope, it: InteractionStarted) -> None:
    who = (_clean(it.number), _clean(it.caller), _clean(it.caller_name), it.trunk)
    begun = (it.interaction, fact.site, it.channel, it.direction, *who, it.started_at)
    rows.started[it.interaction] = begun + _NOT_ENDED


def _ended(rows: Rows, fact: Envelope, it: InteractionEnded) -> None:
    end = (it.ended_at, it.by, it.cause, it.queue, it.agent, it.answered_at)
    begun = rows.started.get(it.interaction)
    if begun is None:
        rows.ended.append((it.interaction, *end))
    else:
        rows.started[it.interaction] = begun[: -len(end)] + end


def _segment(rows: Rows, fact: Envelope, it: SegmentClosed) -> None:
    where = (it.segment, it.interaction, fact.site, it.role, it.agent, it.queue)
    rows.segments.append((*where, it.started_at, it.ended_at, it.end, it.reason))


def _recording_started(rows: Rows, fact: Envelope, it: RecordingStarted) -> None:
    begun = (it.recording, it.interaction, fact.site, it.agent, it.queue, it.path, it.started_at)
    rows.recording[it.recording] = begun + _NOT_CLOSED


def _recording_closed(rows: Rows, fact: Envelope, it: RecordingClosed) -> None:
    end = (fact.at, it.seconds, it.size)
    begun = rows.recording.get(it.recording)
    if begun is None:
        rows.closed.append((it.recording, *end))
    else:
        rows.recording[it.recording] = begun[: -len(end)] + end


def _agent_changed(rows: Rows, fact: Envelope, it: AgentStateChanged) -> None:
    state = (it.agent, fact.seq, fact.site, it.state, it.reason)
    rows.states.append((*state, it.since, it.until, it.contact))


def _voicemail_left(rows: Rows, fact: Envelope, it: VoicemailLeft) -> None:
    who = (_clean(it.caller), _clean(it.caller_name))
    left = (it.message, fact.site, it.mailbox, it.interaction, *who, it.path, it.seconds, it.size, it.at)
    rows.messages[it.message] = (*left, "new", None, it.at)


def _voicemail_changed(rows: Rows, fact: Envelope, it: VoicemailChanged) -> None:
    how = (it.state, it.by, it.at)
    left = rows.messages.get(it.message)
    if left is None:
        rows.marked[it.message] = (it.message, *how)
    else:
        rows.messages[it.message] = left[: -len(how)] + how


_TAKERS: dict[str, Callable[[Rows, Envelope, Any], None]] = {
    "interaction.started": _started,
    "interaction.ended": _ended,
    "interaction.segment": _segment,
    "recording.started": _recording_started,
    "recording.closed": _recording_closed,
    "agent.changed": _agent_changed,
    "voicemail.left": _voicemail_left,
    "voicemail.changed": _voicemail_changed,
}
