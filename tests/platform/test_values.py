"""Values: compared by their fields, and by what they are."""

from dataclasses import replace

import pytest

from huawu.platform.values import value

pytestmark = pytest.mark.core


@value
class Apple:
    kind: str
    grams: int = 100


@value
class Pear:
    kind: str
    grams: int = 100


def test_values_are_equal_when_all_their_fields_are() -> None:
    pear: object = Pear("red")
    assert Apple("red") == Apple("red", 100)
    assert Apple("red") != Apple("red", 101)
    assert Apple("red") != pear
    assert len({Apple("red"), Apple("red", 100), Apple("green")}) == 2


def test_a_value_with_another_field_is_another_value() -> None:
    red = Apple("red")
    assert replace(red, grams=7) == Apple("red", 7)
    assert red.grams == 100


def test_a_value_has_its_fields_and_nothing_else() -> None:
    with pytest.raises(AttributeError):
        Apple("red").colour = "red"  # type: ignore[attr-defined]
