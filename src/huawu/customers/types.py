"""Nouns of customers that cross the door."""

from dataclasses import dataclass

from huawu.customers.core import numbers
from huawu.platform.clock import Micros
from huawu.platform.ids import Id

normalised = numbers.normalised
masked = numbers.masked
dialled = numbers.dialled
forms_of = numbers.forms_of
is_subscriber = numbers.is_subscriber


LEVELS = ("normal", "silver", "gold", "vip")


@dataclass(frozen=True, slots=True)
class CustomerName:
    """Enough to show who it is. `level`: normal, silver, gold, vip."""

    id: Id
    name: str
    level: str


@dataclass(frozen=True, slots=True)
class Customer:
    """A customer with normalised numbers, the one to call first in front."""

    id: Id
    name: str
    company: str
    level: str
    language: str
    note: str
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NewCustomer:
    """What is told of a customer to be. Numbers in any form, the one to call first."""

    name: str
    numbers: tuple[str, ...] = ()
    company: str = ""
    level: str = "normal"
    language: str = "zh"
    note: str = ""


@dataclass(frozen=True, slots=True)
class PastContact:
    """A contact that a customer had with us."""

    id: Id
    channel: str
    direction: str
    started_at: Micros
    ended_at: Micros | None
    outcome: str
    queue: Id | None
    agent: Id | None
    type: str | None  # of the wrap-up
    result: str | None
    note: str = ""
