"""Tests: a tier for each module, a sentence for each name, few mocks and none in the core tier."""

import ast
from collections.abc import Iterator

from tools.house import Finding, House, Source, dotted

TIERS = ("core", "room", "system", "long")
WORDS = 3
"""A sentence has at least so many words after `test`."""

MOCKS_PER_1000_LINES = 10
_MOCKS = frozenset("Mock MagicMock AsyncMock NonCallableMock patch create_autospec".split())


def find(house: House) -> Iterator[Finding]:
    lines, mocks = 0, 0
    for source in house.under("tests/"):
        used = list(_mocks(source))
        lines, mocks = lines + source.lines, mocks + len(used)
        if not source.path.rsplit("/", 1)[-1].startswith("test_"):
            continue
        tier = _tier(source.tree)
        if tier is None:
            tiers = ", ".join(TIERS)
            yield source.found(1, "tier", f"say `pytestmark = pytest.mark.TIER` with one of {tiers}")
        if tier == "core":
            yield from (source.found(node, "mocks", "the core tier has no mocks") for node in used)
        yield from _names(source)
    if mocks * 1000 > lines * MOCKS_PER_1000_LINES:
        yield Finding("tests", 1, "mocks", f"{mocks} mocks in {lines} lines, at most 10 per 1000")


def _tier(tree: ast.Module) -> str | None:
    """The tier that the module declares, alone or in a list of marks."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and any(dotted(target) == "pytestmark" for target in node.targets):
            marks = node.value.elts if isinstance(node.value, ast.List | ast.Tuple) else [node.value]
            named = [dotted(mark.func if isinstance(mark, ast.Call) else mark) for mark in marks]
            tiers = [name.rsplit(".", 1)[-1] for name in named if name.rsplit(".", 1)[-1] in TIERS]
            return tiers[0] if len(tiers) == 1 else None
    return None


def _names(source: Source) -> Iterator[Finding]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
            if len(node.name.split("_")) - 1 < WORDS:
                yield source.found(node, "test-name", f"{node.name} is no sentence: say what holds")


def _mocks(source: Source) -> Iterator[ast.AST]:
    """Where a mock is made or asked for (setting an environment variable is none)."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call):
            parts = dotted(node.func).split(".")
            if parts[-1] in _MOCKS or parts[0] == "mocker" or parts[:2] == ["monkeypatch", "setattr"]:
                yield node
