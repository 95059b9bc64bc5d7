"""Ids: in the order of their making, never twice, and of the moment they were made."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huawu.platform.ids import IdSource, encode

pytestmark = pytest.mark.core
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"


@given(st.lists(st.integers(min_value=-3_000, max_value=3_000_000), max_size=60))
def test_later_ids_sort_later_whatever_the_clock_does(steps: list[int]) -> None:
    now = 1_790_000_000_000_000
    source = IdSource(lambda: now)
    made = []
    for step in steps:
        now += step
        made += [source(), source()]
    assert made == sorted(set(made))
    assert all(len(each) == 13 and set(each) <= set(ALPHABET) for each in made)


def test_an_id_begins_with_the_millisecond_in_which_it_was_made() -> None:
    at = 1_790_000_000_123_456
    for ahead in (0, 1_000, 3_600_000_000):
        source = IdSource(lambda: at + ahead)  # noqa: B023 - used at once
        number = 0
        for letter in source():
            number = number << 5 | ALPHABET.index(letter)
        assert number >> 22 == (at + ahead) // 1000


@given(st.integers(min_value=0, max_value=2**64 - 1))
def test_thirteen_letters_say_sixty_four_bits(number: int) -> None:
    read = 0
    for letter in encode(number):
        read = read << 5 | ALPHABET.index(letter)
    assert read == number
