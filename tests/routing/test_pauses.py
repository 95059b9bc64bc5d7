"""How long a pause may last."""

import pytest

from huawu.routing.core.pauses import limit_seconds

pytestmark = pytest.mark.core

MINUTE = 60_000_000


@pytest.mark.parametrize(
    ("reason", "used", "limit"),
    [
        ({}, 0, None),
        ({"limit_seconds": 600}, 90 * MINUTE, 600),
        ({"allowance_per_day_seconds": 1800}, 0, 1800),
        ({"allowance_per_day_seconds": 1800}, 20 * MINUTE, 600),
        ({"allowance_per_day_seconds": 1800}, 40 * MINUTE, 0),
        ({"limit_seconds": 600, "allowance_per_day_seconds": 1800}, 5 * MINUTE, 600),
        ({"limit_seconds": 600, "allowance_per_day_seconds": 1800}, 25 * MINUTE, 300),
    ],
)
def test_the_nearer_of_its_own_limit_and_what_is_left_of_the_day(
    reason: dict[str, int], used: int, limit: int | None
) -> None:
    assert limit_seconds(reason, used) == limit
