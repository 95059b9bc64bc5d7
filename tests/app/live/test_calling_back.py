"""Who was promised a call back has it, whatever happens to the process that promised it."""

from pathlib import Path
from typing import Any

import pytest

from huawu.app.live import backs
from huawu.platform.clock import SECOND
from huawu.platform.refusals import NotFound, Refusal
from tests.app.live.office import SITE, Office

pytestmark = pytest.mark.room
CALLER = "13800000000"


class House(Office):
    """The queue calls back, at once if asked to; agents are there."""

    source = {
        **SITE,
        "queues": {"front": {**SITE["queues"]["front"], "callback": {"after_seconds": 0, "attempts": 2}}},
        "trunks": {"loopback": {"networks": ["127.0.0.0/8"], "uri": "sip:127.0.0.1:5999"}},
    }

    def __init__(self, folder: Path, before: "Office | None" = None) -> None:
        super().__init__(folder, before)
        self.phones.trunks = ("loopback",)
        backs.serve(self.owner)
        self.noted: list[str] = []
        self.switch.backs.confirm = self.noted.append

    def passes(self, seconds: int) -> None:
        end = self.now + seconds * SECOND
        while (due := self.owner.next_due()) is not None and due <= end:
            self.now = max(self.now, due)
            self.owner.tick()
            self.owner.write_and_act()
        self.now = end

    def ringing(self) -> list[str]:
        return [each.extension or each.number for each in self.phones.ringing()]

    def picks_up(self, who: str) -> None:
        self.phones.pick_up(next(x.id for x in self.phones.ringing() if who in (x.extension, x.number)))
        self.turn()

    async def rows(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = await self.ask("backs.list", {})
        return found


def asked(folder: Path) -> House:
    """Somebody has pressed the last key; it is written, and nobody has been told yet."""
    house = House(folder)
    house.phones.arrive("c1", "4002", caller=CALLER)
    house.turn()
    assert house.phones.legs["c1"].hears[-1] == "zh-CN/callback.offer"
    house.presses("c1", "11")
    return house


async def promised(folder: Path) -> House:
    """They have been told, and have hung up."""
    house = asked(folder)
    await backs.confirm(house.owner, house.noted[0])
    house.hang_up("c1")
    return house


async def offered(folder: Path) -> House:
    """Their turn has come, and the telephone of an agent rings."""
    house = await promised(folder)
    house.passes(20)
    house.register("8001")
    await house.ask("agent.sign_in", {"agent": "a1"})
    return house


async def test_nobody_is_told_before_it_is_on_the_disk(tmp_path: Path) -> None:
    house = asked(tmp_path)
    assert house.phones.legs["c1"].hears == ["silence:1000"]
    await backs.confirm(house.owner, house.noted[0])
    assert house.phones.legs["c1"].hears == ["zh-CN/callback.accepted"]
    assert ("callback.noted", f"callback/{house.noted[0]}") in house.facts()


async def test_the_number_is_read_figure_by_figure(tmp_path: Path) -> None:
    house = House(tmp_path)
    house.phones.arrive("c1", "4002", caller=CALLER)
    house.turn()
    house.presses("c1", "1")
    hears = house.phones.legs["c1"].hears
    assert hears[1:5] == ["zh-CN/digit.1.yao", "zh-CN/digit.3", "zh-CN/digit.8", "zh-CN/digit.0"]


@pytest.mark.parametrize("told", [False, True])
async def test_a_process_that_dies_after_noting_it_leaves_it_to_the_next(tmp_path: Path, told: bool) -> None:
    house = await promised(tmp_path) if told else asked(tmp_path)
    interaction = house.noted[0]
    again = House(tmp_path, before=house)
    if not told:
        assert again.phones.legs["c1"].hears == ["zh-CN/callback.accepted"], (
            "it is on the disk: it may be said"
        )
        again.hang_up("c1")
    rows = await again.rows()
    assert [(row["interaction"], row["number"], row["tries"]) for row in rows] == [(interaction, CALLER, 0)]
    again.passes(20)
    assert [(row["position"], row["next_at"]) for row in await again.rows()] == [(1, None)]
    again.register("8001")
    await again.ask("agent.sign_in", {"agent": "a1"})
    assert again.ringing() == ["8001"]
    again.picks_up("8001")
    again.picks_up(CALLER)
    assert await again.rows() == []
    assert again.board["queues"]["front"]["abandoned"] == 0


class Full(House):
    """The queue has no room for anybody: who comes is asked whether to be called back."""

    source = {
        **House.source,
        "queues": {
            "front": {
                **House.source["queues"]["front"],
                "overflows": [{"when": "length", "above": 0, "to": {"callback": ""}}],
            }
        },
    }


@pytest.mark.parametrize("keys", ["", "1", "1213"])
async def test_who_was_being_asked_when_the_process_died_is_asked_again(tmp_path: Path, keys: str) -> None:
    house = Full(tmp_path)
    house.phones.arrive("c1", "4002", caller=CALLER)
    house.turn()
    house.presses("c1", keys)
    again = Full(tmp_path, before=house)
    assert again.phones.legs["c1"].hears == ["zh-CN/callback.instead"]
    again.presses("c1", "11")
    assert len(again.noted) == 1


async def test_who_may_wait_after_the_process_died_waits_at_their_place(tmp_path: Path) -> None:
    house = Full(tmp_path)
    house.phones.arrive("c1", "4002", caller=CALLER)
    house.turn()
    since = house.now
    house.now += 5 * SECOND
    again = House(tmp_path, before=house)
    (call,) = again.switch.calls.values()
    assert (call.waiting, again.phones.legs["c1"].hears[0]) == (True, "zh-CN/callback.failed")
    assert again.owner.routing is not None
    assert again.owner.routing.save()["waiting"][0]["since"] == since


@pytest.mark.parametrize("when", ["agent", "customer"])
async def test_a_process_that_dies_while_it_rings_costs_no_attempt(tmp_path: Path, when: str) -> None:
    house = await offered(tmp_path)
    if when == "customer":
        house.picks_up("8001")
    again = House(tmp_path, before=house)
    again.passes(1 if when == "agent" else 31)
    assert [row["tries"] for row in await again.rows()] == [0]
    assert again.ringing() == ["8001"]
    again.picks_up("8001")
    again.picks_up(CALLER)
    assert again.board["agents"]["a1"]["state"] == "talking"


async def test_those_who_lead_see_who_waits_and_may_have_it_done_now_or_not_at_all(tmp_path: Path) -> None:
    house = await promised(tmp_path)
    of = {"interaction": house.noted[0], "by": "u1"}
    (row,) = await house.rows()
    assert (row["queue"], row["attempts"], row["position"], row["under_way"]) == ("front", 2, None, False)
    assert row["next_at"] > house.now
    await house.ask("backs.hurry", of)
    (row,) = await house.rows()
    assert row["position"] == 1
    await house.ask("backs.cancel", of)
    assert await house.rows() == []
    assert ("callback.over", f"callback/{house.noted[0]}") in house.facts()
    with pytest.raises(NotFound):
        await house.ask("backs.cancel", of)


async def test_who_is_being_called_is_left_alone(tmp_path: Path) -> None:
    house = await offered(tmp_path)
    with pytest.raises(Refusal) as refused:
        await house.ask("backs.cancel", {"interaction": house.noted[0], "by": "u1"})
    assert refused.value.key == "callback.under_way"
    shown = await house.ask("call.show", {"interaction": house.switch.backs.waiting[house.noted[0]].call})
    assert shown["called_back"]["tries"] == 0
    assert (shown["caller"], shown["queue"]) == (CALLER, "front")


async def test_a_call_back_that_waits_is_no_call_on_the_board(tmp_path: Path) -> None:
    house = await offered(tmp_path)
    assert house.ringing() == ["8001"]
    assert house.board["calls"] == {}
    assert house.board["queues"]["front"]["waiting"] == {}
    assert house.board["queues"]["front"]["offered"] == 1
