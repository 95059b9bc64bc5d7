"""A warning before it happens: queues that would be left without anybody by what is about to be done
(letting agents go, taking some out of a queue or lending them to one until a time, publishing what is
drafted, going back to an earlier configuration), over HTTP. Nothing changes."""

from dataclasses import replace
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends
from pydantic import AwareDatetime, Field
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.app import site_plan
from huawu.app.abilities.schemas import Key
from huawu.app.config_routes import Kinds
from huawu.app.live_client import LiveClient
from huawu.people.types import CONFIG_SEE
from huawu.platform import config
from huawu.platform.clock import Micros, as_micros
from huawu.platform.config.checks import Whole
from huawu.platform.ids import Id
from huawu.platform.refusals import NotFound
from huawu.platform.web.place import Here, Reading
from huawu.platform.web.ports import port
from huawu.platform.web.shapes import Asked, Shape, Words
from huawu.platform.web.signed_in import Person
from huawu.routing import service as routing
from huawu.routing.types import Plan

router = APIRouter(prefix="/people/left-alone")
Live = Annotated[LiveClient, Depends(port(LiveClient))]
_AgentId = Annotated[str, Field(pattern=r"^[0-9a-z-]{1,40}$")]


class AloneAsked(Asked):
    """What is about to be done: let `agents` go, or only take them out of `queue`, or (`until`) lend them to
    it: then it is asked what is left when that is over. Or publish what is drafted (`drafts`), or go back to
    configuration number `back_to`; of these two everything, or what is of some `kinds`."""

    agents: Annotated[list[_AgentId], Field(max_length=500)] = []
    queue: Key | None = None
    until: AwareDatetime | None = None
    drafts: bool = False
    back_to: Annotated[int | None, Field(ge=1, le=2**53)] = None
    kinds: Kinds | None = None


class QueueAlone(Shape):
    """`how`: nobody (no agent serves it any more), nobody_now (none of those is signed in), nobody_fits (none
    fits its `step`, counted from 1, any more). `waiting`: so many wait in it now. `way_out`: who comes then
    is sent somewhere by its rules."""

    queue: str
    name: Words
    how: Literal["nobody", "nobody_now", "nobody_fits"]
    step: int | None
    waiting: int
    way_out: bool


class AloneList(Shape):
    """Empty: no queue is left alone that is not so already."""

    items: list[QueueAlone]


@router.post("")
async def list_left_alone(
    body: AloneAsked, person: Person, session: Reading, place: Here, live: Live
) -> AloneList:
    """Which queues would be left without anybody who can take their calls. Nothing happens."""
    person.require(CONFIG_SEE)
    source = await site_plan.load_site(session, place.site)
    board = await live.board()
    before = routing.plan_from(source)
    would = await _would_be(session, place.site, body)
    if would is not None:
        source = await site_plan.site_from(session, place.site, would)
        after = routing.plan_from(source)
    elif body.queue is not None and body.until is not None:
        ends = as_micros(body.until)
        after = when_over(before, await live.moves(), body.agents, body.queue, ends)
        before = lent(as_on(board, before), body.agents, body.queue)
    else:
        before = as_on(board, before)
        after = without(before, body.agents, body.queue)
    there = {agent for agent, each in board["agents"].items() if each["state"] != "signed_out"}
    found = routing.left_alone(before, after, there=there)
    return AloneList(items=[_shown(each, after, source, board) for each in found])


async def _would_be(session: AsyncSession, site: str, asked: AloneAsked) -> Whole | None:
    """The configuration that what is asked for would bring; None: it changes none. Raises NotFound."""
    if not asked.drafts and asked.back_to is None:
        return None
    now = await config.whole(session, site)
    if asked.back_to is None:
        then = await config.drafted(session, site)
    elif asked.back_to > await config.number(session, site):
        raise NotFound("config.no_such_number", number=asked.back_to)
    else:
        then = await config.at_number(session, site, asked.back_to)
    items = config.differing(then, now, asked.kinds)
    return config.changed(now, {(kind, key): then.get(kind, {}).get(key) for kind, key in items})


def as_on(board: dict[str, Any], plan: Plan) -> Plan:
    """The plan with its agents in the queues that they serve at this moment: lent, taken out, helping."""
    known = board["agents"]
    seats = {
        agent: replace(seat, queues=tuple(known[agent]["queues"])) if agent in known else seat
        for agent, seat in plan.seats.items()
    }
    return replace(plan, seats=seats)


def without(plan: Plan, agents: list[Id], queue: Id | None) -> Plan:
    """The plan without these agents, or (`queue`) without them in this one."""
    seats = dict(plan.seats)
    for agent in [agent for agent in agents if agent in seats]:
        seat = seats.pop(agent)
        if queue is not None:
            seats[agent] = replace(seat, queues=tuple(each for each in seat.queues if each != queue))
    return replace(plan, seats=seats)


def lent(plan: Plan, agents: list[Id], queue: Id) -> Plan:
    """The plan with these agents in this queue."""
    seats = {agent: plan.seats[agent] for agent in agents if agent in plan.seats}
    more = {
        agent: replace(seat, queues=(*seat.queues, queue))
        for agent, seat in seats.items()
        if queue not in seat.queues
    }
    return replace(plan, seats=plan.seats | more)


def when_over(plan: Plan, moves: list[dict[str, Any]], agents: list[Id], queue: Id, ends: Micros) -> Plan:
    """The plan as its agents will serve it when these are not lent to `queue` any more: with the moves that
    hold longer than that, without teams that help."""
    for move in moves:
        over = move["until"] <= ends or (move["agent"] in agents and move["queue"] == queue)
        if over or move["queue"] not in plan.queues:
            continue
        change = without if move["level"] is None else lent
        plan = change(plan, [move["agent"]], move["queue"])
    return plan


def _shown(found: routing.LeftAlone, plan: Plan, source: dict[str, Any], board: dict[str, Any]) -> QueueAlone:
    queue = plan.queues[found.queue]
    body = source["queues"].get(found.queue) or {}
    return QueueAlone(
        queue=found.queue,
        name=Words.model_validate(body.get("name") or {"zh": found.queue, "en": found.queue}),
        how=found.how,
        step=found.step,
        waiting=len(board["queues"].get(found.queue, {}).get("waiting", ())),
        way_out=queue.refuse_when_empty or queue.goal("no_agents") is not None,
    )
