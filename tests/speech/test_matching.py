"""Menus by voice, and a site's own words put right in what was heard."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huawu.speech.core.understanding import Lexicon, Term, match, understand

pytestmark = pytest.mark.core

MENU = {
    "1": ["订房", "预订房间", "我要住店", "book a room", "reservation"],
    "2": ["投诉", "意见建议", "complaint"],
    "3": ["发票", "开发票", "invoice"],
    "4": ["发票查询", "查发票"],
    "0": ["人工", "人工服务", "转人工", "operator", "speak to a person"],
}


def option(text: str) -> str | None:
    found = match(text, MENU)
    return found.option if found else None


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("我要订房", "1"),
        ("我想预定房间", "1"),
        ("我要头诉", "2"),
        ("我想投书一下", "2"),
        ("你好，我要开发票", "3"),
        ("查发票", "4"),
        ("帮我转人工", "0"),
        ("转任工", "0"),
        ("I would like to book a room please", "1"),
        ("make a reservation", "1"),
        ("I have a complain", "2"),
        ("can I speak with a person", "0"),
    ],
)
def test_a_phrase_is_found_by_its_sound_anywhere_in_the_sentence(said: str, key: str) -> None:
    assert option(said) == key


@pytest.mark.parametrize("said", ["今天天气怎么样", "喂", "", "……", "the weather is nice", "房"])
def test_what_is_not_in_the_menu_is_not_found(said: str) -> None:
    assert option(said) is None


@pytest.mark.parametrize(
    ("said", "key"), [("我不要投诉，我要开发票", "3"), ("not a complaint, an invoice", "3")]
)
def test_a_phrase_that_is_turned_down_was_not_said(said: str, key: str) -> None:
    assert option(said) == key


def test_exact_words_are_surer_than_words_that_sound_alike() -> None:
    exact, alike = match("投诉", MENU), match("头锁", MENU)
    assert exact is not None
    assert alike is not None
    assert exact.confidence == 1.0
    assert alike.option == "2"
    assert alike.confidence < 0.8


def test_two_phrases_that_fit_equally_are_matched_with_doubt() -> None:
    found = match("投诉还是订房", {"1": ["订房"], "2": ["投诉"]})
    assert found is not None
    assert found.confidence <= 0.6


def test_one_syllable_counts_only_by_itself() -> None:
    options = {"1": ["房"], "2": ["钱"]}
    assert match("房", options) is not None
    assert match("我想问一下房价的事", options) is None


def test_figures_and_characters_of_a_phrase_are_the_same() -> None:
    found = match("我在2号楼", {"east": ["一号楼"], "west": ["二号楼"]})
    assert found is not None
    assert found.option == "west"


def test_an_option_of_a_choice_is_understood_by_its_value() -> None:
    found = understand(
        "大床房吧", expects="choice", today=date(2026, 1, 1), options={"king": ["大床房", "大床"]}
    )
    assert (found.value, found.text, found.confidence) == ("king", "大床房", 1.0)


@given(st.text(max_size=40))
def test_whatever_is_said_a_menu_answers(text: str) -> None:
    found = match(text, MENU)
    assert found is None or 0 < found.confidence <= 1


SITE = Lexicon([Term("云栖酒店"), Term("云栖"), Term("张总监"), Term("Huawu", ("hua wu", "花屋"))])


@pytest.mark.parametrize(
    ("heard", "written"),
    [
        ("我住在云七酒店。", "我住在云栖酒店。"),
        ("请转云溪", "请转云溪"),
        ("我找章总监", "我找张总监"),
        ("我找脏总间，谢谢", "我找张总监，谢谢"),
        ("this is hua wu speaking", "this is Huawu speaking"),
        ("没有这些词。", "没有这些词。"),
        ("", ""),
        ("云其云其", "云栖云栖"),
    ],
)
def test_words_of_the_site_are_put_right_by_sound(heard: str, written: str) -> None:
    assert SITE.corrected(heard) == written


def test_without_a_lexicon_nothing_changes() -> None:
    assert Lexicon().corrected("云七酒店") == "云七酒店"


def test_a_term_of_one_character_is_never_put_in() -> None:
    assert Lexicon([Term("栖")]).corrected("云七酒店") == "云七酒店"


@given(st.text(max_size=40))
def test_correcting_twice_is_correcting_once(text: str) -> None:
    once = SITE.corrected(text)
    assert SITE.corrected(once) == once
