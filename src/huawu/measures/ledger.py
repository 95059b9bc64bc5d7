"""Figures of a business day from the ledger of closed intervals. The same definitions as the live board, so
both show the same numbers; a test holds them to it.

- Offered, answered and abandoned are counted from the customer's interval in a queue (role "queue", no
  agent), when it closes. Any other end than answered or abandoned counts only as offered.
- The wait is that whole interval, ringing included; in time is a wait of at most `answer_seconds`.
- An agent's answers are their ringing intervals that ended answered.
- An interval belongs to the span in which it ended.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from huawu.measures import times
from huawu.measures.service_level import Counts

Micros = int
SECOND = 1_000_000


@dataclass(frozen=True, slots=True)
class Segment:
    """A row of the ledger. Times in microseconds."""

    role: str
    agent: str | None
    queue: str | None
    started_at: Micros
    ended_at: Micros
    end: str

    @property
    def length(self) -> Micros:
        return self.ended_at - self.started_at


@dataclass(frozen=True, slots=True)
class QueueFigures:
    """Of one queue. Times in microseconds; talk, hold and wrap-up are those of the agents."""

    counts: Counts = Counts(0, 0, 0)
    wait: Micros = 0  # of those answered
    talk: Micros = 0
    hold: Micros = 0
    wrap_up: Micros = 0

    def __add__(self, other: "QueueFigures") -> "QueueFigures":
        return QueueFigures(
            self.counts + other.counts,
            self.wait + other.wait,
            self.talk + other.talk,
            self.hold + other.hold,
            self.wrap_up + other.wrap_up,
        )

    def average_speed_of_answer(self) -> float | None:
        """Seconds."""
        return times.average_speed_of_answer(self.wait / SECOND, answered=self.counts.answered)

    def average_handle(self) -> float | None:
        """Seconds."""
        worked = (self.talk / SECOND, self.hold / SECOND, self.wrap_up / SECOND)
        return times.average_handle(*worked, handled=self.counts.answered)


@dataclass(frozen=True, slots=True)
class AgentFigures:
    answered: int = 0
    talk: Micros = 0
    hold: Micros = 0
    wrap_up: Micros = 0
    ringing: Micros = 0


def by_queue(
    segments: Iterable[Segment], answer_seconds: Mapping[str, int], *, since: Micros, short_seconds: int = 5
) -> dict[str, QueueFigures]:
    """Figures of the queues in `answer_seconds`, from intervals that ended at `since` or later."""
    figures = dict.fromkeys(answer_seconds, QueueFigures())
    for segment in segments:
        if segment.ended_at < since or segment.queue not in figures:
            continue
        queue = segment.queue
        if segment.agent is not None:
            figures[queue] = _with_work(figures[queue], segment)
        elif segment.role == "queue":
            figures[queue] += _of_wait(segment, answer_seconds[queue], short_seconds)
    return figures


def _of_wait(segment: Segment, answer_seconds: int, short_seconds: int) -> QueueFigures:
    in_time = segment.length <= answer_seconds * SECOND
    if segment.end == "answered":
        return QueueFigures(Counts(1, 1, int(in_time)), wait=segment.length)
    if segment.end == "abandoned":
        short = segment.length <= short_seconds * SECOND
        return QueueFigures(Counts(1, 0, 0, 1, int(in_time), int(short)))
    return QueueFigures(Counts(1, 0, 0))


def _with_work(figures: QueueFigures, segment: Segment) -> QueueFigures:
    if segment.role == "talk":
        return replace(figures, talk=figures.talk + segment.length)
    if segment.role == "hold":
        return replace(figures, hold=figures.hold + segment.length)
    if segment.role == "wrap_up":
        return replace(figures, wrap_up=figures.wrap_up + segment.length)
    return figures


def by_agent(segments: Iterable[Segment], agents: Iterable[str], *, since: Micros) -> dict[str, AgentFigures]:
    """Figures of these agents, from intervals that ended at `since` or later."""
    figures = dict.fromkeys(agents, AgentFigures())
    for segment in segments:
        if segment.agent in figures and segment.ended_at >= since:
            figures[segment.agent] = _agents(figures[segment.agent], segment)
    return figures


def _agents(figures: AgentFigures, segment: Segment) -> AgentFigures:
    if segment.role == "ringing":
        answered = figures.answered + (segment.end == "answered")
        return replace(figures, answered=answered, ringing=figures.ringing + segment.length)
    if segment.role == "talk":
        return replace(figures, talk=figures.talk + segment.length)
    if segment.role == "hold":
        return replace(figures, hold=figures.hold + segment.length)
    if segment.role == "wrap_up":
        return replace(figures, wrap_up=figures.wrap_up + segment.length)
    return figures
