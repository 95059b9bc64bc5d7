"""What a case may be, from what was typed and said: with what is shipped, or with what a centre has taught.

A type of the centre says what speaks for it in two fields of its body, both of which may be left out:

    {"words": ["漏水", "leak"], "like": "business/repair"}

`words`: speak for this type. `like`: which of the shipped types it is; without it, the one that has its key
(`repair` under `business`).
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml

from huawu.cases.core.suggest import (
    Example,
    Lexicon,
    Model,
    Suggester,
    Suggestions,
    examples_of,
    learned,
    model_of,
    with_more,
)
from huawu.cases.core.trees import Bodies, way

_DATA = "huawu.cases.core.suggest"
_MOST_EXAMPLES = 20_000
"""Of a centre's own, the latest ones; some minutes of one core."""

OwnWords = tuple[tuple[str, str, tuple[str, ...]], ...]


@cache
def shipped_words() -> dict[str, Any]:
    """Cues and classes of risk, as `core.suggest.lexicon` says: those that were measured."""
    found: dict[str, Any] = yaml.safe_load(_read("words.yaml"))
    return found


@cache
def all_words() -> dict[str, Any]:
    """The shipped words, and those of risks that came after the measurement."""
    return with_more(shipped_words(), yaml.safe_load(_read("more-words.yaml")))


@cache
def shipped_examples() -> tuple[Example, ...]:
    """What the shipped model was learned from."""
    return tuple(examples_of(_read("examples.txt")))


@cache
def shipped_model() -> Model:
    return model_of(_read("model.json"))


def taught(closed: Sequence[Example]) -> Model:
    """What the shipped examples and a centre's own closed cases teach. Takes seconds to minutes of processor
    time: for a job."""
    return learned((*shipped_examples(), *closed[-_MOST_EXAMPLES:]), Lexicon(all_words()))


def label(key: str, types: Bodies) -> str:
    """What a closed case of this type teaches: `Example.type`."""
    path = way(types, key) or [key]
    return path[0] if len(path) == 1 else str(types[key].get("like") or f"{path[0]}/{key}")


def suggest(text: str, types: Bodies, model: Model | None = None) -> Suggestions:
    """`types`: the bodies of the centre's types by key; `sub` is told as one of these keys. `model`: what the
    centre has taught, None: the shipped one."""
    told = _suggester(_own_words(types), model or shipped_model()).suggest(text)
    if told.sub is None or told.sub.value in types:
        return told
    key = _like(told.sub.value, types)
    return replace(told, sub=None if key is None else replace(told.sub, value=key))


def _own_words(types: Bodies) -> OwnWords:
    return tuple(
        (key, path[0], tuple(body["words"]))
        for key, body in sorted(types.items())
        for path in (way(types, key),)
        if path is not None and len(path) > 1 and body.get("words")
    )


def _like(label: str, types: Bodies) -> str | None:
    """The type that says it is like this one, or whose key is its name, under the same top."""
    top, name = label.split("/", 1)
    below = [key for key in types if (way(types, key) or [""])[0] == top and key != top]
    said = (key for key in sorted(below) if types[key].get("like") == label)
    return next(said, name if name in below and "like" not in types[name] else None)


def _suggester(own: OwnWords, model: Model) -> Suggester:
    return Suggester(model, _lexicon(own), {key: top for key, top, _ in own})


@lru_cache(maxsize=16)
def _lexicon(own: OwnWords) -> Lexicon:
    return Lexicon(all_words(), {key: words for key, _, words in own})


def _read(name: str) -> str:
    return files(_DATA).joinpath(name).read_text("utf-8")
