"""Which queues a change of people or rules would leave without anybody who can take their contacts.

Both sides are plans: as it is, and as it would be. What was so before is nothing to warn of; a queue or a
step that was not there before was not so.
"""

from collections.abc import Collection, Iterator

from huawu.platform.ids import Id
from huawu.platform.values import value
from huawu.routing.core.conditions import fits
from huawu.routing.core.plan import Plan, Queue, Seat, Step

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
        was = before.queues.get(queue.id)
        had, has = _serving(before, queue.id), _serving(after, queue.id)
        if not has:
            if had or was is None:
                yield LeftAlone(queue.id, NOBODY)
            continue
        if (was is None or had.keys() & set(there)) and not has.keys() & set(there):
            yield LeftAlone(queue.id, NOBODY_NOW)
        yield from _steps(queue, () if was is None else was.steps, had, has)


def _serving(plan: Plan, queue: Id) -> dict[Id, Seat]:
    return {agent: seat for agent, seat in plan.seats.items() if queue in seat.queues}


def _steps(
    queue: Queue, were: tuple[Step, ...], had: dict[Id, Seat], has: dict[Id, Seat]
) -> Iterator[LeftAlone]:
    asked_before = {step.condition for step in were}
    for number, step in enumerate(queue.steps, 1):
        vain_before = step.condition in asked_before and not any(
            fits(step.condition, seat) for seat in had.values()
        )
        if not vain_before and not any(fits(step.condition, seat) for seat in has.values()):
            yield LeftAlone(queue.id, NOBODY_FITS, number)
