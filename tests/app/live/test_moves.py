"""Agents are lent to a queue, or taken out of one, until a time: at once, over a kill, and by itself back."""

from pathlib import Path
from typing import Any

import pytest

from huawu.app.live.site import site_of
from huawu.platform.clock import SECOND
from huawu.platform.refusals import Invalid, NotFound
from tests.app.live.office import SITE, Office

pytestmark = pytest.mark.core


class TwoQueues(Office):
    """Bai (a2) serves the back alone."""

    source: dict[str, Any] = {
        **SITE,
        "agents": [SITE["agents"][0], {**SITE["agents"][1], "queues": ["back"]}],
        "queues": {**SITE["queues"], "back": {"name": {"zh": "后台", "en": "Back"}}},
        "numbers": {**SITE["numbers"], "4003": {"queue": "back"}},
    }


async def opened(folder: Path) -> TwoQueues:
    office = TwoQueues(folder)
    office.register("8002")
    await office.ask("agent.sign_in", {"agent": "a2"})
    return office


def lend(office: Office, seconds: int = 600, **more: Any) -> dict[str, Any]:
    until = office.now + seconds * SECOND
    return {"agents": ["a2"], "queue": "front", "level": 1, "until": until, "by": "u9"} | more


def ringing(office: Office) -> list[str]:
    return [leg.extension for leg in office.phones.ringing()]


async def test_who_is_lent_rings_at_once_for_who_waits_there(tmp_path: Path) -> None:
    office = await opened(tmp_path)
    office.phones.arrive("c1", "4002")
    office.turn()
    assert ringing(office) == []

    made = await office.ask("moves.make", lend(office))

    assert ringing(office) == ["8002"]
    assert made == [
        {"agent": "a2", "queue": "front", "level": 1, "until": office.now + 600 * SECOND, "by": "u9"}
    ]
    assert ("agent.moved", "agent/a2") in office.facts()


async def test_the_same_move_once_more_is_announced_once(tmp_path: Path) -> None:
    office = await opened(tmp_path)
    asked = lend(office)
    await office.ask("moves.make", asked)
    await office.ask("moves.make", asked)

    assert office.facts().count(("agent.moved", "agent/a2")) == 1


async def test_it_holds_over_a_kill_and_a_publication_and_ends_by_itself(tmp_path: Path) -> None:
    first = await opened(tmp_path)
    await first.ask("moves.make", lend(first))

    second = TwoQueues(tmp_path, first)
    assert second.owner.routing is not None
    newer = site_of({**second.source, "version": 2})
    second.owner.routing.load(newer.routing, second.now)
    second.phones.arrive("c1", "4002")
    second.turn()
    assert ringing(second) == ["8002"]
    second.hang_up()

    second.now += 600 * SECOND
    second.owner.tick()
    second.owner.write_and_act()
    assert await second.ask("moves.list", {}) == []
    second.phones.arrive("c2", "4002")
    second.turn()
    assert ringing(second) == []
    second.phones.arrive("c3", "4003")
    second.turn()
    assert ringing(second) == ["8002"], "the own queue rings as ever"


async def test_it_is_taken_back_and_who_did_so_is_known(tmp_path: Path) -> None:
    office = await opened(tmp_path)
    await office.ask("moves.make", lend(office, queue="back", level=None))
    office.phones.arrive("c1", "4003")
    office.turn()
    assert ringing(office) == []

    assert await office.ask("moves.end", {"agent": "a2", "queue": "back", "by": "u7"}) == []

    assert ringing(office) == ["8002"]
    assert office.facts().count(("agent.moved", "agent/a2")) == 2
    await office.ask("moves.end", {"agent": "a2", "queue": "back", "by": "u7"})
    assert office.facts().count(("agent.moved", "agent/a2")) == 2, "what is over is over"


