"""Changing the configuration. Who may do it is the caller's to ask (`work.require`)."""

from collections.abc import Callable, Collection, Mapping
from types import MappingProxyType

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.platform.config import queries
from huawu.platform.config.checks import Body, Whole, check_item, check_whole
from huawu.platform.config.events import ConfigPublished
from huawu.platform.config.models import ConfigNumberRow, ConfigVersionRow
from huawu.platform.config.queries import Item
from huawu.platform.config.seen import require_as_seen
from huawu.platform.ids import new_id
from huawu.platform.refusals import Invalid, NotFound, Refusal
from huawu.platform.work import Work

Allow = Callable[[Whole, Whole], None]
"""Is told what is in force and what would be, and raises a refusal where that may not be changed so."""

NO_BASES: Mapping[Item, str] = MappingProxyType({})
"""Whatever the items are by now."""
_LONGEST_KEY = 64


async def save_draft(
    work: Work,
    kind: str,
    key: str,
    body: Body | None,
    *,
    base: str | None = None,
    note: str = "",
    allow: Allow | None = None,
) -> int:
    """Save a new body for an item as its draft, replacing the draft there was. Returns the version.

    It is checked within the configuration in force with all drafts. Raises Invalid, what `allow` raises if
    this draft alone were published, and ChangedMeanwhile when the item is not what `base` marks any more
    (`seen`; None: whatever it is).
    """
    item = (kind, key)
    bases = {} if base is None else {item: base}
    return (await save_drafts(work, {item: body}, bases=bases, note=note, allow=allow))[item]


async def save_drafts(
    work: Work,
    bodies: Mapping[Item, Body | None],
    *,
    bases: Mapping[Item, str] = NO_BASES,
    note: str = "",
    allow: Allow | None = None,
) -> dict[Item, int]:
    """Save several drafts, all or none, each checked with the others in place. Returns their versions."""
    await _lock(work)
    await require_as_seen(work, bases)
    drafts = {(d.kind, d.key): d.body for d in await queries.drafts(work.session, work.site)}
    in_force = await queries.whole(work.session, work.site)
    if allow is not None:
        allow(in_force, queries.changed(in_force, bodies))
    whole = queries.changed(in_force, drafts | dict(bodies))
    for (kind, key), body in bodies.items():
        if not key or len(key) > _LONGEST_KEY or not key.isprintable():
            raise Invalid("config.bad_key", kind=kind)
        if body is not None:
            check_item(kind, key, body, whole)
    return {item: await _put_draft(work, item, body, note) for item, body in bodies.items()}


async def discard_draft(work: Work, kind: str, key: str, *, base: str | None = None) -> None:
    """Throw a draft away. Raises NotFound, and ChangedMeanwhile as `save_draft` does."""
    await _lock(work)
    await require_as_seen(work, {} if base is None else {(kind, key): base})
    row = ConfigVersionRow
    gone = await work.session.execute(
        delete(row)
        .where(row.site_id == work.site, row.kind == kind, row.key == key, row.status == "draft")
        .returning(row.id)
    )
    if gone.scalar_one_or_none() is None:
        raise NotFound("config.no_draft", kind=kind, item=key)


async def publish(
    work: Work, items: list[Item] | None = None, *, note: str = "", allow: Allow | None = None
) -> int:
    """Put drafts in force, all of them or these, all or none. Returns the site's new configuration number.

    The whole configuration that would come of it is checked. Raises Invalid, what `allow` raises, or NotFound
    when there is nothing to publish.
    """
    await _lock(work)
    row = ConfigVersionRow
    found = await work.session.execute(select(row).filter_by(site_id=work.site, status="draft"))
    chosen = {(draft.kind, draft.key): draft for draft in found.scalars()}
    if items is not None:
        for kind, key in items:
            if (kind, key) not in chosen:
                raise NotFound("config.no_draft", kind=kind, item=key)
        chosen = {item: chosen[item] for item in items}
    if not chosen:
        raise NotFound("config.nothing_to_publish")
    in_force = await queries.whole(work.session, work.site)
    whole = queries.changed(in_force, {item: draft.body for item, draft in chosen.items()})
    if allow is not None:
        allow(in_force, whole)
    check_whole(whole)
    number = await _next_number(work, note)
    for item in sorted(chosen):
        await _retire(work.session, work.site, item, number)
        draft = chosen[item]
        draft.status, draft.number = "published", number
        draft.published_by, draft.published_at = work.actor.id, work.now
        await work.session.flush()
    await work.announce(
        f"config/{work.site}", ConfigPublished(number, [list(item) for item in sorted(chosen)])
    )
    return number


async def roll_back(
    work: Work,
    to: int,
    *,
    kinds: Collection[str] | None = None,
    note: str = "",
    seen: int | None = None,
    allow: Allow | None = None,
) -> int:
    """Put the configuration of an earlier number in force again, under a new number: all of it, or what is
    of these kinds. `seen`: which publication of these was thought to be the newest.

    Drafts of the items that change are replaced.
    Raises NotFound (no such number, or nothing differs), Refusal (another one is newer than `seen`), Invalid,
    and what `allow` raises.
    """
    await _lock(work)
    if seen is not None:
        newest = await queries.publications(work.session, work.site, kinds=kinds, before=None, most=1)
        if [each.number for each in newest] != [seen]:
            raise Refusal("config.published_meanwhile")
    if not 1 <= to <= await queries.number(work.session, work.site):
        raise NotFound("config.no_such_number", number=to)
    then = await queries.at_number(work.session, work.site, to)
    now = await queries.whole(work.session, work.site)
    changed = queries.differing(then, now, kinds)
    if not changed:
        raise NotFound("config.nothing_to_publish")
    for kind, key in changed:
        await _put_draft(work, (kind, key), then.get(kind, {}).get(key), note)
    return await publish(work, changed, note=note or f"= {to}", allow=allow)


async def _put_draft(work: Work, item: Item, body: Body | None, note: str) -> int:
    """Write the draft of an item, in the place of the one there was. Returns its version."""
    row, session = ConfigVersionRow, work.session
    same = {"site_id": work.site, "kind": item[0], "key": item[1]}
    draft = (await session.execute(select(row).filter_by(**same, status="draft"))).scalar_one_or_none()
    if draft is None:
        last = await session.execute(select(func.max(row.version)).filter_by(**same))
        draft = row(**same, id=new_id(), version=(last.scalar_one() or 0) + 1, status="draft")
        session.add(draft)
    draft.body, draft.note = body, note
    draft.created_by, draft.created_at = work.actor.id, work.now
    await session.flush()
    return draft.version


async def _retire(session: AsyncSession, site: str, item: Item, number: int) -> None:
    """The version in force until now, if any, is so no longer."""
    kind, key = item
    found = await session.execute(
        select(ConfigVersionRow).filter_by(site_id=site, kind=kind, key=key, status="published")
    )
    before = found.scalar_one_or_none()
    if before is not None:
        before.status, before.until_number = "retired", number
        await session.flush()


async def _next_number(work: Work, note: str) -> int:
    number = await queries.number(work.session, work.site) + 1
    work.session.add(
        ConfigNumberRow(site_id=work.site, number=number, at=work.now, by=work.actor.id, note=note)
    )
    return number


async def _lock(work: Work) -> None:
    """One change of a site's configuration at a time."""
    await work.alone(f"config {work.site}")
