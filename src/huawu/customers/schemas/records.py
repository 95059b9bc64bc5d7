"""Customers as they are written down. Phone numbers are masked for those who may not see them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from huawu.customers.core.fields import Definition
from huawu.customers.types import (
    Address,
    Customer,
    Merge,
    Number,
    PastContact,
    Record,
    Related,
    Standing,
    masked,
)
from huawu.platform.clock import Micros
from huawu.platform.ids import Id
from huawu.platform.web.shapes import (
    Asked,
    LongText,
    RequestKey,
    Shape,
    ShortText,
    Words,
    moment,
    moment_or_none,
)

Kind = Literal["person", "company"]
Level = Literal["normal", "silver", "gold", "vip"]
Risk = Literal["none", "low", "medium", "high"]
NumberLabel = Literal["mobile", "home", "work", "fax", "other"]
AddressLabel = Literal["home", "work", "other"]
Relation = Literal[
    "works_at", "employs", "spouse", "parent", "child", "companion", "contact_of", "contact", "other"
]


class CustomerShown(Shape):
    """`numbers` are E.164, the one to call first in front; `numbers_masked`: digits are hidden from
    this user.
    """

    id: str
    kind: Kind
    name: str
    company: str
    level: Level
    risk: Risk
    language: str
    note: str
    tags: list[str]
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


class CustomerPhone(Shape):
    """A number of a customer, E.164 or masked, and what it is."""

    number: str
    label: NumberLabel


class CustomerAddress(Shape):
    label: AddressLabel
    text: str


class RelationShown(Shape):
    """Somebody to whom the customer has a relation. `kind` as the customer calls it: `works_at` means that
    the customer works there."""

    id: str
    kind: Relation
    customer: str
    name: str
    level: Level
    note: str


class MergeShown(Shape):
    """A customer, called `name`, who was merged into this one. `by` null: the system."""

    number: int
    name: str
    by: Words | None
    at: datetime
    undone_at: datetime | None


class CustomerWhole(CustomerShown):
    """A customer with everything that is written down, and the last contacts. `fields`: values of the site's
    own fields by key. `revision` goes with a change; `changed_by` null: the system."""

    phones: list[CustomerPhone]
    mails: list[str]
    addresses: list[CustomerAddress]
    fields: dict[str, str | int | float]
    relations: list[RelationShown]
    merges: list[MergeShown]
    revision: int
    created_at: datetime
    changed_at: datetime
    changed_by: Words | None
    interactions: list[ContactShown]


class CustomerField(Shape):
    """A field of the site's own. `choices`: of type choice, in their order."""

    key: str
    name: Words
    type: Literal["text", "number", "date", "choice", "phone", "id_number"]
    choices: list["CustomerChoice"]


class CustomerChoice(Shape):
    id: str
    name: Words


class CustomerFields(Shape):
    items: list[CustomerField]


class CustomerPhoneTold(Asked):
    """A number as people write it. Who sees numbers masked sends the mask of one that is to stay."""

    number: ShortText
    label: NumberLabel = "mobile"


class CustomerAddressTold(Asked):
    label: AddressLabel = "home"
    text: Annotated[LongText, Field(max_length=400)]


class CustomerTold(Asked):
    """A customer as written in the form. `once`: what the page calls this making, so that asking twice makes
    one; `revision`: the one that was seen, on a change."""

    name: ShortText
    kind: Kind = "person"
    company: ShortText = ""
    level: Level = "normal"
    risk: Risk = "none"
    language: ShortText = "zh"
    note: LongText = ""
    phones: Annotated[list[CustomerPhoneTold], Field(max_length=40)] = []
    mails: Annotated[list[ShortText], Field(max_length=40)] = []
    addresses: Annotated[list[CustomerAddressTold], Field(max_length=40)] = []
    tags: Annotated[list[ShortText], Field(max_length=60)] = []
    fields: Annotated[dict[ShortText, ShortText | int | float], Field(max_length=200)] = {}
    once: RequestKey | None = None
    revision: int | None = None

    def record(self) -> Record:
        """As a value."""
        return Record(
            name=self.name,
            kind=self.kind,
            company=self.company,
            level=self.level,
            risk=self.risk,
            language=self.language,
            note=self.note,
            numbers=tuple(Number(each.number, each.label) for each in self.phones),
            mails=tuple(self.mails),
            addresses=tuple(Address(each.label, each.text) for each in self.addresses),
            tags=tuple(self.tags),
            fields=self.fields,
        )


class RelationTold(Asked):
    """A relation of the customer to the customer `other`."""

    kind: Relation
    other: Annotated[str, Field(pattern=r"^[0-9a-z]{1,40}$")]
    note: ShortText = ""


