"""Use cases of the directory: own entries are added, changed, taken out, and imported from a sheet.

Changes are numbered one after the other, in the order in which they are committed (a lock is held until
then), so that an index in memory can ask for what is newer than what it knows.
"""

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import select

from huawu.platform.ids import Id, new_id
from huawu.platform.refusals import Invalid, NotFound, Refusal
from huawu.platform.work import Work
from huawu.switchboard.core.checking import faults_of, tidied
from huawu.switchboard.events import DirectoryChanged
from huawu.switchboard.models import DirectoryEntryRow
from huawu.switchboard.queries.entries import last_revision
from huawu.switchboard.types import Entry

STREAM = "directory"
_FIELDS = (
    "kind", "zh", "en", "pinyin", "department", "department_en", "extension", "note", "hidden"
)  # fmt: skip


async def add_entry(work: Work, new: Entry) -> Id:
    """Make an own entry (its id is given here). Refused when something is wrong with it, or another own entry
    has its extension."""
    entry, revision = replace(_right(new), id=new_id()), await _next(work)
    await _require_free(work, entry)
    _write(work, DirectoryEntryRow(id=entry.id, site_id=work.site), entry, revision)
    await _say(work, "added", entry.id)
    return entry.id


async def change_entry(work: Work, changed: Entry, *, seen: int | None = None) -> None:
    """Write an own entry anew. `seen`: the revision that whoever changes it saw; refused when somebody else
    changed it since."""
    entry, revision = _right(changed), await _next(work)
    row = await _row(work, entry.id)
    if seen is not None and row.revision != seen:
        raise Refusal("directory.changed_meanwhile")
    await _require_free(work, entry)
    _write(work, row, entry, revision)
    await _say(work, "changed", entry.id)


async def remove_entry(work: Work, entry: Id) -> None:
    """Take an own entry out: nothing personal of it is kept."""
    revision = await _next(work)
    _write(work, await _row(work, entry), Entry(entry, "person"), revision, removed=True)
    await _say(work, "removed", entry)


async def take_sheet(work: Work, entries: Iterable[Entry]) -> int:
    """Write all of these, or none: those without an id are new. How many there were."""
    revision, rows = await _next(work), await _rows(work)
    taken = {row.extension: row.id for row in rows.values() if row.extension}
    many = 0
    for each in entries:
        entry = _right(each if each.id else replace(each, id=new_id()))
        if each.id and each.id not in rows:
            raise NotFound("directory.unknown")
        if entry.extension and taken.setdefault(entry.extension, entry.id) != entry.id:
            raise Refusal("directory.extension_taken", extension=entry.extension)
        row = rows.get(entry.id) or DirectoryEntryRow(id=entry.id, site_id=work.site)
        _write(work, row, entry, revision + many)
        many += 1
    await work.session.flush()
    if many:
        await _say(work, "imported", "", many)
    return many


def _right(entry: Entry) -> Entry:
    """As it is kept. Raises Invalid, with the first thing that is wrong."""
    plain = replace(
        entry,
        **{name: getattr(entry, name).strip() for name in _FIELDS if name not in ("kind", "hidden")},
        numbers=tuple(dict.fromkeys(tidied(number) for number in entry.numbers)),
    )
    for key, params in faults_of(plain):
        raise Invalid(key, **params)
    return plain


async def _next(work: Work) -> int:
    """The number of this change; whoever changes something later waits until this one is committed."""
    await work.alone(f"directory {work.site}")
    return await last_revision(work.session, work.site) + 1


async def _row(work: Work, entry: Id) -> DirectoryEntryRow:
    row = await work.session.get(DirectoryEntryRow, entry)
    if row is None or row.removed or row.site_id != work.site:
        raise NotFound("directory.unknown")
    return row


async def _rows(work: Work) -> dict[Id, DirectoryEntryRow]:
    row = DirectoryEntryRow
    found = await work.session.execute(select(row).where(row.site_id == work.site, ~row.removed))
    return {each.id: each for each in found.scalars()}


async def _require_free(work: Work, entry: Entry) -> None:
    """Refused when another own entry has the extension."""
    of = DirectoryEntryRow
    other = select(of.id).where(of.site_id == work.site, of.extension == entry.extension, of.id != entry.id)
    if entry.extension and (await work.session.execute(other)).first() is not None:
        raise Refusal("directory.extension_taken", extension=entry.extension)


def _write(work: Work, row: DirectoryEntryRow, entry: Entry, revision: int, *, removed: bool = False) -> None:
    for name in _FIELDS:
        setattr(row, name, getattr(entry, name))
    row.numbers, row.removed, row.revision = list(entry.numbers), removed, revision
    row.changed_by, row.changed_at = work.actor.id, work.now
    work.session.add(row)


async def _say(work: Work, what: str, entry: Id, many: int = 1) -> None:
    await work.announce(STREAM, DirectoryChanged(what, entry, many, work.actor.id, work.now))
