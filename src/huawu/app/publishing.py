"""Drafts are put in force only when everybody who calls could still be served.

Each item says itself what it accepts; whether a queue has somebody who works there, and its steps somebody
who fits, is known only with the people of the site beside the configuration.
"""

from collections.abc import Collection
from typing import Any, NamedTuple

from huawu.app import site_plan
from huawu.app.flow_surroundings import require_walkable
from huawu.cases.service import require_unused
from huawu.people.config import AGENT, TEAM
from huawu.platform import config
from huawu.platform.config.checks import Whole
from huawu.platform.refusals import Invalid
from huawu.platform.work import Work
from huawu.routing import service as routing
from huawu.routing.config import in_words
from huawu.routing.types import Plan
from huawu.switchboard.service.unused import require_empty_states

Item = tuple[str, str]


async def publish(
    work: Work, items: list[Item] | None = None, *, note: str = "", allow: config.Allow | None = None
) -> int:
    """As `config.publish`; refused (`Invalid`) also when a queue would then be worse off than now: without
    agents and without a way out, or with a step that names nobody who is there; and when abilities would be
    nobody's; or with a flow that fails its own tests or names what is not there. What was so before does not
    stand in the way of other changes."""
    before = await _standing(work)
    number = await config.publish(work, items, note=note, allow=allow)
    await _require_no_worse(work, before)
    return number


async def roll_back(
    work: Work,
    to: int,
    *,
    kinds: Collection[str] | None = None,
    note: str = "",
    seen: int | None = None,
    allow: config.Allow | None = None,
) -> int:
    """As `config.roll_back`, refused as `publish` is: who worked then may be gone."""
    before = await _standing(work)
    number = await config.roll_back(work, to, kinds=kinds, note=note, seen=seen, allow=allow)
    await _require_no_worse(work, before)
    return number


def _whose(found: routing.Unsound) -> dict[str, str]:
    """The item that it is wrong with."""
    kind = next((kind for kind in ("queue", "hours") if kind in found.params), None)
    return {} if kind is None else {"kind": kind, "item": found.params[kind]}


class _Standing(NamedTuple):
    """A configuration in force, the extensions of who works under it, and what could never be met in it.
    `names`: the configuration with agents by their ids."""

    whole: Whole
    names: Whole
    extensions: list[str]
    unsound: list[routing.Unsound]


async def _require_no_worse(work: Work, before: _Standing) -> None:
    after = await _standing(work)
    await require_unused(work, before.whole, after.whole)
    await require_empty_states(work, before.whole, after.whole)
    for found in after.unsound:
        if found not in before.unsound:
            raise Invalid(found.key, **_whose(found) | in_words(found.params, after.names))
    require_walkable(before.whole, after.whole, after.extensions)


async def _standing(work: Work) -> _Standing:
    whole = await config.whole(work.session, work.site)
    source = await site_plan.site_from(work.session, work.site, whole)
    plan, agents = routing.plan_from(source), source["agents"]
    extensions = [agent["extension"] for agent in agents]
    unsound = routing.unsound(plan, work.now) + strangers(whole, agents) + not_outside(plan, agents)
    unsound += nobodys_mailbox(plan, {*extensions, *whole.get("extension", {})})
    names = {**whole, AGENT: {agent["id"]: {"name": agent["name"]} for agent in agents}}
    return _Standing(whole, names, extensions, unsound)


def nobodys_mailbox(plan: Plan, extensions: Collection[str]) -> list[routing.Unsound]:
    """Queues that send callers to the mailbox of an extension that is not there: nobody would hear them."""
    return [
        routing.Unsound("routing.unknown_mailbox", {"queue": queue.id, "number": goal.name})
        for queue in plan.queues.values()
        for rule in queue.overflows
        for goal in rule.to.way
        if goal.kind == "voicemail" and goal.name not in plan.queues and goal.name not in extensions
    ]


def not_outside(plan: Plan, agents: list[dict[str, Any]]) -> list[routing.Unsound]:
    """Queues that send callers to an agent's telephone as if it were outside."""
    inside = {agent["extension"] for agent in agents}
    return [
        routing.Unsound("routing.outside_ours", {"queue": queue.id, "number": goal.name})
        for queue in plan.queues.values()
        for rule in queue.overflows
        for goal in rule.to.way
        if goal.kind == "outside" and goal.name in inside
    ]


def strangers(whole: Whole, agents: list[dict[str, Any]]) -> list[routing.Unsound]:
    """Abilities of nobody, and teams that somebody leads who does not work here."""
    numbers = {agent["number"] for agent in agents}
    nobody = [{"agent": number} for number in whole.get(AGENT, {}) if number not in numbers]
    leaders = [
        {"team": team, "leader": body["leader"]}
        for team, body in whole.get(TEAM, {}).items()
        if body.get("leader") and body["leader"] not in numbers
    ]
    return [routing.Unsound("people.unknown_agent", each) for each in nobody] + [
        routing.Unsound("people.unknown_leader", each) for each in leaders
    ]
