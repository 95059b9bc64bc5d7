"""How much is known of a customer, and how sure it is."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from huawu.customers.core.fields import Definitions
from huawu.customers.core.items import Readiness, can_be_asked
from huawu.customers.core.verifying import Layer, Result, facts_of, name_of
from huawu.customers.schemas.records import CustomerField, field_shown
from huawu.customers.types import ComplaintHistory, Record, Verdict
from huawu.platform.ids import Id
from huawu.platform.web.shapes import Asked, Shape, ShortText, Words, moment, moment_or_none

ItemOf = Literal["name", "contact", "company", "addresses", "language", "level", "risk", "complaints", "own"]
Answer = Annotated[ShortText, Field(min_length=1)]


class KeyItem(Shape):
    """What one should know before the talk. `of`: what answers it; `asked`: the customer can be asked for it;
    `field`: how an answer is written, of one of its own."""

    key: str
    name: Words
    of: ItemOf
    known: bool
    asked: bool
    field: CustomerField | None


class ComplaintsShown(Shape):
    """What the customer complained of: cases, those of them that are open, and when the last one came."""

    many: int
    open: int
    last_at: datetime | None


class CustomerReadiness(Shape):
    """How much is known of a customer of what one should know: `percent` of the items, rounded down."""

    customer: str
    percent: int
    items: list[KeyItem]
    complaints: ComplaintsShown


class ItemsAnswered(Asked):
    """What the customer said of items that were missing, by their keys."""

    answers: Annotated[dict[ShortText, Answer], Field(min_length=1, max_length=50)]


class LayerSaid(Shape):
    """What a layer says of a fact as it stands. `why`: a word for it, "" none; `by` null: no user."""

    layer: Layer
    result: Result
    why: str
    by: Words | None
    at: datetime


class FactShown(Shape):
    """A field of the record that is filled, and what was said of its value. `stale`: something was said of
    what stood there before."""

    field: str
    name: Words
    said: list[LayerSaid]
    stale: bool


class FactsShown(Shape):
    """`revision`: the record of which it is told."""

    customer: str
    revision: int
    facts: list[FactShown]


class FactSaid(Asked):
    """What a person found out of a fact, as it stood at `revision`."""

    field: ShortText
    result: Result
    revision: Annotated[int, Field(ge=1)]


class ErrorLine(Shape):
    """Facts of one field that one layer found right or wrong, and how many of them wrong."""

    layer: Layer
    field: str
    name: Words
    verified: int
    wrong: int


class ErrorRate(Shape):
    """Of the facts that were verified since then, how many were wrong. `rate` null: none was verified."""

    since: datetime
    verified: int
    wrong: int
    rate: float | None
    lines: list[ErrorLine]


def readiness_shown(
    customer: Id, found: Readiness, complaints: ComplaintHistory, own: Definitions
) -> CustomerReadiness:
    return CustomerReadiness(
        customer=customer,
        percent=found.percent,
        items=[
            KeyItem.model_validate(
                {
                    "key": item.key,
                    "name": Words(**item.name),
                    "of": item.of,
                    "known": known,
                    "asked": can_be_asked(item),
                    "field": field_shown(own[item.key]) if item.of == "own" and item.key in own else None,
                }
            )
            for item, known in found.items
        ],
        complaints=ComplaintsShown(
            many=complaints.many, open=complaints.open, last_at=moment_or_none(complaints.last_at)
        ),
    )


def facts_shown(
    record: Record, verdicts: Collection[Verdict], own: Definitions, by: Mapping[Id, Mapping[str, str]]
) -> list[FactShown]:
    """Every fact. `by`: names of users."""
    return [
        FactShown(
            field=field,
            name=Words(**name_of(field, own)),
            said=[_said(each, by) for each in verdicts if each.field == field and each.holds],
            stale=any(each.field == field and not each.holds for each in verdicts),
        )
        for field in facts_of(record)
    ]


def error_rate(
    since: datetime, counts: Mapping[tuple[str, str], tuple[int, int]], own: Definitions
) -> ErrorRate:
    """The rate over all layers and fields, and each by itself, the one with most wrong first."""
    verified, wrong = (sum(each[place] for each in counts.values()) for place in (0, 1))
    order = sorted(counts.items(), key=lambda each: (-each[1][1], -each[1][0], each[0]))
    return ErrorRate(
        since=since,
        verified=verified,
        wrong=wrong,
        rate=wrong / verified if verified else None,
        lines=[
            ErrorLine.model_validate(
                {
                    "layer": layer,
                    "field": field,
                    "name": Words(**name_of(field, own)),
                    "verified": of,
                    "wrong": bad,
                }
            )
            for (layer, field), (of, bad) in order
        ],
    )


def _said(of: Verdict, by: Mapping[Id, Mapping[str, str]]) -> LayerSaid:
    return LayerSaid.model_validate(
        {"layer": of.layer, "result": of.result, "why": of.why, "by": by.get(of.by), "at": moment(of.at)}
    )
