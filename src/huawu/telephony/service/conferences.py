"""Conferences as they were booked and called off."""

from typing import Any

from sqlalchemy import update

from huawu.platform.ids import Id
from huawu.platform.work import Work
from huawu.telephony.models import ConferenceRow


async def keep_conference(work: Work, booking: dict[str, Any], *, organiser: Id) -> None:
    """Write down a conference that the live process has booked."""
    row = ConferenceRow(**booking, site_id=work.site, organiser=organiser, booked_at=work.now)
    work.session.add(row)
    await work.session.flush()


async def cancel_conference(work: Work, booking: Id) -> None:
    """It was called off, or ended before its time."""
    row = ConferenceRow
    there = (row.id == booking) & row.cancelled_at.is_(None)
    await work.session.execute(update(row).where(there).values(cancelled_at=work.now))