async def test_all_are_lent_or_none(tmp_path: Path) -> None:
    office = await opened(tmp_path)
    with pytest.raises(NotFound, match="agent.unknown"):
        await office.ask("moves.make", lend(office, agents=["a2", "nobody"]))
    with pytest.raises(NotFound, match="call.unknown_queue"):
        await office.ask("moves.make", lend(office, queue="nowhere"))
    with pytest.raises(Invalid, match="people.move_over"):
        await office.ask("moves.make", lend(office, 0))
    assert await office.ask("moves.list", {}) == []


async def test_the_board_has_who_is_lent_where_they_serve_now_and_until_when(tmp_path: Path) -> None:
    office = await opened(tmp_path)
    await office.ask("moves.make", lend(office))
    card = office.board["agents"]["a2"]
    until = office.now + 600 * SECOND
    assert (card["queues"], card["moved"]) == (["back", "front"], {"front": until})

    await office.ask("moves.make", lend(office, 900))
    assert office.board["agents"]["a2"]["moved"] == {"front": until + 300 * SECOND}, "a later end is shown"

    office.now += 900 * SECOND
    office.owner.tick()
    office.owner.write_and_act()
    card = office.board["agents"]["a2"]
    assert (card["queues"], "moved" in card) == (["back"], False)


async def test_the_board_has_who_is_taken_out_of_a_queue_no_more_in_it(tmp_path: Path) -> None:
    office = await opened(tmp_path)
    await office.ask("moves.make", lend(office, queue="back", level=None))
    card = office.board["agents"]["a2"]
    assert (card["queues"], list(card["moved"])) == ([], ["back"])

    await office.ask("moves.end", {"agent": "a2", "queue": "back", "by": "u7"})
    card = office.board["agents"]["a2"]
    assert (card["queues"], "moved" in card) == (["back"], False)


async def test_the_board_of_the_next_process_knows_who_is_lent(tmp_path: Path) -> None:
    first = await opened(tmp_path)
    await first.ask("moves.make", lend(first))
    second = TwoQueues(tmp_path, first)
    assert second.board["agents"]["a2"]["queues"] == ["back", "front"]


class Helped(TwoQueues):
    """Bai's team helps at the front as soon as one more waits than it can take."""

    source: dict[str, Any] = {
        **TwoQueues.source,
        "agents": [
            TwoQueues.source["agents"][0],
            {**TwoQueues.source["agents"][1], "team": "reserve"},
        ],
        "queues": {
            **TwoQueues.source["queues"],
            "front": {
                **SITE["queues"]["front"],
                "help": [{"team": "reserve", "when": "waiting", "line": 0, "back": 0, "least_seconds": 0}],
            },
        },
    }


async def test_the_board_shows_a_helping_team_in_the_queue_while_it_helps(tmp_path: Path) -> None:
    office = Helped(tmp_path)
    office.register("8002")
    await office.ask("agent.sign_in", {"agent": "a2"})
    office.phones.arrive("c1", "4002")
    office.turn()
    office.now += 5 * SECOND
    office.owner.tick()
    office.owner.write_and_act()
    card = office.board["agents"]["a2"]
    assert (card["queues"], card["moved"]) == (["back", "front"], {"front": None})

    office.hang_up()
    office.now += 5 * SECOND
    office.owner.tick()
    office.owner.write_and_act()
    card = office.board["agents"]["a2"]
    assert (card["queues"], "moved" in card) == (["back"], False)


async def test_the_board_says_so_when_a_lending_ends_that_leaves_nobody(tmp_path: Path) -> None:
    office = await opened(tmp_path)
    await office.ask("moves.make", lend(office))
    assert "lending_over" not in office.board["queues"]["front"]
    office.now += 600 * SECOND
    office.owner.tick()
    office.owner.write_and_act()
    assert office.board["queues"]["front"]["lending_over"] == {"since": office.now}

    office.register("8001")
    await office.ask("agent.sign_in", {"agent": "a1"})
    assert "lending_over" not in office.board["queues"]["front"]
