"""Whether a call is recorded."""

from typing import Any

import pytest

from huawu.telephony.core.recording_rules import is_recorded

pytestmark = pytest.mark.core


@pytest.mark.parametrize(
    ("number", "queue", "recorded"),
    [
        (None, None, True),
        ({}, {}, True),
        ({}, {"recorded": False}, False),
        ({"recorded": None}, {"recorded": False}, False),
        ({"recorded": True}, {"recorded": False}, True),
        ({"recorded": False}, {"recorded": True}, False),
        ({"recorded": False}, None, False),
    ],
)
def test_the_number_goes_before_the_queue(
    number: dict[str, Any] | None, queue: dict[str, Any] | None, recorded: bool
) -> None:
    assert is_recorded(number, queue) is recorded
