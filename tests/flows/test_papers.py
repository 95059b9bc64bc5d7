"""Graphs on paper: in order, as YAML, in older words, two versions compared; and where callers went."""

from typing import Any

import pytest

from huawu.flows import service as flows
from huawu.flows.core.drop_off import NodeFigures, figures, ways_of
from huawu.flows.events import HUNG_UP, LEFT
from huawu.flows.schemas.wording import in_both
from huawu.flows.service import as_yaml
from huawu.platform.refusals import Invalid

pytestmark = pytest.mark.core

GRAPH: dict[str, Any] = {
    "layout": {"menu": [1, 2], "greet": [0, 0]},
    "nodes": {
        "zebra": {"say": ["goodbye"], "do": "hang_up"},
        "desk": {"queue": "front", "do": "enqueue", "needs": {"b": 1, "a": 2}},
        "menu": {
            "otherwise": "desk",
            "choices": {"0": "desk", "#": "zebra", "2": "desk", "1": "zebra"},
            "title": {"en": "Menu", "zh": "菜单"},
            "do": "ask",
        },
        "greet": {"next": "menu", "say": ["hello"], "do": "play"},
        "alone": {"do": "hang_up"},
    },
    "variables": {"b": {"type": "text"}, "a": {"type": "number"}},
    "tests": [{"ends": {"queue": "front"}, "does": ["press 2"], "name": "二"}],
    "start": "greet",
}


def test_a_graph_is_written_in_the_order_in_which_one_walks_it() -> None:
    ordered = flows.in_order(GRAPH)
    assert list(ordered) == ["start", "variables", "nodes", "tests", "layout"]
    assert list(ordered["nodes"]) == ["greet", "menu", "zebra", "desk", "alone"]
    menu = ordered["nodes"]["menu"]
    assert list(menu) == ["do", "title", "choices", "otherwise"]
    assert (menu["do"], list(menu["choices"]), list(menu["title"])) == (
        "menu",
        ["1", "2", "0", "#"],
        ["zh", "en"],
    )
    assert list(ordered["variables"]) == ["a", "b"]
    assert list(ordered["tests"][0]) == ["name", "does", "ends"]
    assert list(ordered["layout"]) == ["greet", "menu"]


def test_older_menus_are_written_as_menus_and_walked_alike() -> None:
    lifted = flows.lifted(GRAPH)
    assert lifted["nodes"]["menu"] == GRAPH["nodes"]["menu"] | {"do": "menu"}
    assert GRAPH["nodes"]["menu"]["do"] == "ask"
    assert flows.lifted(lifted) is lifted
    assert flows.differences(GRAPH, lifted) == []


# ---- YAML --------------------------------------------------------------------------------------------------


def test_a_flow_goes_to_yaml_and_back_and_is_always_written_the_same() -> None:
    body = {"name": {"en": "Hotel", "zh": "酒店"}, "graph": GRAPH}
    text = as_yaml.written("hotel", body)
    key, read = as_yaml.read(text)
    assert (key, read) == ("hotel", {"name": body["name"], "graph": flows.lifted(GRAPH)})
    shuffled = {"graph": dict(reversed(GRAPH.items())), "name": {"zh": "酒店", "en": "Hotel"}}
    assert as_yaml.written("hotel", shuffled) == text
    assert text.startswith(
        "huawu_flow: 1\nkey: hotel\nname:\n  zh: 酒店\n  en: Hotel\ngraph:\n  start: greet\n"
    )


