"""Nodes that decide, ask the world, and lead to somebody."""

from typing import Any

import pytest

from huawu.flows.types import (
    Ask,
    Dial,
    Enqueue,
    Failed,
    Finished,
    Found,
    HangUp,
    Line,
    Look,
    Missing,
    Play,
    Pressed,
    Said,
    Send,
    Spoken,
    Stay,
    TakeMessage,
    Told,
    Transfer,
    Web,
)
from tests.flows.talking import ABOUT, faults, graph, kept, last, talk

pytestmark = pytest.mark.core

YES: dict[str, Any] = {"do": "hang_up", "say": ["yes"]}
NO: dict[str, Any] = {"do": "hang_up", "say": ["no"]}
TEXTS = {
    "name": {"type": "text"},
    "room": {"type": "digits"},
    "many": {"type": "number"},
    "ok": {"type": "yes_no"},
}


def led(of: dict[str, Any], *told: Told, **about: Any) -> str:
    """Which way a node leads: yes, no, or the polite end."""
    answer = last(graph(TEXTS, ask=of, yes=YES, no=NO), *told, about={**ABOUT, **about})
    assert isinstance(answer, HangUp)
    return str(answer.say[0]) if answer.say else ""


# ---- hours -------------------------------------------------------------------------------------------------

HOURS = {"do": "hours", "calendar": "office", "open": "yes", "closed": "no"}


def test_opening_hours_are_asked_of_the_world() -> None:
    assert last(graph(ask=HOURS, yes=YES, no=NO)) == Look("hours", "office", ("open",), 2)
    assert led(HOURS, Found({"open": True})) == "yes"
    assert led(HOURS, Found({"open": False})) == "no"


@pytest.mark.parametrize("told", [Failed("away"), Missing(), Found({})])
def test_when_nobody_knows_whether_it_is_open_it_is_taken_to_be(told: Told) -> None:
    assert led(HOURS, told) == "yes"


# ---- condition, set ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("when", "holds"),
    [
        ({"value": "customer.vip", "equals": True}, True),
        ({"value": "customer.vip", "equals": "yes"}, True),
        ({"not": {"value": "customer.vip", "equals": True}}, False),
        ({"value": "call.now", "at_least": "09:00"}, True),
        ({"value": "call.now", "at_least": "10:30"}, True),
        ({"value": "call.now", "above": "10:30"}, False),
        ({"value": "call.now", "below": "10:30"}, False),
        ({"value": "call.now", "at_most": "10:30"}, True),
        ({"value": "call.number", "starts": "138"}, True),
        ({"value": "call.number", "contains": "999"}, False),
        ({"value": "call.number", "in": ["1", "13800138000"]}, True),
        ({"value": "customer.name", "empty": True}, True),
        ({"value": "call.number", "empty": True}, False),
        ({"value": "customer.name", "equals": ""}, False),
        ({"value": "customer.name", "above": "a"}, False),  # nothing is above what is empty
        ({"all": [{"value": "call.now", "above": "10:00"}, {"value": "call.now", "below": "11:00"}]}, True),
        ({"any": [{"value": "call.now", "above": "11:00"}, {"value": "customer.vip", "equals": True}]}, True),
        (
            {"all": [{"value": "customer.vip", "equals": True}, {"value": "call.now", "above": "11:00"}]},
            False,
        ),
        ({"value": "call.number", "equals": {"value": "call.number"}}, True),
        ({"value": "call.weekday", "above": 5}, False),
        ("nonsense", False),
        ({"value": ["x"], "equals": 1}, False),
        ({"value": "call.number", "is": 1}, False),
    ],
)
def test_a_condition_holds_or_not(when: Any, holds: bool) -> None:
    node = {"do": "condition", "cases": [{"when": when, "next": "yes"}], "otherwise": "no"}
    assert led(node) == ("yes" if holds else "no")


def test_numbers_are_compared_as_numbers_also_when_they_were_typed() -> None:
    node = {"do": "condition", "cases": [{"when": {"value": "call.number", "above": 9}, "next": "yes"}]}
    assert led(node | {"otherwise": "no"}, **{"call.number": "10"}) == "yes"


