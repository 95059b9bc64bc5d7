"""Nodes that ask: menus by key and by word, numbers of several keys, words, surveys."""

from typing import Any

import pytest

from huawu.flows import service as flows
from huawu.flows.types import (
    Ask,
    Entered,
    Failed,
    Finished,
    HangUp,
    Play,
    Pressed,
    Said,
    Score,
    Silence,
    Spoken,
    Stay,
    Told,
)
from tests.flows.talking import faults, graph, kept, last, talk

pytestmark = pytest.mark.core


def keys(typed: str) -> list[Told]:
    return [Pressed(key) for key in typed]


# ---- menu --------------------------------------------------------------------------------------------------

MENU: dict[str, Any] = {
    "do": "menu",
    "say": ["menu"],
    "say_again": ["menu.slowly"],
    "choices": {"1": "sales", "2": "bye"},
    "phrases": {
        "1": {"zh": ["订房", "预订"], "en": ["book", "a room"]},
        "2": {"zh": ["不用了", "再见"], "en": ["no"]},
    },
    "repeat": "*",
    "back": "#",
    "wait_seconds": 6,
    "invalid": ["wrong"],
    "silent": ["hello"],
    "otherwise": "bye",
}
SALES: dict[str, Any] = {
    "do": "menu",
    "say": ["sales"],
    "choices": {"1": "bye"},
    "back": "#",
    "otherwise": "bye",
}
TWO = graph(menu=MENU, sales=SALES)


def test_a_menu_with_phrases_listens_for_those_of_the_language() -> None:
    assert last(TWO) == Ask(("menu",), 6, True, "choice", ("订房", "预订", "不用了", "再见"))
    english = last(TWO, about={"call.language": "en-US"})
    assert isinstance(english, Ask)
    assert english.phrases == ("book", "a room", "no")


@pytest.mark.parametrize(
    ("words", "node"),
    [
        ("我想订房", "sales"),
        ("I'd like to BOOK, please.", "sales"),
        ("a room", "sales"),
        ("不用了，谢谢", "bye"),
        ("no", "bye"),
        ("I don't know", "menu"),  # "no" is not in "know"
        ("天气", "menu"),
    ],
)
def test_words_stand_for_the_key_whose_phrase_was_said(words: str, node: str) -> None:
    assert talk(TWO, Said(words))[0].node == node


def test_the_longest_phrase_that_was_said_wins() -> None:
    menu = MENU | {"phrases": {"2": {"zh": ["开发票"]}, "1": {"zh": ["发票"]}}}
    assert talk(graph(menu=menu, sales=SALES), Said("我要开发票"))[0].node == "bye"
    assert talk(graph(menu=menu, sales=SALES), Said("我要发票"))[0].node == "sales"


def test_unclear_words_are_a_wrong_try() -> None:
    walk, answers = talk(TWO, Said("订房", confidence=0.2))
    assert (walk.node, walk.tries) == ("menu", 1)
    assert isinstance(answers[-1], Ask)
    assert answers[-1].say == ("wrong", "menu.slowly")


def test_the_second_try_is_in_other_words() -> None:
    answer = last(TWO, Silence())
    assert isinstance(answer, Ask)
    assert answer.say == ("hello", "menu.slowly")


def test_hearing_it_again_costs_no_try() -> None:
    walk, answers = talk(TWO, *keys("***"))
    assert (walk.tries, answers[-1]) == (0, answers[0])


def test_back_leads_to_the_menu_before_and_once_more_nowhere_else() -> None:
    assert [talk(TWO, *keys(typed))[0].node for typed in ("1", "1#", "1##", "1#1")] == [
        "sales",
        "menu",
        "menu",
        "sales",
    ]


def test_who_comes_round_to_a_menu_again_goes_back_to_what_was_before_it() -> None:
    round_again = graph(menu=MENU, sales=SALES | {"choices": {"1": "bye", "2": "menu"}})
    walk, _ = talk(round_again, *keys("12" * 40))
    assert (walk.node, walk.menus) == ("menu", ("menu", "sales"))
    assert talk(round_again, *keys("1212#"))[0].node == "sales"


# ---- digits ------------------------------------------------------------------------------------------------

ROOM: dict[str, Any] = {
    "do": "digits",
    "say": ["room"],
    "into": "room",
    "least": 3,
    "most": 4,
    "wait_seconds": 4,
    "tries": 2,
    "invalid": ["wrong"],
    "silent": ["hello"],
    "next": "thanks",
    "otherwise": "bye",
}
THANKS: dict[str, Any] = {"do": "play", "say": ["thanks", {"value": "room", "as": "digits"}], "next": "bye"}
ROOMS = graph({"room": {"type": "digits"}}, room=ROOM, thanks=THANKS)


