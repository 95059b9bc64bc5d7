"""The past day from the ledger: segments, agents' states, and what routing was told of who came."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from huawu.interactions.types import SegmentRecord
from huawu.platform.clock import SECOND, Micros
from huawu.platform.ids import Id
from huawu.routing.events import AgentQueueMoved, QueueDoorMoved
from huawu.routing.service.replay.day import ANSWERED, GAVE_UP, OTHERWISE, PastDay, Span, Visit
from huawu.routing.service.replay.leading import doors_of, lendings_of

Wish = Mapping[str, Any]
"""A contact as the journal keeps it: `{"queue", "since", "priority", "needs", "preferred", ...}`."""

MISSED = frozenset(("no_answer", "declined", "busy", "unreachable"))
_WITH = frozenset(("talk", "hold", "consult", "conference", "transfer"))
_THERE = frozenset(("ready", "ringing", "talking", "wrap_up"))
AFTER = 2 * 3600 * SECOND
"""So long after the day the agents' states are looked at too: who still waits then is served then."""
_AT_ONCE = 2 * SECOND
"""So soon after one queue's interval the next one of the same contact belongs to the same wait."""


@dataclass(frozen=True, slots=True)
class State:
    """An agent came into a state."""

    agent: Id
    state: str
    reason: str
    since: Micros
    contact: Id | None


@dataclass(frozen=True, slots=True)
class Ledger:
    """What is known of a day. `segments` in order of their beginning; `states` from before the day until
    AFTER it; `wishes`: by contact, when routing was told and what; `pauses`: the reasons by which agents are
    paused who did not answer (they would have been there); `lendings`, `doors`: from before the day until its
    end, in order of time."""

    begins: Micros
    ends: Micros
    segments: Sequence[SegmentRecord]
    states: Sequence[State] = ()
    wishes: Mapping[Id, Sequence[tuple[Micros, Wish]]] = field(default_factory=dict)
    pauses: frozenset[str] = frozenset(("rona",))
    lendings: Sequence[AgentQueueMoved] = ()
    doors: Sequence[QueueDoorMoved] = ()


def past_day(ledger: Ledger) -> PastDay:
    """What happened, as it can be played again."""
    visits: list[Visit] = []
    by_contact: dict[Id, list[SegmentRecord]] = {}
    for segment in ledger.segments:
        by_contact.setdefault(segment.interaction, []).append(segment)
    ours: dict[tuple[Id, Id], list[Span]] = {}
    for contact, segments in by_contact.items():
        for visit in _visits(segments, ledger.wishes.get(contact, ()), ledger.begins):
            if visit.agent is not None:
                ours.setdefault((visit.agent, contact), []).append((visit.end, visit.end + visit.talk))
            if 0 <= visit.at < ledger.ends - ledger.begins:
                visits.append(visit)
    presence, paused = _presence(ledger, ours)
    guessed = _guessed(visits, presence)
    rings = [s for s in ledger.segments if s.role == "ringing" and s.agent is not None]
    return PastDay(
        ledger.begins,
        ledger.ends - ledger.begins,
        tuple(sorted(visits, key=lambda visit: (visit.at, visit.queue, visit.end))),
        {agent: spans for agent, spans in sorted((presence | guessed).items()) if spans},
        sum(s.end == "answered" or s.end in MISSED for s in rings),
        sum(s.end in MISSED for s in rings),
        paused,
        tuple(sorted(guessed)),
        lendings_of(ledger.lendings, ledger.begins, ledger.ends),
        doors_of(ledger.doors, ledger.begins, ledger.ends),
    )


# ---- who came ----------------------------------------------------------------------------------------------


def _visits(
    segments: list[SegmentRecord], wishes: Sequence[tuple[Micros, Wish]], begins: Micros
) -> Iterable[Visit]:
    """The waits of one contact."""
    queued = [s for s in segments if s.role == "queue" and s.agent is None and s.queue is not None]
    for chain in _chains(queued):
        first, final = chain[0], chain[-1]
        later = [s.started_at for s in queued if s.started_at > final.started_at]
        until = min(later, default=None)
        wish = min(wishes, key=lambda told: abs(told[0] - first.started_at), default=(0, {}))[1]
        how = {"answered": ANSWERED, "abandoned": GAVE_UP}.get(final.end, OTHERWISE)
        served = _served(segments, final, until) if how == ANSWERED else {}
        yield Visit(
            str(first.queue),
            first.started_at - begins,
            final.ended_at - begins,
            how if served or how != ANSWERED else OTHERWISE,
            **served,
            **_wished(wish, first),
        )


