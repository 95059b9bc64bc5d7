"""What is wrong with a graph is named, all of it, with the node and the field, in words."""

from typing import Any

import pytest

from huawu.flows import service as flows
from huawu.flows.schemas.wording import in_both
from huawu.platform.words import LOCALES, catalogue
from tests.flows.talking import BYE, faults, graph

pytestmark = pytest.mark.core

TEXTS = {
    "name": {"type": "text"},
    "room": {"type": "digits"},
    "many": {"type": "number"},
    "day": {"type": "date"},
    "bed": {"type": "choice", "of": ["twin", "king"]},
}
MENU: dict[str, Any] = {"do": "menu", "say": ["m"], "choices": {"1": "bye"}, "otherwise": "bye"}
DIGITS: dict[str, Any] = {"do": "digits", "say": ["d"], "into": "room", "otherwise": "bye"}
LISTEN: dict[str, Any] = {"do": "listen", "say": ["l"], "into": "name", "otherwise": "bye"}
WEB: dict[str, Any] = {"do": "web", "url": "https://a.example/x"}
SET: dict[str, Any] = {"do": "set", "values": {"name": "x"}}
PLAY: dict[str, Any] = {"do": "play", "say": ["p"]}


def when(condition: Any) -> dict[str, Any]:
    return {"do": "condition", "cases": [{"when": condition, "next": "bye"}]}