class MergeTold(Asked):
    """Who is merged into the customer."""

    other: Annotated[str, Field(pattern=r"^[0-9a-z]{1,40}$")]


class DuplicateShown(Shape):
    """Somebody who may be the same, and why: the same name and number, mail address, name and company; the
    same name of a company; a name that sounds the same, with the same number."""

    customer: CustomerShown
    reasons: list[Literal["name_and_number", "mail", "sound_and_number", "name_and_company", "company_name"]]


class CustomerDuplicates(Shape):
    items: list[DuplicateShown]


class CustomerSheetTold(Asked):
    """A sheet: `text` (CSV), or `workbook` (XLSX, base64). Without `take` nothing changes: it is only said
    what would. `once`: what the page calls this sheet, so that sending it twice takes it once."""

    file: ShortText = ""
    text: Annotated[str, Field(max_length=6_000_000)] = ""
    workbook: Annotated[str, Field(max_length=6_000_000)] = ""
    take: bool = False
    once: RequestKey | None = None


class SheetFault(Shape):
    """What is wrong with a line, in the user's language. Line 0: the sheet as a whole."""

    line: int
    key: str
    title: str
    detail: str


class SheetLine(Shape):
    """What a line does, or would do. `what`: new, changed, same; `fields`: what it changes; `sharing`: others
    who have one of its numbers; `short`: numbers that only lead to an extension or a service."""

    line: int
    what: Literal["new", "changed", "same"]
    name: str
    customer: str | None
    fields: list[str]
    sharing: list[str]
    short: list[str]


class CustomerSheet(Shape):
    """What a sheet does. `taken`: the import, when it was done. The first lines and faults only, as many as
    `most`; the counts are of all."""

    taken: str | None
    new: int
    changed: int
    same: int
    wrong: int
    most: int
    lines: list[SheetLine]
    faults: list[SheetFault]


class ImportShown(Shape):
    """A sheet that was taken. `by` null: the system."""

    id: str
    file: str
    by: Words | None
    at: datetime
    new: int
    changed: int
    undone_at: datetime | None


class ImportList(Shape):
    items: list[ImportShown]


class ImportUndone(Shape):
    """`back`: how many are as they were; `left`: those whom somebody changed, merged or related since, and
    who stay."""

    back: int
    left: list[str]


def customer_shown(customer: Customer, last: Micros | None, *, whole: bool) -> CustomerShown:
    """A customer, with numbers masked unless the user may see them whole."""
    return CustomerShown.model_validate(
        {
            "id": customer.id,
            "kind": customer.kind,
            "name": customer.name,
            "company": customer.company,
            "level": customer.level,
            "risk": customer.risk,
            "language": customer.language,
            "note": customer.note,
            "tags": list(customer.tags),
            "numbers": [number if whole else masked(number) for number in customer.numbers],
            "numbers_masked": not whole,
            "last_contact_at": moment_or_none(last),
        }
    )


def customer_whole(
    shown: CustomerShown,
    standing: Standing,
    *,
    relations: Sequence[Related],
    past: Sequence[PastContact],
    merges: Sequence[Merge],
    by: Mapping[Id, Mapping[str, str]],
) -> CustomerWhole:
    """All of a customer. `by`: names of users."""
    record = standing.record
    numbers = zip(shown.numbers, record.numbers, strict=True)
    return CustomerWhole.model_validate(
        {
            **dict(shown),
            "phones": [{"number": number, "label": each.label} for number, each in numbers],
            "mails": list(record.mails),
            "addresses": [{"label": each.label, "text": each.text} for each in record.addresses],
            "fields": dict(record.fields),
            "relations": [_relation(each) for each in relations],
            "merges": [_merge(each, by) for each in merges],
            "revision": standing.revision,
            "created_at": moment(standing.created_at),
            "changed_at": moment(standing.at),
            "changed_by": by.get(standing.by),
            "interactions": [contact_shown(contact) for contact in past],
        }
    )


def field_shown(of: Definition) -> CustomerField:
    """A field of the site's own."""
    choices = [CustomerChoice(id=key, name=Words(**name)) for key, name in of.choices.items()]
    return CustomerField.model_validate(
        {"key": of.key, "name": Words(**of.name), "type": of.type, "choices": choices}
    )


def _merge(of: Merge, by: Mapping[Id, Mapping[str, str]]) -> dict[str, object]:
    return {
        "number": of.number,
        "name": of.name,
        "by": by.get(of.by),
        "at": moment(of.at),
        "undone_at": moment_or_none(of.undone_at),
    }


def _relation(of: Related) -> dict[str, str]:
    return {
        "id": of.id,
        "kind": of.kind,
        "customer": of.other.id,
        "name": of.other.name,
        "level": of.other.level,
        "note": of.note,
    }


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
