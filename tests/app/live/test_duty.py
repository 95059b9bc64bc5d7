"""Who takes calls from outside, in the live process: said by page, told to screens, and known to the next
process."""

from pathlib import Path

import pytest

from huawu.platform.refusals import Refusal
from tests.app.live.office import SITE, Office

pytestmark = pytest.mark.core


class WithOperator(Office):
    source = SITE | {"numbers": {"4001": {"flow": "hotel", "operator": "8001"}, "4002": {"queue": "front"}}}


async def test_what_was_said_outlives_the_process(tmp_path: Path) -> None:
    first = WithOperator(tmp_path)
    first.register("8001")
    said = await first.ask("duty.switch", {"mode": "operator", "by": "u1"})
    assert (said["on_duty"], said["by"], said["how"], said["since"]) == ("operator", "u1", "page", first.now)
    assert said["numbers"] == ["4001"]
    told = [body for kind, body in first.told if kind == "duty.switched"]
    assert [(body["mode"], body["by"]) for body in told] == [("operator", "u1")]

    second = WithOperator(tmp_path, before=first)
    assert await second.ask("duty.show", {}) == said
    second.phones.arrive("c1", "4001")
    second.turn()
    assert [each.extension for each in second.phones.ringing()] == ["8001"]
    third = WithOperator(tmp_path, before=second)
    assert third.phones.ringing() == []  # whoever was rung by a process that died is given up
    assert third.phones.legs["c1"].hears == ["zh-CN/greeting.hotel"]


async def test_without_a_calendar_nothing_goes_by_it(tmp_path: Path) -> None:
    office = WithOperator(tmp_path)
    with pytest.raises(Refusal, match=r"duty\.no_calendar"):
        await office.ask("duty.switch", {"mode": "calendar", "by": "u1"})
