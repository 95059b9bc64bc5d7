"""Use cases of telephony that go through the database."""

from huawu.telephony.service.conferences import cancel_conference, keep_conference
from huawu.telephony.service.own_address import (
    OVER,
    WRONG,
    confirm_address,
    drop_address,
    forget_code,
    want_address,
)
from huawu.telephony.service.test_calls import TEST_CALL, end_test_call, place_test_call

__all__ = [
    "OVER",
    "TEST_CALL",
    "WRONG",
    "cancel_conference",
    "confirm_address",
    "drop_address",
    "end_test_call",
    "forget_code",
    "keep_conference",
    "place_test_call",
    "want_address",
]
