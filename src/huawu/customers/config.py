"""Customers as a site configures them: its own fields (kind `customer_field`, see `core.fields`), the key
items (`customer_item`, see `core.items`), and one `rules` of kind `customer_rules` (see `core.rules`).
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from huawu.customers.core import items
from huawu.customers.core.fields import TYPES, Definitions
from huawu.customers.core.rules import Rules, rules_of, wrong_field
from huawu.platform import config
from huawu.platform.config.checks import Body, Whole
from huawu.platform.names import require_name
from huawu.platform.refusals import Invalid

KIND = "customer_field"
ITEM, RULES = "customer_item", "customer_rules"
THE_RULES = "rules"
USUAL: Mapping[str, Mapping[str, Mapping[str, Any]]] = {
    ITEM: items.PRESET,
    RULES: {THE_RULES: {name: value for name, value in asdict(Rules()).items() if value is not None}},
}
"""What is in force of a kind while a site says nothing."""
_PARTS = frozenset({"name", "type", "order", "choices"})
_MOST_CHOICES = 100


def register() -> None:
    """Make them configurable."""
    config.checker(KIND, check_field)
    config.checker(ITEM, check_key_item)
    config.checker(RULES, check_rules)


@dataclass(frozen=True, slots=True)
class InForce:
    """What a site configures of customers. `own`: its fields in their order, those that key items bring at
    their end; `items`: the key items in their order."""

    own: Definitions
    items: list[items.Item]
    rules: Rules


async def in_force(session: AsyncSession, site: str) -> InForce:
    """All of it, in one question."""
    found = await config.whole(session, site, kinds=(KIND, ITEM, RULES))
    bodies = items.in_force(found.get(ITEM, {}))
    own = items.own_fields(found.get(KIND, {}), bodies)
    return InForce(own, items.items_of(bodies), rules_of(found.get(RULES, {}).get(THE_RULES)))


async def fields_of(session: AsyncSession, site: str) -> Definitions:
    """The fields in force, as `InForce.own`."""
    return (await in_force(session, site)).own


def check_field(key: str, body: Body, whole: Whole) -> None:
    """Refused when it is no definition of a field."""
    if unknown := sorted(set(body) - _PARTS):
        raise Invalid("config.unknown_field", field=unknown[0])
    require_name(body)
    _check_kind(body)


def check_key_item(key: str, body: Body, whole: Whole) -> None:
    """Refused when nothing answers it: an item of its own has a type, or the site has a field of its key."""
    if unknown := sorted(set(body) - _PARTS - {"of", "weight"}):
        raise Invalid("config.unknown_field", field=unknown[0])
    require_name(body)
    if body.get("of") not in items.SOURCES:
        raise Invalid("config.bad_field", field="of")
    weight = body.get("weight", 1)
    if type(weight) is not int or not 1 <= weight <= items.MOST_WEIGHT:
        raise Invalid("config.bad_field", field="weight")
    if body["of"] == "own" and "type" not in body:
        if key not in whole.get(KIND, {}):
            raise Invalid("config.bad_field", field="type")
    elif body["of"] == "own":
        return _check_kind(body)
    if "type" in body or "choices" in body:
        raise Invalid("config.bad_field", field="type")
    _check_order(body)


def check_rules(key: str, body: Body, whole: Whole) -> None:
    """Refused when they are none."""
    if key != THE_RULES:
        raise Invalid("config.bad_field", field=key)
    if (field := wrong_field(body)) is not None:
        raise Invalid("config.bad_field", field=field)


def _check_order(body: Body) -> None:
    if type(body.get("order", 0)) is not int:
        raise Invalid("config.bad_field", field="order")


def _check_kind(body: Body) -> None:
    if body.get("type") not in TYPES:
        raise Invalid("config.bad_field", field="type")
    _check_order(body)
    choices = body.get("choices", [])
    if (body["type"] == "choice") != bool(choices) or not _are_choices(choices):
        raise Invalid("config.bad_field", field="choices")


def _are_choices(choices: object) -> bool:
    if not isinstance(choices, list) or len(choices) > _MOST_CHOICES:
        return False
    ids = [each.get("id") for each in choices if isinstance(each, dict) and set(each) == {"id", "name"}]
    if len(ids) != len(choices) or len(set(map(str, ids))) != len(ids):
        return False
    try:
        for each in choices:
            require_name(each)
    except Invalid:
        return False
    return all(isinstance(each, str) and each for each in ids)