def test_a_number_is_typed_key_by_key_without_being_spoken_to() -> None:
    _, answers = talk(ROOMS, *keys("120"))
    assert answers == [Ask(("room",), 4), Ask((), 4), Ask((), 4), Ask((), 4)]


@pytest.mark.parametrize(
    ("told", "room"),
    [
        (keys("1024"), "1024"),  # the most there can be
        (keys("102#"), "102"),
        ([*keys("102"), Silence()], "102"),  # done typing
        (keys("99*102#"), "102"),  # begun anew
        ([Said("一零二四")], "1024"),
        ([Said("房间 幺零二")], "102"),
    ],
)
def test_a_number_is_done_by_its_length_the_end_key_a_pause_or_by_saying_it(
    told: list[Told], room: str
) -> None:
    assert kept(ROOMS, *told) == {"room": room}
    assert last(ROOMS, *told) == Play(("thanks", Spoken(room, "digits")))


@pytest.mark.parametrize("told", [keys("10#"), [*keys("1"), Silence()], [Said("不知道")], keys("#")])
def test_too_few_digits_are_a_wrong_try_and_typing_begins_anew(told: list[Told]) -> None:
    walk, answers = talk(ROOMS, *told)
    assert (walk.tries, walk.typed, answers[-1]) == (1, "", Ask(("wrong", "room"), 4))


def test_after_the_last_try_one_is_led_on() -> None:
    assert last(ROOMS, Silence(), Silence()) == HangUp(("goodbye",))


def test_beginning_a_number_anew_costs_no_try() -> None:
    walk, answers = talk(ROOMS, *keys("12*"))
    assert (walk.tries, walk.typed, answers[-1]) == (0, "", Ask((), 4))


def test_without_an_end_key_it_is_a_wrong_key() -> None:
    endless = graph({"room": {"type": "digits"}}, room=ROOM | {"end": ""}, thanks=THANKS)
    assert talk(endless, *keys("123#"))[0].tries == 1


def test_a_key_that_is_a_choice_leads_on_at_once_when_it_is_the_first() -> None:
    attended = graph({"room": {"type": "digits"}}, room=ROOM | {"choices": {"0": "bye"}}, thanks=THANKS)
    assert last(attended, *keys("0")) == HangUp(("goodbye",))
    assert kept(attended, *keys("1020")) == {"room": "1020"}
    assert last(attended, *keys("12*0")) == HangUp(("goodbye",))


@pytest.mark.parametrize(
    ("holds", "words", "kept_as"),
    [
        ("digits", "幺零二四号房", "1024"),
        ("text", "一零二四", "1024"),
        ("text", "三亚的王小明", "三亚的王小明"),
    ],
)
def test_what_is_typed_may_be_said_too_where_the_node_listens(holds: str, words: str, kept_as: str) -> None:
    node = ROOM | {"listens": True}
    listening = graph({"room": {"type": holds}}, room=node, thanks=THANKS)
    _, answers = talk(listening)
    assert answers[-1] == Ask(("room",), 4, True, holds)
    assert kept(listening, Said(words)) == {"room": kept_as}
    assert kept(listening, *keys("1024")) == {"room": "1024"}


def test_a_key_pressed_during_a_greeting_is_the_first_digit() -> None:
    greet = {"do": "play", "say": ["hello"], "interruptible": True, "next": "room"}
    greeted = graph({"room": {"type": "digits"}}, greet=greet, room=ROOM, thanks=THANKS)
    assert kept(greeted, *keys("1024")) == {"room": "1024"}


def test_a_restart_while_typing_asks_once_more() -> None:
    walk, _ = talk(ROOMS, *keys("12"))
    again, answer = flows.step(ROOMS, walk, Entered())
    assert (again.typed, answer) == ("", Ask(("room",), 4))


# ---- listen ------------------------------------------------------------------------------------------------

LISTEN: dict[str, Any] = {
    "do": "listen",
    "say": ["when"],
    "into": "day",
    "expects": "date",
    "confirm": True,
    "invalid": ["wrong"],
    "tries": 3,
    "next": "bye",
    "otherwise": "bye",
}
DAY = graph({"day": {"type": "date"}}, day=LISTEN)


def test_what_was_heard_is_said_back_and_kept_after_a_yes() -> None:
    walk, answers = talk(DAY, Said("2026-11-23"))
    assert answers == [
        Ask(("when",), 5, True, "date"),
        Ask((Spoken("2026-11-23", "date"),), 5, True, "yes_no"),
    ]
    for yes in (Pressed("1"), Said("是的"), Said("yes")):
        done, answers = talk(DAY, Said("2026-11-23"), yes)
        assert (answers[-1], dict(done.vars)) == (HangUp(("goodbye",)), {"day": "2026-11-23"})


