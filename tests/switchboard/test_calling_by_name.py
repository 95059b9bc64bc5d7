"""Whom a caller means who types a name on the keypad."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huawu.switchboard.core.calling import Meant, book, heard, meant, told
from huawu.switchboard.core.folding import on_keypad
from huawu.switchboard.core.index import Index
from huawu.switchboard.types import Entry
from tests.switchboard.entries import ENTRIES

pytestmark = pytest.mark.core

BOOK = book(ENTRIES)
INDEX = Index(ENTRIES)


def test_initials_and_whole_names_are_sure_and_beginnings_are_not() -> None:
    assert meant(BOOK, on_keypad("wxm")) == Meant(("8001", "8002"))
    assert meant(BOOK, on_keypad("wangxiaoming")) == Meant(("8001",))
    assert meant(BOOK, on_keypad("wangxiaomin")) == Meant(("8002",), ("8001",))
    assert meant(BOOK, on_keypad("ouya")) == Meant((), ("8007",))
    assert meant(BOOK, on_keypad("carter")) == Meant(("8010",))
    assert meant(BOOK, on_keypad("ceng")) == meant(BOOK, on_keypad("zeng")) == Meant((), ("8003",))


def test_callers_never_hear_of_hidden_entries_or_numbers_outside() -> None:
    assert not meant(BOOK, on_keypad("shan")).all
    assert not meant(BOOK, on_keypad("yinhang")).all


@pytest.mark.parametrize("keys", ["", "9", "*9", "9#", "wxm", "９９６", "00000"])
def test_keys_that_say_nothing_mean_nobody(keys: str) -> None:
    assert meant(BOOK, keys) == Meant()


def test_no_more_are_told_than_there_are_keys_to_choose_one_by() -> None:
    many = book(Entry(f"e{n}", "person", "王伟", extension=f"{8000 + n}") for n in range(30))
    assert meant(many, on_keypad("ww")).all == tuple(f"{8000 + n}" for n in range(9))


@given(st.sampled_from(ENTRIES), st.integers(2, 12))
def test_the_beginning_of_ones_own_name_always_means_one(entry: Entry, length: int) -> None:
    own = {keys for keys, extension in BOOK if extension == entry.extension and len(keys) >= 2}
    assert all(entry.extension in meant(BOOK, keys[: max(2, length)], most=99).all for keys in own)


def test_a_name_that_was_said_is_understood_by_its_sound() -> None:
    assert heard(INDEX, "欧阳若林") == heard(INDEX, "欧阳若琳") == Meant(("8007",))
    assert heard(INDEX, "emily carter") == Meant(("8010",))
    assert heard(INDEX, "客房服务中心") == Meant(("8100",))


@pytest.mark.parametrize("said", ["", " ", "单雄信", "银行客户经理", "你好", "嗯", "客房部"])
def test_what_names_nobody_whom_callers_may_reach_means_nobody(said: str) -> None:
    assert heard(INDEX, said) == Meant()


def test_a_flow_is_told_of_the_only_one_or_of_each_of_several() -> None:
    assert told(INDEX, Meant()) is None
    one = told(INDEX, Meant(("8001",)))
    assert one is not None
    assert {name: one[name] for name in ("many", "extension", "name", "name_en")} == {
        "many": 1,
        "extension": "8001",
        "name": "王小明",
        "name_en": "Wang Xiaoming",
    }
    two = told(INDEX, Meant(("8001",), ("8010",)))
    assert two is not None
    assert (two["many"], two["extension"]) == (2, "")
    assert [two[name] for name in ("extension_1", "name_1", "extension_2", "name_2")] == [
        "8001",
        "王小明",
        "8010",
        "Emily Carter",
    ]
