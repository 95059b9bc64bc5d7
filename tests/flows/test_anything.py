"""Anything told to any graph: walks never raise, never run on, and in checked graphs always come to an end or
to somebody."""

import copy
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from huawu.flows import service as flows
from huawu.flows.core.walk import KEPT, STEPS
from huawu.flows.types import (
    Answered,
    Ask,
    Dial,
    Enqueue,
    Entered,
    Failed,
    Finished,
    Found,
    Graph,
    HangUp,
    Line,
    Look,
    Missing,
    Play,
    Pressed,
    Said,
    Score,
    Send,
    Silence,
    TakeMessage,
    Told,
    Transfer,
    Walk,
    Web,
)

pytestmark = pytest.mark.core
quick = settings(
    derandomize=True, max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)

NAMES = ("n0", "n1", "n2", "n3", "n4", "n5")
VARIABLES = {
    "t": {"type": "text"},
    "d": {"type": "digits"},
    "n": {"type": "number"},
    "y": {"type": "yes_no"},
    "c": {"type": "choice", "of": ["a", "b"]},
}
names = st.sampled_from((*NAMES, ""))
needed = st.sampled_from(NAMES)
digits = st.sampled_from("0123456789*#")
said = st.lists(
    st.sampled_from(
        ["hello", "silence:200", {"value": "t", "as": "text"}, {"value": "call.now", "as": "time"}]
    ),
    min_size=1,
    max_size=2,
)
tries = st.integers(1, 3)
readable = st.sampled_from((*VARIABLES, "call.number", "customer.vip"))
phrases = st.fixed_dictionaries({"zh": st.just(["好"]), "en": st.just(["fine"])})
conditions = st.recursive(
    st.one_of(
        st.fixed_dictionaries({"value": readable, "equals": st.sampled_from(["1", "a", True, 1])}),
        st.fixed_dictionaries({"value": readable, "empty": st.booleans()}),
        st.fixed_dictionaries({"value": st.just("n"), "above": st.integers(0, 9)}),
    ),
    lambda inner: st.one_of(
        st.builds(lambda parts: {"all": parts}, st.lists(inner, min_size=1, max_size=2)),
        st.builds(lambda parts: {"any": parts}, st.lists(inner, min_size=1, max_size=2)),
        st.builds(lambda part: {"not": part}, inner),
    ),
    max_leaves=3,
)


