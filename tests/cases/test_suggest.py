"""What a case may be is told from its words: how often rightly, why, and when nothing is said."""

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huawu.cases.core.suggest import (
    Example,
    Suggester,
    Suggestions,
    Word,
    examples_of,
    learned,
    model_of,
    written,
)
from huawu.cases.core.suggest.kinds import KINDS
from huawu.cases.core.suggest.lexicon import Lexicon
from huawu.cases.core.suggest.reading import read
from huawu.cases.service.suggesting import (
    all_words,
    label,
    shipped_examples,
    shipped_model,
    shipped_words,
    suggest,
)
from tools.suggest_model import figures

pytestmark = pytest.mark.core

HELD_OUT = examples_of((Path(__file__).parent / "texts" / "held-out.txt").read_text("utf-8"))
PIECES = [
    "着火",
    "投诉",
    "不是",
    "fire",
    "suicid",
    "多少钱",
    "？",
    " ",
    "*",
    "\u200b",
    "１２３",
    "訴",
    "ﷺ",
    "\n",
    "~",
]
PIECES += ["not a ", "i w a n t"]
ANY_TEXT = st.text(max_size=300) | st.lists(st.sampled_from(PIECES) | st.characters(), max_size=80).map(
    "".join
)


def han(text: str) -> bool:
    return re.search("[\u4e00-\u9fff]", text) is not None


SUGGESTER = Suggester(shipped_model(), Lexicon(shipped_words()))


def measured(texts: list[Example], lexicon: Lexicon | None = None) -> dict[str, Any]:
    suggester = SUGGESTER if lexicon is None else Suggester(shipped_model(), lexicon)
    return figures([(each, suggester.suggest(each.text)) for each in texts])


def named(told: Suggestions) -> list[Word]:
    answers = [each.words for each in (told.type, told.sub, told.priority) if each is not None]
    return [word for words in (*answers, *(each.words for each in told.risks)) for word in words]


def risks(text: str) -> set[str]:
    return {each.name for each in suggest(text, {}).risks}


def test_the_labelled_texts_are_as_many_as_promised_and_none_is_learned_from_and_measured_on() -> None:
    texts = [each.text for each in (*HELD_OUT, *shipped_examples())]
    assert len(texts) == len(set(texts))
    assert sum(map(han, texts)) >= 320
    assert sum(not han(text) for text in texts) >= 110


@pytest.mark.parametrize(
    ("chinese", "floors"),
    [
        (True, {"type": 0.85, "sub": 0.75, "priority": 0.9}),
        (False, {"type": 0.88, "sub": 0.66, "priority": 0.9}),
    ],
)
def test_texts_that_were_held_out_are_told_as_well_as_is_written_down(
    chinese: bool, floors: dict[str, float]
) -> None:
    found = measured([each for each in HELD_OUT if han(each.text) == chinese])
    reached = {name: found[name]["right of all"] for name in floors}
    assert {name: share for name, share in reached.items() if share < floors[name]} == {}


def test_risks_in_texts_that_were_held_out_are_found_and_few_are_seen_that_are_not() -> None:
    found, wider = measured(HELD_OUT), measured(HELD_OUT, Lexicon(all_words()))
    assert (found["risks"]["precision"] >= 0.93, found["risks"]["recall"] >= 0.72) == (True, True)
    assert (wider["risks"]["precision"] >= 0.93, wider["risks"]["recall"] >= 0.82) == (True, True)
    assert found["priority"]["each"]["high"]["recall"] >= 0.77


def test_the_types_that_configuration_may_name_are_those_that_are_told() -> None:
    told = {
        top: {each.partition("/")[2] for each in scorer.labels}
        for top, scorer in shipped_model().subs.items()
    }
    assert told == {top: set(names) for top, names in KINDS.items()}


def test_confidence_is_about_how_often_it_is_right() -> None:
    found = measured(HELD_OUT)
    gaps = {name: found[name]["calibration error"] for name in ("type", "sub", "priority", "risks")}
    assert {name: gap for name, gap in gaps.items() if gap > 0.08} == {}


def test_every_word_that_is_named_stands_in_the_text_where_it_is_said_to_stand() -> None:
    told = [(each.text, SUGGESTER.suggest(each.text)) for each in (*HELD_OUT, *shipped_examples())]
    words = [(text, word) for text, suggestions in told for word in named(suggestions)]
    assert len(words) > len(told)
    assert [
        word for text, word in words if text[word.start : word.end] != word.text or not word.text.strip()
    ] == []


@settings(max_examples=150, deadline=None)
@given(ANY_TEXT)
def test_any_text_gets_the_same_answer_twice_and_reasons_out_of_itself(text: str) -> None:
    told = SUGGESTER.suggest(text)
    assert told == SUGGESTER.suggest(text)
    for word in named(told):
        assert text[word.start : word.end] == word.text
    for each in (told.type, told.sub, told.priority):
        assert each is None or (each.words and 0 < each.confidence <= 1)


