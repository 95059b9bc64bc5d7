"""The site's own fields of customers as configuration: kind `customer_field`, see `core.fields`."""

from sqlalchemy.ext.asyncio import AsyncSession

from huawu.customers.core.fields import TYPES, Definition, definitions
from huawu.platform.config import checker, published
from huawu.platform.config.checks import Body, Whole
from huawu.platform.names import require_name
from huawu.platform.refusals import Invalid

KIND = "customer_field"
_PARTS = frozenset({"name", "type", "order", "choices"})
_MOST_CHOICES = 100


def register() -> None:
    """Make the fields configurable."""
    checker(KIND, check_field)


async def fields_of(session: AsyncSession, site: str) -> dict[str, Definition]:
    """The fields in force, in their order."""
    return definitions(await published(session, site, KIND))


def check_field(key: str, body: Body, whole: Whole) -> None:
    """Refused when it is no definition of a field."""
    if unknown := sorted(set(body) - _PARTS):
        raise Invalid("config.unknown_field", field=unknown[0])
    require_name(body)
    if body.get("type") not in TYPES:
        raise Invalid("config.bad_field", field="type")
    if type(body.get("order", 0)) is not int:
        raise Invalid("config.bad_field", field="order")
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
