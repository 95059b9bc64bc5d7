"""Papers that keep up with the code: a reason for every dependency, a check for every decision."""

import json
import re
import tomllib
from collections.abc import Iterator

from tools.house import Finding, House

DEPENDENCIES = "docs/dependencies.md"
DECISIONS = "docs/decisions"
_CHECK = re.compile(r"^Enforced by: \S", re.MULTILINE)
_LINE = re.compile(r"\| `([^`]+)` \|")
_NAME = re.compile(r"^[A-Za-z0-9._-]+")


def find(house: House) -> Iterator[Finding]:
    yield from _dependencies(house)
    yield from _decisions(house)


def _dependencies(house: House) -> Iterator[Finding]:
    lines = house.text(DEPENDENCIES).splitlines()
    explained = {told.group(1) for line in lines if (told := _LINE.match(line))}
    for name in sorted(set(_python(house)) | set(_web(house))):
        if name not in explained:
            yield Finding(DEPENDENCIES, 1, "dependencies", f"say in a line what `{name}` is for")
    for name in sorted(explained - set(_python(house)) - set(_web(house))):
        yield Finding(DEPENDENCIES, 1, "dependencies", f"`{name}` is no longer a dependency")


def _python(house: House) -> Iterator[str]:
    project = tomllib.loads(house.text("pyproject.toml"))["project"]
    groups = [project["dependencies"], *project.get("optional-dependencies", {}).values()]
    for requirement in (each for group in groups for each in group):
        name = _NAME.match(requirement)
        if name:
            yield name.group()


def _web(house: House) -> Iterator[str]:
    package = json.loads(house.text("web/package.json") or "{}")
    yield from package.get("dependencies", {})
    yield from package.get("devDependencies", {})


def _decisions(house: House) -> Iterator[Finding]:
    for path in sorted((house.root / DECISIONS).glob("[0-9]*.md")):
        if not _CHECK.search(path.read_text(encoding="utf-8")):
            name = path.relative_to(house.root).as_posix()
            yield Finding(name, 1, "decisions", "name the check: a line `Enforced by: ...`")
