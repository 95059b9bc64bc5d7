"""Receipts that nobody confirmed in time: the leaders of the team and whoever sent the case are told."""

from sqlalchemy import select

from huawu.cases.core.notices import told
from huawu.cases.models import CaseReceiptRow, CaseRow
from huawu.cases.service import notices
from huawu.cases.service.common import noted
from huawu.platform import config
from huawu.platform.work import Work

AT_ONCE = 200


async def look(work: Work) -> int:
    """Tell of at most 200 that have come due, the longest first; each once. As many statements for all as for
    one. Returns how many."""
    of, case = CaseReceiptRow, CaseRow
    due = select(of, case).join(case, case.id == of.case_id)
    due = due.where(of.look_at <= work.now, of.site_id == work.site).order_by(of.look_at).limit(AT_ONCE)
    found = list(await work.session.execute(due.with_for_update(skip_locked=True)))
    if not found:
        return 0
    teams = await config.published(work.session, work.site, "team")
    near = await notices.around_each(work, [row for _, row in found])
    telling = []
    for held, row in found:
        held.look_at = None
        who = near[row.id]
        users = {user for user in (*told("leader", who), held.sent_by) if user != who.but}
        key = f"receipt late {row.id} {held.sent_at}"
        body = {"name": teams.get(held.team, {}).get("name")}
        telling += notices.rows(work, users, key, "receipt_late", case=row.id, body=body)
        noted(work, row, "receipt_late", {"team": held.team, "fields": []})
    await notices.put_rows(work, telling)
    return len(found)
