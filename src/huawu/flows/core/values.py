"""What variables hold: their types, reading and setting them, and putting them into texts. Total."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from urllib.parse import quote

from huawu.flows.types import READ_ONLY, About, Graph, Plain, Walk

LONGEST = 500
"""Characters that a variable holds at most."""
MOST = 64
"""Variables that a walk holds at most."""
PLACE = re.compile(r"\{([a-z][a-z0-9_.]{0,39})\}")
"""Where a text wants a variable: "{room}"."""
NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
_PRINTABLE = "".join(map(chr, range(0x20, 0x7F)))
_NUMBER = re.compile(r"[-+]?\d{1,15}(?:\.\d{1,6})?")
_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?")
_KEPT_DIGITS = re.compile(r"\d+")

# ---- types -------------------------------------------------------------------------------------------------


def as_number(held: object) -> int | float | None:
    """A number, or text that is one."""
    if isinstance(held, bool) or held is None:
        return None
    if isinstance(held, int | float):
        return held if abs(held) < 1e15 else None
    text = held.strip() if isinstance(held, str) else ""
    if not text.isascii() or _NUMBER.fullmatch(text) is None:
        return None
    return float(text) if "." in text else int(text)


def as_yes_no(held: object) -> bool | None:
    if isinstance(held, bool):
        return held
    return {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}.get(
        str(held).strip().lower()
    )


def _as_text(held: object) -> str | None:
    return text_of(held)[:LONGEST] if isinstance(held, Plain) else None


def _as_digits(held: object) -> str | None:
    text = "".join(_KEPT_DIGITS.findall(text_of(held))) if isinstance(held, str | int) else ""
    return text[:LONGEST] or None


def _as_date(held: object) -> str | None:
    try:
        return date.fromisoformat(held[:10]).isoformat() if isinstance(held, str) else None
    except ValueError:
        return None


def _as_time(held: object) -> str | None:
    found = _TIME.fullmatch(held.strip()) if isinstance(held, str) and held.isascii() else None
    return f"{int(found[1]):02}:{found[2]}" if found else None


TYPES: dict[str, Callable[[object], Plain | None]] = {
    "text": _as_text,
    "digits": _as_digits,
    "number": as_number,
    "yes_no": as_yes_no,
    "date": _as_date,
    "time": _as_time,
    "choice": _as_text,
}
"""How something becomes what a variable of a type holds; None: it cannot."""


def type_of(graph: Graph, name: str) -> str:
    """The type of a variable, own or read only; "" when there is none of that name."""
    if name in READ_ONLY:
        return READ_ONLY[name]
    declared = graph.get("variables")
    one = declared.get(name) if isinstance(declared, dict) else None
    found = one.get("type") if isinstance(one, dict) else None
    return found if isinstance(found, str) and found in TYPES else ""


def fitted(graph: Graph, name: str, held: object) -> Plain | None:
    """What the variable would hold of this; None: it does not fit, or there is no such variable."""
    kind = type_of(graph, name)
    if not kind or name in READ_ONLY:
        return None
    made = TYPES[kind](held)
    if kind == "choice" and made not in (graph["variables"][name].get("of") or ()):
        return None
    return made


# ---- reading and setting -----------------------------------------------------------------------------------


def held(walk: Walk, about: About, name: object) -> Plain | None:
    """What a variable holds; None: nothing."""
    if not isinstance(name, str):
        return None
    if name == "call.language" and walk.language:  # what is known of the call was looked up before it was set
        return walk.language.partition("-")[0]
    if "." in name:
        return about.get(name)
    for each, value in walk.vars:
        if each == name:
            return value
    return None


def with_values(graph: Graph, walk: Walk, values: Mapping[str, object]) -> tuple[tuple[str, Plain], ...]:
    """The variables of the walk after these were set. What does not fit its variable leaves it empty."""
    kept = dict(walk.vars)
    for name, value in values.items():
        kept.pop(name, None)
        made = fitted(graph, name, value) if isinstance(name, str) else None
        if made is not None and len(kept) < MOST:
            kept[name] = made
    return tuple(kept.items())


def text_of(value: object) -> str:
    """A value in plain words: 12.5, 2026-11-22, yes; nothing is ""."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value) if isinstance(value, Plain) else ""


def picked(found: object, path: str) -> Any:  # noqa: ANN401 - whatever came
    """What stands at `a.b.0.c` in plain values; None: nothing does."""
    for step in path.split("."):
        if isinstance(found, Mapping):
            found = found.get(step)
        elif isinstance(found, list | tuple) and step.isascii() and step.isdigit() and len(step) < 5:
            found = found[int(step)] if int(step) < len(found) else None
        else:
            return None
    return found


# ---- into texts --------------------------------------------------------------------------------------------


def filled(text: str, walk: Walk, about: About) -> str:
    """A text with its variables put in."""
    if "{" not in text:
        return text
    return PLACE.sub(lambda found: text_of(held(walk, about, found[1])), text)


def filled_url(url: str, walk: Walk, about: About) -> str:
    """An address with its variables put in, each escaped, so that what a caller typed stays one part of the
    path or the query."""
    return PLACE.sub(lambda found: quote(text_of(held(walk, about, found[1])), safe=""), url)


def filled_header(text: str, walk: Walk, about: About) -> str:
    """A header with its variables put in; whatever is no printable ASCII is escaped, so that what a caller
    says never begins another line."""
    return quote(filled(text, walk, about), safe=_PRINTABLE)


def filled_body(body: object, walk: Walk, about: About, *, deep: int = 0) -> Any:  # noqa: ANN401 - JSON
    """A body with its variables put in: texts are filled, {"value": name} becomes what the variable holds."""
    if isinstance(body, str):
        return filled(body, walk, about)
    if deep >= DEEPEST:
        return None
    if isinstance(body, dict):
        if set(body) == {"value"}:
            return held(walk, about, body["value"])
        return {str(name): filled_body(each, walk, about, deep=deep + 1) for name, each in body.items()}
    if isinstance(body, list):
        return [filled_body(each, walk, about, deep=deep + 1) for each in body]
    return body if isinstance(body, int | float) else None


DEEPEST = 10
"""How deep bodies and conditions may be nested."""
