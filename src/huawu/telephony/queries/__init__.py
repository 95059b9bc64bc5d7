"""What others may read about telephony."""

from huawu.telephony.queries.calls import call_shown
from huawu.telephony.queries.test_calls import test_call
from huawu.telephony.recordings.space import space_of

__all__ = ["call_shown", "space_of", "test_call"]
