"""Two who change the same item: the later one is told, instead of overwriting what they have not seen.

Everybody who is shown an item is given its *mark*, which says what it stands at: its draft, or what is in
force. Whoever sends it back as the *base* of a change is refused when the item stands at something else by
now. Only the content counts: who publishes a draft, or changes it there and back, is in nobody's way.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.platform.clock import Micros
from huawu.platform.config.checks import Body, Whole
from huawu.platform.config.models import ConfigVersionRow
from huawu.platform.config.queries import Item
from huawu.platform.ids import Id
from huawu.platform.refusals import Refusal
from huawu.platform.work import Work

PATTERN = r"^[0-9a-f]{16}\.[0-9]{1,17}$"
"""How a mark is written: a digest of the content, and when it was written."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What an item stands at, who wrote that and when. `body` None: it is taken away."""

    body: Body | None
    by: Id
    at: Micros

    @property
    def mark(self) -> str:
        return f"{_digest(self.body)}.{self.at}"


def as_it_was(body: Body | None) -> str:
    """The mark of content that was read elsewhere than in a page; of when it was written it knows nothing."""
    return Standing(body, "", 0).mark


def digest_of(whole: Whole) -> str:
    """By which a whole configuration is known again; it begins with a letter, so that YAML takes it for no
    number."""
    return "c" + _digest({kind: dict(bodies) for kind, bodies in whole.items()})


def _digest(body: Mapping[str, Any] | None) -> str:
    written = json.dumps(body, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(written.encode()).hexdigest()[:16]


NOTHING = as_it_was(None)
"""The mark of what is not there."""


class ChangedMeanwhile(Refusal):
    """`config.changed_meanwhile`: by the user `by` at `at` (microseconds). `config.discarded_meanwhile`: the
    draft was thrown away, of which nothing is kept. `config.changed_since_export`: as the first, since a
    document was exported."""


async def standings(session: AsyncSession, site: str) -> dict[Item, Standing]:
    """What every item stands at: its draft, else what is in force."""
    row = ConfigVersionRow
    found = await session.execute(
        select(row).where(row.site_id == site, row.status.in_(("draft", "published")))
    )
    standing: dict[Item, Standing] = {}
    for each in sorted(found.scalars(), key=lambda each: each.status, reverse=True):
        by, at = each.created_by, each.created_at
        if each.status == "published":
            by, at = each.published_by or by, each.published_at or at
        standing[each.kind, each.key] = Standing(each.body, by, at)
    return standing


async def not_as_seen(work: Work, bases: Mapping[Item, str]) -> dict[Item, Standing]:
    """Which of these items do not stand at what their base says, and at what they stand."""
    now = await standings(work.session, work.site) if bases else {}
    standing = {item: now.get(item, Standing(None, "", 0)) for item in bases}
    return {
        item: found
        for item, found in standing.items()
        if _digest(found.body) != bases[item].partition(".")[0]
    }


async def require_as_seen(work: Work, bases: Mapping[Item, str]) -> None:
    """Raises ChangedMeanwhile when one of these items does not stand at what its base says."""
    for item, found in (await not_as_seen(work, bases)).items():
        about = {"kind": item[0], "item": item[1]}
        if found.at <= int(bases[item].partition(".")[2]):
            raise ChangedMeanwhile("config.discarded_meanwhile", **about)
        raise ChangedMeanwhile("config.changed_meanwhile", **about, by=found.by, at=found.at)
