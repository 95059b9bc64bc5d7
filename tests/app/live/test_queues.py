"""What is asked of the live process about its queues: looked at, tried, closed early, after a kill too."""

from pathlib import Path
from typing import Any

import pytest

from huawu.platform.clock import SECOND
from huawu.platform.refusals import Invalid, NotFound
from huawu.routing.types import WrapUpDone
from tests.app.live.office import SITE, Office

pytestmark = pytest.mark.core


def with_a_waiter(folder: Path) -> tuple[Office, str]:
    """Nobody is signed in; a customer waits in `front`."""
    office = Office(folder)
    office.phones.arrive("c1", "4002")
    office.turn()
    return office, next(iter(office.switch.calls))


async def test_a_queue_and_who_waits_in_it_explain_themselves(tmp_path: Path) -> None:
    office, contact = with_a_waiter(tmp_path)
    office.now += 7 * SECOND
    now = await office.ask("queue.show", {"queue": "front"})
    assert [now[each] for each in ("waiting", "members", "signed_in", "closed_early")] == [1, 2, 0, False]
    assert [row["entered"] for row in now["steps"]] == [1]
    assert now["estimates"]["watched"] == 0
    why = await office.ask("queue.why", {"interaction": contact})
    assert (why["why"], why["position"], why["waited_seconds"]) == ("signed_out", 1, 7)
    assert await office.ask("queue.why", {"interaction": "nobody"}) is None
    with pytest.raises(NotFound):
        await office.ask("queue.show", {"queue": "nowhere"})


async def test_somebody_is_tried_without_a_fact_or_a_call(tmp_path: Path) -> None:
    office, _ = with_a_waiter(tmp_path)
    facts, legs = office.facts(), dict(office.phones.legs)
    tried = await office.ask("queue.try", {"queue": "front", "vip": True, "needs": [["english", 2]]})
    office.turn()
    assert (tried["outcome"], tried["position"]) == ("wait", 1)
    assert tried["agents"] == {"a1": "skills", "a2": "skills"}
    assert (office.facts(), office.phones.legs) == (facts, legs)


async def test_closing_early_sends_on_who_waits_and_holds_over_a_kill_until_it_is_taken_back(
    tmp_path: Path,
) -> None:
    office, _ = with_a_waiter(tmp_path)
    asked = {"queue": "front", "to": ["voicemail", "front"], "by": "u9"}
    shown = await office.ask("queue.close", asked)
    assert (shown["waiting"], shown["closed_early"]) == (0, True)
    assert shown["closed_to"] == ["voicemail", "front"]
    assert ("queue.door", "queue/front") in office.facts()

    second = Office(tmp_path, office)
    assert (await second.ask("queue.show", {"queue": "front"}))["closed_early"]
    tried = await second.ask("queue.try", {"queue": "front"})
    assert (tried["outcome"], tried["cause"]) == ("overflow", "closed")

    shown = await second.ask("queue.open", {"queue": "front", "by": "u9"})
    assert not shown["closed_early"]
    assert (await second.ask("queue.try", {"queue": "front"}))["outcome"] == "wait"
    with pytest.raises(NotFound):
        await second.ask("queue.close", {"queue": "nowhere", "to": None, "by": "u9"})


async def test_early_closing_ends_by_itself_also_after_a_kill(tmp_path: Path) -> None:
    office, _ = with_a_waiter(tmp_path)
    end = office.now + 60 * SECOND
    asked = {"queue": "front", "to": None, "by": "u9"}
    with pytest.raises(Invalid, match="routing.end_is_past"):
        await office.ask("queue.close", asked | {"until": office.now})
    with pytest.raises(Invalid, match="routing.no_next_opening"):
        await office.ask("queue.close", asked | {"until": "opening"})
    shown = await office.ask("queue.close", asked | {"until": end})
    assert (shown["closed_early"], shown["closed_until"]) == (True, end)

    second = Office(tmp_path, office)
    second.now = end - SECOND
    second.owner.tick()
    assert (await second.ask("queue.show", {"queue": "front"}))["closed_until"] == end
    second.now = end
    second.owner.tick()
    assert not (await second.ask("queue.show", {"queue": "front"}))["closed_early"]


class WithHours(Office):
    """`front` opens at 13:50 on the Monday on which the office begins, at 13:46:40."""

    source: dict[str, Any] = {
        **SITE,
        "zone": "UTC",
        "hours": {"late": {"week": {"1": [["13:50", "24:00"]]}}},
        "queues": {"front": {**SITE["queues"]["front"], "hours": "late"}},
    }


async def test_that_a_queue_opened_is_known_after_a_kill_although_nobody_was_told(tmp_path: Path) -> None:
    office = WithHours(tmp_path)
    office.register("8001")
    await office.ask("agent.sign_in", {"agent": "a1"})
    office.now += 200 * SECOND
    office.owner.tick()
    assert (await office.ask("queue.show", {"queue": "front"}))["open"]
    office.talk()

    second = WithHours(tmp_path, office)
    assert (await second.ask("agent.show", {"agent": "a1"}))["state"] == "talking"
    second.phones.arrive("c2", "4002")
    second.turn()
    assert second.phones.ringing() == [], "nobody else is there"


async def test_screens_are_told_how_good_estimates_were_once_one_was_watched(tmp_path: Path) -> None:
    office = Office(tmp_path)
    office.register("8001")
    await office.ask("agent.sign_in", {"agent": "a1"})
    office.talk("c1")
    office.now += 60 * SECOND
    office.hang_up("c1")
    office.owner.tell(WrapUpDone("a1"))
    office.talk("c2")
    office.phones.arrive("c3", "4002")  # has to wait, and something is known of how long
    office.turn()
    assert "estimates" not in office.board["queues"]["front"]
    office.now += 45 * SECOND
    office.hang_up("c2")
    office.owner.tell(WrapUpDone("a1"))
    office.turn()
    office.phones.pick_up(office.phones.ringing()[0].id)
    office.turn()
    estimates = office.board["queues"]["front"]["estimates"]
    assert (estimates["watched"], estimates["off_seconds"]) == (1, 3.0)
    assert [kind for kind, _ in office.told].count("queue.estimates") == 1
