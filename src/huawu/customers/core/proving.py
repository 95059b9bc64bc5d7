"""Whether a caller is the customer: what only the customer should know, and how sure it is.

Nothing here says what the right answer would have been, nor which of several was wrong.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

from huawu.customers.core.fields import Definitions, read_value
from huawu.customers.core.folding import folded
from huawu.customers.core.numbers import normalised
from huawu.customers.core.rules import LEVELS, Rules
from huawu.customers.core.verifying import OWN
from huawu.customers.types import Record

_PARTS = ("company", "mails", "numbers")
_USUAL = ("date", "phone", "id_number", "number")
"""Types of own fields that are asked for unless the site says which; texts are said in too many ways."""
_LAST = 6
_SHORTEST_ENTERED = 6
_SIGNS = re.compile(r"[\W_]+")
WAYS = ("answers", "code")
"""Ways to prove it, each called as the level that it gives; in these one may be wrong."""


@dataclass(frozen=True, slots=True)
class Question:
    """A field that the caller can be asked for. `kind`: the type of its answer."""

    field: str
    kind: str


def questions(record: Record, own: Definitions, rules: Rules, caller: str) -> list[Question]:
    """What a caller from this number can be asked for: what is written down, and what the number that they
    call from does not tell."""
    kinds = {
        "company": "text" if record.company else "",
        "mails": "mail" if record.mails else "",
        "numbers": "phone" if _others(record, caller) else "",
    }
    found = [Question(part, kinds[part]) for part in _PARTS if kinds[part]]
    found += [Question(OWN + key, own[key].type) for key in record.fields if key in own]
    if rules.ask is not None:
        return [each for each in found if each.field in rules.ask]
    return [each for each in found if not each.field.startswith(OWN) or each.kind in _USUAL]


def fits(question: Question, given: str, record: Record, own: Definitions, caller: str) -> bool:
    """Whether an answer is right. Of an identity number the last six characters are enough."""
    if question.field == "company":
        return _bare(given) == _bare(record.company)
    if question.field == "mails":
        return folded(given) in {folded(mail) for mail in record.mails}
    if question.field == "numbers":
        return normalised(given) in _others(record, caller)
    value = record.fields[question.field.removeprefix(OWN)]
    if question.kind == "id_number":
        plain = "".join(given.split()).upper().replace("*", "X")
        return plain == value or (len(plain) == _LAST and str(value).endswith(plain))
    if question.kind == "text":
        return _bare(given) == _bare(str(value))
    return bool(given.strip()) and read_value(given, own[question.field.removeprefix(OWN)]) == value


def was_entered(
    entered: Collection[str], asked: Collection[Question], record: Record, own: Definitions, caller: str
) -> bool:
    """Whether something that the caller typed in a menu is what only the customer should know; `*` is the X
    of an identity number."""
    long = [each for each in entered if len(each) >= _SHORTEST_ENTERED]
    return any(
        fits(question, each, record, own, caller)
        for each in long
        for question in asked
        if question.kind in ("phone", "id_number", "number", "text")
    )


def level_of(*, alone: bool, entered: bool, passed: Collection[str]) -> str:
    """How surely it is known who calls. `alone`: the number is this customer's and nobody else's; `passed`:
    the ways in which they proved it."""
    reached = {"number"} if alone else {"none"}
    reached |= {"answers"} if entered else set()
    reached |= {way for way in passed if way in WAYS}
    return max(reached, key=LEVELS.index)


def is_enough(level: str, needs: str) -> bool:
    """Whether what is private may be shown."""
    return LEVELS.index(level) >= LEVELS.index(needs)


def _others(record: Record, caller: str) -> set[str]:
    return {each.number for each in record.numbers} - {normalised(caller)}


def _bare(text: str) -> str:
    return _SIGNS.sub("", folded(text))


def masked_mail(mail: str) -> str:
    """A mail address of which one recognises one's own: w***@example.com."""
    name, at, rest = mail.partition("@")
    return f"{name[:1]}***{at}{rest}"
