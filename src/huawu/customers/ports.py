"""What the page of a customer asks of other rooms; `app` fills it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy.ext.asyncio import AsyncSession

from huawu.customers.core.verifying import Said
from huawu.customers.types import ComplaintHistory, Customer, PastContact
from huawu.platform.clock import Micros
from huawu.platform.ids import Id
from huawu.platform.refusals import Unavailable


class History(Protocol):
    """What the customers' page asks of the rooms above."""

    async def of_customer(self, session: AsyncSession, customer: Customer, most: int) -> list[PastContact]:
        """The last contacts of a customer, newest first."""

    async def last_of(self, session: AsyncSession, customers: list[Customer]) -> dict[Id, Micros]:
        """When each of these customers was last in contact with us; those who never were are left out."""


class InUse(Protocol):
    """What undoing a sheet asks of the rooms above."""

    async def of(self, session: AsyncSession, customers: Collection[Id]) -> set[Id]:
        """Those of these customers whom a contact, a case, a promised call or a message names."""


class Users(Protocol):
    """What the customers' page asks of who works here."""

    async def names(self, session: AsyncSession, users: Iterable[Id]) -> dict[Id, dict[str, str]]:
        """What users are called, `{"zh", "en"}`; who is not there is left out."""


class Complaints(Protocol):
    """What is asked of the rooms above about what a customer complained of."""

    async def of_customer(
        self, session: AsyncSession, customer: Customer, viewer: Id | None
    ) -> ComplaintHistory:
        """All of it, also under the ids of those who were merged into the customer; but nothing of what is
        about the agent who looks (`viewer`)."""


class Knowledge(Protocol):
    """The knowledge base, as the third layer that verifies facts."""

    async def about(self, facts: Mapping[str, Any]) -> Mapping[str, Said]:
        """What it says of facts (as `core.verifying.facts_of` gives them) by field; nothing of those it knows
        nothing of. Raises Unavailable when it is away."""


class NoKnowledge:
    """There is no knowledge base: nothing is known of any fact."""

    async def about(self, facts: Mapping[str, Any]) -> Mapping[str, Said]:
        return {}


class CodeWay(Protocol):
    """A way on which one-time codes reach customers: mail, sms."""

    async def ready(self) -> bool:
        """Whether a code could go out on it now."""

    async def send(self, to: str, code: str, *, minutes: int, language: str) -> None:
        """Send a code that holds for so long to an address or number of the customer's. Raises
        Unavailable("customer.code_not_sent")."""


class NoCodeWay:
    """The way that is not there."""

    async def ready(self) -> bool:
        return False

    async def send(self, to: str, code: str, *, minutes: int, language: str) -> None:
        raise Unavailable("customer.code_not_sent")


@dataclass(frozen=True, slots=True)
class Codes:
    """How one-time codes go out, and the key of their digests."""

    key: bytes
    ways: Mapping[str, CodeWay]
