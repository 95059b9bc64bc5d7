"""Facts of customers. They carry no number and no name: the contact that they came from has both, and so has
the customer."""

from dataclasses import dataclass

from huawu.platform.clock import Micros
from huawu.platform.facts import fact
from huawu.platform.ids import Id


@fact("customer.number_added")
@dataclass(frozen=True, slots=True)
class NumberAdded:
    """The number of a contact became one of the customer's numbers. Stream: the interaction."""

    customer: Id
    interaction: Id
    by: Id
    at: Micros


@fact("customer.number_taken_back")
@dataclass(frozen=True, slots=True)
class NumberTakenBack:
    """It is not one of the customer's numbers after all."""

    customer: Id
    interaction: Id
    by: Id
    at: Micros


@fact("customer.written")
@dataclass(frozen=True, slots=True)
class CustomerWritten:
    """A customer was made or changed. Stream: the customer. `fields`: the names of what changed, all of them
    when it is new; `revision`: the one that was written."""

    customer: Id
    revision: int
    fields: tuple[str, ...]
    by: Id
    at: Micros


@fact("customer.related")
@dataclass(frozen=True, slots=True)
class CustomerRelated:
    """Two customers have a relation, or no longer (`ended`). Stream: the customer."""

    customer: Id
    other: Id
    kind: str
    ended: bool
    by: Id
    at: Micros


@fact("customer.imported")
@dataclass(frozen=True, slots=True)
class CustomersImported:
    """A sheet was taken, or that was `undone`. Stream: the sheet. `many`: how many customers it made or
    changed, or were put back."""

    sheet: Id
    many: int
    undone: bool
    by: Id
    at: Micros


@fact("customer.marked")
@dataclass(frozen=True, slots=True)
class CustomerMarked:
    """Something became of a warning about a customer: proposed, approved, refused, lifted. Stream: the
    customer."""

    customer: Id
    mark: Id
    state: str
    by: Id
    at: Micros


@fact("customer.merged")
@dataclass(frozen=True, slots=True)
class CustomersMerged:
    """`merged` was merged into `kept`, or that was `undone`. Stream: the customer that was kept."""

    kept: Id
    merged: Id
    undone: bool
    by: Id
    at: Micros


@fact("customer.fact_verified")
@dataclass(frozen=True, slots=True)
class FactVerified:
    """A layer (system, person, knowledge) said of a field of the record that it is right, wrong or open.
    Stream: the customer."""

    customer: Id
    field: str
    layer: str
    result: str
    by: Id
    at: Micros


@fact("customer.identity_checked")
@dataclass(frozen=True, slots=True)
class IdentityChecked:
    """It was tried to find out in a contact whether the caller is a customer: by answers, a code, or not at
    all (`override`: somebody opened the record without it, and wrote down why). Stream: the interaction."""

    customer: Id
    interaction: Id
    way: str
    passed: bool
    by: Id
    at: Micros


@fact("customer.exported")
@dataclass(frozen=True, slots=True)
class CustomersExported:
    """Customers left the house as a sheet. Stream: the export. `many`: how many there were; `why`: as whoever
    took them said."""

    export: Id
    many: int
    why: str
    by: Id
    at: Micros


@fact("customer.reviewed")
@dataclass(frozen=True, slots=True)
class CustomerReviewed:
    """Somebody looked at a record that was old, contradictory or incomplete. Stream: the customer."""

    customer: Id
    reasons: tuple[str, ...]
    by: Id
    at: Micros
