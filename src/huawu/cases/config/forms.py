"""What a form of a case must be to be published (`core.forms` says what it is)."""

from collections.abc import Mapping
from typing import Any

from huawu.cases.core.forms import KINDS
from huawu.platform.names import require_name
from huawu.platform.refusals import Invalid

Field = Mapping[str, Any]
_FIELDS = frozenset({"id", "name", "kind", "required", "choices", "when"})
_MOST_FIELDS, _MOST_CHOICES = 60, 100


def check_form(form: object) -> None:
    """Raises Invalid when a form could not be shown or filled in."""
    if not isinstance(form, list) or len(form) > _MOST_FIELDS:
        raise Invalid("case.bad_form", most=_MOST_FIELDS)
    seen: dict[str, Field] = {}
    for field in form:
        _check_field(field, seen)
        seen[field["id"]] = field


def _check_field(field: object, earlier: Mapping[str, Field]) -> None:
    if not isinstance(field, dict) or set(field) - _FIELDS or not _is_id(field.get("id")):
        raise Invalid("case.bad_field", field=_said(field))
    name = field["id"]
    require_name(field)
    if name in earlier:
        raise Invalid("case.field_twice", field=name)
    if field.get("kind") not in KINDS:
        raise Invalid("case.bad_field_kind", field=name)
    if type(field.get("required", False)) is not bool:
        raise Invalid("case.bad_field", field=name)
    if (field["kind"] == "choice") != ("choices" in field):
        raise Invalid("case.bad_choices", field=name)
    if "choices" in field:
        _check_choices(name, field["choices"])
    if "when" in field:
        _check_when(name, field["when"], earlier)


def _check_choices(field: str, choices: object) -> None:
    if not isinstance(choices, list) or not 1 <= len(choices) <= _MOST_CHOICES:
        raise Invalid("case.bad_choices", field=field)
    seen = set()
    for choice in choices:
        if not isinstance(choice, dict) or set(choice) != {"id", "name"} or not _is_id(choice["id"]):
            raise Invalid("case.bad_choices", field=field)
        require_name(choice)
        seen.add(choice["id"])
    if len(seen) != len(choices):
        raise Invalid("case.bad_choices", field=field)


def _check_when(field: str, when: object, earlier: Mapping[str, Field]) -> None:
    good = isinstance(when, dict) and set(when) == {"field", "is"} and isinstance(when["field"], str)
    if not good or not isinstance(when["is"], list) or not when["is"]:  # type: ignore[index]  # it is a dict
        raise Invalid("case.bad_when", field=field)
    of = earlier.get(when["field"])  # type: ignore[index]
    if of is None or of["kind"] not in ("choice", "yes_no"):
        raise Invalid("case.bad_when", field=field)
    possible = [True, False] if of["kind"] == "yes_no" else [choice["id"] for choice in of["choices"]]
    if any(type(value) not in (bool, str) or value not in possible for value in when["is"]):  # type: ignore[index]
        raise Invalid("case.bad_when", field=field)


def _is_id(text: object) -> bool:
    return isinstance(text, str) and 0 < len(text) <= 40 and text.isascii() and text.isidentifier()


def _said(field: object) -> str:
    return str(field.get("id", ""))[:40] if isinstance(field, dict) else ""
