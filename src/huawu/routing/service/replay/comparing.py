"""The day as it was, replayed, and replayed with changes: figures with what can be said for sure of them.

    {"half_hours": [0, 1, ...],                  of the day, from the first to the last in which somebody came
     "queues": {queue or "": {"real": row, "same": row, "changed": row, "difference": row}},
     "repeats": 20, "customers": 812, "lost": 0, "left_out": 0, "absent": 0, "guessed": [agent, ...],
     "patience": {queue: {"gave_up", "answered", "median_seconds"}}}

A row is `{"total": {figure: value}, "by": {figure: [value of each half-hour]}}`; a value of "real" is a
number or None, of the others `{"mean", "low", "high"}`, the ends of a 95 % confidence interval over the
repeats. "difference": changed less same, customer by customer alike (paired).
"""

from collections.abc import Callable, Sequence
from typing import Any

from huawu.platform.ids import Id
from huawu.routing.service.replay.counting import ALL, FIGURES, Cell, HalfHours, queues_of
from huawu.routing.service.replay.day import ANSWERED, GAVE_UP, PastDay
from huawu.routing.service.replay.people import Known
from huawu.routing.service.simulation.results import interval, less

Row = dict[str, Any]
Pairs = Sequence[tuple[HalfHours, HalfHours]]


def compared(day: PastDay, known: Known, real: HalfHours, pairs: Pairs) -> dict[str, Any]:
    """The whole answer but for what the caller knows. `pairs`: of each repeat, the same and the changed."""
    came = [half_hour for (_, half_hour), cell in real.cells.items() if cell.offered]
    span = list(range(min(came, default=0), max(came, default=-1) + 1))
    queues = [ALL, *queues_of(real.cells)]
    return {
        "half_hours": span,
        "queues": {queue: _queue(queue, span, real, pairs) for queue in queues},
        "repeats": len(pairs),
        "customers": len(day.visits),
        "lost": sum(c.came_in - c.over - c.stranded for pair in pairs for c in pair),
        "never_served": sum(c.stranded for pair in pairs for c in pair),
        "guessed": list(day.guessed),
        "patience": _patience(day, known, queues[1:]),
    }


def _queue(queue: Id, span: list[int], real: HalfHours, pairs: Pairs) -> dict[str, Row]:
    def row(values: Callable[[Callable[[HalfHours], Cell], str], Any]) -> Row:
        return {
            "total": {name: values(lambda counts: counts.total(queue, span), name) for name in FIGURES},
            "by": {
                name: [values(lambda counts, h=h: counts.total(queue, (h,)), name) for h in span]  # type: ignore[misc]
                for name in FIGURES
            },
        }

    return {
        "real": row(lambda cell, name: _rounded(FIGURES[name](cell(real)))),
        "same": row(lambda cell, name: interval(FIGURES[name](cell(same)) for same, _ in pairs)),
        "changed": row(lambda cell, name: interval(FIGURES[name](cell(other)) for _, other in pairs)),
        "difference": row(
            lambda cell, name: interval(
                less(FIGURES[name](cell(other)), FIGURES[name](cell(same))) for same, other in pairs
            )
        ),
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 6)


def _patience(day: PastDay, known: Known, queues: list[Id]) -> dict[Id, Row]:
    found = {}
    for queue in queues:
        hows = [visit.how for visit in day.visits if visit.queue == queue]
        median = known.patience[queue].median()
        found[queue] = {
            "gave_up": hows.count(GAVE_UP),
            "answered": hows.count(ANSWERED),
            "median_seconds": round(median, 1) if median < 1e6 else None,
        }
    return found
