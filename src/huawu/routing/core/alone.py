"""Which queues a change of people would leave without anybody who can take their contacts.

Both sides are plans: as it is, and as it would be. What was so before is nothing to warn of.
"""

from collections.abc import Collection, Iterator

from huawu.platform.ids import Id
from huawu.platform.values import value
from huawu.routing.core.conditions import fits
from huawu.routing.core.plan import Plan, Queue, Seat

NOBODY, NOBODY_NOW, NOBODY_FITS = "nobody", "nobody_now", "nobody_fits"


@value
class LeftAlone:
    """`how`: nobody (no agent serves the queue any more), nobody_now (some do, but none of them is signed
    in), nobody_fits (none who serves it fits this `step`, counted from 1, any more)."""

    queue: Id
    how: str
    step: int | None = None


def left_alone(before: Plan, after: Plan, *, there: Collection[Id]) -> Iterator[LeftAlone]:
    """What a change would leave alone, by queue. `there`: who is signed in."""
    for queue in sorted(after.queues.values(), key=lambda each: each.id):
        had, has = _serving(before, queue.id), _serving(after, queue.id)
        if had and not has:
            yield LeftAlone(queue.id, NOBODY)
            continue
        if had.keys() & set(there) and not has.keys() & set(there):
            yield LeftAlone(queue.id, NOBODY_NOW)
        yield from _steps(queue, had, has)


def _serving(plan: Plan, queue: Id) -> dict[Id, Seat]:
    return {agent: seat for agent, seat in plan.seats.items() if queue in seat.queues}


def _steps(queue: Queue, had: dict[Id, Seat], has: dict[Id, Seat]) -> Iterator[LeftAlone]:
    for number, step in enumerate(queue.steps, 1):
        if any(fits(step.condition, seat) for seat in had.values()) and not any(
            fits(step.condition, seat) for seat in has.values()
        ):
            yield LeftAlone(queue.id, NOBODY_FITS, number)
