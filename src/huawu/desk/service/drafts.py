"""Drafts of wrap-ups that survive everything.

A draft is kept under the revision that its writer has seen. Who has seen an older one is refused and told the
newer, so that two tabs never overwrite each other silently.
"""

from typing import Any

from sqlalchemy import delete, update
from sqlalchemy.dialects.postgresql import insert

from huawu.desk import queries
from huawu.desk.models import DraftRow
from huawu.desk.types import Draft
from huawu.platform.clock import SECOND, Micros
from huawu.platform.ids import Id
from huawu.platform.refusals import Refusal
from huawu.platform.work import Work

KEPT: Micros = 14 * 24 * 3600 * SECOND
"""A draft that nobody has touched for this long is forgotten."""


async def keep_draft(work: Work, interaction: Id, agent: Id, *, body: dict[str, Any], seen: int) -> Draft:
    """Keep what is written so far. `seen`: the revision it was written upon, 0 for a new one.

    Kept twice alike (an answer was lost on the way), it is one. Refused when somebody, or another tab, has
    kept another meanwhile.
    """
    new = Draft(interaction, agent, seen + 1, body, work.now)
    if await _written(work, new, seen):
        return new
    there = await queries.draft(work.session, interaction, agent)
    if there is not None and there.body == body:
        return there
    raise Refusal("draft.stale", revision=there.revision if there else 0)


async def _written(work: Work, new: Draft, seen: int) -> bool:
    changing = {"revision": new.revision, "body": new.body, "at": new.at}
    if seen == 0:
        row = insert(DraftRow).values(
            agent=new.agent, interaction=new.interaction, site_id=work.site, **changing
        )
        put = row.on_conflict_do_nothing().returning(DraftRow.revision)
        return (await work.session.execute(put)).first() is not None
    mine = (DraftRow.agent == new.agent) & (DraftRow.interaction == new.interaction)
    change = update(DraftRow).where(mine, DraftRow.revision == seen).values(**changing)
    return (await work.session.execute(change.returning(DraftRow.revision))).first() is not None


async def drop_draft(work: Work, interaction: Id, agent: Id) -> None:
    """Forget a draft: it was submitted, or thrown away. Nothing happens when there is none."""
    await work.session.execute(
        delete(DraftRow).where(DraftRow.agent == agent, DraftRow.interaction == interaction)
    )


async def forget_old_drafts(work: Work) -> int:
    """Delete what nobody came back to. Returns how many."""
    gone = await work.session.execute(
        delete(DraftRow).where(DraftRow.at < work.now - KEPT).returning(DraftRow.revision)
    )
    return len(gone.all())
