"""The tests that are kept with a graph: played without a call, and honest about what came instead."""

from typing import Any

import pytest

from huawu.flows import service as flows
from tests.flows.talking import graph

pytestmark = pytest.mark.core

NODES: dict[str, Any] = {
    "greet": {"do": "play", "say": ["greeting"], "interruptible": True, "next": "open"},
    "open": {"do": "hours", "calendar": "office", "open": "who", "closed": "night"},
    "night": {"do": "message", "mailbox": "8000", "say": ["leave.message"], "next": "bye"},
    "who": {
        "do": "look_up",
        "what": "customer",
        "into": {"name": "name"},
        "found": "known",
        "missing": "menu",
        "failed": "menu",
    },
    "known": {"do": "play", "say": ["welcome.back", {"value": "name", "as": "text"}], "next": "menu"},
    "menu": {
        "do": "menu",
        "say": ["menu"],
        "choices": {"1": "desk", "2": "room", "3": "boss"},
        "phrases": {"2": {"zh": ["投诉"]}},
        "otherwise": "desk",
    },
    "room": {
        "do": "digits",
        "say": ["room"],
        "into": "room",
        "most": 4,
        "next": "complaints",
        "otherwise": "desk",
    },
    "complaints": {"do": "enqueue", "queue": "complaints", "next": "rate"},
    "rate": {"do": "survey", "question": "csat", "say": ["rate"], "next": "text"},
    "text": {
        "do": "send",
        "channel": "sms",
        "to": "call.number",
        "text": {"zh": "谢谢"},
        "next": "bye",
        "failed": "desk",
    },
    "boss": {"do": "dial", "to": {"extension": "8001"}, "next": "bye", "busy": "desk", "silent": "desk"},
    "desk": {"do": "enqueue", "queue": "front"},
}
GRAPH = graph({"name": {"type": "text"}, "room": {"type": "digits"}}, **NODES)


def play(**story: Any) -> flows.Outcome:
    return flows.played(GRAPH, {"name": "t", **story})


def test_who_says_complaint_and_their_room_lands_in_complaints() -> None:
    outcome = play(
        does=["say 我要投诉", "press 1024"], heard=["greeting", "menu", "room"], ends={"queue": "complaints"}
    )
    assert outcome.passed
    assert outcome.heard == ("greeting", "menu", "room")
    assert outcome.path == ("greet", "open", "who", "menu", "room", "complaints")


def test_the_world_is_what_the_test_says_it_is() -> None:
    shut = play(given={"open": {"office": False}}, heard=["leave.message"], ends={"message": "8000"})
    assert shut.passed
    known = play(
        given={"found": {"who": {"name": "王"}}}, heard=["welcome.back", "=王", "menu"], ends={"node": "menu"}
    )
    assert known.passed
    assert play(given={"found": {"who": None}}, heard=["greeting", "menu"]).heard == ("greeting", "menu")


def test_the_greeting_is_heard_to_its_end() -> None:
    assert play(does=["press 1"], ends={"queue": "front"}).heard == ("greeting", "menu")
    assert play(does=["silence", "silence", "silence"], ends={"queue": "front"}).passed


def test_a_queue_that_gives_back_and_a_text_that_fails_go_on() -> None:
    does = ["press 2", "press 12#", "finish", "press 5", "fail"]
    assert play(does=does, ends={"queue": "front"}).passed
    assert play(does=does[:-1], ends={"hang_up": True}).passed


@pytest.mark.parametrize(
    ("does", "ends"),
    [
        (["press 3"], {"dial": "8001"}),
        (["press 3"], {"dial": {"extension": "8001"}}),
        (["press 3", "busy"], {"queue": "front"}),
        (["press 3", "no_answer"], {"queue": "front"}),
        (["press 3", "finish"], {"hang_up": True}),
        (["press 3", "fail"], {"hang_up": True}),
    ],
)
def test_a_talk_has_each_of_its_outcomes(does: list[str], ends: dict[str, Any]) -> None:
    assert play(does=does, ends=ends).passed


@pytest.mark.parametrize(
    ("story", "key", "params"),
    [
        (
            {"does": ["press 1"], "ends": {"queue": "complaints"}},
            "flow.test_ended_elsewhere",
            {"wanted": {"queue": "complaints"}, "came": {"queue": "front"}},
        ),
        ({"does": ["press 1"], "ends": {"dial": "8001"}}, "flow.test_ended_elsewhere", None),
        ({"ends": {"node": "room"}}, "flow.test_ended_elsewhere", None),
        (
            {"heard": ["menu", "greeting"]},
            "flow.test_not_heard",
            {"wanted": "greeting", "came": ["greeting", "menu"]},
        ),
        (
            {"does": ["press 1", "say 喂"], "ends": {"queue": "front"}},
            "flow.test_not_done",
            {"wanted": "say 喂", "came": {"queue": "front"}},
        ),
        ({"does": ["press 1", "silence"]}, "flow.test_not_done", None),
    ],
)
def test_what_was_not_as_the_test_has_it_is_said(
    story: dict[str, Any], key: str, params: dict[str, Any] | None
) -> None:
    outcome = play(**story)
    assert not outcome.passed
    assert outcome.key == key
    if params is not None:
        assert outcome.params == params


def test_a_test_may_begin_with_variables_and_with_what_is_known_of_the_caller() -> None:
    says = {
        "do": "play",
        "say": [{"value": "room"}, {"value": "call.now"}, {"value": "call.number"}],
        "next": "bye",
    }
    story = {"name": "t", "given": {"vars": {"room": "12"}, "about": {"call.now": "10:00"}, "number": "138"}}
    outcome = flows.played(
        graph({"room": {"type": "digits"}}, a=says), {**story, "heard": ["=12", "=10:00", "=138"]}
    )
    assert outcome.passed


def test_all_tests_of_a_graph_are_played() -> None:
    tests = [{"name": "one", "ends": {"node": "menu"}}, {"name": "two", "ends": {"node": "room"}}]
    assert [(each.name, each.passed) for each in flows.played_all(GRAPH | {"tests": tests})] == [
        ("one", True),
        ("two", False),
    ]


def test_a_test_of_a_graph_that_goes_round_comes_to_an_end() -> None:
    a = {"do": "play", "say": ["x"], "next": "a"}
    assert len(flows.played(graph({}, a=a), {"name": "t", "does": []}).heard) == 300
