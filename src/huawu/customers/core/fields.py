"""The site's own fields of a customer: what they are, and whether a value fits one.

    {"name": {"zh": "会员号", "en": "Member number"}, "type": "text", "order": 1}
    {"name": {"zh": "会籍", "en": "Plan"}, "type": "choice",
     "choices": [{"id": "gold", "name": {"zh": "金卡", "en": "Gold"}}]}

Types: text; number; date (YYYY-MM-DD, ISO 8601); choice (the id of one); phone (E.164, or the digits of a
short number); id_number (a resident identity number, GB 11643-1999, with its check character).
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from huawu.customers.core.numbers import is_subscriber, normalised
from huawu.customers.types import Value
from huawu.measures.identity import identity_number

TYPES = ("text", "number", "date", "choice", "phone", "id_number")
_LONGEST = 400
_LARGEST = 10**15
"""Up to here a number is exact wherever it goes."""


@dataclass(frozen=True, slots=True)
class Definition:
    """A field of the site. `choices`: names by id, in their order."""

    key: str
    name: Mapping[str, str]
    type: str
    choices: Mapping[str, Mapping[str, str]]


Definitions = Mapping[str, Definition]


def definitions(bodies: Mapping[str, Mapping[str, Any]]) -> dict[str, Definition]:
    """The fields of a configuration, in their order."""
    order = sorted(bodies, key=lambda key: (bodies[key].get("order", 0), key))
    return {
        key: Definition(
            key,
            bodies[key]["name"],
            bodies[key]["type"],
            {each["id"]: each["name"] for each in bodies[key].get("choices", [])},
        )
        for key in order
    }


def canonical(values: Mapping[str, Value], own: Definitions) -> dict[str, Value]:
    """Values in the one form in which they are kept: phones as E.164, identity numbers without blanks. What
    fits its field in no form stays as it is, to be told."""
    return {
        key: _form(value, own[key].type) if key in own and isinstance(value, str) else value
        for key, value in values.items()
    }


def field_faults(values: Mapping[str, Value], own: Definitions) -> list[tuple[str, dict[str, Any]]]:
    """What is wrong with the values of own fields. Fields that the site does not have are faults too."""
    faults: list[tuple[str, dict[str, Any]]] = []
    for key, value in values.items():
        if key not in own:
            faults.append(("customer.unknown_field", {"field": key[:40]}))
        elif not _fits(value, own[key]):
            of = own[key]
            faults.append(
                (f"customer.field_no_{of.type}", {"field": dict(of.name), "value": str(value)[:40]})
            )
    return faults


def read_value(text: str, of: Definition) -> Value:
    """What somebody wrote in a sheet, as a value of this field; the text itself when it is none. Choices are
    named by id or in either language."""
    plain = text.strip()
    if of.type == "number":
        try:
            number = float(plain.replace(",", ""))
        except ValueError:
            return plain
        return int(number) if math.isfinite(number) and number.is_integer() else number
    if of.type == "choice":
        meant = [key for key, name in of.choices.items() if plain in (key, *name.values())]
        return meant[0] if meant else plain
    if of.type == "date":
        return "-".join(part.zfill(2) for part in plain.replace("/", "-").replace(".", "-").split("-"))
    return _form(plain, of.type)


def _form(text: str, kind: str) -> str:
    if kind == "id_number":
        return identity_number(text) or text
    if kind == "phone":
        digits = normalised(text)
        return digits if is_subscriber(digits) and not any(char.isalpha() for char in text) else text
    return text


def _fits(value: Value, of: Definition) -> bool:
    if of.type == "number":
        return type(value) in (int, float) and math.isfinite(value) and abs(value) <= _LARGEST  # type: ignore[arg-type]
    if not isinstance(value, str) or len(value) > _LONGEST:
        return False
    if of.type == "choice":
        return value in of.choices
    if of.type == "id_number":
        return identity_number(value) == value
    if of.type == "phone":
        return is_subscriber(value) and normalised(value) == value
    return of.type == "text" or _is_date(value)


def _is_date(text: str) -> bool:
    try:
        return len(text) == len("2026-01-01") and bool(date.fromisoformat(text))
    except ValueError:
        return False
