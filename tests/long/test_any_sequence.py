"""The state machine of the switch, for longer: see `tests/telephony/switch/test_any_sequence.py`."""

import pytest
from hypothesis import HealthCheck, settings

from tests.telephony.switch.test_any_sequence import AnySequence

pytestmark = pytest.mark.long


class ForLong(AnySequence):
    """The same rules; settings of its own."""


TestAnySequenceForLong = ForLong.TestCase
TestAnySequenceForLong.settings = settings(
    max_examples=3000,
    stateful_step_count=80,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
