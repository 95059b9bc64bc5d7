"""Names are found and sorted as people in China expect."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huawu.customers.core.folding import folded
from huawu.customers.core.pinyin import search_keys, sort_key

pytestmark = pytest.mark.core


def test_a_name_is_found_by_characters_spelling_and_initials_from_any_syllable() -> None:
    keys = search_keys("王小明")

    assert {"王小明", "小明", "明", "wangxiaoming", "xiaoming", "ming", "wxm", "xm", "m"} == keys


@pytest.mark.parametrize(
    ("name", "spelt"),
    [
        ("单小明", "shanxiaoming"),
        ("曾志强", "zengzhiqiang"),
        ("欧阳若琳", "ouyangruolin"),
        ("尉迟恭", "yuchigong"),
    ],
)
def test_family_names_are_read_as_names(name: str, spelt: str) -> None:
    assert spelt in search_keys(name)


def test_a_foreign_name_is_found_by_each_of_its_words() -> None:
    keys = search_keys("Emily Carter")

    assert {"emilycarter", "carter", "ec"} <= keys


def test_names_sort_as_in_a_telephone_book() -> None:
    names = ["赵敏", "安宁", "张伟", "Zoe", "欧阳建国", "李娜", "陈静"]

    assert sorted(names, key=sort_key) == ["安宁", "陈静", "李娜", "欧阳建国", "张伟", "赵敏", "Zoe"]


@given(st.text(max_size=60))
def test_any_text_at_all_has_keys_of_bounded_number_and_length(name: str) -> None:
    keys = search_keys(name)

    assert len(keys) <= 60
    assert all(0 < len(key) <= 60 for key in keys)
    assert len(sort_key(name)) <= 200


@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)
