"""Key items: what one should know of a customer before the talk, and how much of it is known.

    {"name": {"zh": "联系方式", "en": "Contact"}, "of": "contact", "order": 2}
    {"name": {"zh": "产品使用", "en": "Product use"}, "of": "own", "type": "text", "order": 4}

`of` says what answers it: name; contact (a number or a mail address); company; addresses; language; level;
risk (not "none", or somebody said that there is none); complaints (what was complained of is always known:
cases are kept here); own (a value of its own: the item is one of the site's own fields, by the same key).
`weight`: how much it counts beside the others, 1 where it is left out. A site that defines none has the
seven of `PRESET`.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from huawu.customers.core.fields import Definitions, definitions, read_value
from huawu.customers.core.numbers import normalised
from huawu.customers.core.record import usual_label
from huawu.customers.core.verifying import OWN
from huawu.customers.types import Address, Number, Record

MOST_WEIGHT = 10
SOURCES = ("name", "contact", "company", "addresses", "language", "level", "risk", "complaints", "own")
Bodies = Mapping[str, Mapping[str, Any]]
PRESET: Bodies = {
    "name": {"name": {"zh": "姓名", "en": "Name"}, "of": "name", "order": 1},
    "contact": {"name": {"zh": "联系方式", "en": "Contact"}, "of": "contact", "order": 2},
    "transactions": {
        "name": {"zh": "交易记录", "en": "Transactions"},
        "of": "own",
        "type": "text",
        "order": 3,
    },
    "product_use": {"name": {"zh": "产品使用", "en": "Product use"}, "of": "own", "type": "text", "order": 4},
    "product_knowledge": {
        "name": {"zh": "产品了解程度", "en": "Product knowledge"},
        "of": "own",
        "type": "choice",
        "choices": [
            {"id": "none", "name": {"zh": "不了解", "en": "None"}},
            {"id": "some", "name": {"zh": "了解一些", "en": "Some"}},
            {"id": "good", "name": {"zh": "熟悉", "en": "Good"}},
        ],
        "order": 5,
    },
    "complaints": {"name": {"zh": "投诉史", "en": "Complaint history"}, "of": "complaints", "order": 6},
    "risk": {"name": {"zh": "风险等级", "en": "Risk level"}, "of": "risk", "order": 7},
}


@dataclass(frozen=True, slots=True)
class Item:
    """A key item. `of`: what answers it, one of `SOURCES`."""

    key: str
    name: Mapping[str, str]
    of: str
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Readiness:
    """Each item with whether it is known, in their order; `percent`: of them by weight, rounded down, so that
    100 means all."""

    items: tuple[tuple[Item, bool], ...]
    percent: int

    @property
    def missing(self) -> tuple[Item, ...]:
        """What is not known."""
        return tuple(item for item, known in self.items if not known)


def in_force(bodies: Bodies) -> Bodies:
    """What the site defines, or the preset."""
    return bodies or PRESET


def items_of(bodies: Bodies) -> list[Item]:
    """The items of a configuration, in their order."""
    order = sorted(bodies, key=lambda key: (bodies[key].get("order", 0), key))
    return [Item(key, bodies[key]["name"], bodies[key]["of"], bodies[key].get("weight", 1)) for key in order]


def own_fields(fields: Bodies, items: Bodies) -> Definitions:
    """The site's own fields: those that it defines, then those that key items bring; a field defines an item
    of the same key."""
    brought = {
        key: body
        for key, body in items.items()
        if body["of"] == "own" and key not in fields and body.get("type")
    }
    return {**definitions(fields), **definitions(brought)}


def readiness(items: Collection[Item], record: Record, confirmed: Collection[str]) -> Readiness:
    """How much is known. `confirmed`: fields of which a person said that they are right as they stand."""
    found = tuple((item, is_known(item, record, confirmed)) for item in items)
    known, all = sum(item.weight for item, there in found if there), sum(item.weight for item in items)
    return Readiness(found, 100 * known // all if all else 100)


def is_known(item: Item, record: Record, confirmed: Collection[str]) -> bool:
    """Whether the record answers an item."""
    if item.of == "own":
        return item.key in record.fields
    if item.of == "contact":
        return bool(record.numbers or record.mails)
    if item.of == "risk":
        return record.risk != "none" or "risk" in confirmed
    if item.of in ("complaints", "level"):
        return True
    return bool(getattr(record, item.of))


def can_be_asked(item: Item) -> bool:
    """Whether somebody can say it: what was complained of, and the level, nobody is asked for."""
    return item.of not in ("complaints", "level")


def answered(item: Item, record: Record, text: str, own: Definitions) -> tuple[str, Record]:
    """The field in which an answer is written, and the record with it."""
    plain = text.strip()
    if item.of == "own":
        value = read_value(plain, own[item.key]) if item.key in own else plain
        return OWN + item.key, replace(record, fields={**record.fields, item.key: value})
    if item.of == "contact" and "@" in plain:
        return "mails", replace(record, mails=(*record.mails, plain))
    if item.of == "contact":
        number = Number(plain, usual_label(normalised(plain)))
        return "numbers", replace(record, numbers=(*record.numbers, number))
    if item.of == "addresses":
        return "addresses", replace(record, addresses=(*record.addresses, Address("home", plain)))
    change: dict[str, Any] = {item.of: plain}
    return item.of, replace(record, **change)