@pytest.mark.parametrize(
    ("node", "key", "field"),
    [
        (PLAY | {"say": []}, "nothing_to_say", "say"),
        (PLAY | {"say": "p"}, "bad_prompts", "say"),
        (PLAY | {"say": ["silence:long"]}, "bad_prompts", "say"),
        (PLAY | {"say": [{"value": "gone"}]}, "unknown_variable", "say"),
        (PLAY | {"say": [{"value": "name", "as": "song"}]}, "bad_prompts", "say"),
        (PLAY | {"interruptible": "yes"}, "bad_field", "interruptible"),
        (PLAY | {"next": 5}, "bad_field", "next"),
        (PLAY | {"next": "gone"}, "unknown_node", "next"),
        (PLAY | {"colour": "red"}, "unknown_field", "colour"),
        (MENU | {"choices": {}}, "no_choices", "choices"),
        (MENU | {"choices": {"1": ""}}, "bad_choice", "choices"),
        (MENU | {"choices": {"A": "bye"}}, "bad_digit", "choices"),
        (MENU | {"otherwise": ""}, "field_needed", "otherwise"),
        (MENU | {"repeat": "1"}, "key_taken", "repeat"),
        (MENU | {"back": ["x"]}, "bad_digit", "back"),
        (MENU | {"phrases": {"2": {"zh": ["二"]}}}, "phrase_without_choice", "phrases"),
        (MENU | {"phrases": {"1": {"de": ["eins"]}}}, "bad_phrases", "phrases"),
        (MENU | {"phrases": {"1": {"zh": [""]}}}, "bad_phrases", "phrases"),
        (MENU | {"wait_seconds": 0}, "out_of_range", "wait_seconds"),
        (MENU | {"wait_seconds": True}, "out_of_range", "wait_seconds"),
        (DIGITS | {"into": ""}, "field_needed", "into"),
        (DIGITS | {"into": "gone"}, "unknown_variable", "into"),
        (DIGITS | {"into": "day"}, "wrong_type", "into"),
        (DIGITS | {"into": "call.number"}, "read_only", "into"),
        (DIGITS | {"least": 5, "most": 4}, "least_above_most", "least"),
        (DIGITS | {"end": "*"}, "bad_option", "end"),
        (LISTEN | {"expects": "song"}, "bad_option", "expects"),
        (LISTEN | {"expects": "date", "into": "many"}, "wrong_type", "into"),
        (LISTEN | {"expects": "choice", "into": "bed"}, "field_needed", "phrases"),
        (LISTEN | {"keys": {"x": "1"}}, "bad_digit", "keys"),
        ({"do": "survey", "question": "q", "say": ["s"], "scale": [5, 1]}, "bad_scale", "scale"),
        ({"do": "survey", "question": "", "say": ["s"]}, "field_needed", "question"),
        ({"do": "hours"}, "field_needed", "calendar"),
        ({"do": "look_up", "what": "customer", "into": {"gone": "x"}}, "unknown_variable", "into"),
        ({"do": "look_up", "what": "customer", "into": {"name": ""}}, "bad_path", "into"),
        ({"do": "look_up", "what": "customer", "by": "gone"}, "unknown_variable", "by"),
        ({"do": "look_up", "what": "customer", "seconds": 11}, "out_of_range", "seconds"),
        ({"do": "condition", "cases": []}, "no_cases", "cases"),
        (when({}), "bad_condition", "cases"),
        (when({"all": []}), "bad_condition", "cases"),
        (when({"value": "room", "is": 1}), "bad_condition", "cases"),
        (when({"value": "room", "equals": 1, "above": 2}), "bad_condition", "cases"),
        (when({"any": [{"value": "gone", "equals": 1}]}), "unknown_variable", "cases"),
        (when({"value": "many", "above": "a lot"}), "bad_comparison", "cases"),
        (when({"value": "call.now", "above": "9 o'clock"}), "bad_comparison", "cases"),
        (when({"value": "name", "above": "b"}), "wrong_type", "cases"),
        (when({"value": "name", "in": "b"}), "bad_comparison", "cases"),
        (when({"value": "name", "empty": 1}), "bad_comparison", "cases"),
        (when({"value": "name", "equals": {"value": "gone"}}), "unknown_variable", "cases"),
        (
            {"do": "condition", "cases": [{"when": {"value": "name", "empty": True}, "to": "x"}]},
            "bad_case",
            "cases",
        ),
        (SET | {"values": {"gone": "1"}}, "unknown_variable", "values"),
        (SET | {"values": {"customer.name": "1"}}, "read_only", "values"),
        (SET | {"values": {"many": "a lot"}}, "wrong_value", "values"),
        (SET | {"values": {"bed": "sofa"}}, "wrong_value", "values"),
        (SET | {"values": {"name": {"value": "gone"}}}, "unknown_variable", "values"),
        (SET | {"values": {}}, "nothing_set", "values"),
        (SET | {"language": "fr"}, "bad_option", "language"),
        (WEB | {"url": ""}, "field_needed", "url"),
        (WEB | {"headers": {"X-Key": "{nobody}"}}, "unknown_variable", "headers"),
        (WEB | {"headers": {"Host": "a"}}, "bad_header", "headers"),
        (WEB | {"headers": {"X Key": "a"}}, "bad_header", "headers"),
        (WEB | {"headers": {"X-Key": "a\r\nHost: b"}}, "bad_header", "headers"),
        (WEB | {"headers": {"X-Key": ""}}, "bad_header", "headers"),
        (WEB | {"headers": ["a"]}, "bad_field", "headers"),
        (WEB | {"url": "http://a.example/"}, "bad_url", "url"),
        (WEB | {"url": "ftp://a.example/"}, "bad_url", "url"),
        (WEB | {"url": "http://"}, "bad_url", "url"),
        (WEB | {"url": "https://{name}.example/"}, "bad_url", "url"),
        (WEB | {"url": "https://user@a.example/"}, "bad_url", "url"),
        (WEB | {"url": "https://a.example:port/"}, "bad_url", "url"),
        (WEB | {"url": "https://a.example?x=/{name}"}, "", ""),
        (WEB | {"url": "https://a.example/{gone}"}, "unknown_variable", "url"),
        (WEB | {"body": {"a": 1}}, "body_needs_post", "body"),
        (WEB | {"method": "POST", "body": {"a": ["{gone}"]}}, "unknown_variable", "body"),
        (WEB | {"method": "PUT"}, "bad_option", "method"),
        ({"do": "send", "channel": "sms", "to": "", "text": {"zh": "x"}}, "field_needed", "to"),
        ({"do": "send", "channel": "fax", "to": "room", "text": {"zh": "x"}}, "bad_option", "channel"),
        ({"do": "send", "channel": "sms", "to": "room", "text": {"en": "x"}}, "field_needed", "text"),
        (
            {"do": "send", "channel": "sms", "to": "room", "text": {"zh": "{gone}"}},
            "unknown_variable",
            "text",
        ),
        ({"do": "send", "channel": "sms", "to": "room", "text": "x"}, "bad_text", "text"),
        ({"do": "message", "mailbox": ""}, "field_needed", "mailbox"),
        ({"do": "enqueue"}, "no_queue", "queue"),
        ({"do": "enqueue", "queue": "q", "needs": {"x": 9}}, "bad_skill_level", "needs"),
        ({"do": "enqueue", "queue": "q", "priority": 10}, "out_of_range", "priority"),
        ({"do": "dial", "to": {"moon": "1"}}, "bad_to", "to"),
        ({"do": "dial", "to": {"extension": "1", "group": "2"}}, "bad_to", "to"),
        ({"do": "dial", "to": {"value": "gone"}}, "unknown_variable", "to"),
        ({"do": "dial", "to": {"extension": "1"}, "seconds": 1}, "out_of_range", "seconds"),
        ({"do": "transfer", "to": {"extension": "1"}}, "bad_to", "to"),
        ({"do": "agent", "line": {"zh": "x"}}, "not_here", "do"),
        ({"do": "sing"}, "unknown_kind", "do"),
        ({"do": ["play"]}, "unknown_kind", "do"),
        ("play", "malformed", ""),
    ],
)
def test_each_fault_is_named_with_its_node_and_its_field(node: Any, key: str, field: str) -> None:
    found = faults(graph(TEXTS, start=node)) - {("unreachable", "bye", "")}
    if key:
        assert (key, "start", field) in found
    else:
        assert found == set()


