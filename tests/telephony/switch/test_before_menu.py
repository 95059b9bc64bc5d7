"""What callers hear before the menu or the queue, while a major incident is announced."""

import pytest

from huawu.telephony.core.switch.types import Target
from tests.telephony.switch.flowing import BYE, Flowing, Nodes

pytestmark = pytest.mark.core

MENU: Nodes = {
    "menu": {"do": "menu", "say": ["menu.hotel"], "choices": {"1": "bye"}, "otherwise": "bye"},
    "bye": BYE,
}


def centre(*prompts: str) -> Flowing:
    house = Flowing(MENU)
    house.switch.plan.numbers["4200"] = Target(queue="front")
    house.switch.plan.numbers["4300"] = Target(extension="8003")
    house.switch.flows.say_before(prompts, 5)
    return house


def test_callers_of_a_menu_hear_it_first_and_keys_pressed_meanwhile_count() -> None:
    house = centre("holiday")
    house.call("c", "4000")
    assert house.hears("c") == ["own/a1"]
    house.press("c", "1")
    assert house.hears("c") == ["own/a1"]
    house.said("c")
    assert house.hears("c") == ["zh-CN/goodbye"]


def test_callers_of_a_queue_hear_it_first_and_then_wait() -> None:
    house = centre("holiday", "zh_only")
    house.call("c", "4200")
    assert house.hears("c") == ["own/a1", "own/c3"]
    assert house.rings("8001") is False
    house.said("c")
    call = next(iter(house.switch.calls.values()))
    assert (call.queue, call.answered) == ("front", True)


def test_who_calls_an_extension_and_whoever_calls_when_it_is_over_hears_nothing_of_it() -> None:
    house = centre("holiday")
    house.call("c1", "4300")
    assert house.hears("c1") != ["own/a1"]
    house.switch.flows.say_before((), 6)
    house.call("c2", "4000")
    assert house.hears("c2") == ["zh-CN/menu.hotel"]
    house.switch.flows.say_before(("holiday",), 5)  # what held before comes late
    house.call("c3", "4000")
    assert house.hears("c3") == ["zh-CN/menu.hotel"]


def test_a_prompt_that_is_gone_keeps_nobody_from_the_menu() -> None:
    house = centre("gone")
    house.call("c", "4000")
    assert house.hears("c") == ["zh-CN/menu.hotel"]


def test_it_is_written_down_once_and_known_to_the_next_process() -> None:
    house = centre("holiday")
    kept = dict(house.switch.flows.take_changed())
    assert house.switch.flows.take_changed() == []
    other = Flowing(MENU)
    other.switch.flows.take_up(kept["before_menu"])
    other.call("c", "4000")
    assert other.hears("c") == ["own/a1"]
