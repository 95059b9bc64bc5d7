"""What the product says, per language: a catalogue of keys in one YAML file a language.

An entry is one sentence (the title), or a title and a detail that says what to do. `{name}` is filled
from params; a name in both languages, `{"zh", "en"}`, in that of the reader.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

LOCALES = ("zh-CN", "en-US")
DEFAULT = "zh-CN"


@dataclass(frozen=True, slots=True)
class Said:
    """A thing put into words. `detail` is "" when the title says it all."""

    title: str
    detail: str


@cache
def catalogue(locale: str) -> dict[str, Said]:
    """Every key of a language."""
    text = files(__package__).joinpath(f"{locale}.yaml").read_text("utf-8")
    return {key: _entry(value) for key, value in yaml.safe_load(text).items()}


def say(key: str, locale: str, params: dict[str, Any] | None = None) -> Said:
    """`key` in the language; the key itself when nobody wrote words for it."""
    entry = catalogue(locale if locale in LOCALES else DEFAULT).get(key, Said(key, ""))
    values = _Params({name: _spoken(value, locale) for name, value in (params or {}).items()})
    return Said(entry.title.format_map(values), entry.detail.format_map(values))


def _spoken(value: object, locale: str) -> object:
    if not isinstance(value, dict) or "zh" not in value:
        return value
    return value.get(locale[:2]) or value["zh"]


def preferred(accept_language: str) -> str:
    """The locale that an Accept-Language header asks for (RFC 9110 section 12.5.4), else Chinese."""
    best, best_weight = DEFAULT, 0.0
    for part in accept_language.split(",")[:20]:
        tag, _, rest = part.strip().partition(";")
        weight = _weight(rest)
        match = next((known for known in LOCALES if known[:2] == tag[:2].lower()), None)
        if match and weight > best_weight:
            best, best_weight = match, weight
    return best


def _weight(parameter: str) -> float:
    name, _, value = parameter.strip().partition("=")
    try:
        return float(value) if name == "q" else 1.0
    except ValueError:
        return 0.0


def _entry(value: str | dict[str, str]) -> Said:
    return Said(value, "") if isinstance(value, str) else Said(value["title"], value.get("detail", ""))


class _Params(dict[str, Any]):
    def __missing__(self, key: str) -> Any:  # noqa: ANN401 - what a param is
        plain = key.removesuffix("_name")  # what has no name is told by its key
        return self[plain] if plain != key and plain in self else f"{{{key}}}"
