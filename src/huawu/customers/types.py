"""Nouns of customers that cross the door."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from huawu.customers.core import numbers
from huawu.platform.clock import Micros
from huawu.platform.ids import Id

normalised = numbers.normalised
masked = numbers.masked
SHOWN_END = numbers.SHOWN_END
dialled = numbers.dialled
forms_of = numbers.forms_of
is_subscriber = numbers.is_subscriber

KINDS = ("person", "company")
LEVELS = ("normal", "silver", "gold", "vip")
RISKS = ("none", "low", "medium", "high")
NUMBER_LABELS = ("mobile", "home", "work", "fax", "other")
ADDRESS_LABELS = ("home", "work", "other")


@dataclass(frozen=True, slots=True)
class CustomerName:
    """Enough to show who it is. `level`: normal, silver, gold, vip."""

    id: Id
    name: str
    level: str


@dataclass(frozen=True, slots=True)
class Customer:
    """A customer with normalised numbers, the one to call first in front. `also`: the ids of customers who
    were merged into this one; what was written down of them is this customer's too."""

    id: Id
    name: str
    company: str
    level: str
    language: str
    note: str
    numbers: tuple[str, ...]
    kind: str = "person"
    risk: str = "none"
    tags: tuple[str, ...] = ()
    also: tuple[Id, ...] = ()

    @property
    def ids(self) -> tuple[Id, ...]:
        """All ids under which something may be written down."""
        return (self.id, *self.also)


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
class Number:
    """A number and what it is: mobile, home, work, fax, other."""

    number: str
    label: str


@dataclass(frozen=True, slots=True)
class Address:
    """Where somebody is found: home, work, other."""

    label: str
    text: str


Value = str | int | float


@dataclass(frozen=True, slots=True)
class Record:
    """Everything that people write down of a customer. `fields`: values of the site's own fields by key:
    texts, numbers, dates as YYYY-MM-DD, the id of a choice."""

    name: str
    kind: str = "person"
    company: str = ""
    level: str = "normal"
    risk: str = "none"
    language: str = "zh"
    note: str = ""
    numbers: tuple[Number, ...] = ()
    mails: tuple[str, ...] = ()
    addresses: tuple[Address, ...] = ()
    tags: tuple[str, ...] = ()
    fields: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Standing:
    """A record as it stands. `revision` counts its changes from 1; `by`: the user who wrote this one."""

    customer: Id
    site: str
    record: Record
    revision: int
    by: Id
    at: Micros
    created_at: Micros
    also: tuple[Id, ...] = ()


def customer_of(standing: Standing) -> Customer:
    """The customer whose record it is, as far as calls need to know them."""
    record = standing.record
    return Customer(
        id=standing.customer,
        name=record.name,
        company=record.company,
        level=record.level,
        language=record.language,
        note=record.note,
        numbers=tuple(each.number for each in record.numbers),
        kind=record.kind,
        risk=record.risk,
        tags=record.tags,
        also=standing.also,
    )


@dataclass(frozen=True, slots=True)
class Related:
    """Somebody to whom a customer has a relation. `kind` as seen from the customer: `works_at` means the
    customer works there, `employs` that the other one works here."""

    id: Id
    kind: str
    other: CustomerName
    note: str


@dataclass(frozen=True, slots=True)
class Merge:
    """A customer, called `name`, who was merged into another, by a user. `undone_at` None: still is."""

    number: int
    kept: Id
    merged: Id
    name: str
    by: Id
    at: Micros
    undone_by: Id | None
    undone_at: Micros | None


@dataclass(frozen=True, slots=True)
class Import:
    """A sheet that was taken: how many customers it made and changed. `undone_at` None: it stands."""

    id: Id
    file: str
    by: Id
    at: Micros
    new: int
    changed: int
    undone_at: Micros | None


@dataclass(frozen=True, slots=True)
class ComplaintHistory:
    """What a customer complained of: how many cases there are, how many of them are open, and when the last
    one was opened."""

    many: int = 0
    open: int = 0
    last_at: Micros | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a layer (system, person, knowledge) said last of a fact of the record, as `core.verifying` names
    fields: right, wrong, open. `why`: a word for it; `by`: a user, or "system". `holds`: the value is still
    the one that it was said of."""

    field: str
    layer: str
    result: str
    why: str
    by: Id
    at: Micros
    holds: bool


@dataclass(frozen=True, slots=True)
class Caller:
    """Who is on the line of a contact, as far as the network says. `entered`: what they typed in menus."""

    interaction: Id
    number: str
    entered: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Identity:
    """How surely a caller is a customer (`core.rules.LEVELS`). `enough`: as surely as it `needs`, so that
    what is private may be shown; `opened`: this user may see it all the same, and wrote down why. `left`: so
    many wrong tries are left, 0 when the contact is locked. `questions`: fields, what they are called and the
    types of their answers; `needed` of them must be answered together, 0 when there are not so many."""

    level: str
    needs: str
    enough: bool
    opened: bool
    left: int
    questions: tuple[tuple[str, Mapping[str, str], str], ...]
    needed: int


@dataclass(frozen=True, slots=True)
class Review:
    """A record that somebody should look at since then. `reasons`: kind, key and field, as
    `core.reviewing.Reason`; `taken_by`: the user who does."""

    customer: CustomerName
    reasons: tuple[tuple[str, str, str], ...]
    since: Micros
    taken_by: Id | None


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
