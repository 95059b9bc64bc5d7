"""Called back instead of waiting on the line.

Whoever asks for it keeps place, wishes and steps, and takes no room in the queue. While they may not be
called (too early, out of hours) they are *held*: in no line, so that nobody is offered them and nobody behind
them is told to wait for them; their steps go on meanwhile. An agent who takes one is in a talk from then on;
until the customer has answered, the contact is kept in `Floor.called` with all that it needs to wait on.
"""

from dataclasses import replace

from huawu.platform.clock import SECOND, Micros
from huawu.platform.ids import Id
from huawu.routing.core import offers, stages
from huawu.routing.core.floor import Floor
from huawu.routing.core.inputs.contacts import give_up_after
from huawu.routing.core.plan import CallbackRule
from huawu.routing.core.state import Agent, Back, Waiting, key_of
from huawu.routing.core.timers import BACK, RETRY, STAGE, WAIT
from huawu.routing.types import (
    CallbackAsked,
    CallbackMissed,
    CallbackMoved,
    CallbackReached,
    CalledBack,
    Overflow,
)

USUAL = CallbackRule()
"""How it is done in a queue that says nothing about it."""
WHILE_IT_RINGS: Micros = 5 * SECOND
"""So often a contact that rings when its hours end is looked at."""


def rule_of(floor: Floor, waiting: Waiting) -> CallbackRule:
    queue = floor.plan.queues.get(waiting.contact.queue)
    return USUAL if queue is None or queue.callback is None else queue.callback


def view(floor: Floor, waiting: Waiting) -> CalledBack | None:
    """How it stands; None of who waits on the line."""
    if waiting.back is None:
        return None
    group = waiting.group
    position = None if group is None else group.line.position(waiting.key, floor.now)
    return CalledBack(position, waiting.back.look)


# ---- asked for ---------------------------------------------------------------------------------------------


def asked(floor: Floor, told: CallbackAsked) -> bool:
    before, new = floor.waiting.get(told.instead_of), told.contact
    if _is_known(floor, new.id) or (before is not None and before.back is not None):
        return False
    if new.queue not in floor.plan.queues:
        floor.out.append(Overflow(new.id, "closed"))
        return False
    rang: list[Agent] = []
    if before is None:
        waiting = floor.waiting[new.id] = Waiting(new, key_of(new), floor.now)
        stages.begin(floor, waiting, floor.index.lines[new.queue])
    else:
        waiting, rang = before, _stop_ringing(floor, before, "contact_left")
        floor.index.leave(waiting)
        _goes_on_as(floor, waiting, new.id)
    waiting.promised, waiting.overdue = None, False
    waiting.back = Back(told.not_before)
    waiting.give_up = floor.now + rule_of(floor, waiting).expires_seconds * SECOND
    floor.timers.add(waiting.give_up, WAIT, new.id)
    look(floor, waiting)
    for agent in rang:
        offers.come_back(floor, agent)
    return True


def _is_known(floor: Floor, contact: Id) -> bool:
    return contact in floor.waiting or contact in floor.talking or contact in floor.called


def _stop_ringing(floor: Floor, waiting: Waiting, cause: str) -> list[Agent]:
    rang = floor.rung_for(waiting)
    for agent in rang:
        offers.put_back(floor, agent, agent.jobs[waiting.contact.id], cause)
    return rang


def _goes_on_as(floor: Floor, waiting: Waiting, name: Id) -> None:
    """The same place under another name; what is due, is due for that one."""
    floor.waiting.pop(waiting.contact.id, None)
    waiting.contact = replace(waiting.contact, id=name)
    waiting.key = key_of(waiting.contact)
    floor.waiting[name] = waiting
    for agent, (first, _) in waiting.avoid.items():
        if agent in floor.agents:
            floor.agents[agent].refused.add(name)
        if first > floor.now:
            floor.timers.add(first, RETRY, name)
    for at, kind in ((waiting.give_up, WAIT), (waiting.next_stage, STAGE)):
        if at is not None:
            floor.timers.add(at, kind, name)


# ---- now, or not now ---------------------------------------------------------------------------------------


