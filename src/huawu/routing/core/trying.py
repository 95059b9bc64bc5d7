"""What would happen to a contact that came now: who is asked, why not the others, what it has to expect.

Nothing changes: the contact is led through the plan on the side, in a group that its line does not know of.
"""

from typing import Any

from huawu.platform.ids import Id
from huawu.routing.core import admission, stages
from huawu.routing.core.choosing import Choice, choose
from huawu.routing.core.conditions import as_value, fits, meets
from huawu.routing.core.explain import why_not
from huawu.routing.core.floor import Floor
from huawu.routing.core.groups import Group
from huawu.routing.core.line import Line
from huawu.routing.core.pace import Estimate
from huawu.routing.core.plan import Condition, Goal, Queue
from huawu.routing.core.state import Waiting, key_of
from huawu.routing.core.timers import REOPEN
from huawu.routing.types import AgentState, Contact


def trial(floor: Floor, contact: Contact) -> dict[str, Any]:
    """`outcome`: overflow (with `cause` and `to`), offer (to `agent`; `by`: the contact chose, or a wish did)
    or wait; `position`; `strategy`; `begins`: the first step that somebody could serve (-1: the preferred
    agent's; the number of steps: anyone); `agents`: each member of the queue and why they are not asked in
    it (`free`: they could be); `estimate`: a range in seconds or None; `steps`: of each, whom it asks for
    (None: anyone), its `seconds`, how many agents fit, are signed in, and are free."""
    queue = floor.plan.queues.get(contact.queue)
    if queue is None:
        return _sent_on("closed", None) | {"steps": [], "agents": {}}
    line = floor.index.lines[queue.id]
    waiting, group = _apart(floor, contact, line)
    choice = choose(floor, waiting, group)
    estimate = floor.pace.estimate(floor, waiting)
    return {
        **_outcome(floor, line, choice, estimate),
        "position": line.position(waiting.key, floor.now),
        "strategy": queue.strategy,
        "begins": waiting.step,
        "agents": {who: why_not(floor, agent, group) for who, agent in sorted(line.members.items())},
        "estimate": None if estimate is None else [estimate.likely, estimate.at_most],
        "steps": _steps(floor, contact, queue),
    }


def _outcome(floor: Floor, line: Line, choice: Choice | None, estimate: Estimate | None) -> dict[str, Any]:
    refused = admission.refused(floor, line)
    if refused is not None:
        return _sent_on(*refused)
    if choice is not None:
        return {"outcome": "offer", "agent": choice.agent.id, "by": choice.by}
    if admission.full(line):
        return _sent_on("full", line.queue.goal("length"))
    for rule in line.estimates:
        if estimate is not None and estimate.likely > rule.above:
            return _sent_on("estimate", rule.to)
    return {"outcome": "wait"}


def _sent_on(cause: str, to: Goal | None) -> dict[str, Any]:
    return {"outcome": "overflow", "cause": cause, "to": None if to is None else [to.kind, to.name]}


def _apart(floor: Floor, contact: Contact, line: Line) -> tuple[Waiting, Group]:
    """The contact in the first step that somebody who is signed in could serve, beside the line."""
    waiting = Waiting(contact, key_of(contact), floor.now, step=stages.first_step(contact, line.queue))
    waiting.depth = stages.depth(floor, waiting, line)
    step = stages.step_of(waiting, line.queue)
    group = _group(floor, waiting, line, None if step is None else step.condition)
    while step is not None and step.skip_when_nobody and not group.anyone():
        waiting.step += 1
        step = stages.step_of(waiting, line.queue)
        group = _group(floor, waiting, line, None if step is None else step.condition)
    waiting.group = group
    return waiting, group


def _group(floor: Floor, waiting: Waiting, line: Line, condition: Condition | None) -> Group:
    wanted = (waiting.contact.needs, condition, waiting.depth)
    group, known = floor.index.apart(line, wanted), line.groups.get(wanted)
    group.size = 1 + (0 if known is None else known.size)
    return group


def _steps(floor: Floor, contact: Contact, queue: Queue) -> list[dict[str, Any]]:
    rows = []
    members = floor.index.lines[queue.id].members.values()
    able = [agent for agent in members if meets(contact.needs, agent.seat)]
    steps: list[tuple[Condition | None, int | None]]
    steps = [(step.condition, step.seconds) for step in contact.steps or queue.steps]
    for condition, seconds in [*steps, (None, None)]:
        fit = [agent for agent in able if condition is None or fits(condition, agent.seat)]
        row = {
            "who": None if condition is None else as_value(condition),
            "seconds": seconds,
            "agents": len(fit),
            "signed_in": sum(agent.presence is not AgentState.SIGNED_OUT for agent in fit),
            "free": sum(agent.may_take(queue.channel) for agent in fit),
        }
        rows.append(row)
    return rows


def queue_now(floor: Floor, queue: Id) -> dict[str, Any] | None:
    """A queue at this moment: `waiting`, `members`, `signed_in`, `free`; `open` by its calendar (None: it has
    none); `closed_early`, with `closed_to` where those who wait were sent and
    `closed_until` when that ends by itself (None: when somebody opens it); `level`: the service level of the
    latest contacts in per cent. None for a queue that is not in the plan."""
    line = floor.index.lines.get(queue)
    if line is None:
        return None
    to = floor.closed.get(queue)
    return {
        "waiting": line.count,
        "members": len(line.members),
        "signed_in": line.signed_in,
        "free": len(line.idle),
        "open": floor.open.get(queue),
        "closed_early": queue in floor.closed,
        "closed_to": None if to is None else [to.kind, to.name],
        "closed_until": floor.looks.get((REOPEN, queue)),
        "level": round(floor.figures.level(queue), 1),
    }
