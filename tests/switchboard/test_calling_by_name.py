"""Whom a caller means who types a name on the keypad."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huawu.switchboard.core.calling import Meant, book, meant
from huawu.switchboard.core.folding import on_keypad
from huawu.switchboard.types import Entry
from tests.switchboard.entries import ENTRIES

pytestmark = pytest.mark.core

BOOK = book(ENTRIES)


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
