"""Facts: the fields of a record, one by one, and what can be said of each without asking anybody.

A field is `name`, `company`, `numbers`, `mails`, `addresses`, `level`, `risk`, `language`, or `fields.KEY`
for one of the site's own. Three layers say whether a fact is right: the system (checks, and whether facts fit
together), a person, the knowledge base. Each says right, wrong or open (it cannot tell). What was said holds
for the value of which it was said.
"""

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import asdict, is_dataclass
from typing import Any, Literal, NamedTuple

from huawu.customers.core.fields import Definitions
from huawu.customers.core.numbers import is_real
from huawu.customers.core.record import NAMES
from huawu.customers.types import Record, Verdict
from huawu.measures.identity import born_on, identity_number

Layer = Literal["system", "person", "knowledge"]
Result = Literal["right", "wrong", "open"]
LAYERS: tuple[Layer, ...] = ("system", "person", "knowledge")
OWN = "fields."
_PARTS = ("name", "company", "numbers", "mails", "addresses", "level", "risk", "language")
_STAMP = 32
BIRTHDAYS = ("birthday", "birth_date", "born", "date_of_birth")
"""Keys by which sites call the day of birth."""


class Said(NamedTuple):
    """What a layer says of a fact, and why: a key of words, "" when there is nothing to say."""

    result: Result
    why: str = ""


def facts_of(record: Record) -> dict[str, Any]:
    """Every fact that is written down, as plain values by field; what is empty is none. Level, risk and
    language always are."""
    found = {part: _plain(getattr(record, part)) for part in _PARTS if getattr(record, part)}
    return found | {OWN + key: value for key, value in sorted(record.fields.items())}


def name_of(field: str, own: Definitions) -> dict[str, str]:
    """What a field is called, in Chinese and English; its key, when the site has it no more."""
    if field.startswith(OWN):
        key = field.removeprefix(OWN)
        return dict(own[key].name) if key in own else {"zh": key}
    zh, en = NAMES.get(field, (field, field))
    return {"zh": zh, "en": en}


def confirmed_in(verdicts: Collection[Verdict]) -> frozenset[str]:
    """The fields of which a person said that they are right as they stand."""
    return frozenset(
        each.field for each in verdicts if each.holds and each.layer == "person" and each.result == "right"
    )


def stamp(value: object) -> str:
    """By which two values are told apart."""
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:_STAMP]


def judged(record: Record, own: Definitions, today: str) -> dict[str, Said]:
    """What the system says of those facts that it can check. `today`: YYYY-MM-DD."""
    found: dict[str, Said] = {}
    if record.numbers:
        real = all(is_real(each.number) for each in record.numbers)
        found["numbers"] = Said("right", "number_plan") if real else Said("wrong", "no_such_number")
    if record.mails:
        found["mails"] = Said("open", "mail_form")
    for key, value in record.fields.items():
        of = own.get(key)
        if of is None or not isinstance(value, str):
            continue
        if of.type == "id_number":
            fits = identity_number(value) == value
            found[OWN + key] = Said("right", "check_character") if fits else Said("wrong", "check_character")
        elif of.type == "phone":
            real = is_real(value)
            found[OWN + key] = Said("right", "number_plan") if real else Said("wrong", "no_such_number")
        elif of.type == "date" and key in BIRTHDAYS:
            found[OWN + key] = _birthday(value, born(record.fields, own), today)
    return found


def born(fields: Mapping[str, object], own: Definitions) -> str | None:
    """The day of birth that an identity number in the record says; None without a right one."""
    for key, value in fields.items():
        if key in own and own[key].type == "id_number" and isinstance(value, str):
            number = identity_number(value)
            if number is not None:
                return born_on(number)
    return None


def _birthday(value: str, said: str | None, today: str) -> Said:
    if value > today:
        return Said("wrong", "not_yet")
    if said is None:
        return Said("open")
    return Said("right", "identity_birthday") if value == said else Said("wrong", "identity_birthday")


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else value
