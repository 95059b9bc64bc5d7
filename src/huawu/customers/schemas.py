"""What the HTTP interface says about customers. Phone numbers are masked for those who may not see them."""

from datetime import datetime
from typing import Literal

from huawu.customers.types import Customer, PastContact, masked
from huawu.platform.clock import Micros
from huawu.platform.web.shapes import Shape, moment, moment_or_none

Level = Literal["normal", "silver", "gold", "vip"]


class CustomerShown(Shape):
    """`numbers` are E.164, the one to call first in front; `numbers_masked`: digits are hidden from
    this user.
    """

    id: str
    name: str
    company: str
    level: Level
    language: str
    note: str
    numbers: list[str]
    numbers_masked: bool
    last_contact_at: datetime | None


class CustomerPage(Shape):
    items: list[CustomerShown]


class ContactShown(Shape):
    """A past contact of a customer; `queue` is a key of /api/queues, `type` one of /api/wrap-up-types."""

    id: str
    channel: str
    direction: str
    started_at: datetime
    ended_at: datetime | None
    outcome: str
    queue: str | None
    agent: str | None
    type: str | None
    result: str | None


class CustomerWhole(CustomerShown):
    """A customer with the last contacts."""

    interactions: list[ContactShown]


def customer_shown(customer: Customer, last: Micros | None, *, whole: bool) -> CustomerShown:
    """A customer, with numbers masked unless the user may see them whole."""
    return CustomerShown.model_validate(
        {
            "id": customer.id,
            "name": customer.name,
            "company": customer.company,
            "level": customer.level,
            "language": customer.language,
            "note": customer.note,
            "numbers": [number if whole else masked(number) for number in customer.numbers],
            "numbers_masked": not whole,
            "last_contact_at": moment_or_none(last),
        }
    )


def customer_whole(customer: Customer, past: list[PastContact], *, whole: bool) -> CustomerWhole:
    last = past[0].started_at if past else None
    shown = customer_shown(customer, last, whole=whole)
    return CustomerWhole(**dict(shown), interactions=[contact_shown(contact) for contact in past])


def contact_shown(contact: PastContact) -> ContactShown:
    return ContactShown(
        id=contact.id,
        channel=contact.channel,
        direction=contact.direction,
        started_at=moment(contact.started_at),
        ended_at=moment_or_none(contact.ended_at),
        outcome=contact.outcome,
        queue=contact.queue,
        agent=contact.agent,
        type=contact.type,
        result=contact.result,
    )
