"""Contacts come, change and go; queues close and open. A handler answers whether the input meant anything;
if not, nothing was changed."""

from dataclasses import replace

from huawu.platform.clock import SECOND, Micros
from huawu.routing.core import admission, offers, stages
from huawu.routing.core.floor import Floor
from huawu.routing.core.line import Line
from huawu.routing.core.plan import Goal
from huawu.routing.core.state import Waiting, key_of
from huawu.routing.core.timers import REOPEN, WAIT
from huawu.routing.types import (
    Abandoned,
    Arrived,
    Contact,
    ContactChanged,
    Overflow,
    Pulled,
    QueueClosed,
    QueueOpened,
)

MOST_LEFT = 10_000
"""So many callers who were cut off are remembered at most; the oldest are forgotten first."""


def arrived(floor: Floor, told: Arrived) -> bool:
    contact = told.contact
    if contact.id in floor.waiting or contact.id in floor.talking:
        return False
    line = floor.index.lines.get(contact.queue)
    if line is None:
        floor.out.append(Overflow(contact.id, "closed"))
        return False
    refused = admission.refused(floor, line)
    if refused is not None:
        floor.out.append(Overflow(contact.id, refused[0], refused[1], contact.since))
        return True
    full = admission.full(line)
    waiting = _line_up(floor, _resumed(floor, contact), line)
    if not offers.seek_agent(floor, waiting):
        _overflow_if(floor, waiting, line, full=full)
    return True


def _overflow_if(floor: Floor, waiting: Waiting, line: Line, *, full: bool) -> None:
    """Nobody is free: is there room to wait, and is the wait bearable?"""
    if full:
        floor.overflow(waiting, "full", line.queue.goal("length"))
        return
    floor.index.stay(waiting)
    for rule in line.estimates:
        found = floor.pace.estimate(floor, waiting)
        if found is not None and found.likely > rule.above:
            floor.overflow(waiting, "estimate", rule.to)
            return
    floor.pace.watch(floor, waiting)


def _resumed(floor: Floor, contact: Contact) -> Contact:
    """A caller who was cut off a moment ago takes the old place in the same queue: having waited in another
    one buys nothing."""
    if contact.caller is None:
        return contact
    place, until = floor.left.pop((contact.queue, contact.caller), (contact.since, 0))
    return replace(contact, since=min(place, contact.since)) if floor.now <= until else contact


def _line_up(floor: Floor, contact: Contact, line: Line) -> Waiting:
    waiting = floor.waiting[contact.id] = Waiting(contact, key_of(contact), floor.now)
    group = stages.begin(floor, waiting, line)
    floor.index.come(waiting, group)
    give_up_after(floor, waiting, line)
    return waiting


def give_up_after(floor: Floor, waiting: Waiting, line: Line) -> None:
    """Let the contact overflow when it has waited too long in this queue."""
    if line.longest_wait is None:
        waiting.give_up = None
        return
    waiting.give_up = waiting.on_the_line_since + line.longest_wait
    floor.timers.add(waiting.give_up, WAIT, waiting.contact.id)


def abandoned(floor: Floor, told: Abandoned) -> bool:
    waiting = floor.waiting.get(told.contact)
    if waiting is None:
        return False
    if waiting.back is None:
        _remember(floor, waiting, floor.queue_of(waiting).resume_seconds)
    ringing = floor.rung_for(waiting)
    for agent in ringing:
        offers.put_back(floor, agent, agent.jobs[told.contact], "contact_left")
    floor.remove(waiting, "left")
    for agent in ringing:
        # Only who was rung in vain has a new look; their idle time goes on.
        floor.show(agent)
        offers.stand_by(floor, agent)
    return True


def _remember(floor: Floor, waiting: Waiting, seconds: Micros) -> None:
    caller = waiting.contact.caller
    if caller is None or not seconds:
        return
    if len(floor.left) >= MOST_LEFT:
        floor.left = {who: kept for who, kept in floor.left.items() if kept[1] >= floor.now}
        while len(floor.left) >= MOST_LEFT:
            del floor.left[next(iter(floor.left))]
    floor.left[waiting.contact.queue, caller] = (waiting.contact.since, floor.now + seconds * SECOND)


def contact_changed(floor: Floor, told: ContactChanged) -> bool:
    waiting = floor.waiting.get(told.contact)
    if waiting is None:
        return False
    before = waiting.contact
    after = replace(
        before,
        priority=before.priority if told.priority is None else told.priority,
        vip=before.vip if told.vip is None else told.vip,
        since=before.since - told.older_seconds * SECOND,
        steps=before.steps if told.steps is None else told.steps,
    )
    if after == before:
        return False
    if waiting.group is None:  # called back, but not now
        waiting.contact, waiting.key = after, key_of(after)
        return True
    floor.index.leave(waiting)
    if after.steps != before.steps:
        floor.figures.ended(waiting, "expired", floor.now)
        waiting.contact, waiting.key = after, key_of(after)
        group = stages.begin(floor, waiting, floor.index.lines[after.queue])
    else:
        waiting.contact, waiting.key = after, key_of(after)
        group = stages.again(floor, waiting)
    floor.index.enter(waiting, group)
    offers.seek_agent(floor, waiting, again=True)
    return True


def pulled(floor: Floor, told: Pulled) -> bool:
    waiting, agent = floor.waiting.get(told.contact), floor.agents.get(told.agent)
    if waiting is None or agent is None or waiting.group is None or told.contact in agent.jobs:
        return False
    line = waiting.group.line
    if agent.id not in line.members or not agent.may_take(line.queue.channel):
        return False
    rang = floor.rung_for(waiting)
    for other in rang:
        offers.put_back(floor, other, other.jobs[told.contact], "pulled")
    offers.offer(floor, waiting, agent, by="pulled", passed=[])
    for other in rang:
        offers.come_back(floor, other)
    return True


# ---- queues ------------------------------------------------------------------------------------------------


def queue_closed(floor: Floor, told: QueueClosed) -> bool:
    if told.queue not in floor.plan.queues or (told.until is not None and told.until <= floor.now):
        return False
    ends = floor.looks.get((REOPEN, told.queue))
    if floor.closed.get(told.queue, 0) == told.to and ends == told.until:
        return False
    open_again(floor, told.queue)
    floor.closed[told.queue] = told.to
    if told.until is not None:
        floor.look_at(REOPEN, told.queue, told.until)
    send_on(floor, told.queue, told.to or floor.plan.queues[told.queue].goal("closed"))
    return True


def send_on(floor: Floor, queue: str, to: Goal | None) -> None:
    """Send on all who wait on the line in a queue, but not those who ring."""
    gone = [each for each in floor.waiting.values() if each.contact.queue == queue and each.back is None]
    for waiting in sorted(gone, key=lambda each: each.key):
        if waiting.offers:
            waiting.overdue = True
        else:
            floor.overflow(waiting, "closed", to)


def queue_opened(floor: Floor, told: QueueOpened) -> bool:
    if told.queue not in floor.closed:
        return False
    open_again(floor, told.queue)
    return True


def open_again(floor: Floor, queue: str) -> None:
    """Early closing is over: taken back, or by itself."""
    floor.closed.pop(queue, None)
    floor.looks.pop((REOPEN, queue), None)
