"""Fifty agents with mixed skills at sipp telephones, and five hundred callers by sipp: every contact is
accounted for once, nobody without the skill is given one, and the journal replayed decides the same.
"""

from pathlib import Path
from typing import Any

import asyncpg
import pytest

from huawu.app.postgres import database_url
from huawu.platform.database import plain_url
from tests.long.books import decisions_can_be_replayed, every_call_began_and_ended_once, settled, started
from tests.long.skilled import CALLS, NEEDS, SkilledCentre, agents_at_their_telephones, call_in, seat

pytestmark = [pytest.mark.long, pytest.mark.needs("sipp")]


async def test_fifty_agents_serve_five_hundred_callers_and_the_replay_decides_the_same(
    tmp_path: Path,
) -> None:
    centre = SkilledCentre()
    async with started(centre):
        async with agents_at_their_telephones(centre, tmp_path):
            await call_in(centre, tmp_path)
            await settled(centre)
        connection = await asyncpg.connect(plain_url(database_url(centre.settings)))
        try:
            await every_call_began_and_ended_once(connection, CALLS)
            await each_was_served_or_left(connection)
            await who_served_had_the_skill(connection, centre)
            await nobody_talked_with_two(connection)
            assert await decisions_can_be_replayed(connection, centre) > 3 * CALLS
        finally:
            await connection.close()


async def each_was_served_or_left(connection: Any) -> None:
    """Whoever was answered has one talk; many were, and some had to leave."""
    rows = await connection.fetch(
        "SELECT s.ending, count(*) AS waits, count(t.interaction) AS talks FROM segments s LEFT JOIN"
        " (SELECT DISTINCT interaction FROM segments WHERE role = 'talk') t USING (interaction)"
        " WHERE s.role = 'queue' AND s.agent IS NULL GROUP BY s.ending"
    )
    waits = {row["ending"]: row["waits"] for row in rows}
    talks = {row["ending"]: row["talks"] for row in rows}
    assert set(waits) == {"answered", "abandoned"}
    assert sum(waits.values()) == CALLS
    assert talks == {"answered": waits["answered"], "abandoned": 0}
    assert waits["answered"] > CALLS / 2
    assert waits["abandoned"] > 10


async def who_served_had_the_skill(connection: Any, centre: SkilledCentre) -> None:
    """By the numbers called and what everybody was hired for."""
    seats = {agent: seat(place) for place, agent in enumerate(centre.agents)}
    rows = await connection.fetch(
        "SELECT DISTINCT i.number, s.agent FROM segments s JOIN interactions i ON i.id = s.interaction"
        " WHERE s.role IN ('talk', 'ringing') AND s.agent IS NOT NULL"
    )
    for row in rows:
        queue, _, needs = NEEDS[row["number"]]
        queues, skills = seats[row["agent"]]
        assert queue in queues
        assert all(skills.get(skill, 0) >= level for skill, level in needs.items()), dict(row)
    assert {row["number"] for row in rows} == set(NEEDS)


async def nobody_talked_with_two(connection: Any) -> None:
    twice = await connection.fetchval(
        "SELECT count(*) FROM segments a JOIN segments b ON a.agent = b.agent AND a.id < b.id"
        " AND a.role = 'talk' AND b.role = 'talk'"
        " AND a.started_at < b.ended_at AND b.started_at < a.ended_at"
    )
    assert twice == 0
