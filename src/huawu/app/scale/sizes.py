"""How big it is to be, and what every part of it must know to fit the others."""

from dataclasses import asdict, dataclass
from typing import Any

from huawu.cases.queries import Arranged
from huawu.platform.clock import SECOND, Micros
from huawu.platform.ids import Id, encode

DAY: Micros = 24 * 3600 * SECOND
SPAN: Micros = 390 * DAY
"""So far back contacts and cases go."""
_QUIET = 20 * 60 * SECOND
"""So long ago, before it was made, the last contact began."""
CUSTOMERS_SPAN = 1100 * DAY
_LOW_BITS = 22
_HEAVY = 10_000
CONTACTS_OF_SEGMENTS = (10, 47)
"""Ten contacts have 47 segments (see `contacts.PATTERNS`)."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many of each. `open`: of the cases, those that are open while their clocks run."""

    customers: int = 1_000_000
    segments: int = 10_000_000
    cases: int = 500_000
    open: int = 100_000

    @classmethod
    def around(cls, customers: int) -> "Sizes":
        """The full size in proportion to so many customers."""
        whole = cls()
        share = customers / whole.customers
        rest = (max(1, round(each * share)) for each in (whole.segments, whole.cases, whole.open))
        return cls(customers, *rest)

    @property
    def contacts(self) -> int:
        ten, segments = CONTACTS_OF_SEGMENTS
        return max(1, -(-self.segments * ten // segments))

    @property
    def heavy(self) -> int:
        """So many contacts one customer has."""
        return min(_HEAVY, self.contacts // 20)

    @property
    def bytes(self) -> int:
        """Room on the disk for the tables with their indexes, and for making these."""
        return 200_000_000 + 5_500 * self.customers + 420 * self.segments + 8_000 * self.cases

    def plain(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Agent:
    """Somebody who takes calls and works on cases."""

    id: Id
    user: Id
    team: str


@dataclass(frozen=True, slots=True)
class World:
    """What everything follows from. `now`: when all of it has happened; `today`: the same of open cases."""

    seed: str
    site: str
    sizes: Sizes
    now: Micros
    today: Micros
    agents: tuple[Agent, ...]
    queues: tuple[str, ...]
    teams: tuple[str, ...]
    arranged: Arranged

    @property
    def began(self) -> Micros:
        return self.now - _QUIET - SPAN


def id_at(at: Micros, number: int) -> Id:
    """The id of the one with this number (below four million) that came at this time."""
    return encode((at // 1000 << _LOW_BITS) | number % (1 << _LOW_BITS))


def customer_since(world: World, number: int) -> Micros:
    """When a customer was made."""
    return world.now - DAY - CUSTOMERS_SPAN + CUSTOMERS_SPAN * number // world.sizes.customers


def customer_id(world: World, number: int) -> Id:
    return id_at(customer_since(world, number), number)


def contact_at(world: World, number: int) -> Micros:
    """When a contact began."""
    return world.began + SPAN * number // world.sizes.contacts


def contact_id(world: World, number: int) -> Id:
    return id_at(contact_at(world, number), number)


def mixed(number: int, salt: int = 0) -> int:
    """A number below 2^32 that looks like chance, always the same one (the finalizer of MurmurHash3)."""
    value = (number + salt * 0x9E3779B9) & 0xFFFFFFFF
    value = (value ^ (value >> 16)) * 0x85EBCA6B & 0xFFFFFFFF
    value = (value ^ (value >> 13)) * 0xC2B2AE35 & 0xFFFFFFFF
    return value ^ (value >> 16)


def customer_of_contact(world: World, number: int) -> int | None:
    """Whose contact it is; None: a stranger's. The first customer has very many of them."""
    many, kind = world.sizes.customers, mixed(number, 1) % 100
    heavy = world.sizes.heavy
    if heavy and number % (world.sizes.contacts // heavy) == 0:
        return 0
    if kind < 5:
        return None
    share = mixed(number, 2) / 2**32
    return int(many * share) if kind < 70 else int(many * share * share)