def test_the_first_condition_that_holds_leads_on() -> None:
    cases = [
        {"when": {"value": "call.now", "above": "12:00"}, "next": "bye"},
        {"when": {"value": "call.now", "above": "10:00"}, "next": "yes"},
        {"when": {"value": "call.now", "above": "09:00"}, "next": "no"},
    ]
    assert led({"do": "condition", "cases": cases}) == "yes"


def test_setting_keeps_only_what_fits_and_reads_all_before_it_writes() -> None:
    first = {
        "do": "set",
        "values": {"name": "甲", "many": "12", "ok": "maybe", "call.number": "1"},
        "next": "b",
    }
    second = {"do": "set", "values": {"room": {"value": "many"}, "many": {"value": "name"}}, "next": "bye"}
    assert kept(graph(TEXTS, a=first, b=second)) == {"name": "甲", "room": "12"}


def test_a_language_is_chosen_for_the_rest_of_the_walk() -> None:
    send = {"do": "send", "channel": "sms", "to": "call.number", "text": {"zh": "您好", "en": "Hello {name}"}}
    walk, answers = talk(
        graph(TEXTS, a={"do": "set", "language": "en", "values": {"name": "Li"}, "next": "b"}, b=send)
    )
    assert (walk.language, answers[-1]) == ("en-US", Send("sms", "13800138000", "Hello Li"))


# ---- look up, web, send ------------------------------------------------------------------------------------

LOOK = {
    "do": "look_up",
    "what": "customer",
    "by": "call.number",
    "into": {"name": "name", "many": "orders.0.count"},
    "seconds": 2,
    "found": "yes",
    "missing": "no",
    "failed": "bye",
}


def test_what_is_found_is_kept_in_the_variables_where_it_fits() -> None:
    looked = graph(TEXTS, ask=LOOK, yes=YES, no=NO)
    assert last(looked) == Look("customer", "13800138000", ("name", "orders.0.count"), 2)
    found = Found({"name": "王", "orders": [{"count": 3}]})
    assert kept(looked, found) == {"name": "王", "many": 3}
    assert kept(looked, Found({"name": {"a": 1}, "orders": "none"})) == {}


def test_found_missing_and_failed_lead_their_own_ways() -> None:
    assert [led(LOOK, told) for told in (Found({}), Missing(), Failed("x"))] == ["yes", "no", "goodbye"]


def test_nobody_is_looked_up_by_nothing() -> None:
    assert led(LOOK, **{"call.number": ""}) == "no"


WEB = {
    "do": "web",
    "method": "POST",
    "url": "https://shop.example/orders/{room}?by={name}",
    "body": {"caller": {"value": "call.number"}, "note": "room {room}", "list": [1, {"value": "ok"}]},
    "headers": {"X-Room": "room {room}", "X-Who": "{name}"},
    "into": {"many": "data.0.count"},
    "seconds": 4,
    "next": "yes",
    "failed": "no",
}


def test_a_web_request_carries_variables_and_escapes_them() -> None:
    first = {"do": "set", "values": {"room": "12", "name": "a/b&c 王"}, "next": "ask"}
    answer = last(graph(TEXTS, first=first, ask=WEB, yes=YES, no=NO))
    assert answer == Web(
        "POST",
        "https://shop.example/orders/12?by=a%2Fb%26c%20%E7%8E%8B",
        {"caller": "13800138000", "note": "room 12", "list": [1, None]},
        4,
        (("X-Room", "room 12"), ("X-Who", "a/b&c %E7%8E%8B")),
    )


def test_what_a_caller_says_never_begins_another_header() -> None:
    first = {"do": "set", "values": {"name": "a\r\nHost: b\x00"}, "next": "ask"}
    answer = last(graph(TEXTS, first=first, ask=WEB, yes=YES, no=NO))
    assert isinstance(answer, Web)
    assert dict(answer.headers)["X-Who"] == "a%0D%0AHost: b%00"


