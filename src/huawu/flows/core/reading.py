"""Reading what a graph holds, whatever it holds: what is not of its shape counts as absent. So walks are
total over graphs that nobody has checked."""

from typing import Any

Node = dict[str, Any]


def words(node: Node, field: str) -> str:
    """A name: of a node, a variable, a queue; "" when there is none."""
    held = node.get(field)
    return held if isinstance(held, str) else ""


def whole(node: Node, field: str, default: int) -> int:
    held = node.get(field, default)
    return held if isinstance(held, int) and not isinstance(held, bool) else default


def table(node: Node, field: str) -> dict[Any, Any]:
    held = node.get(field)
    return held if isinstance(held, dict) else {}


def rows(node: Node, field: str) -> list[Any]:
    held = node.get(field)
    return held if isinstance(held, list) else []


def yes(node: Node, field: str) -> bool:
    return node.get(field) is True


def by_language(held: object) -> tuple[tuple[str, str], ...]:
    """{"zh": ..., "en": ...} as pairs."""
    if not isinstance(held, dict):
        return ()
    return tuple((str(language), text) for language, text in held.items() if isinstance(text, str))


def in_language(held: object, language: str) -> str:
    """The words of {"zh": ..., "en": ...} for a language such as en-US; the Chinese ones where there are none
    of it."""
    if not isinstance(held, dict):
        return ""
    found = held.get(language[:2]) or held.get("zh") or held.get("en")
    return found if isinstance(found, str) else ""
