"""What the switchboard lets be configured: the life of its call tickets (kind `ticket_life`, item
`standard`)."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from huawu.platform.config import checker, published
from huawu.platform.config.checks import Body, Whole
from huawu.platform.refusals import Invalid
from huawu.switchboard.core.ticket_life import STANDARD, faults_of

KIND = "ticket_life"
ITEM = "standard"


def register() -> None:
    """Make the life of tickets configurable."""
    checker(KIND, check_life)


def check_life(key: str, body: Body, whole: Whole) -> None:
    """Refused when tickets could get lost in it: unknown states, states that nothing leads to or out of."""
    if key != ITEM:
        raise Invalid("config.bad_key")
    if unknown := sorted(set(body) - {"begins", "booked", "states", "steps"}):
        raise Invalid("config.unknown_field", field=unknown[0])
    for fault, params in faults_of(body):
        raise Invalid(fault, **params)


async def life_in_force(session: AsyncSession, site: str) -> Mapping[str, Any]:
    """The life that is published; the standard one while there is none."""
    life: Mapping[str, Any] = (await published(session, site, KIND)).get(ITEM, STANDARD)
    return life
