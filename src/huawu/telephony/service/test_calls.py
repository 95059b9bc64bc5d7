"""Test calls: asked for and ended."""

from sqlalchemy import update

from huawu.platform import jobs
from huawu.platform.ids import Id, new_id
from huawu.platform.refusals import Invalid, NotFound
from huawu.platform.work import Work
from huawu.telephony.models import TestCallRow

TEST_CALL = "test_call"
"""The kind of the job that places a test call; its args: `{"test_call": id}`."""

_MOST_DIGITS = 20
_OVER = ("ended", "failed")


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


async def end_test_call(work: Work, call: Id) -> None:
    """Ask for the end of a test call. Ending one that is over changes nothing. Raises NotFound."""
    row = TestCallRow
    if await work.session.get(row, call) is None:
        raise NotFound("test_call.unknown")
    under_way = (row.id == call) & row.state.not_in(_OVER) & row.ended_at.is_(None)
    await work.session.execute(update(row).where(under_way).values(ended_at=work.now))