def test_keys_that_a_person_writes_without_quotes_are_keys_of_the_telephone() -> None:
    menu = "{do: menu, choices: {1: b}, otherwise: b}"
    text = f"huawu_flow: 1\ngraph: {{start: a, nodes: {{a: {menu}, b: {{do: hang_up}}}}}}"
    _, body = as_yaml.read(text)
    assert flows.check(body["graph"]) == []


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("- a", "flow.not_a_flow"),
        ("huawu_flow: 2\ngraph: {}", "flow.not_a_flow"),
        ("huawu_flow: 1\ngraph: []", "flow.not_a_flow"),
        ("huawu_flow: 1\nkey: 5\ngraph: {}", "flow.not_a_flow"),
        ("huawu_flow: [", "config.not_yaml"),
        ("huawu_flow: 1\ngraph: &a {b: *a}", "config.not_yaml"),
        ("huawu_flow: 1\ngraph: " + "[" * 3000, "config.not_yaml"),
        ("x" * (1024 * 1024 + 1), "config.document_too_long"),
    ],
)
def test_what_is_no_flow_is_refused(text: str, key: str) -> None:
    with pytest.raises(Invalid) as refusal:
        as_yaml.read(text)
    assert refusal.value.key == key


# ---- differences -------------------------------------------------------------------------------------------


def changed(**nodes: Any) -> dict[str, Any]:
    return GRAPH | {"nodes": {name: node for name, node in (GRAPH["nodes"] | nodes).items() if node}}


def told(after: dict[str, Any]) -> list[str]:
    return [
        in_both(each.key, {"node": each.node, **each.params}).en for each in flows.differences(GRAPH, after)
    ]


def test_differences_are_said_in_the_words_of_those_who_make_menus() -> None:
    menu = GRAPH["nodes"]["menu"]
    choices = {"0": "zebra", "1": "zebra", "2": "desk", "3": "desk"}
    assert told(changed(menu=menu | {"choices": choices})) == [
        '"menu": key 0 led to "desk", leads to "zebra".',
        '"menu": key 3 is new, leads to "desk".',
        '"menu": key # is gone (it led to "zebra").',
    ]
    assert told(changed(greet=GRAPH["nodes"]["greet"] | {"say": ["hello", "hurry"]})) == [
        '"greet": "what is said" said "hello", says "hello, hurry".'
    ]
    assert told(changed(menu=menu | {"otherwise": "zebra"})) == [
        '"menu": "otherwise" led to "desk", leads to "zebra".'
    ]
    assert told(changed(menu=menu | {"tries": 2})) == ['"menu": "tries" was "3", is "2".']
    assert told(changed(menu=menu | {"tries": 3})) == []  # as it is when nothing is said
    assert told(changed(new={"do": "play", "say": ["x"]}, alone=None)) == [
        '"alone" (hang up) is gone.',
        '"new" (play) is new.',
    ]
    assert told(changed(alone={"do": "play", "say": ["x"]})) == ['"alone" was "hang up", is "play".']
    assert told(GRAPH | {"start": "menu", "layout": {}}) == ['The flow began at "greet", begins at "menu".']
    variables = {"a": {"type": "text"}, "c": {"type": "text"}}
    assert sorted(told(GRAPH | {"tests": [], "variables": variables})) == [
        'Test "二" is gone.',
        'Variable "a" has changed.',
        'Variable "b" is gone.',
        'Variable "c" is new.',
    ]


# ---- where callers went ------------------------------------------------------------------------------------


def test_a_walk_is_counted_way_by_way() -> None:
    assert dict(ways_of(["greet", "menu", "menu", "desk"], LEFT)) == {
        ("greet", "menu", ""): 1,
        ("menu", "menu", ""): 1,
        ("menu", "desk", ""): 1,
        ("desk", "", LEFT): 1,
    }
    assert dict(ways_of(["greet"], HUNG_UP)) == {("greet", "", HUNG_UP): 1}
    assert not ways_of([], HUNG_UP)


def test_figures_say_of_each_node_who_came_gave_up_and_went_on() -> None:
    counted = [
        ("menu", "desk", "", 5),
        ("menu", "menu", "", 2),
        ("menu", "", HUNG_UP, 3),
        ("desk", "", LEFT, 4),
        ("desk", "", HUNG_UP, 1),
    ]
    assert figures(counted) == {
        "menu": NodeFigures(10, 3, 0, {"desk": 5, "menu": 2}),
        "desk": NodeFigures(5, 1, 4, {}),
    }
