"""Who the caller is: never a guess."""

import pytest

from huawu.desk.core.matching import match

pytestmark = pytest.mark.core


@pytest.mark.parametrize(
    ("sharing", "chosen", "found"),
    [
        ([], None, ("none", None)),
        (["ann"], None, ("one", "ann")),
        (["ann", "bob"], None, ("many", None)),
        (["ann", "bob"], "bob", ("one", "bob")),
        (["ann"], "cat", ("one", "cat")),
        ([], "cat", ("one", "cat")),
    ],
)
def test_only_one_with_the_number_or_the_word_of_an_agent_makes_a_match(
    sharing: list[str], chosen: str | None, found: tuple[str, str | None]
) -> None:
    assert match(sharing, chosen) == found
