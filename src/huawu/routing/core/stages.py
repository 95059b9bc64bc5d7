"""The way of a contact through its routing plan: preferred agent, steps, anyone; and level after level.

A step is over when its time is, or at once when nobody who fits is signed in and the plan says so. What
rings meanwhile goes on ringing.
"""

from huawu.platform.clock import SECOND, Micros
from huawu.routing.core.floor import Floor
from huawu.routing.core.groups import EVERY_LEVEL, Group
from huawu.routing.core.line import Line
from huawu.routing.core.plan import Named, Queue, Step
from huawu.routing.core.state import Waiting
from huawu.routing.core.timers import STAGE
from huawu.routing.types import Contact

PREFERRED = -1
"""The number of the step in which only the preferred agent may take the contact."""


def steps_of(waiting: Waiting, queue: Queue) -> tuple[Step, ...]:
    """The contact's own steps, else those of the queue."""
    return waiting.contact.steps or queue.steps


def step_of(waiting: Waiting, queue: Queue) -> Step | None:
    """The step that the contact is in; None: anyone may take it."""
    if waiting.step == PREFERRED:
        return Step(Named((waiting.contact.preferred or "",)), queue.preferred_wait_seconds)
    steps = steps_of(waiting, queue)
    return steps[waiting.step] if waiting.step < len(steps) else None


def first_step(contact: Contact, queue: Queue) -> int:
    """The number of the step a contact begins in: its preferred agent's, where the queue waits for it."""
    return PREFERRED if contact.preferred and queue.preferred_wait_seconds else 0


def begin(floor: Floor, waiting: Waiting, line: Line) -> Group:
    """Find the first step of a contact that has just come."""
    if line.simple and not waiting.contact.steps:
        waiting.depth = EVERY_LEVEL
        floor.figures.entered(waiting, floor.now)
        return floor.index.group(line, (waiting.contact.needs, None, EVERY_LEVEL))
    waiting.step = first_step(waiting.contact, line.queue)
    floor.figures.entered(waiting, floor.now)
    return _settle(floor, waiting, line)


def again(floor: Floor, waiting: Waiting) -> Group:
    """The group of a contact under a new plan: its step goes on as far as there still is one. Whether that is
    over, or nobody is there for it, and when it will be, is for `advance`."""
    line = floor.index.lines[waiting.contact.queue]
    waiting.step = min(waiting.step, len(steps_of(waiting, line.queue)))
    waiting.counts = None
    return _group(floor, waiting, line, step_of(waiting, line.queue))


def advance(floor: Floor, waiting: Waiting) -> bool:
    """The next stage of a contact is due. True when others may take it now."""
    before = waiting.group
    assert before is not None
    line = before.line
    step = step_of(waiting, line.queue)
    while step is not None and step.seconds is not None and _over(floor, waiting, step.seconds):
        _next(floor, waiting, waiting.step_since + step.seconds * SECOND)
        step = step_of(waiting, line.queue)
    group = _settle(floor, waiting, line)
    if group is before:
        return False
    floor.index.move(waiting, group)
    return True


def _over(floor: Floor, waiting: Waiting, seconds: int) -> bool:
    return floor.now >= waiting.step_since + seconds * SECOND


def _next(floor: Floor, waiting: Waiting, at: Micros) -> None:
    """The step ended at this time, even when nobody looked before now."""
    floor.figures.ended(waiting, "expired", at)
    waiting.step += 1
    floor.figures.entered(waiting, at)


def _settle(floor: Floor, waiting: Waiting, line: Line) -> Group:
    """Go on to the first step that somebody could serve, and note when the next change is due."""
    step = step_of(waiting, line.queue)
    group = _group(floor, waiting, line, step)
    while step is not None and step.skip_when_nobody and not group.anyone():
        _next(floor, waiting, max(waiting.step_since, waiting.entered))
        step = step_of(waiting, line.queue)
        group = _group(floor, waiting, line, step)
    waiting.next_stage = _next_change(waiting, line.queue, step)
    if waiting.next_stage is not None:
        floor.timers.add(waiting.next_stage, STAGE, waiting.contact.id)
    return group


def _group(floor: Floor, waiting: Waiting, line: Line, step: Step | None) -> Group:
    waiting.depth = depth(floor, waiting, line)
    condition = None if step is None else step.condition
    return floor.index.group(line, (waiting.contact.needs, condition, waiting.depth))


def depth(floor: Floor, waiting: Waiting, line: Line) -> int:
    """The highest level of agents who may take it by now."""
    seconds = line.queue.reserve_after_seconds
    if not seconds:
        return EVERY_LEVEL
    reached = 1 + (floor.now - waiting.entered) // (seconds * SECOND)
    return reached if reached < line.highest else EVERY_LEVEL


def _next_change(waiting: Waiting, queue: Queue, step: Step | None) -> Micros | None:
    due = None
    if step is not None and step.seconds is not None:
        due = waiting.step_since + step.seconds * SECOND
    if queue.reserve_after_seconds and waiting.depth < EVERY_LEVEL:
        deeper = waiting.entered + waiting.depth * queue.reserve_after_seconds * SECOND
        due = deeper if due is None else min(due, deeper)
    return due
