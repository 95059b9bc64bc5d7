"""One written form for each number, however it was dialled, typed or sent by a network."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huawu.customers.core.numbers import digits_reversed, forms_of, masked, normalised

pytestmark = pytest.mark.core


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("13800138000", "+8613800138000"),
        ("138 0013 8000", "+8613800138000"),
        ("+86 138-0013-8000", "+8613800138000"),
        ("8613800138000", "+8613800138000"),
        ("008613800138000", "+8613800138000"),
        ("\uff11\uff13\uff18\uff10\uff10\uff11\uff13\uff18\uff10\uff10\uff10", "+8613800138000"),
        ("010-62345678", "+861062345678"),
        ("(0755) 2345 6789", "+8675523456789"),
        ("4001234567", "+864001234567"),
        ("+14155550123", "+14155550123"),
        ("0014155550123", "+14155550123"),
        ("8001", "8001"),
        ("110", "110"),
        ("anonymous", ""),
        ("", ""),
    ],
)
def test_every_way_to_write_a_number_leads_to_one_form(written: str, form: str) -> None:
    assert normalised(written) == form


@given(st.text(max_size=40))
def test_a_form_is_its_own_form(text: str) -> None:
    once = normalised(text)

    assert normalised(once) == once
    assert set(once) <= set("+0123456789")


@pytest.mark.parametrize(
    "number", ["+8613800138000", "+861062345678", "+864001234567", "+14155550123", "8001"]
)
def test_whatever_a_network_sends_is_recognised_again(number: str) -> None:
    assert {normalised(form) for form in forms_of(number)} == {number}


def test_the_reversed_digits_find_a_number_by_its_end() -> None:
    assert digits_reversed("+8613800138000").startswith(digits_reversed("8000"))


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("+8613800138000", "+86138****8000"),
        ("13800138000", "138****8000"),
        ("+861062345678", "+86106***5678"),
        ("+14155550123", "+14*****0123"),
        ("8001", "8001"),
        ("", ""),
    ],
)
def test_a_masked_number_shows_its_beginning_and_end_alone(number: str, shown: str) -> None:
    assert masked(number) == shown


@given(st.from_regex(r"\+?\d{7,15}", fullmatch=True))
def test_masking_always_hides_something_and_keeps_the_length(number: str) -> None:
    assert "*" in masked(number)
    assert len(masked(number)) == len(number)