def kind(do: str, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({"do": st.just(do), **fields})


TO = st.sampled_from([{"extension": "8001"}, {"group": "600"}, {"outside": "021"}, {"value": "d"}])
call_nodes = st.one_of(
    kind("play", say=said, interruptible=st.booleans(), next=names),
    kind(
        "menu",
        say=said,
        choices=st.dictionaries(st.sampled_from("123"), needed, min_size=1),
        repeat=st.sampled_from(["*", ""]),
        back=st.sampled_from(["#", ""]),
        tries=tries,
        otherwise=needed,
    ),
    kind(
        "digits",
        say=said,
        into=st.just("d"),
        most=st.integers(1, 3),
        tries=tries,
        next=names,
        otherwise=needed,
    ),
    kind(
        "listen",
        say=said,
        into=st.just("t"),
        confirm=st.booleans(),
        tries=tries,
        next=names,
        otherwise=needed,
    ),
    kind("hours", calendar=st.just("office"), open=names, closed=names),
    kind(
        "look_up",
        what=st.just("customer"),
        by=readable,
        into=st.just({"t": "name"}),
        found=names,
        missing=names,
    ),
    kind(
        "condition",
        cases=st.lists(st.fixed_dictionaries({"when": conditions, "next": names}), min_size=1, max_size=2),
        otherwise=names,
    ),
    kind(
        "set",
        values=st.dictionaries(st.sampled_from(("t", "d")), st.sampled_from(["1", ""]), min_size=1),
        next=names,
    ),
    kind("web", url=st.just("https://a.example/{d}"), into=st.just({"n": "a.0"}), next=names, failed=names),
    kind("send", channel=st.just("sms"), to=readable, text=st.just({"zh": "{t}"}), next=names, failed=names),
    kind("message", mailbox=st.just("8001"), next=names),
    kind("enqueue", queue=st.just("front"), next=names),
    kind("dial", to=TO, next=names, busy=names, silent=names, failed=names),
    kind("transfer", to=st.sampled_from([{"flow": "night"}, {"number": "4001"}])),
    kind("survey", question=st.just("csat"), say=said, tries=tries, next=names),
    kind("hang_up", say=said),
)
desk_nodes = st.one_of(
    kind(
        "agent",
        line=st.just({"zh": "{t}您好"}),
        choices=st.lists(st.fixed_dictionaries({"say": st.just({"zh": "好"}), "next": names}), max_size=2),
        next=names,
    ),
    kind("hang_up"),
    kind("set", values=st.just({"t": "1"}), next=names),
)


def graphs_of(nodes: st.SearchStrategy[dict[str, Any]], place: str) -> st.SearchStrategy[Graph]:
    return st.fixed_dictionaries(
        {
            "start": st.just("n0"),
            "for": st.just(place),
            "variables": st.just(VARIABLES),
            "nodes": st.fixed_dictionaries(dict.fromkeys(NAMES, nodes)),
        }
    )


graphs = st.one_of(graphs_of(call_nodes, "call"), graphs_of(desk_nodes, "desk"))
plain = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-9, 10**20), st.floats(), st.text(max_size=5), readable),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.one_of(st.text(max_size=3), st.just("value")), inner, max_size=3),
    ),
    max_leaves=6,
)
told: st.SearchStrategy[Told] = st.one_of(
    st.just(Entered()),
    st.just(Finished()),
    st.just(Silence()),
    st.just(Missing()),
    st.builds(Pressed, st.one_of(digits, st.text(max_size=2))),
    st.builds(
        Said,
        st.one_of(st.sampled_from(["好", "fine", "12", "二十三", "no"]), st.text(max_size=6)),
        st.floats(0, 1),
    ),
    st.builds(Found, st.dictionaries(st.sampled_from(["open", "name", "a", ""]), plain, max_size=3)),
    st.builds(Failed, st.sampled_from(["", "busy", "no_answer", "x"])),
)
abouts = st.dictionaries(readable, st.one_of(st.text(max_size=5), st.booleans(), st.integers()), max_size=3)


def sound(graph: Graph) -> Graph | None:
    """The graph without what nobody reaches; None when something else is wrong with it."""
    lost = {each.node for each in flows.check(graph) if each.key == "flow.unreachable"}
    graph = graph | {"nodes": {name: node for name, node in graph["nodes"].items() if name not in lost}}
    return None if flows.check(graph) else graph


@st.composite
def mangled(draw: st.DrawFn) -> Graph:
    """A graph in which some fields hold anything at all."""
    graph = copy.deepcopy(draw(graphs))
    for name in draw(st.lists(st.sampled_from(NAMES), max_size=4)):
        node = graph["nodes"][name]
        field = draw(st.sampled_from(sorted(node)))
        node[field] = draw(plain)
    for field in draw(st.lists(st.sampled_from(("start", "variables", "for", "tests")), max_size=1)):
        graph[field] = draw(plain)
    return graph


# ---- anything ----------------------------------------------------------------------------------------------


@quick
@given(st.one_of(graphs, mangled()), st.lists(told, max_size=20), abouts)
def test_whatever_is_told_to_whatever_graph_walks_answer_and_stay_small(
    graph: Graph, story: list[Told], about: dict[str, Any]
) -> None:
    flows.check(graph)
    flows.in_order(graph)
    flows.differences(graph, {"start": "n0", "nodes": {}})
    walk = flows.start(graph, "flow", 1)
    for each in (Entered(), *story):
        before = len(walk.path)
        walk, answer = flows.step(graph, walk, each, about)
        assert isinstance(answer, Answered)
        assert len(walk.path) <= KEPT
        assert len(walk.path) - before <= STEPS + 1
        assert len(walk.vars) <= len(VARIABLES)
        assert flows.walk_from_dict(flows.walk_to_dict(walk)) == walk


@quick
@given(mangled(), plain)
def test_whatever_a_kept_test_says_it_is_played_to_an_end(graph: Graph, story: Any) -> None:
    flows.played_all(graph | {"tests": [story] if not isinstance(story, list) else story})