def look(floor: Floor, waiting: Waiting) -> None:
    """May they be called now? Into the line, or out of it; and when to look again."""
    back = waiting.back
    assert back is not None
    rule = rule_of(floor, waiting)
    hours = floor.plan.hours.get(rule.hours or floor.queue_of(waiting).hours or "")
    due = floor.now >= back.not_before and (hours is None or hours.open_at(floor.now))
    if floor.now < back.not_before:
        back.look = back.not_before
    elif not due and waiting.offers:
        back.look = floor.now + WHILE_IT_RINGS
    else:
        back.look = None if hours is None else hours.next_change(floor.now)
    if back.look is not None:
        floor.timers.add(back.look, BACK, waiting.contact.id)
    if due and back.held:
        _enter(floor, waiting)
        stages.advance(floor, waiting)
        offers.seek_agent(floor, waiting, again=True)
    elif not due and not back.held and not waiting.offers:
        _leave(floor, waiting)


def _enter(floor: Floor, waiting: Waiting) -> None:
    assert waiting.back is not None
    waiting.back.held = False
    group = stages.again(floor, waiting)
    floor.index.enter(waiting, group)
    group.line.lend(1)


def _leave(floor: Floor, waiting: Waiting) -> None:
    assert waiting.back is not None
    waiting.back.held = True
    if waiting.group is not None:
        waiting.group.line.lend(-1)
        floor.index.leave(waiting)


def lay_out(floor: Floor, waiting: Waiting) -> None:
    """Under another plan, or in another process: in the line as before."""
    waiting.group = None
    if waiting.back is not None and not waiting.back.held:
        _enter(floor, waiting)


def moved(floor: Floor, told: CallbackMoved) -> bool:
    waiting = floor.waiting.get(told.contact)
    if waiting is None or waiting.back is None or waiting.back.not_before == told.not_before:
        return False
    waiting.back.not_before = told.not_before
    look(floor, waiting)
    return True


# ---- called ------------------------------------------------------------------------------------------------


def taken(floor: Floor, waiting: Waiting) -> None:
    """An agent took it: the customer is called."""
    _leave(floor, waiting)
    waiting.offers = []
    del floor.waiting[waiting.contact.id]
    floor.called[waiting.contact.id] = waiting


def reached(floor: Floor, told: CallbackReached) -> bool:
    waiting = floor.called.pop(told.contact, None)
    if waiting is not None:
        floor.figures.ended(waiting, "joined", floor.now)
        return True
    waiting = floor.waiting.get(told.contact)
    if waiting is None or waiting.back is None:
        return False
    if waiting.group is None:
        _enter(floor, waiting)
    group = waiting.group
    assert group is not None
    line = group.line
    line.lend(-1)
    floor.index.leave(waiting)
    waiting.back, waiting.overdue, waiting.reached = None, False, floor.now
    floor.index.enter(waiting, group)
    give_up_after(floor, waiting, line)
    offers.seek_agent(floor, waiting, again=True)
    return True


def missed(floor: Floor, told: CallbackMissed) -> bool:
    waiting = floor.called.get(told.contact) or floor.waiting.get(told.contact)
    if waiting is None or waiting.back is None or _is_known(floor, told.again):
        return False
    free = _not_talking(floor, told.contact) or _stop_ringing(floor, waiting, "not_reached")
    if not waiting.back.held:
        _leave(floor, waiting)
    _goes_on_as(floor, waiting, told.again)
    waiting.back.not_before = told.not_before
    if waiting.overdue:
        floor.waited_too_long(waiting)
    elif waiting.contact.queue not in floor.plan.queues:  # taken away while it rang
        floor.overflow(waiting, "closed")
    else:
        look(floor, waiting)
    for agent in free:
        offers.come_back(floor, agent)
    return True


def _not_talking(floor: Floor, contact: Id) -> list[Agent]:
    """Whoever took it has no talk after all, and nothing to write up."""
    if floor.called.pop(contact, None) is None:
        return []
    agent = floor.talking.pop(contact, None)
    if agent is None:
        return []
    del agent.jobs[contact]
    return [agent]
