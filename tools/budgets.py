"""Lengths: a file or function that outgrows its budget is cut by use case."""

import ast
from collections.abc import Iterator

from tools.house import Finding, House, Source

PYTHON_FILE = 400
FUNCTION = 50
TYPESCRIPT_FILE = 250
_GENERATED = "web/src/api/"


def find(house: House) -> Iterator[Finding]:
    for source in house.sources:
        if source.lines > PYTHON_FILE:
            yield source.found(PYTHON_FILE, "file-length", f"{source.lines} lines, at most {PYTHON_FILE}")
        yield from _functions(source)
    for path in sorted((house.root / "web" / "src").rglob("*.ts*")):
        name = path.relative_to(house.root).as_posix()
        lines = len(path.read_text(encoding="utf-8").splitlines())
        if path.suffix in (".ts", ".tsx") and lines > TYPESCRIPT_FILE and not name.startswith(_GENERATED):
            message = f"{lines} lines, at most {TYPESCRIPT_FILE}"
            yield Finding(name, TYPESCRIPT_FILE, "file-length", message)


def _functions(source: Source) -> Iterator[Finding]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = _lines(node)
            if lines > FUNCTION:
                message = f"{node.name} has {lines} lines, at most {FUNCTION}"
                yield source.found(node, "function-length", message)


def _lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """From `def` to the end, without the docstring: explaining is not punished."""
    lines = (node.end_lineno or node.lineno) - node.lineno + 1
    first = node.body[0]
    if ast.get_docstring(node, clean=False) is not None:
        lines -= (first.end_lineno or first.lineno) - first.lineno + 1
    return lines
