"""The configuration as a YAML document: to keep, compare, and carry to another installation."""

import re
from typing import Any

import yaml
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.platform.config import queries, service
from huawu.platform.config.checks import Body, known_kinds
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
        "items": await queries.whole(session, site),
    }
    return yaml.safe_dump(document, allow_unicode=True, sort_keys=False, width=110)


async def import_yaml(
    work: Work, document: str, *, whole: bool = False, note: str = ""
) -> list[queries.Item]:
    """Save as drafts what the document says differently. `whole`: what it does not name is taken away.

    Nothing is in force before `publish`. Returns the items that differ. Raises Invalid.
    """
    wanted = _read(document)
    now = await queries.whole(work.session, work.site)
    changes: dict[queries.Item, Body | None] = {
        (kind, key): body
        for kind, bodies in wanted.items()
        for key, body in bodies.items()
        if now.get(kind, {}).get(key) != body
    }
    if whole:
        gone = [(kind, key) for kind in now for key in now[kind] if key not in wanted.get(kind, {})]
        changes |= dict.fromkeys(gone)
    await service.save_drafts(work, changes, note=note)
    return sorted(changes)


def _read(document: str) -> dict[str, dict[str, Body]]:
    if len(document) > _MOST:
        raise Invalid("config.document_too_long", most_bytes=_MOST)
    try:
        read = yaml.load(document, _Loader)  # noqa: S506 - a safe loader
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        raise Invalid("config.not_yaml", line=mark.line + 1 if mark else 0) from error
    if not isinstance(read, dict) or read.get(_HEAD) != FORMAT:
        raise Invalid("config.not_a_configuration", format=FORMAT)
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
