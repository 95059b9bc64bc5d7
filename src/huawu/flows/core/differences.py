"""What is different in two versions of a graph, in the words of those who make menus: a node came, a key
leads elsewhere, another prompt is said. Where nodes stand on the page says nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from huawu.flows.core.kinds import KINDS
from huawu.flows.core.lift import lifted
from huawu.flows.core.reading import Node, rows, table
from huawu.flows.types import Graph

_FOLLOWS = ("start", "for")


@dataclass(frozen=True, slots=True)
class Difference:
    """One of them: a translation key with its `params`, the node ("" the graph itself) and the field."""

    key: str
    node: str
    field: str
    params: dict[str, Any]


def differences(before: Graph, after: Graph) -> list[Difference]:
    """What has to be done to come from one to the other; empty when they are walked alike."""
    before, after = lifted(before), lifted(after)
    found = [
        Difference(
            f"flow.change.{name}", "", name, {"before": before.get(name, ""), "after": after.get(name, "")}
        )
        for name in _FOLLOWS
        if before.get(name) != after.get(name)
    ]
    old, new = table(before, "nodes"), table(after, "nodes")
    found += [
        Difference("flow.change.node_removed", n, "", {"do": _kind(old[n])}) for n in old if n not in new
    ]
    for name, node in new.items():
        if name not in old:
            found.append(Difference("flow.change.node_added", name, "", {"do": _kind(node)}))
        elif old[name] != node:
            found += _of_node(name, old[name], node)
    found += _listed("variable", table(before, "variables"), table(after, "variables"))
    found += _listed("test", _by_name(before), _by_name(after))
    return found


def _kind(node: object) -> str:
    return str(node.get("do", "")) if isinstance(node, dict) else ""


def _of_node(name: str, old: Node, new: Node) -> Iterator[Difference]:
    if not isinstance(old, dict) or not isinstance(new, dict) or _kind(old) != _kind(new):
        yield Difference("flow.change.kind", name, "do", {"before": _kind(old), "after": _kind(new)})
        return
    kind = KINDS.get(_kind(new))
    types = {field.name: field.type for field in kind.fields} if kind else {}
    defaults = {field.name: field.default for field in kind.fields} if kind else {}
    for field in dict.fromkeys((*new, *old)):
        was, now = old.get(field, defaults.get(field)), new.get(field, defaults.get(field))
        if was != now:
            yield from _of_field(name, field, types.get(field, ""), was, now)


def _of_field(name: str, field: str, kind: str, was: Any, now: Any) -> Iterator[Difference]:  # noqa: ANN401
    both = {"before": was, "after": now}
    if kind == "choices" and isinstance(was, dict | None) and isinstance(now, dict | None):
        yield from _of_keys(name, field, was or {}, now or {})
    elif kind == "node":
        yield Difference("flow.change.way", name, field, {"field": field, **both})
    elif kind == "say":
        yield Difference("flow.change.said", name, field, {"field": field, **both})
    else:
        yield Difference("flow.change.field", name, field, {"field": field, **both})


def _of_keys(name: str, field: str, was: dict[str, Any], now: dict[str, Any]) -> Iterator[Difference]:
    for digit in dict.fromkeys((*now, *was)):
        before, after = was.get(digit), now.get(digit)
        if before == after:
            continue
        how = "key_added" if before is None else "key_removed" if after is None else "key"
        yield Difference(
            f"flow.change.{how}", name, field, {"digit": digit, "before": before, "after": after}
        )


def _listed(what: str, was: dict[str, Any], now: dict[str, Any]) -> Iterator[Difference]:
    for name in dict.fromkeys((*was, *now)):
        if was.get(name) == now.get(name):
            continue
        how = "added" if name not in was else "removed" if name not in now else "changed"
        yield Difference(f"flow.change.{what}_{how}", "", f"{what}s", {"name": name})


def _by_name(graph: Graph) -> dict[str, Any]:
    return {str(each.get("name", "")): each for each in rows(graph, "tests") if isinstance(each, dict)}
