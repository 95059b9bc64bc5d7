"""The configuration as a YAML document: to keep, compare, and carry to another installation.

A document says under which number of the site it was exported, and has a *mark* of all that it said then.
Where that is a configuration that this site had, only what was changed in the document is taken from it, and
only where nobody else has changed the same since; without a mark, or with that of another installation, all
of it.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import yaml
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.platform.config import queries, service
from huawu.platform.config.checks import Body, Whole, known_kinds
from huawu.platform.config.seen import ChangedMeanwhile, Standing, as_it_was, digest_of, not_as_seen
from huawu.platform.refusals import Invalid
from huawu.platform.work import Work

FORMAT = 1
_MOST = 4 * 1024 * 1024
_HEAD = "huawu_config"


class _Loader(yaml.SafeLoader):
    """YAML 1.2's plain values: 10:30 and 2026-10-01 are text, and no alias can make a small document huge."""

    yaml_implicit_resolvers: dict[str, Any] = {}

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise yaml.MarkedYAMLError(problem="alias", problem_mark=self._here())
        return super().compose_node(parent, index)

    def _here(self) -> yaml.Mark:
        mark: yaml.Mark = self.get_mark()
        return mark


for _tag, _form, _first in (
    ("null", r"~|null|", ["~", "n", ""]),
    ("bool", r"true|false", "tf"),
    ("int", r"[-+]?(0|[1-9][0-9]*)", "-+0123456789"),
    ("float", r"[-+]?[0-9]+(\.[0-9]+([eE][-+]?[0-9]+)?|[eE][-+]?[0-9]+)", "-+0123456789"),
):
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(rf"^(?:{_form})$"), list(_first))


async def export_yaml(session: AsyncSession, site: str) -> str:
    """The configuration in force."""
    document: dict[str, Any] = {
        _HEAD: FORMAT,
        "number": await queries.number(session, site),
        "mark": digest_of(items := await queries.whole(session, site)),
        "items": items,
    }
    return yaml.safe_dump(document, allow_unicode=True, sort_keys=False, width=110)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a document says differently. `changes`: the items that it would draft, None takes one away;
    `before`: as they are in force. `bases`: the marks of what it was made from, where that is known. `late`:
    those of them that somebody else has changed, or drafted, since. `others`: so many items of kinds that
    are not taken differ too."""

    changes: dict[queries.Item, Body | None]
    before: dict[queries.Item, Body | None]
    bases: dict[queries.Item, str]
    late: dict[queries.Item, Standing]
    others: int


async def wanted(
    work: Work,
    document: str,
    *,
    whole: bool = False,
    over: bool = False,
    kinds: Collection[str] | None = None,
) -> Wanted:
    """Look into a document; nothing is saved. Arguments and refusals as of `import_yaml`."""
    read = _read(document)
    items = _items(read)
    now = await queries.whole(work.session, work.site)
    changes: dict[queries.Item, Body | None] = {
        (kind, key): body
        for kind, bodies in items.items()
        for key, body in bodies.items()
        if now.get(kind, {}).get(key) != body
    }
    if whole:
        gone = [(kind, key) for kind in now for key in now[kind] if key not in items.get(kind, {})]
        changes |= dict.fromkeys(gone)
    then = None if over else await _exported_from(work, read)
    bases: dict[queries.Item, str] = {}
    if then is not None:
        was = {item: then.get(item[0], {}).get(item[1]) for item in changes}
        changes = {item: body for item, body in changes.items() if body != was[item]}
        own = await _drafted_by(work)
        bases = {item: as_it_was(was[item]) for item in changes if item not in own}
    taken = {item: body for item, body in changes.items() if kinds is None or item[0] in kinds}
    bases = {item: base for item, base in bases.items() if item in taken}
    before = {item: now.get(item[0], {}).get(item[1]) for item in taken}
    return Wanted(taken, before, bases, await not_as_seen(work, bases), len(changes) - len(taken))


async def import_yaml(
    work: Work,
    document: str,
    *,
    whole: bool = False,
    over: bool = False,
    kinds: Collection[str] | None = None,
    allow: service.Allow | None = None,
    note: str = "",
) -> list[queries.Item]:
    """Save as drafts what the document says differently, of these kinds only if any are named. `whole`: what
    it does not name is taken away. `over`: whatever has been changed since it was exported, all that differs
    is as the document has it. `allow`: as of `save_drafts`.

    Nothing is in force before `publish`. Returns the items that are drafted. Raises Invalid, and
    ChangedMeanwhile (`config.changed_since_export`) where somebody else has changed, or drafted, the same.
    """
    found = await wanted(work, document, whole=whole, over=over, kinds=kinds)
    try:
        await service.save_drafts(work, found.changes, bases=found.bases, note=note, allow=allow)
    except ChangedMeanwhile as late:
        raise ChangedMeanwhile("config.changed_since_export", **late.params) from late
    return sorted(found.changes)


async def _exported_from(work: Work, read: dict[str, Any]) -> Whole | None:
    """What was in force when the document was exported; None where that is not known to this site."""
    number, mark = read.get("number"), read.get("mark")
    if type(number) is not int or not 0 <= number <= await queries.number(work.session, work.site):
        return None
    then = await queries.at_number(work.session, work.site, number)
    return then if mark == digest_of(then) else None


async def _drafted_by(work: Work) -> set[queries.Item]:
    """What whoever does this has drafted, perhaps by an earlier import: nobody else's is lost with it."""
    drafts = await queries.drafts(work.session, work.site)
    return {(draft.kind, draft.key) for draft in drafts if draft.created_by == work.actor.id}


def plain_yaml(document: str) -> Any:  # noqa: ANN401 - whatever it holds
    """The plain values of a YAML document. Raises Invalid with the line in which it is none."""
    if len(document) > _MOST:
        raise Invalid("config.document_too_long", most_bytes=_MOST)
    try:
        return yaml.load(document, _Loader)  # noqa: S506 - a safe loader
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        raise Invalid("config.not_yaml", line=mark.line + 1 if mark else 0) from error


def _read(document: str) -> dict[str, Any]:
    read = plain_yaml(document)
    if not isinstance(read, dict) or read.get(_HEAD) != FORMAT:
        raise Invalid("config.not_a_configuration", format=FORMAT)
    return read


def _items(read: dict[str, Any]) -> dict[str, dict[str, Body]]:
    items = read.get("items") or {}
    if not isinstance(items, dict) or not all(isinstance(bodies, dict) for bodies in items.values()):
        raise Invalid("config.not_a_configuration", format=FORMAT)
    for kind, bodies in items.items():
        if kind not in known_kinds():
            raise Invalid("config.unknown_kind", kind=str(kind))
        for key, body in bodies.items():
            if not isinstance(body, dict):
                raise Invalid("config.bad_body", kind=kind, item=str(key))
    return {kind: {str(key): body for key, body in bodies.items()} for kind, bodies in items.items()}