@pytest.mark.parametrize(
    ("told", "way", "many"),
    [
        (Found({"data": [{"count": 7}]}), "yes", {"many": 7}),
        (Found({"data": []}), "yes", {}),
        (Found({"": [{"count": 7}]}), "yes", {}),
        (Failed("time"), "no", {}),
        (Missing(), "no", {}),
    ],
)
def test_what_comes_back_is_picked_out_by_its_place(told: Told, way: str, many: dict[str, Any]) -> None:
    assert led(WEB, told) == way
    assert kept(graph(TEXTS, ask=WEB, yes=YES, no=NO), told) == many


def test_a_list_that_comes_back_alone_is_picked_by_number() -> None:
    node = WEB | {"into": {"many": "1.count"}}
    assert kept(graph(TEXTS, ask=node, yes=YES, no=NO), Found({"": [{}, {"count": 7}]})) == {"many": 7}


def test_a_get_has_no_body() -> None:
    answer = last(graph(TEXTS, ask=WEB | {"method": "GET"}, yes=YES, no=NO))
    assert isinstance(answer, Web)
    assert answer.body == {}


def test_a_message_to_nobody_fails_at_once() -> None:
    send = {
        "do": "send",
        "channel": "sms",
        "to": "name",
        "text": {"zh": "您好"},
        "next": "yes",
        "failed": "no",
    }
    assert led(send) == "no"
    assert led(send | {"to": "call.number"}, Finished()) == "yes"
    assert led(send | {"to": "call.number"}, Failed("away")) == "no"


# ---- queue, dial, transfer, message ------------------------------------------------------------------------


def test_a_queue_that_gives_back_leads_on() -> None:
    node = {"do": "enqueue", "queue": "front", "needs": {"b": 2, "a": 1}, "next": "yes"}
    _, answers = talk(graph(ask=node, yes=YES), Finished())
    assert answers == [Enqueue("front", 5, (("a", 1), ("b", 2))), HangUp(("yes",))]


DIAL = {
    "do": "dial",
    "to": {"extension": "8001"},
    "seconds": 20,
    "next": "yes",
    "busy": "no",
    "silent": "bye",
}


def test_somebody_is_rung_and_each_outcome_leads_its_own_way() -> None:
    assert last(graph(ask=DIAL, yes=YES, no=NO)) == Dial("extension", "8001", 20)
    told: list[Told] = [Finished(), Failed("busy"), Failed("no_answer"), Failed("forbidden")]
    assert [led(DIAL, each) for each in told] == ["yes", "no", "goodbye", ""]


def test_a_number_that_was_typed_is_an_extension_and_never_outside() -> None:
    node = DIAL | {"to": {"value": "room"}, "failed": "no"}
    first = {"do": "set", "values": {"room": "0085212345678"}, "next": "ask"}
    typed = graph(TEXTS, first=first, ask=node, yes=YES, no=NO)
    assert last(typed) == Dial("extension", "0085212345678", 20)
    assert led(node) == "no"  # nothing was typed


def test_a_transfer_leaves_the_flow_for_good() -> None:
    assert last(graph(ask={"do": "transfer", "to": {"flow": "night"}})) == Transfer("flow", "night")
    number = graph(ask={"do": "transfer", "to": {"number": "4001"}})
    assert last(number, Pressed("1")) == Stay()
    assert last(number, Failed("unknown")) == HangUp()


@pytest.mark.parametrize("to", [{}, {"flow": ""}, {"where": "x"}, "flow"])
def test_a_transfer_to_nowhere_ends_politely(to: Any) -> None:
    assert last(graph(ask={"do": "transfer", "to": to})) == HangUp()


def test_a_message_is_taken_and_then_the_flow_goes_on() -> None:
    node = {"do": "message", "mailbox": "8001", "say": ["leave.message"], "next": "yes"}
    assert last(graph(ask=node, yes=YES)) == TakeMessage("8001", ("leave.message",))
    assert [led(node, told) for told in (Finished(), Failed("full"))] == ["yes", "yes"]


# ---- desk --------------------------------------------------------------------------------------------------

AGENT = {
    "do": "agent",
    "line": {"zh": "{name}您好，请问要订几晚？", "en": "Hello {name}, how many nights?"},
    "hint": {"zh": "先核对姓名"},
    "choices": [
        {"say": {"zh": "一晚"}, "next": "yes", "keywords": {"zh": ["一晚", "一天"]}},
        {"say": {"zh": "不订了"}, "next": "no"},
    ],
    "next": "bye",
}


