"""Finding out whether a caller is the customer: what was tried is written down, wrong answers are few.

Whoever tries in a contact waits until another one who tries in it is done, so that two at once are two tries.
"""

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select, update

from huawu.customers import config
from huawu.customers.core.proving import fits, questions
from huawu.customers.core.verifying import Said
from huawu.customers.events import IdentityChecked
from huawu.customers.models import CustomerCodeRow, CustomerIdentityCheckRow
from huawu.customers.queries.identity import checks_of, tries_left
from huawu.customers.queries.standing import known_standing
from huawu.customers.service.judging import say
from huawu.customers.types import Caller, Standing
from huawu.platform.clock import SECOND
from huawu.platform.ids import Id, new_id
from huawu.platform.refusals import Invalid, NotFound, Refusal
from huawu.platform.work import Work

_MOST_CODES = 3
_DIGITS = 6
_MINUTE = 60 * SECOND


@dataclass(frozen=True, slots=True)
class CodeToSend:
    """A code that was made and is still to be sent: by `way`, to a mail address or a number."""

    id: Id
    way: str
    to: str
    code: str
    minutes: int
    language: str


async def answer_questions(
    work: Work, caller: Caller, customer: Id, answers: Mapping[str, str], *, once: str
) -> bool:
    """Whether the caller knows what only the customer should. Refused when the contact is locked, and for
    other questions than there are, or too few. Asked again with the same `once`, it is the same try."""
    before, known = await _begin(work, caller, customer, once)
    if before is not None:
        return before
    site = await config.in_force(work.session, work.site)
    own, many = site.own, site.rules.questions
    asked = {each.field: each for each in questions(known.record, own, site.rules, caller.number)}
    if len(answers) != many or not set(answers) <= set(asked):
        raise Invalid("customer.other_questions", many=many)
    right = [fits(asked[field], given, known.record, own, caller.number) for field, given in answers.items()]
    passed = all(right)
    await _note(work, caller, known, "answers", {"fields": sorted(answers)}, passed=passed, once=once)
    if passed:
        said = {field: Said("right", "answered") for field in answers}
        await say(work, known.customer, known.record, "person", said, by=work.actor.id)
    return passed


async def make_code(
    work: Work, caller: Caller, customer: Id, way: str, place: int, *, key: bytes
) -> CodeToSend:
    """A fresh code for the customer, to be sent when this Work has ended; those before it hold no more.
    Refused when the contact is locked, had codes enough, or the customer is not reached there."""
    _, known = await _begin(work, caller, customer, None)
    reached = known.record.mails if way == "mail" else tuple(each.number for each in known.record.numbers)
    if place >= len(reached):
        raise NotFound("customer.not_reached_there")
    of = CustomerCodeRow
    mine = of.interaction == caller.interaction
    if (await work.session.scalar(select(func.count()).select_from(of).where(mine)) or 0) >= _MOST_CODES:
        raise Refusal("customer.codes_enough", most=_MOST_CODES)
    await work.session.execute(
        update(of).where(mine, of.used_at.is_(None), of.expires_at > work.now).values(expires_at=work.now)
    )
    minutes = (await config.in_force(work.session, work.site)).rules.code_minutes
    code, id_ = f"{secrets.randbelow(10**_DIGITS):0{_DIGITS}d}", new_id()
    work.session.add(
        of(
            id=id_,
            interaction=caller.interaction,
            customer_id=known.customer,
            way=way,
            digest=_digest(key, id_, code),
            by=work.actor.id,
            at=work.now,
            expires_at=work.now + minutes * _MINUTE,
        )
    )
    return CodeToSend(id_, way, reached[place], code, minutes, known.record.language)


async def void_code(work: Work, code: Id) -> None:
    """It could not be sent: nobody has it."""
    await work.session.execute(
        update(CustomerCodeRow).where(CustomerCodeRow.id == code).values(expires_at=work.now)
    )


async def try_code(work: Work, caller: Caller, customer: Id, code: str, *, key: bytes, once: str) -> bool:
    """Whether the caller has the code that was sent last. It is good once. Refused when the contact is
    locked, and when no code holds."""
    before, known = await _begin(work, caller, customer, once)
    if before is not None:
        return before
    of = CustomerCodeRow
    row = await work.session.scalar(
        select(of)
        .where(of.interaction == caller.interaction, of.customer_id == known.customer)
        .where(of.used_at.is_(None), of.expires_at > work.now)
        .order_by(of.at.desc())
        .limit(1)
        .with_for_update()
    )
    if row is None:
        raise Refusal("customer.no_code")
    digits = "".join(each for each in code if each.isdigit())
    passed = hmac.compare_digest(row.digest, _digest(key, row.id, digits))
    if passed:
        row.used_at = work.now
    await _note(work, caller, known, "code", {"way": row.way}, passed=passed, once=once)
    return passed


async def open_anyway(work: Work, caller: Caller, customer: Id, reason: str) -> None:
    """Let whoever asks see what is private although it is not known who calls. Refused without a reason."""
    if not reason.strip():
        raise Invalid("customer.no_reason")
    known = await known_standing(work.session, customer)
    await _note(work, caller, known, "override", {"reason": reason.strip()}, passed=True, once=None)


async def _begin(work: Work, caller: Caller, customer: Id, once: str | None) -> tuple[bool | None, Standing]:
    """Alone in the contact: how this very try went before, if it did, and the customer. Refused when the
    contact is locked."""
    await work.alone(f"identity {caller.interaction}")
    known = await known_standing(work.session, customer)
    checks = await checks_of(work.session, caller.interaction)
    for each in checks:
        if once is not None and each.once == once:
            return each.passed, known
    if not tries_left(checks, (await config.in_force(work.session, work.site)).rules.tries):
        raise Refusal("customer.identity_locked")
    return None, known


async def _note(
    work: Work,
    caller: Caller,
    known: Standing,
    way: str,
    told: dict[str, Any],
    *,
    passed: bool,
    once: str | None,
) -> None:
    work.session.add(
        CustomerIdentityCheckRow(
            id=new_id(),
            interaction=caller.interaction,
            customer_id=known.customer,
            way=way,
            passed=passed,
            told=told,
            by=work.actor.id,
            at=work.now,
            once=once,
        )
    )
    fact = IdentityChecked(known.customer, caller.interaction, way, passed, work.actor.id, work.now)
    await work.announce(caller.interaction, fact)


def _digest(key: bytes, id_: Id, code: str) -> str:
    return hmac.digest(key, f"customer code {id_} {code}".encode(), "sha256").hex()
