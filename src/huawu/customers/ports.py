"""What the page of a customer asks of other rooms; `app` fills it."""

from collections.abc import Collection, Iterable
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncSession

from huawu.customers.types import Customer, PastContact
from huawu.platform.clock import Micros
from huawu.platform.ids import Id


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
