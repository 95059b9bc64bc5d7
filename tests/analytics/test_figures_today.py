"""Today's figures over HTTP, computed from the ledger."""

import pytest

from huawu.analytics.queries import figures_since
from huawu.interactions.models import Segment
from huawu.measures import ledger
from huawu.platform import config
from huawu.platform.clock import SECOND
from huawu.platform.dice import Dice, seeded
from huawu.platform.ids import new_id
from huawu.platform.work import work
from tests.app.web.conftest import house, settings
from tests.app.web.house import NOON, House
from tests.app.web.ledger import happened

__all__ = ["house", "settings"]
pytestmark = pytest.mark.room

YESTERDAY = NOON - 30 * 3600 * SECOND


async def test_every_figure_follows_its_definition(house: House) -> None:
    leader = await house.browser("team_leader")
    agent = house.agents["team_leader"]
    async with work(house.sessions, site="main") as w:
        await config.save_draft(w, "queue", "support", {"name": {"zh": "支持"}, "answer_seconds": 20})
        await config.save_draft(w, "queue", "billing", {"name": {"zh": "账单"}, "answer_seconds": 5})
        await config.publish(w)
    for wait, talk, queue in (
        (10, 100, "support"),
        (20, 50, "support"),
        (21, 30, "support"),
        (10, 60, "billing"),
    ):
        await happened(house.sessions, agent=agent, wait=wait, talk=talk, queue=queue)
    await happened(house.sessions, wait=4, talk=None, queue="support")
    await happened(house.sessions, wait=90, talk=None, queue="support")
    await happened(house.sessions, at=YESTERDAY, agent=agent)

    today = (await leader.get("/api/figures/today")).json()

    support = next(q for q in today["queues"] if q["id"] == "support")
    assert (support["offered"], support["answered"], support["abandoned"]) == (5, 3, 2)
    assert (support["answered_in_time"], support["abandoned_in_time"]) == (2, 1)
    assert support["service_level"] == pytest.approx(2 / 5)
    assert support["average_speed_of_answer_seconds"] == pytest.approx(17)
    assert support["average_handle_seconds"] == pytest.approx(60)
    totals = today["totals"]
    assert (totals["offered"], totals["answered_in_time"]) == (6, 2), "10 s is too long for billing's 5"
    assert totals["abandonment"] == pytest.approx(2 / 6)
    assert set(today["definitions"]) <= set(totals)
    assert all(words["zh"] for words in today["definitions"].values())


async def test_the_database_computes_what_the_measures_define(house: House) -> None:
    dice = seeded("ledger")
    rows = [_thrown(dice) for _ in range(400)]
    async with house.sessions.begin() as session:
        session.add_all(
            Segment(
                id=new_id(),
                interaction=new_id(),
                site_id="main",
                role=row.role,
                agent=row.agent,
                queue=row.queue,
                started_at=row.started_at,
                ended_at=row.ended_at,
                ending=row.end,
            )
            for row in rows
        )
    promises = {"support": 20, "billing": 5}

    async with house.sessions() as session:
        computed = await figures_since(session, NOON, promises)

    assert computed == ledger.by_queue(rows, promises, since=NOON)


def _thrown(dice: Dice) -> ledger.Segment:
    """Any interval at all, on either side of NOON, lengths often right at a threshold."""
    role = dice.choice(("menu", "queue", "queue", "ringing", "talk", "hold", "wrap_up"))
    ended = NOON + dice.randrange(-60, 600) * SECOND
    length = dice.choice((0, 5, 20, 21)) * SECOND + dice.randrange(3) - 1
    return ledger.Segment(
        role=role,
        agent=dice.choice((None, "a1", "a2")),
        queue=None if role == "menu" else dice.choice(("support", "billing")),
        started_at=ended - max(0, length),
        ended_at=ended,
        end=dice.choice(("answered", "abandoned", "overflowed", "next")),
    )


async def test_a_day_on_which_nothing_happened_divides_by_nothing(house: House) -> None:
    leader = await house.browser("team_leader")

    totals = (await leader.get("/api/figures/today")).json()["totals"]

    assert (totals["offered"], totals["service_level"], totals["average_handle_seconds"]) == (0, None, None)


async def test_the_day_begins_when_the_site_says(house: House) -> None:
    leader = await house.browser("team_leader")

    today = (await leader.get("/api/figures/today")).json()

    assert today["day_start"] == "2026-09-20T16:00:00Z", "midnight in Shanghai"


async def test_an_agent_sees_no_figures(house: House) -> None:
    agent = await house.browser("agent")

    assert (await agent.get("/api/figures/today")).status_code == 403
