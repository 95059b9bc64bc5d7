"""What an improvement was worth, in cases a week."""

import pytest

from huawu.cases.core.improving import WEEK, effect, weeks_since

pytestmark = pytest.mark.core


@pytest.mark.parametrize(
    ("before", "after", "percent", "change", "reached"),
    [
        ([10, 10, 10, 10], [7, 7, 7, 7], 30, -30, True),
        ([10, 10, 10, 10], [7, 7, 7, 8], 30, -28, False),
        ([10, 10], [7], 30, -30, True),
        ([1, 2], [3, 3], 10, 100, False),
        ([5], [0], 100, -100, True),
        ([0, 0], [3], 30, None, None),
        ([5], [], 30, None, None),
    ],
)
def test_means_of_whole_weeks_are_compared(
    before: list[int], after: list[int], percent: int, change: int | None, reached: bool | None
) -> None:
    found = effect(before, after, percent)
    assert (found.change, found.reached) == (change, reached)


def test_only_whole_weeks_since_it_was_done_count() -> None:
    assert weeks_since(None, 9 * WEEK, 4) == 0
    assert [weeks_since(WEEK, now, 4) for now in (WEEK, 2 * WEEK - 1, 2 * WEEK, 90 * WEEK)] == [0, 0, 1, 4]
