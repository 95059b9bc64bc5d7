"""Test calls."""

from sqlalchemy.ext.asyncio import AsyncSession

from huawu.platform.ids import Id
from huawu.telephony.models import TestCallRow
from huawu.telephony.types import TestCall


async def test_call(session: AsyncSession, call: Id) -> TestCall | None:
    """One test call."""
    row = await session.get(TestCallRow, call)
    if row is None:
        return None
    return TestCall(
        id=row.id,
        number=row.number,
        press=row.press,
        state=row.state,
        started_at=row.started_at,
        ended_at=row.ended_at,
        heard_seconds=row.heard_seconds,
        sent_packets=row.sent_packets,
        received_packets=row.received_packets,
        cause=row.cause,
    )
