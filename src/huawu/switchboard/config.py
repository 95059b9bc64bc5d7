"""What the switchboard lets be configured: the lives of its tickets (kind `ticket_life`; items `standard`, of
calls, and `enquiry`)."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from huawu.platform.config import checker, published
from huawu.platform.config.checks import Body, Whole
from huawu.platform.refusals import Invalid
from huawu.switchboard.core.ticket_life import STANDARDS, faults_of

KIND = "ticket_life"
ITEMS = {"call": "standard", "enquiry": "enquiry"}
"""Under which key the life of tickets of a purpose is kept."""


def register() -> None:
    """Make the life of tickets configurable."""
    checker(KIND, check_life)


def check_life(key: str, body: Body, whole: Whole) -> None:
    """Refused when tickets could get lost in it: unknown states, states that nothing leads to or out of."""
    if key not in ITEMS.values():
        raise Invalid("config.bad_key")
    if unknown := sorted(set(body) - {"begins", "booked", "states", "steps"}):
        raise Invalid("config.unknown_field", field=unknown[0])
    for fault, params in faults_of(body):
        raise Invalid(fault, **params)


async def lives_in_force(session: AsyncSession, site: str) -> Mapping[str, Mapping[str, Any]]:
    """The lives that are published, by purpose; the standard ones while there are none."""
    own = await published(session, site, KIND)
    return {purpose: own.get(ITEMS[purpose], life) for purpose, life in STANDARDS.items()}
