"""Write the lock files: every distribution that the product, and that its tests, pull in, pinned as installed
here.

    .venv/bin/python tools/lock.py

`requirements.lock` is what `make up` installs, `requirements-dev.lock` what the checks and tests need
besides, `requirements-speech.lock` what the extra `speech` needs besides (written only where that is
installed). A distribution that only an older or newer Python needs is not here, because the lock is made from
one environment; pip finds it by the requirement of the one that wants it.
"""

import re
import tomllib
from collections.abc import Iterable
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

HEAD = (
    "# Written by tools/lock.py from what is installed; change pyproject.toml, install, and run it again.\n"
)
INSTALLERS = ("pip", "setuptools", "wheel")


def closure(roots: Iterable[str]) -> dict[str, str]:
    """Name and version of every distribution that `roots` need, themselves included."""
    found: dict[str, str] = {}
    seen: set[tuple[str, str]] = set()
    waiting = [Requirement(root) for root in roots]
    while waiting:
        requirement = waiting.pop()
        name = re.sub(r"[-_.]+", "-", requirement.name).lower()
        for extra in requirement.extras or {""}:
            if (name, extra) not in seen and name not in INSTALLERS:
                seen.add((name, extra))
                found[name] = _installed(name).version
                waiting.extend(_needed(name, extra))
    return found


def _needed(name: str, extra: str) -> list[Requirement]:
    """What an installed distribution asks for here when it is wanted with `extra`."""
    asked = [Requirement(text) for text in _installed(name).requires or []]
    return [each for each in asked if each.marker is None or each.marker.evaluate({"extra": extra})]


def _installed(name: str) -> Distribution:
    try:
        return distribution(name)
    except PackageNotFoundError:
        raise SystemExit(f"{name} is not installed: install everything first") from None


def _is_installed(name: str) -> bool:
    return any(True for _ in Distribution.discover(name=name))


def _lines(pins: dict[str, str]) -> str:
    return HEAD + "".join(f"{name}=={version}\n" for name, version in sorted(pins.items()))


def main() -> None:
    project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["project"]
    runtime = closure(project["dependencies"])
    tests = closure(project["optional-dependencies"]["dev"])
    speech = project["optional-dependencies"]["speech"]
    only_tests = {name: version for name, version in tests.items() if name not in runtime}
    Path("requirements.lock").write_text(_lines(runtime), encoding="utf-8")
    Path("requirements-dev.lock").write_text(_lines(only_tests), encoding="utf-8")
    if all(_is_installed(Requirement(each).name) for each in speech):
        only_speech = {name: version for name, version in closure(speech).items() if name not in runtime}
        Path("requirements-speech.lock").write_text(_lines(only_speech), encoding="utf-8")


if __name__ == "__main__":
    main()
