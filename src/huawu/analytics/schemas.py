"""What the HTTP interface says about figures."""

from datetime import datetime

from huawu.analytics.core import figures
from huawu.analytics.core.figures import Counts
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


class QueueFigures(Figures):
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
    queues: list[QueueFigures]


def figures_shown(counts: Counts) -> Figures:
    return Figures(
        offered=counts.offered,
        answered=counts.answered,
        abandoned=counts.abandoned,
        answered_in_time=counts.answered_in_time,
        abandoned_in_time=counts.abandoned_in_time,
        service_level=figures.service_level(counts),
        abandonment=figures.abandonment(counts),
        average_speed_of_answer_seconds=figures.average_speed_of_answer(counts),
        average_handle_seconds=figures.average_handle(counts),
    )
