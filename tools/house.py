"""The checkout as the rules see it: parsed Python files, web files, papers."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

PYTHON_FOLDERS = ("src", "tests", "tools")
_GENERATED = ("src/huawu/app/migrations/versions/",)


@dataclass(frozen=True, slots=True)
class Finding:
    """One place that breaks a rule. `path` is relative to the checkout; `subject` is what it reached for."""

    path: str
    line: int
    rule: str
    message: str
    subject: str = ""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.rule}: {self.message}"


@dataclass(frozen=True, slots=True)
class Source:
    """A Python file."""

    path: str
    text: str
    tree: ast.Module

    def found(self, node: ast.AST | int, rule: str, message: str, *, subject: str = "") -> Finding:
        """A finding in this file, at `node` or a line number."""
        line = node if isinstance(node, int) else getattr(node, "lineno", 1)
        return Finding(self.path, line, rule, message, subject)

    @property
    def lines(self) -> int:
        return len(self.text.splitlines())

    @property
    def place(self) -> tuple[str, ...]:
        """The module's name in parts: ("huawu", "routing", "core", "engine"); empty outside src."""
        if not self.path.startswith("src/"):
            return ()
        parts = self.path.removeprefix("src/").removesuffix(".py").split("/")
        return tuple(parts[:-1] if parts[-1] == "__init__" else parts)

    @property
    def room(self) -> str:
        """The room it stands in; empty outside the rooms."""
        return self.place[1] if len(self.place) > 1 else ""


@dataclass(frozen=True)
class House:
    """A checkout at `root`."""

    root: Path

    @cached_property
    def sources(self) -> list[Source]:
        """Every Python file that people write, in the order of their paths."""
        found = []
        for folder in PYTHON_FOLDERS:
            for path in sorted((self.root / folder).rglob("*.py")):
                name = path.relative_to(self.root).as_posix()
                if not name.startswith(_GENERATED):
                    text = path.read_text(encoding="utf-8")
                    found.append(Source(name, text, ast.parse(text, name)))
        return found

    def under(self, prefix: str) -> Iterator[Source]:
        """The Python files whose path begins with `prefix`."""
        return (source for source in self.sources if source.path.startswith(prefix))

    def text(self, path: str) -> str:
        """A paper of the checkout; empty when there is none."""
        file = self.root / path
        return file.read_text(encoding="utf-8") if file.is_file() else ""


def imports(tree: ast.AST) -> Iterator[tuple[ast.stmt, str]]:
    """Every imported name in full, with its statement: `from a.b import c` gives `a.b.c`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from ((node, f"{node.module}.{alias.name}") for alias in node.names)


def dotted(node: ast.expr) -> str:
    """`a.b.c` as text; empty for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        before = dotted(node.value)
        return f"{before}.{node.attr}" if before else ""
    return ""
