"""How surely the caller of a contact is a customer."""

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.customers import config
from huawu.customers.core.numbers import is_mobile, masked
from huawu.customers.core.proving import WAYS, is_enough, level_of, masked_mail, questions, was_entered
from huawu.customers.core.verifying import name_of
from huawu.customers.models import CustomerIdentityCheckRow
from huawu.customers.queries.finding import at_number
from huawu.customers.types import Caller, Identity, Standing
from huawu.platform.ids import Id


async def identity_of(session: AsyncSession, caller: Caller, standing: Standing, user: Id) -> Identity:
    """What is known of a caller who may be this customer. `user`: who looks; only their own reason opens a
    record to them."""
    sharing = [each.id for each in await at_number(session, caller.number, 2)]
    site = await config.in_force(session, standing.site)
    return await identified(session, caller, standing, user, sharing, site)


async def identified(
    session: AsyncSession,
    caller: Caller,
    standing: Standing,
    user: Id,
    sharing: Sequence[Id],
    site: config.InForce,
) -> Identity:
    """As `identity_of`, when it is known already who has the caller's number (`sharing`)."""
    rules, own = site.rules, site.own
    ids = (standing.customer, *standing.also)
    checks = await checks_of(session, caller.interaction)
    asked = questions(standing.record, own, rules, caller.number)
    level = level_of(
        alone=list(sharing) == [standing.customer],
        entered=was_entered(caller.entered, asked, standing.record, own, caller.number),
        passed={each.way for each in checks if each.passed and each.customer_id in ids},
    )
    return Identity(
        level=level,
        needs=rules.needs,
        enough=is_enough(level, rules.needs),
        opened=any(each.way == "override" and each.by == user and each.customer_id in ids for each in checks),
        left=tries_left(checks, rules.tries),
        questions=tuple((each.field, name_of(each.field, own), each.kind) for each in asked),
        needed=rules.questions if len(asked) >= rules.questions else 0,
    )


def code_targets(standing: Standing) -> list[tuple[str, int, str]]:
    """Where a customer could get a code: the way, the place among their addresses or numbers, and a mask."""
    numbers = [each.number for each in standing.record.numbers]
    mails = [("mail", place, masked_mail(mail)) for place, mail in enumerate(standing.record.mails)]
    phones = [("sms", place, masked(number)) for place, number in enumerate(numbers) if is_mobile(number)]
    return mails + phones


async def checks_of(session: AsyncSession, interaction: Id) -> Sequence[CustomerIdentityCheckRow]:
    """Every try of a contact, in order."""
    of = CustomerIdentityCheckRow
    return list(await session.scalars(select(of).where(of.interaction == interaction).order_by(of.at, of.id)))


def tries_left(checks: Collection[CustomerIdentityCheckRow], most: int) -> int:
    """How many more may be wrong, whichever customer they are about."""
    return max(0, most - sum(not each.passed for each in checks if each.way in WAYS))
