"""What is said of graphs, in both languages at once: the catalogue is `platform/words`, keys `flow.*`."""

from typing import Any

from huawu.flows.core.kinds import FIRST_NAMES, KINDS
from huawu.platform.web.shapes import Words
from huawu.platform.words import LOCALES, catalogue, say

_CHANGED_KIND = "flow.change.kind"


def in_both(key: str, params: dict[str, Any]) -> Words:
    """A key in words. Kinds of nodes and fields among its values are named as people name them."""
    chinese, english = (say(key, locale, _spoken(key, params, locale)).title for locale in LOCALES)
    return Words(zh=chinese, en=english)


def kind_words(kind: str) -> Words:
    return in_both(f"flow.kind.{kind}", {})


def field_words(field: str) -> Words:
    return in_both(f"flow.field.{field}", {})


def _spoken(key: str, params: dict[str, Any], locale: str) -> dict[str, Any]:
    spoken = {name: _plainly(held) for name, held in params.items()}
    if "field" in params:
        spoken["field"] = _named(f"flow.field.{params['field']}", str(params["field"]), locale)
    for name in ("do", "before", "after") if key == _CHANGED_KIND else ("do",):
        kind = params.get(name)
        if isinstance(kind, str) and kind in KINDS:
            spoken[name] = _named(f"flow.kind.{FIRST_NAMES.get(kind, kind)}", kind, locale)
    return spoken


def _named(key: str, otherwise: str, locale: str) -> str:
    said = catalogue(locale).get(key)
    return said.title if said else otherwise


def _plainly(held: object) -> str:
    """A value as a person writes it down."""
    if held is None or held == "" or held == []:
        return "—"
    if isinstance(held, list | tuple):
        return ", ".join(_plainly(each) for each in held)
    if isinstance(held, dict):
        return ", ".join(f"{name}: {_plainly(each)}" for name, each in held.items())
    return str(held)
