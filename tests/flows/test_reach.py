"""What a graph reaches outside, and that who keeps menus adds none of it."""

from typing import Any

import pytest

from huawu.flows.core.reach import reached
from huawu.flows.service import leave_guarded
from huawu.platform.refusals import NotAllowed

pytestmark = pytest.mark.core

WEB = {"do": "web", "url": "https://a.example/x", "next": "b"}
SEND = {"do": "send", "channel": "sms", "to": "call.number", "text": {"zh": "您好"}}
DIAL = {"do": "dial", "to": {"outside": "110"}, "busy": "b"}
INSIDE = {"do": "dial", "to": {"extension": "8001"}}


def flows(**nodes: Any) -> dict[str, Any]:
    return {"flow": {"hotel": {"graph": {"nodes": nodes}}}}


def test_only_what_leaves_the_house_counts() -> None:
    nodes = {"a": WEB, "b": SEND, "c": DIAL, "d": INSIDE, "e": {"do": "play"}, "f": "no node"}
    assert reached({"nodes": nodes}).keys() == {"a", "b", "c"}
    assert reached({}) == reached({"nodes": []}) == {}


@pytest.mark.parametrize("node", [WEB, SEND, DIAL, {"do": "transfer", "to": {"number": "110"}}])
def test_a_new_way_outside_is_refused(node: dict[str, Any]) -> None:
    with pytest.raises(NotAllowed) as refused:
        leave_guarded(flows(d=INSIDE), flows(d=INSIDE, x=node))
    assert refused.value.params == {"kind": "flow", "item": "hotel", "node": "x"}


@pytest.mark.parametrize(
    "changed",
    [
        {"url": "https://b.example/x"},
        {"headers": {"X-To": "b"}},
        {"method": "POST", "body": {"who": {"value": "customer.name"}}},
    ],
)
def test_another_place_or_another_question_is_a_new_way(changed: dict[str, Any]) -> None:
    with pytest.raises(NotAllowed):
        leave_guarded(flows(x=WEB), flows(x=WEB | changed))


BOSS = {"do": "set", "values": {"boss": "13800138000", "room": "808"}}
TO_BOSS = SEND | {"to": "boss"}


@pytest.mark.parametrize(
    ("filled", "node"),
    [
        ({"a": BOSS | {"values": {"boss": "13900139000"}}}, "a"),
        ({"n": {"do": "digits", "into": "boss"}}, "n"),
        ({"n": {"do": "look_up", "what": "customer", "into": {"boss": "number"}}}, "n"),
        ({"x": WEB | {"into": {"boss": "a.b"}}}, "x"),
        ({"n": {"do": "set", "values": {"boss": {"value": "typed"}}}}, "n"),
    ],
)
def test_who_gets_a_message_may_not_be_changed_by_filling_its_variable(
    filled: dict[str, Any], node: str
) -> None:
    before = {"a": BOSS, "b": TO_BOSS, "x": WEB}
    with pytest.raises(NotAllowed) as refused:
        leave_guarded(flows(**before), flows(**(before | filled)))
    assert refused.value.params["node"] == node


def test_nor_by_filling_the_variable_that_it_is_filled_from() -> None:
    before = {"a": {"do": "set", "values": {"boss": {"value": "who"}}}, "b": TO_BOSS}
    with pytest.raises(NotAllowed):
        leave_guarded(flows(**before), flows(**before, c={"do": "set", "values": {"who": "13900139000"}}))


def test_other_values_may_be_set() -> None:
    room = BOSS | {"values": {"boss": "13800138000", "room": "909"}, "next": "b"}
    before = flows(a=BOSS, b=TO_BOSS)
    leave_guarded(before, flows(a=room, b=TO_BOSS, c={"do": "digits", "into": "room"}))
    assert reached(before["flow"]["hotel"]["graph"]).keys() == {"a", "b"}


def test_what_there_is_may_be_moved_worded_anew_and_taken_away() -> None:
    before = flows(x=WEB, y=SEND, z=DIAL)
    after = flows(
        w=WEB | {"next": "c", "seconds": 3}, y=SEND | {"text": {"zh": "再见"}}, z=DIAL | {"busy": ""}
    )
    leave_guarded(before, after)
    leave_guarded(before, flows(d=INSIDE))