@pytest.mark.parametrize("no", [Pressed("2"), Said("不是"), Said("no"), Said("什么"), Silence()])
def test_without_a_yes_it_is_forgotten_and_asked_again(no: Told) -> None:
    walk, answers = talk(DAY, Said("2026-11-23"), no)
    assert (walk.vars, walk.heard, walk.tries) == ((), "", 1)
    assert isinstance(answers[-1], Ask)
    assert answers[-1].say[-1] == "when"


def test_centres_may_say_back_in_their_own_words() -> None:
    own = graph(
        {"day": {"type": "date"}}, day=LISTEN | {"confirm_say": ["you.said", {"value": "day", "as": "date"}]}
    )
    answer = last(own, Said("2026-11-23"))
    assert isinstance(answer, Ask)
    assert answer.say == ("you.said", Spoken("2026-11-23", "date"))


@pytest.mark.parametrize(
    ("expects", "words", "held"),
    [
        ("text", " 我要投诉 ", "我要投诉"),
        ("digits", "二零二六", "2026"),
        ("number", "二十三位", 23),
        ("number", "一百零五", 105),
        ("number", "三千", 3000),
        ("number", "12.5 元", 12.5),
        ("yes_no", "不用", False),
        ("yes_no", "可以", True),
        ("time", "15:30", "15:30"),
    ],
)
def test_words_become_what_is_expected(expects: str, words: str, held: object) -> None:
    node = LISTEN | {"expects": expects, "confirm": False}
    assert kept(graph({"day": {"type": expects}}, day=node), Said(words)) == {"day": held}


@pytest.mark.parametrize(("expects", "words"), [("date", "明天吧"), ("number", "很多"), ("yes_no", "也许")])
def test_words_that_are_not_what_is_expected_are_a_wrong_try(expects: str, words: str) -> None:
    node = LISTEN | {"expects": expects}
    assert talk(graph({"day": {"type": expects}}, day=node), Said(words))[0].tries == 1


def test_a_choice_is_made_by_its_phrases_or_by_keys() -> None:
    node = LISTEN | {
        "expects": "choice",
        "confirm": False,
        "phrases": {"twin": {"zh": ["双床"], "en": ["twin"]}, "king": {"zh": ["大床"], "en": ["king"]}},
        "keys": {"1": "twin", "2": "king", "3": "none"},
    }
    choice = graph({"day": {"type": "choice", "of": ["twin", "king"]}}, day=node)
    assert kept(choice, Said("要一间大床房")) == {"day": "king"}
    assert kept(choice, Pressed("1")) == {"day": "twin"}
    assert kept(choice, Pressed("3")) == {}  # not among those the variable may hold


# ---- survey ------------------------------------------------------------------------------------------------

SURVEY: dict[str, Any] = {"do": "survey", "question": "csat", "say": ["rate"], "scale": [1, 5], "next": "bye"}


@pytest.mark.parametrize("told", [Pressed("4"), Said("四分"), Said("4")])
def test_an_answer_is_put_on_record_and_then_the_flow_goes_on(told: Told) -> None:
    walk, answers = talk(graph(rate=SURVEY), told, Pressed("1"), Finished())
    assert answers[1:] == [Score("csat", 4), Stay(), HangUp(("goodbye",))]


def test_an_answer_out_of_scale_is_asked_again_and_then_left_out() -> None:
    rate = graph(rate=SURVEY | {"tries": 2})
    _, answers = talk(rate, Pressed("9"), Said("6"))
    assert answers[1:] == [Ask(("rate",), 5, True, "number"), HangUp(("goodbye",))]


def test_an_answer_is_not_asked_for_again_after_a_restart() -> None:
    rate = graph(rate=SURVEY)
    walk, _ = talk(rate, Pressed("4"))
    assert flows.step(rate, walk, Entered())[1] == HangUp(("goodbye",))


# ---- what else may be told ---------------------------------------------------------------------------------


@pytest.mark.parametrize("node", [MENU, ROOM, LISTEN, SURVEY])
def test_what_says_nothing_to_a_question_changes_nothing(node: dict[str, Any]) -> None:
    asked = graph({"room": {"type": "digits"}, "day": {"type": "date"}}, ask=node, sales=SALES, thanks=THANKS)
    before, _ = talk(asked)
    after, answers = talk(asked, Failed("away"), Finished())
    assert (after, answers[1:]) == (before, [Stay(), Stay()])


def test_the_graphs_of_these_tests_are_sound() -> None:
    assert [faults(each) for each in (TWO, ROOMS, DAY, graph(rate=SURVEY))] == [set()] * 4