def test_every_fault_is_named_and_not_only_the_first() -> None:
    broken = graph(TEXTS, a=MENU | {"tries": 0, "choices": {"x": "b"}}, b={"do": "sing"}, c=PLAY)
    assert {(key, node) for key, node, _ in faults(broken)} >= {
        ("out_of_range", "a"),
        ("bad_digit", "a"),
        ("unknown_kind", "b"),
        ("unreachable", "c"),
    }


# ---- ways --------------------------------------------------------------------------------------------------


def rounds(*pairs: dict[str, Any]) -> set[tuple[str, str]]:
    nodes = {chr(ord("a") + at): each for at, each in enumerate(pairs)}
    return {(key, node) for key, node, _ in faults(graph(TEXTS, **nodes)) if node != "bye"}


def test_nobody_may_go_round_without_being_asked_anything() -> None:
    assert rounds(PLAY | {"next": "b"}, PLAY | {"next": "a"}) >= {("endless_loop", "a"), ("no_end", "a")}
    again = {"do": "dial", "to": {"extension": "1"}, "next": "bye", "busy": "b", "silent": "bye"}
    assert rounds(again, PLAY | {"next": "a"}) == {("endless_loop", "a")}
    shop = WEB | {"next": "bye", "failed": "a"}
    assert rounds(shop) == {("endless_loop", "a")}
    assert rounds({"do": "enqueue", "queue": "q", "next": "a"}) >= {("endless_loop", "a")}


def test_who_does_nothing_may_not_go_round_for_ever() -> None:
    menu = MENU | {"otherwise": "b"}
    assert rounds(menu, PLAY | {"next": "a"}) == {("endless_silence", "a")}
    assert rounds(DIGITS | {"otherwise": "a"}) == {("endless_silence", "a")}


def test_going_round_by_being_asked_is_allowed() -> None:
    menu = MENU | {"choices": {"1": "b", "2": "bye"}}
    assert rounds(menu, PLAY | {"next": "a"}) == set()
    tried = {
        "do": "condition",
        "cases": [{"when": {"value": "name", "empty": True}, "next": "a"}],
        "otherwise": "bye",
    }
    assert rounds(menu | {"otherwise": "c"}, PLAY | {"next": "a"}, tried) == set()


