"""Whether a call is recorded, and whether its caller is told."""

from typing import Any

import pytest

from huawu.platform.recorded import Said, check_recorded, said_by
from huawu.platform.refusals import Invalid
from huawu.telephony.core.recording_rules import Rule, Rules

pytestmark = pytest.mark.core


@pytest.mark.parametrize(
    ("number", "queue", "recorded"),
    [
        (None, None, True),
        ({}, {}, True),
        ({}, {"recorded": False}, False),
        ({"recorded": None}, {"recorded": False}, False),
        ({"recorded": True}, {"recorded": False}, True),
        ({"recorded": False}, {"recorded": True}, False),
        ({"recorded": False}, None, False),
        ({"recorded": "on_demand"}, {"recorded": 20}, "on_demand"),
        ({}, {"recorded": 20}, 20),
    ],
)
def test_the_number_goes_before_the_queue(
    number: dict[str, Any] | None, queue: dict[str, Any] | None, recorded: bool | int | str
) -> None:
    rules = Rules(
        {} if number is None else {"4001": said_by(number)},
        {} if queue is None else {"front": said_by(queue)},
    )
    assert rules.of_queue("4001", "front").recorded == recorded


def test_the_notice_is_said_for_itself() -> None:
    rules = Rules({"4001": Said(recorded=True)}, {"front": Said(recorded=False, notice="may_refuse")})
    assert rules.of_queue("4001", "front") == Rule(recorded=True, notice=True, may_refuse=True)
    rules = Rules({"4001": Said(notice=False)}, {"front": Said(notice=True)})
    assert rules.of_queue("4001", "front") == Rule(recorded=True)


def test_calls_without_a_queue_are_recorded_only_where_it_is_said() -> None:
    assert Rules().without_queue("8002", out=False).recorded is False
    assert Rules().without_queue("13800000000", out=True).recorded is False
    said = Rules({"4009": Said(recorded=True)}, extensions=Said("on_demand"), outgoing=Said(recorded=True))
    assert said.without_queue("8002", out=False).on_demand
    assert said.without_queue("13800000000", out=True).recorded is True
    assert said.without_queue("4009", out=False).recorded is True


def test_of_a_hundred_calls_about_so_many_are_taken_and_always_the_same() -> None:
    calls = [f"0198c0de-{n:04x}-7000-8000-00000000{n:04x}" for n in range(5000)]
    rule = Rule(recorded=20)
    taken = [call for call in calls if rule.takes(call)]
    assert 850 < len(taken) < 1150
    assert taken == [call for call in calls if rule.takes(call)]
    assert set(taken) <= {call for call in calls if Rule(recorded=50).takes(call)}
    assert not any(Rule(recorded="on_demand").takes(call) for call in calls[:100])


@pytest.mark.parametrize("wrong", [0, 100, -1, 2.5, "yes", "may_refuse", [], {}])
def test_nonsense_is_refused(wrong: object) -> None:
    with pytest.raises(Invalid) as refused:
        check_recorded({"recorded": wrong})
    assert refused.value.params == {"field": "recorded"}


@pytest.mark.parametrize("wrong", [0, 1, "on_demand", "yes", []])
def test_a_notice_that_is_none_is_refused(wrong: object) -> None:
    with pytest.raises(Invalid) as refused:
        check_recorded({"recording_notice": wrong})
    assert refused.value.params == {"field": "recording_notice"}
