"""Use cases of telephony that go through the database."""

from huawu.platform import jobs
from huawu.platform.ids import Id, new_id
from huawu.platform.refusals import Invalid
from huawu.platform.work import Work
from huawu.telephony.models import TestCallRow

TEST_CALL = "test_call"
"""The kind of the job that places a test call; its args: `{"test_call": id}`."""

_MOST_DIGITS = 20


async def place_test_call(work: Work, number: str, press: str) -> Id:
    """Ask for a test call: a job places it at once. Refused when a number cannot be dialled."""
    if not number or len(number) > _MOST_DIGITS or set(number) - set("0123456789*#+"):
        raise Invalid("test_call.bad_number")
    if len(press) > _MOST_DIGITS or set(press) - set("0123456789*#"):
        raise Invalid("test_call.bad_keys")
    call = new_id()
    work.session.add(
        TestCallRow(
            id=call,
            site_id=work.site,
            number=number,
            press=press,
            state="waiting",
            asked_by=work.actor.id,
            asked_at=work.now,
        )
    )
    await work.session.flush()
    await jobs.enqueue(work, TEST_CALL, {"test_call": call})
    return call
