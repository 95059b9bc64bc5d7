"""Who is told what is said to owner, leader or manager."""

from dataclasses import replace

import pytest

from huawu.cases.core.notices import Around, told

pytestmark = pytest.mark.core

ALL = Around("lin", "chen", ("chen", "sun"), ("ma",), ("root",))


@pytest.mark.parametrize(
    ("to", "around", "heard"),
    [
        ("owner", ALL, ["lin"]),
        ("owner", replace(ALL, owner=None), ["chen"]),
        ("leader", ALL, ["chen"]),
        ("leader", replace(ALL, leader=None), ["chen", "sun"]),
        ("leader", replace(ALL, leader=None, leaders=()), ["ma"]),
        ("manager", ALL, ["ma"]),
        ("manager", replace(ALL, managers=()), ["root"]),
        ("leader", replace(ALL, but="chen"), ["sun"]),
        ("owner", Around(None, None, (), (), ()), []),
    ],
)
def test_somebody_always_hears_the_next_one_up_if_need_be(to: str, around: Around, heard: list[str]) -> None:
    assert told(to, around) == heard