def test_a_menu_from_which_no_key_leads_to_an_end_is_named() -> None:
    inner = MENU | {"choices": {"1": "b"}, "otherwise": "b"}
    assert rounds(MENU | {"choices": {"1": "b", "2": "bye"}}, inner) >= {("no_end", "b")}


def test_more_nodes_at_once_than_a_step_takes_are_too_many() -> None:
    def row(long: int) -> set[str]:
        names = [f"n{at:02}" for at in range(long)]
        nodes = {name: SET | {"next": then} for name, then in zip(names, [*names[1:], "bye"], strict=True)}
        return {key for key, _, _ in faults(graph(TEXTS, **nodes))}

    assert row(30) == set()
    assert row(40) == {"too_long"}


def test_a_graph_of_thousands_of_nodes_is_refused_and_one_of_hundreds_is_checked() -> None:
    def many(long: int) -> dict[str, Any]:
        nodes = {f"n{at}": MENU | {"choices": {"1": f"n{at + 1}"}} for at in range(long)}
        return graph(TEXTS, **nodes, **{f"n{long}": BYE})

    assert faults(many(498)) == set()
    assert faults(many(3000)) == {("malformed", "", "")}


# ---- the graph itself --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("more", "key", "field"),
    [
        ({"start": "gone"}, "no_start", "start"),
        ({"for": "chat"}, "bad_option", "for"),
        ({"colour": 1}, "unknown_field", "colour"),
        ({"variables": {"Room": {"type": "text"}}}, "bad_variable_name", "variables"),
        ({"variables": {"call.number": {"type": "text"}}}, "bad_variable_name", "variables"),
        ({"variables": {"room": {"type": "colour"}}}, "bad_variable", "variables"),
        ({"variables": {"room": {"type": ["text"]}}}, "bad_variable", "variables"),
        ({"variables": {"bed": {"type": "choice", "of": []}}}, "no_options", "variables"),
        ({"variables": []}, "bad_variables", "variables"),
        ({"tests": {}}, "bad_tests", "tests"),
        ({"tests": [{"name": ""}]}, "bad_test", "tests"),
        ({"tests": [{"name": "t", "does": ["jump"]}]}, "bad_test", "tests"),
        ({"tests": [{"name": "t", "does": "press 1"}]}, "bad_test", "tests"),
        ({"tests": [{"name": "t", "ends": {"moon": 1}}]}, "bad_test", "tests"),
        ({"tests": [{"name": "t", "given": {"moon": 1}}]}, "bad_test", "tests"),
        ({"tests": [{"name": "t", "heard": [1]}]}, "bad_test", "tests"),
        ({"layout": {"a": [1, 2]}}, "", ""),
    ],
)
def test_faults_of_the_graph_itself_have_no_node(more: dict[str, Any], key: str, field: str) -> None:
    found = faults(graph({}, a=PLAY | {"next": "bye"}) | more)
    assert ((key, "", field) in found) if key else found == set()


def test_scripts_have_lines_and_no_telephone() -> None:
    line = {"do": "agent", "line": {"zh": "您好"}, "next": "bye"}
    assert faults(graph({}, a=line) | {"for": "desk"}) == set()
    assert ("not_here", "a", "do") in faults(graph({}, a=PLAY) | {"for": "desk"})


# ---- names -------------------------------------------------------------------------------------------------

BOTH = ("zh-CN", "en-US")


