"""What the switchboard lets be configured: the lives of its tickets (kind `ticket_life`; items `standard`, of
calls, and `enquiry`), and which calls open an enquiry by themselves (kind `enquiry_rule`).

    enquiry_rule: {abroad: {name: {zh: 国际来话查询, en: From abroad}, flow: international, who: abroad}}

`flow`: who comes out of it; `who`: anyone, or abroad (whose number is of another country).
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from huawu.platform.config import checker, published
from huawu.platform.config.checks import Body, Whole
from huawu.platform.names import require_name
from huawu.platform.refusals import Invalid
from huawu.switchboard.core.ticket_life import STANDARDS, faults_of

KIND = "ticket_life"
RULE = "enquiry_rule"
WHO = ("anyone", "abroad")
ITEMS = {"call": "standard", "enquiry": "enquiry"}
"""Under which key the life of tickets of a purpose is kept."""
USUAL = {KIND: {key: STANDARDS[purpose] for purpose, key in ITEMS.items()}}
"""What is in force under keys of which a site says nothing."""


def register() -> None:
    """Make the life of tickets configurable, and what opens them."""
    checker(KIND, check_life)
    checker(RULE, check_rule)


def check_rule(key: str, body: Body, whole: Whole) -> None:
    """Refused when it names a flow that is not there."""
    if unknown := sorted(set(body) - {"name", "flow", "who"}):
        raise Invalid("config.unknown_field", field=unknown[0])
    require_name(body)
    if body.get("who", "anyone") not in WHO:
        raise Invalid("config.bad_field", field="who")
    if not isinstance(body.get("flow"), str) or body["flow"] not in whole.get("flow", {}):
        raise Invalid("config.bad_field", field="flow")


def check_life(key: str, body: Body, whole: Whole) -> None:
    """Refused when tickets could get lost in it: unknown states, states that nothing leads to or out of."""
    if key not in ITEMS.values():
        raise Invalid("config.bad_key")
    if unknown := sorted(set(body) - {"begins", "booked", "states", "steps"}):
        raise Invalid("config.unknown_field", field=unknown[0])
    for fault, params in faults_of(body):
        raise Invalid(fault, **params)


async def enquiry_rules(session: AsyncSession, site: str) -> Mapping[str, Body]:
    """The rules that are published, by their keys."""
    return await published(session, site, RULE)


async def lives_in_force(session: AsyncSession, site: str) -> Mapping[str, Mapping[str, Any]]:
    """The lives that are published, by purpose; the standard ones while there are none."""
    own = await published(session, site, KIND)
    return {purpose: own.get(ITEMS[purpose], life) for purpose, life in STANDARDS.items()}


def lives_of(whole: Whole) -> Mapping[str, Mapping[str, Any]]:
    """The lives of a configuration, as `lives_in_force`."""
    own = whole.get(KIND, {})
    return {purpose: own.get(ITEMS[purpose], life) for purpose, life in STANDARDS.items()}
