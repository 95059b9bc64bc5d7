"""Another plan while calls go on: nobody loses a call or a state because teams, skills or queues changed."""

from pathlib import Path
from typing import Any

import pytest

from huawu.analytics import service as analytics
from huawu.app.live.site import site_of
from huawu.platform.clock import SECOND
from tests.app.live.office import SITE, Office

pytestmark = pytest.mark.core

QUEUES: dict[str, Any] = {
    "front": {**SITE["queues"]["front"], "steps": [{"who": {"team": "vip"}, "seconds": 20}]},
    "back": {"name": {"zh": "后台", "en": "Back"}, "wrap_up_seconds": 0},
}
NUMBERS = {**SITE["numbers"], "4003": {"queue": "back"}}


def publish(office: Office, **seats: dict[str, Any]) -> None:
    """Put other abilities in force, as the house does when a configuration was published."""
    agents = [{**agent, **seats.get(agent["id"], {})} for agent in SITE["agents"]]
    site = office.site = site_of(
        {**SITE, "version": office.site.version + 1, "agents": agents, "queues": QUEUES, "numbers": NUMBERS}
    )
    office.switch.plan = site.switch
    office.owner.plan_version = site.version
    assert office.owner.routing is not None
    for answer in office.owner.routing.load(site.routing, office.now):
        office.switch.routed(answer, office.now)
    analytics.configure_board(office.board, site.board_queues, site.board_agents)
    office.turn()


async def state(office: Office, agent: str) -> str:
    shown: str = (await office.ask("agent.show", {"agent": agent}))["state"]
    return shown


async def sign_in(office: Office, *agents: str) -> None:
    for agent in agents:
        office.register(f"800{agent[1]}")
        await office.ask("agent.sign_in", {"agent": agent})


def ringing(office: Office) -> list[str]:
    return [leg.extension for leg in office.phones.ringing()]


async def test_an_agent_in_a_call_goes_on_talking_when_queues_and_skills_change(tmp_path: Path) -> None:
    office = Office(tmp_path)
    await sign_in(office, "a1")
    contact = office.talk()
    since = (await office.ask("agent.show", {"agent": "a1"}))["since"]

    publish(office, a1={"queues": ["back"], "skills": {"english": 5}, "team": "vip"})

    assert office.switch.calls[contact].stage == "talk"
    shown = await office.ask("agent.show", {"agent": "a1"})
    assert (shown["state"], shown["since"], shown["contact"]) == ("talking", since, contact)
    office.hang_up()
    assert await state(office, "a1") == "wrap_up", "as the queue wants it that the call came through"
    office.now += 31 * SECOND
    office.turn()
    office.phones.arrive("c2", "4002")
    office.turn()
    assert ringing(office) == [], "the old queue rings there no more"
    office.phones.arrive("c3", "4003")
    office.turn()
    assert ringing(office) == ["8001"]


async def test_who_leaves_a_team_stays_signed_in_and_keeps_their_other_calls(tmp_path: Path) -> None:
    office = Office(tmp_path)
    await sign_in(office, "a1", "a2")
    publish(office, a1={"team": "vip"})
    ready = await office.ask("agent.show", {"agent": "a1"})

    publish(office, a2={"team": "vip"})

    assert await office.ask("agent.show", {"agent": "a1"}) == ready
    office.phones.arrive("c1", "4002")
    office.turn()
    assert ringing(office) == ["8002"], "the first step asks for the team, which is another's now"


async def test_who_waits_is_offered_to_who_has_just_become_able(tmp_path: Path) -> None:
    office = Office(tmp_path)
    await sign_in(office, "a1", "a2")
    publish(office, a1={"team": "vip"}, a2={"team": ""})
    await office.ask("agent.state", {"agent": "a1", "state": "paused", "reason": "meal"})
    office.phones.arrive("c1", "4002")
    office.turn()
    assert ringing(office) == [], "for twenty seconds only the team may take it"

    publish(office, a1={"team": "vip"}, a2={"team": "vip"})

    assert ringing(office) == ["8002"]
    assert await state(office, "a1") == "paused"


async def test_a_telephone_that_rings_goes_on_ringing(tmp_path: Path) -> None:
    office = Office(tmp_path)
    await sign_in(office, "a1")
    office.phones.arrive("c1", "4002")
    office.turn()

    publish(office, a1={"team": "vip", "languages": {"ja-JP": 3}, "levels": {"front": 2}})

    assert ringing(office) == ["8001"]
    office.phones.pick_up(office.phones.ringing()[0].id)
    office.turn()
    assert await state(office, "a1") == "talking"