def test_what_nodes_name_must_be_there() -> None:
    nodes: dict[str, Any] = {
        "a": {"do": "hours", "calendar": "c", "open": "b", "closed": "d"},
        "b": {"do": "enqueue", "queue": "q", "next": "e"},
        "d": {"do": "message", "mailbox": "m"},
        "e": {"do": "dial", "to": {"extension": "8001"}, "next": "f", "busy": "g"},
        "f": {"do": "transfer", "to": {"flow": "night"}},
        "g": {"do": "dial", "to": {"group": "600"}, "failed": "h"},
        "h": {"do": "look_up", "what": "weather"},
    }
    nothing = flows.Known({}, (), (), (), (), (), (), ())
    all_there = flows.Known(
        {"goodbye": BOTH}, ("q",), ("c",), ("m",), ("night",), ("8001",), ("600",), ("weather",)
    )
    wrong = {key for key, _, _ in faults(graph({}, **nodes), nothing)} - {"unreachable"}
    assert wrong == {"missing_prompt"} | {
        f"unknown_{what}"
        for what in ("calendar", "queue", "mailbox", "flow", "extension", "group", "provider")
    }
    assert faults(graph({}, **nodes), all_there) == {("unreachable", "bye", "")}
    assert faults(graph({}, **nodes)) == {("unreachable", "bye", "")}  # it is not known what there is


def test_prompts_must_be_there_in_both_languages() -> None:
    said = PLAY | {
        "say": ["hello", "own/summer", "music", "silence:500", {"value": "call.number"}],
        "next": "bye",
    }
    half = flows.Known({"hello": BOTH, "own/summer": ("zh-CN",), "goodbye": BOTH})
    assert faults(graph({}, a=said), half) == {("prompt_language", "a", "say")}
    problem = flows.check(graph({}, a=said), half)[0]
    assert problem.params == {"prompt": "own/summer", "language": "en-US"}


# ---- words -------------------------------------------------------------------------------------------------


def test_every_fault_every_kind_and_every_field_has_words_in_both_languages() -> None:
    import inspect
    import re

    from huawu.flows.core import check, differences, stories
    from huawu.flows.core.check import conditions, fields, names, ways
    from huawu.flows.core.check import stories as kept

    modules = (check, conditions, fields, names, ways, kept, differences, stories)
    named = {key for each in modules for key in re.findall(r'"(flow\.[a-z_.]+)"', inspect.getsource(each))}
    named |= {
        f"flow.unknown_{what}"
        for what in ("queue", "calendar", "mailbox", "provider", "extension", "group", "flow")
    }
    named |= {
        f"flow.change.{what}_{how}"
        for what in ("variable", "test")
        for how in ("added", "removed", "changed")
    }
    named |= {f"flow.change.{what}" for what in ("start", "for", "key", "key_added", "key_removed")}
    named |= {f"flow.kind.{kind}" for kind in flows.NAMED}
    named |= {f"flow.field.{field.name}" for kind in flows.NAMED.values() for field in kind.fields}
    assert len(named) > 130
    for locale in LOCALES:
        assert named - catalogue(locale).keys() == set()


def test_words_name_kinds_and_fields_as_people_do() -> None:
    words = in_both("flow.out_of_range", {"field": "wait_seconds", "least": 1, "most": 60})
    assert (words.zh, words.en) == (
        "“等待秒数”必须在 1 到 60 之间。",
        '"seconds to wait" must be between 1 and 60.',
    )
    assert in_both("flow.change.node_added", {"node": "a", "do": "ask"}).zh == "新增“a”（菜单）。"


@pytest.mark.parametrize(
    ("url", "may"),
    [
        ("http://10.0.0.8:8080/guests/{room}", True),
        ("http://a.example?room={room}", True),
        ("http://a.example:80/x", True),
        ("http://10.0.0.8/x", False),
        ("http://10.0.0.8:8080@b.example/x", False),
        ("http://{room}.example/", False),
        ("http://b.example/http://a.example", False),
        ("https://anywhere.example/", True),
    ],
)
def test_without_encryption_only_what_the_site_names_is_asked(url: str, may: bool) -> None:
    known = flows.Known(origins=["http://10.0.0.8:8080", "http://a.example"])
    found = flows.check(graph(TEXTS, ask=WEB | {"url": url, "next": "bye"}), known)
    assert [each.key for each in found] == ([] if may else ["flow.bad_url"])
