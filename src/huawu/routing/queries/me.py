"""An agent's own page: state from the live process, the contact and the day's work from the database."""

from sqlalchemy.ext.asyncio import AsyncSession

from huawu.interactions import queries as interactions
from huawu.interactions.queries.presenting import agent_brief
from huawu.interactions.queries.showing import shown_whole
from huawu.interactions.types import InteractionWhole
from huawu.people import queries as people
from huawu.platform.clock import SECOND, Micros
from huawu.platform.ids import Id
from huawu.platform.refusals import NotFound
from huawu.platform.web.shapes import moment_or_none
from huawu.platform.web.signed_in import SignedIn
from huawu.routing.ports import View
from huawu.routing.schemas import Me, Today

_GUIDED = {"listen": "talk", "whisper": "talk"}
"""The stage of the contact itself, for whoever only listens to it."""


async def me_shown(session: AsyncSession, person: SignedIn, view: View, *, since: Micros, now: Micros) -> Me:
    """Everything that an agent's page opens with."""
    agent = person.own_agent()
    names = await people.agent_names(session, [agent])
    if agent not in names:
        raise NotFound("agent.unknown")
    return Me.model_validate(
        {
            "agent": agent_brief(names[agent]),
            "state": view["state"],
            "reason": view.get("reason") or "",
            "since": moment_or_none(view.get("since") or None),  # 0: never been there
            "until": moment_or_none(view.get("until")),
            "over": view["state"] == "paused" and now > (view.get("until") or now),
            "contact": view.get("contact"),
            "phone_registered": bool(view.get("phone_registered")),
            "phone": view["phone"],
            "call": view.get("call"),
            "interaction": await _contact(session, person, view),
            "today": await _today(session, agent, since),
        }
    )


async def _contact(session: AsyncSession, person: SignedIn, view: View) -> InteractionWhole | None:
    """The contact at hand; None also for the moment until the database has learned of it."""
    contact: Id | None = view.get("contact")
    found = await interactions.interaction(session, contact) if contact else None
    if found is None:
        return None
    stage = view.get("stage")
    stages: dict[str, str] = {}
    if stage:
        stages[found.id] = _GUIDED[stage] if stage in _GUIDED else stage
    return await shown_whole(session, person, found, stages=stages)


async def _today(session: AsyncSession, agent: Id, since: Micros) -> Today:
    day = await interactions.agent_day(session, agent, since)
    return Today(
        answered=day.answered,
        missed=day.missed,
        talk_seconds=day.talk_micros / SECOND,
        hold_seconds=day.hold_micros / SECOND,
        wrap_up_seconds=day.wrap_up_micros / SECOND,
    )