def script(**nodes: Any) -> dict[str, Any]:
    return graph(TEXTS, **nodes) | {"for": "desk"}


def test_an_agents_line_is_filled_and_its_choices_are_numbered() -> None:
    first = {"do": "set", "values": {"name": "王先生"}, "next": "ask"}
    assert last(script(first=first, ask=AGENT, yes=YES, no=NO)) == Line(
        (("zh", "王先生您好，请问要订几晚？"), ("en", "Hello 王先生, how many nights?")),
        (("zh", "先核对姓名"),),
        ((("zh", "一晚"),), (("zh", "不订了"),)),
    )


@pytest.mark.parametrize(
    ("told", "way"),
    [(Pressed("1"), "yes"), (Pressed("2"), "no"), (Said("就一天吧"), "yes"), (Finished(), "goodbye")],
)
def test_a_choice_is_made_by_number_or_by_its_keywords(told: Told, way: str) -> None:
    answer = last(script(ask=AGENT, yes=YES, no=NO), told)
    assert isinstance(answer, HangUp)
    assert answer.say == (way,)


@pytest.mark.parametrize("told", [Pressed("3"), Pressed("x"), Said("天气")])
def test_what_is_no_choice_changes_nothing(told: Told) -> None:
    assert last(script(ask=AGENT, yes=YES, no=NO), told) == Stay()


# ---- all together ------------------------------------------------------------------------------------------


def test_values_are_said_in_their_own_way_and_left_out_when_empty() -> None:
    said = [
        {"value": "many", "as": "money"},
        "and",
        {"value": "name", "as": "text"},
        {"value": "ok", "as": "odd"},
    ]
    first = {"do": "set", "values": {"many": 12.0}, "next": "say"}
    answer = last(graph(TEXTS, first=first, say={"do": "play", "say": said}))
    assert answer == Play((Spoken("12", "money"), "and"))


def test_what_the_world_is_asked_may_wait_while_keys_are_pressed() -> None:
    for node in (HOURS, LOOK, WEB, DIAL):
        before, _ = talk(graph(TEXTS, ask=node, yes=YES, no=NO))
        after, answers = talk(graph(TEXTS, ask=node, yes=YES, no=NO), Pressed("1"), Said("喂"))
        assert (after, answers[1:]) == (before, [Stay(), Stay()])


def test_a_circle_of_nodes_that_ask_nothing_ends_the_contact_instead_of_hanging() -> None:
    node = {"do": "condition", "cases": [], "otherwise": "b"}
    assert last(graph(a=node, b=node | {"otherwise": "a"})) == HangUp()


def test_a_way_out_that_is_absent_ends_politely() -> None:
    assert last(graph(a={"do": "play", "say": ["x"]}), Finished()) == HangUp()
    menu = {"do": "menu", "choices": {"1": "gone"}, "otherwise": "bye"}
    assert last(graph(a=menu), Pressed("1")) == HangUp()
    assert isinstance(last(graph(a=menu)), Ask)


def test_the_graphs_of_these_tests_are_sound() -> None:
    unused = {("unreachable", "bye", "")}
    for node in (HOURS, LOOK, WEB, DIAL):
        assert faults(graph(TEXTS, ask=node, yes=YES, no=NO)) - unused == set()
    assert faults(script(ask=AGENT, yes=YES, no=NO)) == set()


def test_a_key_during_a_greeting_waits_for_the_menu_behind_what_the_world_is_asked() -> None:
    nodes: dict[str, Any] = {
        "greet": {"do": "play", "say": ["hello"], "interruptible": True, "next": "set"},
        "set": {"do": "set", "values": {"name": "x"}, "next": "ask"},
        "ask": HOURS | {"open": "look"},
        "look": LOOK | {"found": "menu"},
        "menu": {"do": "menu", "say": ["m"], "choices": {"7": "yes"}, "otherwise": "no"},
    }
    greeted = graph(TEXTS, **nodes, yes=YES, no=NO)
    assert last(greeted, Pressed("7"), Found({"open": True}), Found({})) == HangUp(("yes",))
    assert talk(greeted, Finished(), Found({"open": True}), Found({}))[0].node == "menu"
