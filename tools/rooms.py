"""Rooms: fixed names inside, doors to the outside, select and commit in their places."""

import ast
from collections.abc import Iterator

from tools.house import Finding, House, Source, dotted, imports

NAMES = frozenset(
    "core events types errors ports models service queries schemas routes subscribers jobs settings "
    "config".split()
)
"""What a room may hold beside its card (`__init__`)."""

DOORS = frozenset("service queries events types ports errors".split())
"""What another room may import."""

WIRING_DOORS = DOORS | frozenset("models routes subscribers jobs config".split())
"""What `app` may import: it mounts, starts and migrates what the rooms bring."""

OPEN = frozenset(("platform", "measures"))
"""Rooms without inner walls: pure formulas, and what everyone stands on."""


def find(house: House) -> Iterator[Finding]:
    yield from _shape(house)
    for source in house.under("src/huawu/"):
        yield from _doors(source)
        yield from _database(source)


def _shape(house: House) -> Iterator[Finding]:
    for room in sorted(path for path in (house.root / "src" / "huawu").iterdir() if path.is_dir()):
        if room.name in OPEN | {"app", "__pycache__"}:
            continue
        here = room.relative_to(house.root).as_posix()
        if not (room / "__init__.py").read_text(encoding="utf-8").startswith('"""'):
            yield Finding(f"{here}/__init__.py", 1, "room-shape", "a room begins with its card")
        for part in sorted(room.iterdir()):
            name = part.name.removesuffix(".py")
            if name not in NAMES | {"__init__", "__pycache__"}:
                message = f"{name} is no part of a room; parts are {', '.join(sorted(NAMES))}"
                yield Finding(f"{here}/{part.name}", 1, "room-shape", message)


def _doors(source: Source) -> Iterator[Finding]:
    doors = WIRING_DOORS if source.room == "app" else DOORS
    for node, name in imports(source.tree):
        parts = name.split(".")
        if parts[0] != "huawu" or len(parts) < 3 or parts[1] in OPEN | {source.room, "app"}:
            continue
        if parts[2] not in doors:
            subject = ".".join(parts[:3])
            message = f"{subject} is no door; doors are {', '.join(sorted(doors))}"
            yield source.found(node, "doors", message, subject=subject)


def _database(source: Source) -> Iterator[Finding]:
    in_routes = "routes" in source.place
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.Call):
            continue
        called = dotted(node.func).rsplit(".", 1)[-1]
        if called == "select" and in_routes:
            yield source.found(node, "select-in-routes", "ask a query of the room instead")
        if isinstance(node.func, ast.Attribute) and node.func.attr == "commit" and source.room != "platform":
            yield source.found(node, "commit", "Work commits at the edge, nobody else does")
