"""A warning before it happens: queues that would be left without anybody by what is about to be done to
people (letting some go, taking some out of a queue, publishing what is drafted), over HTTP. Nothing
changes."""

from dataclasses import replace
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends
from pydantic import Field

from huawu.app import site_plan
from huawu.app.abilities.schemas import Key
from huawu.app.live_client import LiveClient
from huawu.people.types import CONFIG_SEE
from huawu.platform.ids import Id
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
    """What is about to be done: let `agents` go, or only take them out of `queue`; or (`drafts`) publish what
    is drafted of people."""

    agents: Annotated[list[_AgentId], Field(max_length=500)] = []
    queue: Key | None = None
    drafts: bool = False


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
    plan = routing.plan_from(source)
    if body.drafts:
        before, after = plan, routing.plan_from(await site_plan.load_site(session, place.site, drafts=True))
    else:
        before = as_on(board, plan)
        after = without(before, body.agents, body.queue)
    there = {agent for agent, each in board["agents"].items() if each["state"] != "signed_out"}
    found = routing.left_alone(before, after, there=there)
    return AloneList(items=[_shown(each, after, source, board) for each in found])


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
