"""Forms of cases: what a form may ask, and whether what was filled in can be taken.

    [{"id": "room", "name": {"zh": "房号", "en": "Room"}, "kind": "text", "required": true},
     {"id": "leak", "name": {...}, "kind": "yes_no"},
     {"id": "where", "name": {...}, "kind": "choice", "choices": [{"id": "bath", "name": {...}}],
      "when": {"field": "leak", "is": [true]}}]

A field with `when` is asked only while the earlier field it names is asked and has one of those values; what
was filled in where nothing is asked is dropped.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from huawu.customers.types import masked
from huawu.measures.identity import identity_number

KINDS = ("text", "long_text", "number", "date", "choice", "yes_no", "phone", "id_number")
PERSONAL = frozenset({"phone", "id_number"})
"""Kinds of fields that are seen whole only by those who see numbers."""
Field = Mapping[str, Any]
Form = Sequence[Field]
Values = Mapping[str, Any]
_SHORT, _LONG = 200, 4000
_PHONE = frozenset("0123456789+-() ")


@dataclass(frozen=True, slots=True)
class Wrong:
    """One field that cannot be taken as it is. `why`: a key of words."""

    field: str
    name: dict[str, str]
    why: str


def asked(form: Form, values: Values) -> list[Field]:
    """The fields that are asked while these values are filled in, in their order."""
    shown: dict[str, Field] = {}
    for field in form:
        when = field.get("when")
        if when is None or (when["field"] in shown and values.get(when["field"]) in when["is"]):
            shown[field["id"]] = field
    return list(shown.values())


def taken(form: Form, values: Values, *, whole: bool) -> tuple[dict[str, Any], list[Wrong]]:
    """What is kept of the values, and what is wrong with them. `whole`: nothing that is required may be
    missing; else it may be filled in later."""
    kept: dict[str, Any] = {}
    wrong: list[Wrong] = []
    tidy = {field["id"]: _tidied(field, values.get(field["id"])) for field in form}
    for field in asked(form, {key: value for key, (value, _) in tidy.items()}):
        value, why = tidy[field["id"]]
        if why is None and value is None and whole and field.get("required"):
            why = "case.field_missing"
        if why is not None:
            wrong.append(Wrong(field["id"], dict(field["name"]), why))
        elif value is not None:
            kept[field["id"]] = value
    return kept, wrong


def personal(form: Form) -> frozenset[str]:
    """The fields whose answers not everybody sees whole."""
    return frozenset(field["id"] for field in form if field["kind"] in PERSONAL)


def hidden(form: Form, values: Values) -> dict[str, Any]:
    """The values for somebody who sees no whole numbers: masked, and so is what no field asks for any more,
    as far as it could be a number."""
    plain = {field["id"] for field in form} - personal(form)
    return {
        key: masked(value) if key not in plain and isinstance(value, str) else value
        for key, value in values.items()
    }


def sent_back(form: Form, stored: Values, values: Values) -> dict[str, Any]:
    """What somebody means who was shown `hidden(form, stored)`: a mask that was left as it was is the value
    that it hides."""
    shown = hidden(form, stored)
    return {
        key: stored[key] if key in stored and value == shown[key] else value for key, value in values.items()
    }


def carried(before: Form, after: Form, values: Values) -> dict[str, Any]:
    """The values of one form as another one can have them: what was hidden before stays so, or is not taken
    over."""
    plain = {field["id"] for field in before} - personal(before)
    return {key: value for key, value in values.items() if key in plain | personal(after)}


def completeness(form: Form, values: Values) -> tuple[int, int]:
    """How many of the fields that are required now are filled in, and how many there are."""
    required = [field["id"] for field in asked(form, values) if field.get("required")]
    return sum(1 for field in required if values.get(field) not in (None, "")), len(required)


def _tidied(field: Field, value: Any) -> tuple[Any, str | None]:  # noqa: ANN401 - what somebody sent
    """A value as it is kept, or None and why not. Blank is as good as nothing."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return None, None
    if field["kind"] == "choice":
        known = any(value == choice["id"] for choice in field["choices"])
        return (value, None) if known else (None, "case.field_no_choice")
    found = _READ[field["kind"]](value)
    return (found, None) if found is not None else (None, _WHY[field["kind"]])


def _text(value: object, most: int = _SHORT) -> str | None:
    return value.strip() if isinstance(value, str) and len(value) <= most and "\0" not in value else None


def _long(value: object) -> str | None:
    return _text(value, _LONG)


def _number(value: object) -> int | float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return value if abs(value) < 10**15 else None


def _date(value: object) -> str | None:
    if not isinstance(value, str) or len(value) != len("2026-01-01"):
        return None
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        return None


def _yes_no(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _phone(value: object) -> str | None:
    text = _text(value, 40)
    if text is None or set(text) - _PHONE:
        return None
    return text if 3 <= sum(character.isdigit() for character in text) <= 20 else None


def _identity(value: object) -> str | None:
    return identity_number(value) if isinstance(value, str) and len(value) <= 40 else None


_READ: dict[str, Callable[[object], Any]] = {
    "text": _text,
    "long_text": _long,
    "number": _number,
    "date": _date,
    "yes_no": _yes_no,
    "phone": _phone,
    "id_number": _identity,
}
_WHY = {
    "text": "case.field_too_long",
    "long_text": "case.field_too_long",
    "number": "case.field_no_number",
    "date": "case.field_no_date",
    "yes_no": "case.field_no_answer",
    "phone": "case.field_no_phone",
    "id_number": "case.field_no_identity",
}
