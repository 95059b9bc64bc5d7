"""Walks as plain values, to be kept and taken up again."""

from collections.abc import Mapping
from typing import Any

from huawu.flows.types import Plain, Walk


def walk_to_dict(walk: Walk) -> dict[str, object]:
    """A walk as plain values; what says nothing is left out."""
    row: dict[str, object] = {
        "flow": walk.flow,
        "version": walk.version,
        "node": walk.node,
        "tries": walk.tries,
        "path": list(walk.path),
        "vars": dict(walk.vars),
        "language": walk.language,
        "typed": walk.typed,
        "heard": walk.heard,
        "menus": list(walk.menus),
    }
    return {name: kept for name, kept in row.items() if kept or name in _ALWAYS}


def walk_from_dict(row: Mapping[str, Any]) -> Walk:
    """The walk that `walk_to_dict` wrote, now or when walks held less. What is not of its type counts as
    absent: a walk that makes no sense begins again (`step`)."""
    values = row.get("vars")
    return Walk(
        flow=_text(row.get("flow")),
        version=_whole(row.get("version")),
        node=_text(row.get("node")),
        tries=_whole(row.get("tries")),
        path=_texts(row.get("path")),
        vars=_held(values) if isinstance(values, Mapping) else (),
        language=_text(row.get("language")),
        typed=_text(row.get("typed")),
        heard=_text(row.get("heard")),
        menus=_texts(row.get("menus")),
    )


_ALWAYS = frozenset({"flow", "version", "node", "tries", "path"})


def _text(read: object) -> str:
    return read if isinstance(read, str) else ""


def _whole(read: object) -> int:
    return read if isinstance(read, int) and not isinstance(read, bool) and read >= 0 else 0


def _texts(read: object) -> tuple[str, ...]:
    return tuple(_text(each) for each in read) if isinstance(read, list | tuple) else ()


def _held(values: Mapping[Any, Any]) -> tuple[tuple[str, Plain], ...]:
    return tuple((str(name), held) for name, held in values.items() if isinstance(held, Plain))
