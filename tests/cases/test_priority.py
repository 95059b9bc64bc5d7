"""How urgent a case is, and why; by what it is found; trees."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huawu.cases.core.priority import PRIORITIES, Reason, judged
from huawu.cases.core.tokens import looked_for, tokens
from huawu.cases.core.trees import below, in_order, inherited, is_leaf, path_name, way

pytestmark = pytest.mark.core

RULES: dict[str, dict[str, Any]] = {
    "safety": {"priority": "high", "words": ["起火", "Gas leak"]},
    "media": {"priority": "high", "words": ["记者"]},
    "vip": {"priority": "medium", "levels": ["vip", "gold"]},
}
FIRE = Reason("word", "safety", "起火")


@pytest.mark.parametrize(
    ("of_type", "level", "text", "priority", "reasons"),
    [
        ("low", "normal", "建议加菜", "low", (Reason("type"),)),
        ("low", "vip", "建议加菜", "medium", (Reason("level", "vip"),)),
        ("medium", "vip", "", "medium", (Reason("type"), Reason("level", "vip"))),
        ("low", "", "厨房起火，有记者", "high", (Reason("word", "media", "记者"), FIRE)),
        ("low", "", "there is a GAS LEAK", "high", (Reason("word", "safety", "Gas leak"),)),
        ("high", "vip", "", "high", (Reason("type"),)),
    ],
)  # fmt: skip
def test_the_most_urgent_reason_counts(
    of_type: str, level: str, text: str, priority: str, reasons: tuple[Reason, ...]
) -> None:
    found = judged(of_type, level=level, text=text, rules=RULES)  # type: ignore[arg-type]
    assert (found.priority, found.reasons) == (priority, reasons)


@given(st.sampled_from(PRIORITIES), st.text(), st.sampled_from(["", "vip", "normal"]))
def test_a_rule_never_makes_a_case_less_urgent_than_its_type(of_type: str, text: str, level: str) -> None:
    found = judged(of_type, level=level, text=text, rules=RULES)  # type: ignore[arg-type]
    assert PRIORITIES.index(found.priority) <= PRIORITIES.index(of_type)
    assert found.reasons


@given(st.text(alphabet="空调不制冷水ab1 ，", max_size=30), st.integers(0, 20), st.integers(1, 10))
def test_whatever_stands_in_a_text_is_found_by_it(text: str, start: int, length: int) -> None:
    part = text[start : start + length].strip()
    if not any(character in "ab1" for character in part):
        assert set(looked_for(part)) <= set(tokens(text))


def test_words_are_found_whole_and_in_any_writing() -> None:
    assert looked_for("ＷｉＦｉ 空调") == ["wifi", "空调"]
    assert {"wifi", "空调", "调坏", "空", "1208"} <= set(tokens("1208 WiFi，空调坏"))
    assert looked_for("<'; drop") == ["drop"]


TREE: dict[str, dict[str, Any]] = {
    "complaint": {"name": {"zh": "投诉", "en": "Complaint"}, "order": 2, "priority": "medium"},
    "service": {"name": {"zh": "服务", "en": "Service"}, "parent": "complaint"},
    "rude": {"name": {"zh": "态度", "en": ""}, "parent": "service", "priority": "high"},
    "enquiry": {"name": {"zh": "咨询", "en": "Enquiry"}, "order": 1},
    "lost": {"name": {"zh": "断", "en": ""}, "parent": "gone"},
}


def test_a_tree_tells_ways_names_and_what_is_inherited() -> None:
    assert way(TREE, "rude") == ["complaint", "service", "rude"]
    assert way(TREE, "lost") is None
    assert path_name(TREE, "service") == {"zh": "投诉 / 服务", "en": "Complaint / Service"}
    assert path_name(TREE, "rude") == {"zh": "投诉 / 服务 / 态度", "en": ""}
    assert inherited(TREE, "service", "priority") == "medium"
    assert inherited(TREE, "rude", "priority") == "high"
    assert below(TREE, "complaint") == ["complaint", "service", "rude"]
    assert in_order(TREE, None) == ["enquiry", "complaint"]
    assert is_leaf(TREE, "rude")
    assert not is_leaf(TREE, "service")


def test_a_node_under_itself_hangs_nowhere() -> None:
    ring: dict[str, dict[str, Any]] = {
        "a": {"name": {"zh": "甲"}, "parent": "b"},
        "b": {"name": {"zh": "乙"}, "parent": "a"},
    }
    assert way(ring, "a") is None
