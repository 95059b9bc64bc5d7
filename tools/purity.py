"""Cores and measures touch nothing of the world: same inputs, same answers (architecture, rule 3)."""

import ast
from collections.abc import Iterator

from tools.house import Finding, House, Source, imports

WORLDLY = frozenset(
    "aiohttp alembic asyncio asyncpg concurrent fastapi glob http httpx io logging multiprocessing os "
    "pathlib queue random requests secrets select selectors shutil signal socket sqlalchemy sqlite3 ssl "
    "subprocess sys tempfile threading time urllib uuid uvicorn uvloop websockets".split()
)
CALLS = frozenset("open print input exec eval breakpoint globals __import__".split())
CLOCKS = frozenset("now utcnow today monotonic perf_counter".split())
OPEN_PLATFORM = frozenset("clock facts hours ids plain recorded refusals sheets values".split())
"""Parts of platform that hold plain values."""

PURE = ("urllib.parse",)


def find(house: House) -> Iterator[Finding]:
    for source in house.under("src/huawu/"):
        if source.room == "measures" or "core" in source.place[2:]:
            yield from _imports(source)
            yield from _calls(source)


def _imports(source: Source) -> Iterator[Finding]:
    for node, name in imports(source.tree):
        parts = name.split(".")
        if parts[0] in WORLDLY and not name.startswith(PURE):
            yield source.found(node, "purity", f"a core does not import {parts[0]}")
        if parts[:2] == ["huawu", "platform"] and len(parts) > 2 and parts[2] not in OPEN_PLATFORM:
            yield source.found(node, "purity", f"a core does not import {'.'.join(parts[:3])}")
        if name in ("huawu.platform.clock.system_clock", "huawu.platform.clock.anchored_clock"):
            yield source.found(node, "purity", "time is an argument")


def _calls(source: Source) -> Iterator[Finding]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.AsyncFunctionDef | ast.Await | ast.AsyncFor | ast.AsyncWith):
            yield source.found(node, "purity", "a core is not async")
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Name) and node.func.id in CALLS:
            yield source.found(node, "purity", f"a core does not call {node.func.id}()")
        if (
            isinstance(node.func, ast.Attribute)
            and node.func.attr in CLOCKS
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id in ("datetime", "date", "time")
        ):
            yield source.found(node, "purity", "time is an argument")