def _chains(queued: list[SegmentRecord]) -> Iterable[list[SegmentRecord]]:
    chain: list[SegmentRecord] = []
    for segment in queued:
        if chain and not (
            chain[-1].end == "overflowed" and segment.started_at - chain[-1].ended_at < _AT_ONCE
        ):
            yield chain
            chain = []
        chain.append(segment)
    if chain:
        yield chain


def _served(segments: list[SegmentRecord], wait: SegmentRecord, until: Micros | None) -> dict[str, Any]:
    """Who took them, and for how long. Nothing when the ledger does not say."""
    near = [
        s
        for s in segments
        if s.agent is not None and s.ended_at >= wait.ended_at - SECOND and s.started_at <= wait.ended_at
    ]
    ring = next((s for s in near if s.role == "ringing" and s.end == "answered"), None)
    taken = ring or next((s for s in near if s.role in _WITH), None)
    if taken is None:
        return {}
    theirs = [
        s
        for s in segments
        if s.agent == taken.agent
        and s.started_at >= wait.ended_at - SECOND
        and (until is None or s.started_at < until or s.role == "wrap_up")
    ]
    wrap = next((s for s in theirs if s.role == "wrap_up"), None)
    talks = [s.ended_at for s in theirs if s.role in _WITH and (wrap is None or s.started_at < wrap.ended_at)]
    return {
        "agent": taken.agent,
        "rang": 0 if ring is None else max(0, wait.ended_at - ring.started_at),
        "talk": max(0, max(talks, default=wait.ended_at) - wait.ended_at),
        "wrap": 0 if wrap is None else wrap.ended_at - wrap.started_at,
    }


def _wished(wish: Wish, first: SegmentRecord) -> dict[str, Any]:
    if not wish:
        return {}
    since = wish.get("since", first.started_at)
    older = first.started_at - since
    return {
        "older": older if older >= SECOND else 0,
        "priority": wish.get("priority", 5),
        "needs": tuple((str(skill), int(level)) for skill, level in wish.get("needs", ())),
        "vip": bool(wish.get("vip", False)),
        "steps": tuple(wish.get("steps", ())),
        "preferred": wish.get("preferred"),
        "last": wish.get("last"),
    }


# ---- who was there -----------------------------------------------------------------------------------------


def _presence(
    ledger: Ledger, ours: Mapping[tuple[Id, Id], list[Span]]
) -> tuple[dict[Id, tuple[Span, ...]], Micros]:
    """When each agent could be given calls, and how long a pause for not answering lasted on average."""
    presence: dict[Id, tuple[Span, ...]] = {}
    pauses: list[Micros] = []
    for agent, rows in groupby(sorted(ledger.states, key=lambda s: (s.agent, s.since)), lambda s: s.agent):
        theirs = list(rows)
        spans = []
        ends = [row.since for row in theirs[1:]] + [ledger.ends + AFTER]
        elsewhere = None  # the contact that keeps them busy and came from no queue
        for row, end in zip(theirs, ends, strict=True):
            begin, end = row.since - ledger.begins, end - ledger.begins
            missed = row.state == "paused" and row.reason in ledger.pauses
            if missed:
                pauses.append(end - begin)
            if row.state == "talking":
                mine = ours.get((agent, row.contact or ""), ())
                elsewhere = None if any(b <= end and e >= begin for b, e in mine) else (row.contact or "")
            busy = elsewhere is not None and row.state in ("talking", "wrap_up")
            if (row.state in _THERE and not busy) or missed:
                spans.append((max(0, begin), end))
        presence[agent] = joined(spans)
    return presence, round(sum(pauses) / len(pauses)) if pauses else 60 * SECOND


def joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans that touch made one, empty ones left out."""
    found: list[Span] = []
    for begin, end in sorted(spans):
        if end <= begin:
            continue
        if found and begin <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((begin, end))
    return tuple(found)


def _guessed(visits: list[Visit], known: Mapping[Id, object]) -> dict[Id, tuple[Span, ...]]:
    """Agents of whom no states are kept: from their first ring to the end of their last wrap-up."""
    found: dict[Id, Span] = {}
    for visit in visits:
        if visit.agent is None or visit.agent in known:
            continue
        begin, end = visit.end - visit.rang, visit.end + visit.talk + visit.wrap
        before = found.get(visit.agent, (begin, end))
        found[visit.agent] = (max(0, min(begin, before[0])), max(end, before[1]))
    return {agent: (span,) for agent, span in found.items()}
