"""Trees as configuration keeps them: bodies by key, each with the `parent` it hangs under or none."""

from collections.abc import Mapping
from typing import Any

Bodies = Mapping[str, Mapping[str, Any]]
Name = dict[str, str]


def way(bodies: Bodies, key: str) -> list[str] | None:
    """The keys from the top down to this one. None: it hangs under nothing that is there, or under itself."""
    found: list[str] = []
    at: str | None = key
    while at is not None:
        if at in found or at not in bodies:
            return None
        found.append(at)
        at = bodies[at].get("parent")
    return found[::-1]


def path_name(bodies: Bodies, key: str) -> Name:
    """The names on the way to it, put together: 投诉 / 服务态度. In English where every one of them has
    one."""
    names = [bodies[each]["name"] for each in way(bodies, key) or [key]]
    en = [name.get("en", "") for name in names]
    return {"zh": " / ".join(name["zh"] for name in names), "en": " / ".join(en) if all(en) else ""}


def inherited(bodies: Bodies, key: str, field: str) -> Any:  # noqa: ANN401 - what a body holds
    """What it says of this, or the nearest above it that says something; None: nobody does."""
    for each in reversed(way(bodies, key) or []):
        if bodies[each].get(field) is not None:
            return bodies[each][field]
    return None


def below(bodies: Bodies, key: str) -> list[str]:
    """It, and all that hangs under it."""
    return [each for each in bodies if key in (way(bodies, each) or ())]


def is_leaf(bodies: Bodies, key: str) -> bool:
    """Whether nothing hangs under it."""
    return all(body.get("parent") != key for body in bodies.values())


def in_order(bodies: Bodies, parent: str | None) -> list[str]:
    """What hangs under it directly (None: the tops), as it is to be shown."""
    mine = [key for key, body in bodies.items() if body.get("parent") == parent]
    return sorted(mine, key=lambda key: (bodies[key].get("order", 0), key))