@settings(max_examples=10, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=8), st.integers(1, 10_000))
def test_long_texts_of_anything_are_answered(pieces: list[str], length: int) -> None:
    text = ("".join(pieces) * length)[:length]
    assert suggest(text, {}) == suggest(text, {})
    assert len(read(text).chars) == len(read(text).places)


def test_long_texts_are_read_to_their_end() -> None:
    text = "你好，我慢慢说。" * 1200 + "一楼着火了"
    assert [(each.name, each.words[0].start) for each in suggest(text, {}).risks] == [("fire", len(text) - 3)]


def test_a_short_text_says_more_than_silence_and_nonsense_says_nothing() -> None:
    assert (suggest("我要投诉", {}).type or pytest.fail("silent")).value == "complaint"
    for text in ("", " \n", "？？？", "qwrtz plmk", "𒀀𒀁𒀂"):
        told = suggest(text, {})
        assert (told.type, told.sub, told.priority, told.risks) == (None, None, None, ())


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("你们再不解决我就去跳 楼", "跳 楼"),
        ("我 要 自*杀", "自*杀"),
        ("there is a F I R E in here", "F I R E"),
        ("廚房起火，快來人", "起火"),
        ("机房冒\u200b烟，马上来人", "冒\u200b烟"),
    ],
)
def test_a_word_of_danger_that_is_written_apart_is_found_and_shown_as_it_was_written(
    text: str, shown: str
) -> None:
    told = suggest(text, {})
    assert shown in [word.text for each in told.risks for word in each.words]
    assert told.priority is not None
    assert told.priority.value == "high"


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("厨房里没有着火，放心", "厨房里着火"),
        ("灭火器在哪里，火灾险怎么买", "这里有火灾"),
        ("我们没打算请律师", "我们打算请律师"),
        ("do you have a fire extinguisher on this floor?", "there is a fire on this floor"),
        ("nobody is bleeding here", "my son is bleeding here"),
    ],
)
def test_what_is_denied_or_means_something_else_is_no_risk(text: str, other: str) -> None:
    assert (risks(text), len(risks(other))) == (set(), 1)


def test_a_polite_denial_is_not_taken_for_a_complaint() -> None:
    told = suggest("我不是要投诉，只是想问一下账单怎么查", {}).type
    assert told is not None
    assert told.value == "enquiry"


def test_a_centre_gives_its_own_types_words_and_gets_its_own_keys() -> None:
    types: dict[str, dict[str, Any]] = {
        "business": {"name": {"zh": "业务"}},
        "boiler": {"name": {"zh": "锅炉"}, "parent": "business", "words": ["壁挂炉", "boiler"]},
        "late": {"name": {"zh": "超时"}, "parent": "complaint", "like": "complaint/delay"},
        "complaint": {"name": {"zh": "投诉"}},
        "charge": {"name": {"zh": "收费"}, "parent": "complaint"},
    }
    boiler = suggest("麻烦看一下壁挂炉", types)
    assert boiler.sub is not None
    assert (boiler.sub.value, boiler.sub.words[0].text) == ("boiler", "壁挂炉")
    subs = [
        suggest(text, types).sub
        for text in (
            "都过去十天了还没收到，催也没用",
            "莫名其妙扣了我三十块，我没开过这个业务",
            "服务员态度太恶劣了",
        )
    ]
    assert [sub and sub.value for sub in subs] == ["late", "charge", None]


def test_a_closed_case_teaches_the_type_that_its_own_type_is_like() -> None:
    types: dict[str, dict[str, Any]] = {
        "complaint": {},
        "late": {"parent": "complaint", "like": "complaint/delay"},
        "very-late": {"parent": "late"},
    }
    taught = {key: label(key, types) for key in types}
    assert taught == {"complaint": "complaint", "late": "complaint/delay", "very-late": "complaint/very-late"}


def test_the_shipped_model_is_what_the_shipped_examples_teach() -> None:
    again, kept = learned(shipped_examples(), Lexicon(shipped_words())), shipped_model()
    for new, old in (
        (again.type, kept.type),
        (again.high, kept.high),
        *((again.subs[top], kept.subs[top]) for top in kept.subs),
    ):
        assert new.labels == old.labels
        assert (new.temperature, new.bar) == pytest.approx((old.temperature, old.bar), abs=0.06)
        for name in {*new.weights, *old.weights}:
            assert new.weights.get(name, (0,) * 9)[0] == pytest.approx(
                old.weights.get(name, (0,) * 9)[0], abs=0.03
            )


def test_a_model_is_kept_as_text_and_read_back() -> None:
    assert model_of(written(shipped_model())) == shipped_model()


def test_closed_cases_teach_what_nobody_knew() -> None:
    own = [
        Example(f"{word}的{thing}", "business/moon", "medium")
        for word in ("月壤", "月球车")
        for thing in ("甲", "乙", "丙", "丁")
    ]
    model = learned((*shipped_examples()[::4], *own), Lexicon(shipped_words()))
    types = {"moon": {"parent": "business"}, "business": {}}
    taught, untaught = suggest("月球车的月壤", types, model).sub, suggest("月球车的月壤", types).sub
    assert (taught and taught.value, untaught) == ("moon", None)
