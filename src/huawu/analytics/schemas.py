"""What the HTTP interface says about figures."""

from datetime import datetime

from huawu.measures import service_level
from huawu.measures.ledger import QueueFigures as Measured
from huawu.platform.web.shapes import Shape, Words


class Figures(Shape):
    """Figures of a queue, or of all. A rate is null when there is nothing to divide by."""

    offered: int
    answered: int
    abandoned: int
    answered_in_time: int
    abandoned_in_time: int
    service_level: float | None
    abandonment: float | None
    average_speed_of_answer_seconds: float | None
    average_handle_seconds: float | None


class FiguresOfQueue(Figures):
    """`id` is one of /api/queues; the name stands here too, so that a taken-away queue has one."""

    id: str
    name: Words
    answer_seconds: int


class FiguresToday(Shape):
    """Since the business day began. `definitions` says in words how each figure is computed."""

    as_of: datetime
    day_start: datetime
    definitions: dict[str, Words]
    totals: Figures
    queues: list[FiguresOfQueue]


def figures_shown(of: Measured) -> Figures:
    counts = of.counts
    return Figures(
        offered=counts.offered,
        answered=counts.answered,
        abandoned=counts.abandoned,
        answered_in_time=counts.answered_in_time,
        abandoned_in_time=counts.abandoned_in_time,
        service_level=service_level.of_offered(counts),
        abandonment=service_level.abandon_rate(counts),
        average_speed_of_answer_seconds=of.average_speed_of_answer(),
        average_handle_seconds=of.average_handle(),
    )
