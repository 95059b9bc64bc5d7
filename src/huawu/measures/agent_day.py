"""One agent's day from the ledger of intervals and the states they were in.

- Offered: every interval in which a contact rang for the agent and that ended. It was answered, missed
  (nobody answered, or the phone was busy or away), declined, or the customer left while it rang.
- Talk, hold and wrap-up are the agent's intervals, whole, in the span in which they ended.
- Ready and paused are states, cut at the beginning of the span and at its end; the last one goes on.
- Occupancy: (ringing + talk + hold + wrap-up) / (that + ready).
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from huawu.measures import times
from huawu.measures.ledger import SECOND, Micros, Segment

_MISSED = frozenset({"no_answer", "busy", "unreachable"})


@dataclass(frozen=True, slots=True)
class State:
    """An agent came into a state at a moment; it lasted until the next one."""

    state: str
    reason: str
    since: Micros


@dataclass(frozen=True, slots=True)
class Pause:
    """All pauses for one reason."""

    length: Micros = 0
    times: int = 0


@dataclass(frozen=True, slots=True)
class AgentDay:
    """Times in microseconds; `rang`: how long each answered contact rang. What rang at several and a
    colleague answered is none of the counts."""

    offered: int = 0
    answered: int = 0
    missed: int = 0
    declined: int = 0
    left: int = 0
    ringing: Micros = 0
    talk: Micros = 0
    hold: Micros = 0
    wrap_up: Micros = 0
    ready: Micros = 0
    paused: dict[str, Pause] = field(default_factory=dict)
    rang: tuple[Micros, ...] = ()

    def average_handle(self) -> float | None:
        """Seconds."""
        worked = (self.talk / SECOND, self.hold / SECOND, self.wrap_up / SECOND)
        return times.average_handle(*worked, handled=self.answered)

    def occupancy(self) -> float | None:
        return times.occupancy(self.ringing + self.talk + self.hold + self.wrap_up, self.ready)


def agent_day(
    segments: Iterable[Segment], states: Sequence[State], *, since: Micros, until: Micros
) -> AgentDay:
    """The day from `since` to `until` (now). `segments`: the agent's; `states`: from the one that lasted at
    `since` on, in order."""
    mine = [segment for segment in segments if since <= segment.ended_at <= until]
    rings = [segment for segment in mine if segment.role == "ringing" and segment.end != "taken"]
    ends = Counter(segment.end for segment in rings)
    spent: Counter[str] = Counter()
    for segment in mine:
        spent[segment.role] += segment.length
    ready, paused = in_states(states, since, until)
    return AgentDay(
        offered=len(rings),
        answered=ends["answered"],
        missed=sum(ends[end] for end in _MISSED),
        declined=ends["declined"],
        left=len(rings) - ends["answered"] - ends["declined"] - sum(ends[end] for end in _MISSED),
        ringing=spent["ringing"],
        talk=spent["talk"],
        hold=spent["hold"],
        wrap_up=spent["wrap_up"],
        ready=ready,
        paused=paused,
        rang=tuple(segment.length for segment in rings if segment.end == "answered"),
    )


def in_states(states: Sequence[State], since: Micros, until: Micros) -> tuple[Micros, dict[str, Pause]]:
    """How long it was ready, and paused by reason, between two moments."""
    ready, paused = 0, dict[str, Pause]()
    ends = [*(state.since for state in states[1:]), until]
    for state, end in zip(states, ends, strict=False):
        length = min(end, until) - max(state.since, since)
        if length < 0:
            continue
        if state.state == "ready":
            ready += length
        elif state.state == "paused":
            before = paused.get(state.reason, Pause())
            paused[state.reason] = Pause(before.length + length, before.times + 1)
    return ready, paused
