"""Walking menus: conversations, and that nothing a caller does can break one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huawu.flows import service as flows
from huawu.flows.errors import BadGraph
from huawu.flows.types import (
    Answered,
    Ask,
    Enqueue,
    Entered,
    Finished,
    Graph,
    HangUp,
    Play,
    Pressed,
    Silence,
    Stay,
    Told,
    Walk,
)

pytestmark = pytest.mark.core

HOTEL: Graph = {
    "start": "greet",
    "nodes": {
        "greet": {"do": "play", "say": ["greeting"], "next": "menu", "interruptible": True},
        "menu": {
            "do": "ask",
            "say": ["menu"],
            "choices": {"1": "desk", "9": "notice"},
            "wait_seconds": 4,
            "tries": 3,
            "invalid": ["wrong"],
            "silent": ["hello"],
            "otherwise": "desk",
        },
        "notice": {"do": "play", "say": ["notice"], "next": "menu"},
        "desk": {
            "do": "enqueue",
            "queue": "front-desk",
            "priority": 2,
            "needs": {"english": 3},
            "next": "bye",
        },
        "bye": {"do": "hang_up", "say": ["goodbye"]},
    },
}


def talk(graph: Graph, *inputs: Told) -> tuple[Walk, list[Answered]]:
    walk = flows.start(graph, "hotel", 1)
    answers = []
    for told in inputs:
        walk, answer = flows.step(graph, walk, told)
        answers.append(answer)
    return walk, answers


def test_a_caller_hears_the_greeting_and_the_menu_and_waits_in_the_queue() -> None:
    walk, answers = talk(HOTEL, Entered(), Finished(), Finished(), Pressed("1"))
    assert answers == [
        Play(("greeting",), True),
        Ask(("menu",), 4),
        Stay(),
        Enqueue("front-desk", 2, (("english", 3),)),
    ]
    assert walk.path == ("greet", "menu", "desk")


def test_a_key_during_the_greeting_counts_for_the_menu_behind_it() -> None:
    _, answers = talk(HOTEL, Entered(), Pressed("1"))
    assert isinstance(answers[-1], Enqueue)


def test_a_wrong_key_during_the_greeting_is_a_try_of_the_menu() -> None:
    walk, answers = talk(HOTEL, Entered(), Pressed("5"))
    assert (answers[-1], walk.tries) == (Ask(("wrong", "menu"), 4), 1)


def test_a_key_during_a_notice_that_must_be_heard_changes_nothing() -> None:
    _, answers = talk(HOTEL, Entered(), Finished(), Pressed("9"), Pressed("1"), Finished())
    assert answers[2:] == [Play(("notice",)), Stay(), Ask(("menu",), 4)]


def test_silence_and_wrong_keys_are_told_apart_and_use_up_the_tries() -> None:
    walk, answers = talk(HOTEL, Entered(), Finished(), Silence(), Pressed("7"), Silence())
    assert answers[2:] == [
        Ask(("hello", "menu"), 4),
        Ask(("wrong", "menu"), 4),
        Enqueue("front-desk", 2, (("english", 3),)),
    ]
    assert walk.tries == 0


def test_tries_start_again_when_a_menu_is_entered_again() -> None:
    walk, _ = talk(HOTEL, Entered(), Finished(), Silence(), Pressed("9"), Finished())
    assert (walk.node, walk.tries) == ("menu", 0)


def test_a_queue_that_gives_a_caller_back_leads_on() -> None:
    _, answers = talk(HOTEL, Entered(), Pressed("1"), Finished(), Finished(), Pressed("1"))
    assert answers[2:] == [HangUp(("goodbye",)), Stay(), Stay()]


def test_after_a_restart_the_present_node_says_again_what_it_wants() -> None:
    walk, _ = talk(HOTEL, Entered(), Finished(), Silence())
    taken_up = flows.walk_from_dict(flows.walk_to_dict(walk))
    assert taken_up == walk
    assert flows.step(HOTEL, taken_up, Entered()) == (walk, Ask(("menu",), 4))


def test_a_walk_whose_node_is_gone_starts_again() -> None:
    walk, answer = flows.step(HOTEL, Walk("hotel", 1, "removed"), Pressed("1"))
    assert (walk.node, answer) == ("greet", Play(("greeting",), True))


def test_a_path_remembers_only_the_last_nodes() -> None:
    inputs: list[Told] = [Entered(), Finished()]
    for _ in range(100):
        inputs += [Pressed("9"), Finished()]
    walk, _ = talk(HOTEL, *inputs)
    assert len(walk.path) == 64
    assert walk.path[-1] == "menu"


# ---- checking ----------------------------------------------------------------------------------------------


def problems(graph: Graph, known: flows.Known = flows.ANYTHING) -> set[tuple[str, str]]:
    return {(problem.key, problem.node) for problem in flows.check(graph, known)}


def with_node(**nodes: object) -> Graph:
    return {"start": "greet", "nodes": HOTEL["nodes"] | nodes}


def test_a_sound_graph_has_no_problems() -> None:
    both = frozenset(("zh-CN", "en-US"))
    prompts = dict.fromkeys(("greeting", "menu", "wrong", "hello", "notice", "goodbye"), both)
    assert problems(HOTEL, flows.Known(prompts=prompts, queues=frozenset(("front-desk",)))) == set()
    flows.require_sound(HOTEL)


def test_a_graph_with_problems_is_refused_with_all_of_them() -> None:
    with pytest.raises(BadGraph) as refusal:
        flows.require_sound(with_node(greet={"do": "play", "say": [], "next": "nowhere"}))
    keys = [row["key"] for row in refusal.value.params["problems"]]
    assert {"flow.nothing_to_say", "flow.unknown_node", "flow.unreachable"} <= set(keys)


@pytest.mark.parametrize(
    ("graph", "problem"),
    [
        ({"start": "x", "nodes": []}, ("flow.malformed", "")),
        ({"start": "x", "nodes": HOTEL["nodes"]}, ("flow.no_start", "")),
        ({"start": ["x"], "nodes": HOTEL["nodes"]}, ("flow.no_start", "")),
        (with_node(bye="later"), ("flow.malformed", "bye")),
        (with_node(bye={"do": "sing"}), ("flow.unknown_kind", "bye")),
        (with_node(extra={"do": "hang_up"}), ("flow.unreachable", "extra")),
        (with_node(greet={"do": "play", "say": ["a"], "next": "x"}), ("flow.unknown_node", "greet")),
        (with_node(greet={"do": "play", "say": "a", "next": "menu"}), ("flow.bad_prompts", "greet")),
        (with_node(menu={"do": "ask", "say": [], "otherwise": "desk"}), ("flow.no_choices", "menu")),
        (
            with_node(menu={"do": "ask", "choices": {"12": "desk"}, "otherwise": "bye"}),
            ("flow.bad_digit", "menu"),
        ),
        (
            with_node(menu={"do": "ask", "choices": {1: "desk"}, "otherwise": "bye"}),
            ("flow.bad_digit", "menu"),
        ),
        (
            with_node(menu={"do": "ask", "choices": {"1": "desk"}, "otherwise": "bye", "tries": 0}),
            ("flow.out_of_range", "menu"),
        ),
        (with_node(desk={"do": "enqueue", "next": "bye"}), ("flow.no_queue", "desk")),
        (
            with_node(desk={"do": "enqueue", "queue": "q", "needs": {"x": 9}, "next": "bye"}),
            ("flow.bad_skill_level", "desk"),
        ),
    ],
)
def test_each_fault_is_named_at_its_node(graph: Graph, problem: tuple[str, str]) -> None:
    assert problem in problems(graph)


def test_prompts_and_queues_that_do_not_exist_are_named() -> None:
    found = problems(
        HOTEL, flows.Known(prompts={"greeting": frozenset(("zh-CN", "en-US"))}, queues=frozenset())
    )
    assert ("flow.missing_prompt", "menu") in found
    assert ("flow.unknown_queue", "desk") in found


def test_a_caller_who_does_nothing_must_not_go_round_for_ever() -> None:
    menu = HOTEL["nodes"]["menu"] | {"otherwise": "notice"}
    assert ("flow.endless_silence", "menu") in problems(with_node(menu=menu))


# ---- anything at all ---------------------------------------------------------------------------------------

NAMES = ("one", "two", "three", "four")
names = st.sampled_from(NAMES)
said = st.lists(st.sampled_from(("a", "b")), min_size=1, max_size=2)
nodes = st.one_of(
    st.fixed_dictionaries(
        {"do": st.just("play"), "say": said, "next": names, "interruptible": st.booleans()}
    ),
    st.fixed_dictionaries(
        {
            "do": st.just("ask"),
            "say": said,
            "choices": st.dictionaries(st.sampled_from("0123456789*#"), names, min_size=1, max_size=3),
            "tries": st.integers(1, 3),
            "otherwise": names,
        }
    ),
    st.fixed_dictionaries({"do": st.just("enqueue"), "queue": st.just("q")}),
    st.fixed_dictionaries({"do": st.just("hang_up")}),
)
graphs = st.fixed_dictionaries(
    {"start": st.just("one"), "nodes": st.fixed_dictionaries(dict.fromkeys(NAMES, nodes))}
)
inputs = st.one_of(
    st.just(Finished()), st.just(Silence()), st.just(Entered()), st.sampled_from("0123456789*#").map(Pressed)
)
quick = settings(derandomize=True, max_examples=200, deadline=None)


def reachable(graph: Graph) -> Graph:
    """Without the nodes that the check calls unreachable, so that more graphs are sound."""
    lost = {problem.node for problem in flows.check(graph) if problem.key == "flow.unreachable"}
    return graph | {"nodes": {name: node for name, node in graph["nodes"].items() if name not in lost}}


@quick
@given(graphs, st.lists(inputs, max_size=30))
def test_in_a_sound_graph_every_walk_stays_on_its_way(graph: Graph, story: list[Told]) -> None:
    graph = reachable(graph)
    if flows.check(graph):
        return
    walk, _ = talk(graph, Entered(), *story)
    assert walk.node in graph["nodes"]
    for _ in range(40):  # whoever says nothing any more comes to an end
        walk, answer = flows.step(graph, walk, Finished())
        if isinstance(answer, HangUp) or graph["nodes"][walk.node]["do"] in ("enqueue", "hang_up"):
            return
        walk, answer = flows.step(graph, walk, Silence())
    pytest.fail("a silent caller never comes to an end")


plain = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-9, 99),
        st.sampled_from((*NAMES, "play", "ask", "enqueue", "1")),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(("do", "say", "next", "choices", "otherwise", "tries", "start", "nodes", *NAMES)),
            inner,
            max_size=5,
        ),
    ),
    max_leaves=20,
)


@quick
@given(
    st.one_of(
        graphs, st.dictionaries(st.sampled_from(("start", "nodes")), plain), st.builds(dict, nodes=plain)
    ),
    st.lists(inputs, max_size=10),
)
def test_nonsense_is_checked_and_walked_without_an_exception(graph: Graph, story: list[Told]) -> None:
    flows.check(graph, flows.Known(prompts={"a": ("zh-CN",)}, queues=frozenset()))
    talk(graph, Entered(), *story)
