"""Lines with holes: `{customer.name}` is filled from the call."""

import re
from collections.abc import Collection, Iterator, Mapping

_HOLE = re.compile(r"\{([^{}]*)\}")
_NAME = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?")


def holes(text: str) -> list[str]:
    """The names between braces, in order."""
    return _HOLE.findall(text)


def wrong_with(text: str, known: Collection[str]) -> Iterator[str]:
    """The names that nothing can be filled in for; `{` for a brace without its other."""
    for name in holes(text):
        if not _NAME.fullmatch(name) or name not in known:
            yield name
    rest = _HOLE.sub("", text)
    if "{" in rest or "}" in rest:
        yield "{"


def fill(text: str, values: Mapping[str, str], called: Mapping[str, str], language: str) -> str:
    """The line as it is said. What nobody knows stands there by its name, so that the agent sees what to
    say: 〔客户姓名〕. `called`: the names of the holes."""
    left, right = ("〔", "〕") if language == "zh" else ("[", "]")

    def filled(hole: re.Match[str]) -> str:
        name = hole.group(1)
        return values.get(name) or f"{left}{called.get(name, name)}{right}"

    return _HOLE.sub(filled, text)
