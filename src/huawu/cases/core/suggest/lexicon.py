"""The words that tell something, as configuration has them; and which of them a text has.

    {"cues": {"blame": {"words": ["太差", "ridiculous"], "never": ["差不多"]}},
     "risks": {"fire": {"urgent": true, "words": [...], "hints": [...], "never": [...]}}}

`cues`: how much each counts, and for what, is learned. `risks`: `words` say it, `hints` say it in part. What
stands inside one of `never` is not meant.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from huawu.cases.core.suggest.phrases import Found, Index
from huawu.cases.core.suggest.reading import Reading

CUE, RISK, HINT, OWN = "cue:", "risk:", "hint:", "own:"
"""Whose a phrase is: each before the name of the cue, of the class of risk, of the type."""

_NEVER = "never "
"""Before whose words a phrase takes back."""


class Lexicon:
    """`risks`: the classes, each with whether it is urgent."""

    def __init__(self, body: Mapping[str, Any], own: Mapping[str, Sequence[str]] | None = None) -> None:
        """`own`: words that a centre gave to types of its own, by the key of the type."""
        self.risks: dict[str, bool] = {name: bool(each["urgent"]) for name, each in body["risks"].items()}
        never = ((_NEVER + owner, written) for owner, written in _all(body, "never"))
        self._index = Index((*_all(body, "words"), *_own(own or {}), *never))

    def find(self, reading: Reading) -> list[Found]:
        """What is said, from left to right, without what is not meant."""
        never: dict[str, set[int]] = {}
        said: list[Found] = []
        for each in self._index.find(reading):
            if each.owner.startswith(_NEVER):
                never.setdefault(each.owner.removeprefix(_NEVER), set()).update(range(each.start, each.end))
            else:
                said.append(each)
        return [each for each in said if not _taken_back(each, never)]


def with_more(body: Mapping[str, Any], more: Mapping[str, Mapping[str, Sequence[str]]]) -> dict[str, Any]:
    """The body with more words of some classes of risk."""
    risks = {
        name: {**each, "words": [*each["words"], *more.get(name, {}).get("words", ())]}
        for name, each in body["risks"].items()
    }
    return {**body, "risks": risks}


def _all(body: Mapping[str, Any], field: str) -> Iterator[tuple[str, str]]:
    for name, each in body["cues"].items():
        yield from ((CUE + name, written) for written in each.get(field, ()))
    for name, each in body["risks"].items():
        yield from ((RISK + name, written) for written in each.get(field, ()))
        if field == "words":
            yield from ((HINT + name, written) for written in each.get("hints", ()))


def _own(own: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, str]]:
    for key, words in own.items():
        yield from ((OWN + key, written) for written in words)


def _taken_back(found: Found, never: Mapping[str, set[int]]) -> bool:
    """A hint is taken back by what takes back a word of its class."""
    places = never.get(found.owner.replace(HINT, RISK, 1), ())
    return bool(places) and any(at in places for at in range(found.start, found.end))
