"""Messages in mailboxes that were deleted: their files go once nobody can have them back any more."""

from sqlalchemy import select

from huawu.platform import jobs
from huawu.platform.work import Work
from huawu.telephony.core.voicemail.box import DELETED, UNDO
from huawu.telephony.jobs.keeping import DELETE_FILES, MOST_AT_ONCE
from huawu.telephony.models import VoicemailRow

MARGIN = 2
"""Times `UNDO`: who has a message back in the last moment has its sound."""


async def remove_deleted_messages(work: Work) -> int:
    """Write down which files are gone, and promise that they go. Returns how many."""
    row = VoicemailRow
    over = (row.state == DELETED) & row.removed_at.is_(None) & (row.changed_at < work.now - MARGIN * UNDO)
    found = await work.session.execute(select(row).where(over).order_by(row.changed_at).limit(MOST_AT_ONCE))
    rows = list(found.scalars())
    for each in rows:
        each.removed_at = work.now
    if rows:
        await jobs.enqueue(work, DELETE_FILES, {"paths": [each.path for each in rows]})
    return len(rows)