@quick
@given(st.dictionaries(st.sampled_from(["flow", "node", "path", "vars", "tries", "menus", "typed"]), plain))
def test_whatever_was_kept_of_a_walk_it_can_be_taken_up(row: dict[str, Any]) -> None:
    graph = {"start": "a", "nodes": {"a": {"do": "hang_up"}}}
    walk, answer = flows.step(graph, flows.walk_from_dict(row), Entered())
    assert isinstance(answer, HangUp)


# ---- what is checked holds ---------------------------------------------------------------------------------

ENDED = HangUp | Transfer
WAITED_FOR: dict[type, tuple[Told, ...]] = {
    Play: (Finished(),),
    Ask: (Silence(),),
    Look: (Found({"open": True, "name": "x"}), Found({"open": False}), Missing(), Failed("late")),
    Web: (Found({"a": [1]}), Failed("late")),
    Send: (Finished(), Failed("away")),
    TakeMessage: (Finished(), Failed("full")),
    Enqueue: (Finished(),),
    Dial: (Finished(), Failed("busy"), Failed("no_answer"), Failed("x")),
    Score: (Finished(),),
    Line: (Pressed("1"), Finished()),
}
"""What a contact who does nothing, and the world, may answer to each."""


@quick
@given(graphs_of(call_nodes, "call"), st.lists(told, max_size=8), st.data())
def test_in_a_checked_graph_who_does_nothing_comes_to_an_end_whatever_the_world_answers(
    graph: Graph, story: list[Told], data: st.DataObject
) -> None:
    checked = sound(graph)
    if checked is None:
        return
    walk, answer = flows.step(checked, flows.start(checked, "flow", 1), Entered())
    for each in story:
        walk, answer = flows.step(checked, walk, each)
        if isinstance(answer, ENDED):
            return
    walk, answer = flows.step(checked, walk, Entered())
    for turn in range(400):
        if isinstance(answer, ENDED):
            return
        choices = WAITED_FOR[type(answer)]
        # At first any of them; then each in turn, so that a circle that can be left is left.
        chosen = data.draw(st.sampled_from(choices)) if turn < 30 else choices[_mixed(turn) % len(choices)]
        walk, answer = flows.step(checked, walk, chosen)
    pytest.fail(f"no end: {walk.path[-10:]}")


def _mixed(turn: int) -> int:
    return (turn * 2654435761 >> 7) & 0xFFFF


@quick
@given(graphs, st.lists(told, max_size=15))
def test_in_a_checked_graph_a_walk_rests_only_where_somebody_is_waited_for(
    graph: Graph, story: list[Told]
) -> None:
    checked = sound(graph)
    if checked is None:
        return
    walk, answer = flows.step(checked, flows.start(checked, "flow", 1), Entered())
    for each in story:
        assert walk.node in checked["nodes"]
        rests = flows.step(checked, walk, Entered())[1]
        assert isinstance(rests, ENDED) or type(rests) in WAITED_FOR
        if isinstance(answer, ENDED):
            return
        walk, answer = flows.step(checked, walk, each)


@quick
@given(graphs)
def test_writing_a_graph_in_order_changes_nothing_of_it(graph: Graph) -> None:
    ordered = flows.in_order(graph)
    assert ordered == graph
    assert flows.in_order(ordered) == ordered
    assert flows.differences(graph, ordered) == []
    assert {repr(each) for each in flows.check(ordered)} == {
        repr(each) for each in flows.check(graph)
    } or any(each.key in ("flow.endless_loop", "flow.endless_silence") for each in flows.check(graph))


def test_enough_of_the_random_graphs_are_sound() -> None:
    """Else the properties above say little."""
    found: list[bool] = []

    @quick
    @given(graphs_of(call_nodes, "call"))
    def look(graph: Graph) -> None:
        found.append(sound(graph) is not None)

    look()
    assert sum(found) > 40


def test_a_walk_of_a_checked_graph_is_never_longer_than_a_step_may_be() -> None:
    nodes: dict[str, Any] = {
        f"n{at}": {"do": "set", "values": {"t": "1"}, "next": f"n{at + 1}"} for at in range(STEPS - 2)
    }
    nodes[f"n{STEPS - 2}"] = {"do": "hang_up", "say": ["bye"]}
    graph: Graph = {"start": "n0", "variables": VARIABLES, "nodes": nodes}
    assert flows.check(graph) == []
    walk: Walk = flows.start(graph, "flow", 1)
    assert flows.step(graph, walk, Entered())[1] == HangUp(("bye",))
