"""How long messages in mailboxes are kept. Their files go once nobody can have them back any more; messages
that are older than their queue's `voicemail_days`, else the site's, are deleted as if by hand."""

from collections.abc import Awaitable, Callable
from typing import Any

from sqlalchemy import case, select, update

from huawu.platform import config, jobs
from huawu.platform.clock import SECOND, Clock, system_clock
from huawu.platform.database import Sessions
from huawu.platform.jobs import Again, Job
from huawu.platform.refusals import Refusal
from huawu.platform.work import Work, work
from huawu.telephony.core.voicemail.box import DELETED, QUEUE, UNDO
from huawu.telephony.jobs.keeping import DELETE_FILES, MOST_AT_ONCE
from huawu.telephony.models import VoicemailRow
from huawu.telephony.ports.mail import MailboxKeeper

MARGIN = 2
"""Times `UNDO`: who has a message back in the last moment has its sound."""
EXPIRE = "expire_voicemail"
"""The kind of the job; its args: `{"messages": {mailbox: [id, ...]}}`."""
DAYS = "voicemail_days"
_DAY = 86_400 * SECOND
_LIVE_AWAY_SECONDS = 60


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


async def expire_messages(work: Work) -> int:
    """Promise that messages whose time is over are deleted: the live process has the mailboxes. Returns how
    many."""
    whole = await config.whole(work.session, work.site)
    days = {f"{QUEUE}{key}": body[DAYS] for key, body in whole.get("queue", {}).items() if body.get(DAYS)}
    otherwise = whole.get("site", {}).get("site", {}).get(DAYS)
    if otherwise is None and not days:
        return 0
    row = VoicemailRow
    rest = row.left_at < (work.now - otherwise * _DAY if otherwise is not None else 0)
    own = [(row.mailbox == key, row.left_at < work.now - kept * _DAY) for key, kept in days.items()]
    over = case(*own, else_=rest) if own else rest
    there = (row.site_id == work.site) & (row.state != DELETED) & row.removed_at.is_(None)
    found = await work.session.execute(
        select(row.mailbox, row.id).where(there & over).order_by(row.left_at).limit(MOST_AT_ONCE)
    )
    messages: dict[str, list[str]] = {}
    for mailbox, message in found.all():
        messages.setdefault(mailbox, []).append(message)
    if messages:
        await jobs.enqueue(work, EXPIRE, {"messages": messages}, key="all")
    return sum(map(len, messages.values()))


def expiring(
    sessions: Callable[[], Sessions], live: MailboxKeeper, *, clock: Clock = system_clock
) -> Callable[[Job], Awaitable[dict[str, Any] | None]]:
    """The handler of `EXPIRE`. What live does not know any more is written down as deleted here."""

    async def expire(job: Job) -> dict[str, Any]:
        unknown: list[str] = []
        for mailbox, messages in job.args["messages"].items():
            try:
                unknown += await live.expire_messages(mailbox, messages)
            except Refusal as refusal:
                raise Again(_LIVE_AWAY_SECONDS, refusal.key) from refusal
        row = VoicemailRow
        async with work(sessions(), site=job.site, clock=clock) as w:
            await w.session.execute(
                update(row)
                .where(row.id.in_(unknown), row.state != DELETED)
                .values(state=DELETED, changed_by=None, changed_at=w.now)
            )
        return {"unknown": len(unknown)}

    return expire
