"""What others may read about telephony."""

from huawu.telephony.queries.calls import call_shown
from huawu.telephony.queries.test_calls import test_call

__all__ = ["call_shown", "test_call"]
