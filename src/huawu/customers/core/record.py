"""A customer's record: tidied, checked, as plain values, and how two of them differ."""

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, fields, replace
from typing import Any

from huawu.customers.core.fields import Definitions, field_faults
from huawu.customers.core.folding import folded
from huawu.customers.core.numbers import is_mobile, normalised
from huawu.customers.types import (
    ADDRESS_LABELS,
    KINDS,
    LEVELS,
    NUMBER_LABELS,
    RISKS,
    Address,
    Number,
    Record,
)

Faults = list[tuple[str, dict[str, Any]]]
"""Keys of words, with what they are filled with."""

NAMES: Mapping[str, tuple[str, str]] = {
    "name": ("姓名", "name"),
    "kind": ("类型", "kind"),
    "company": ("公司", "company"),
    "level": ("级别", "level"),
    "risk": ("风险等级", "risk"),
    "language": ("语言", "language"),
    "note": ("备注", "note"),
    "numbers": ("电话", "numbers"),
    "mails": ("邮箱", "mail"),
    "addresses": ("地址", "addresses"),
    "tags": ("标签", "tags"),
    "fields": ("自定义字段", "own fields"),
}
"""What the parts of a record are called, in Chinese and English."""

MOST_NUMBERS, MOST_MAILS, MOST_ADDRESSES, MOST_TAGS = 20, 10, 10, 30
LONGEST_NAME, LONGEST_TAG = 100, 40
LONGEST_COMPANY, LONGEST_NOTE, LONGEST_ADDRESS = 200, 4000, 400
_NUMBER = re.compile(r"\+?[\d\s().\-/]{2,40}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z]{2,4})?")
_SHORT, _LONG = (2, 15)
_MAIL = re.compile(r"[^\s@<>()\[\],;:\\\"]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z0-9-]{2,63}")
_LONGEST_MAIL = 254


def tidied(record: Record) -> Record:
    """As it is kept: without spaces at the ends, numbers in E.164, nothing twice, no empty lines."""
    numbers = {_form(each.number): each.label for each in reversed(record.numbers)}
    order = dict.fromkeys(_form(each.number) for each in record.numbers)
    mails = {folded(each): each.strip() for each in reversed(record.mails) if each.strip()}
    tags = {folded(each): _line(each) for each in reversed(record.tags) if each.strip()}
    addresses = [Address(each.label, each.text.strip()) for each in record.addresses if each.text.strip()]
    return replace(
        record,
        name=_line(record.name),
        company=_line(record.company),
        language=record.language.strip(),
        note=record.note.strip(),
        numbers=tuple(Number(number, numbers[number]) for number in order if number),
        mails=tuple(reversed(mails.values())),
        addresses=tuple(dict.fromkeys(addresses)),
        tags=tuple(reversed(tags.values())),
        fields={
            key: value.strip() if isinstance(value, str) else value
            for key, value in sorted(record.fields.items())
            if value != "" and not (isinstance(value, str) and not value.strip())
        },
    )


def faults_of(record: Record, own: Definitions) -> Faults:
    """Everything that is wrong with a tidied record; `own`: the fields that the site has."""
    faults: Faults = []
    if not record.name:
        faults.append(("customer.no_name", {}))
    if len(record.name) > LONGEST_NAME:
        faults.append(("customer.name_too_long", {"most": LONGEST_NAME}))
    for key, value, known in (
        ("customer.unknown_kind", record.kind, KINDS),
        ("customer.unknown_level", record.level, LEVELS),
        ("customer.unknown_risk", record.risk, RISKS),
    ):
        if value not in known:
            faults.append((key, {key.rpartition("_")[2]: value[:40]}))
    faults += _length_faults(record)
    if not _LANGUAGE.fullmatch(record.language):
        faults.append(("customer.unknown_language", {"language": record.language[:40]}))
    for number in record.numbers:
        faults += _number_faults(number)
    for mail in record.mails:
        if not is_mail(mail):
            faults.append(("customer.not_a_mail", {"mail": mail[:80]}))
    for address in record.addresses:
        if address.label not in ADDRESS_LABELS:
            faults.append(("customer.unknown_label", {"label": address.label[:40]}))
    return faults + _many(record) + field_faults(record.fields, own)


def told_in(record: Record, kept: Record, own: Definitions) -> Record:
    """A record without the values of fields that the site no longer has and that stay as they are in
    `kept`: nobody told them."""
    told = {key: value for key, value in record.fields.items() if key in own or kept.fields.get(key) != value}
    return replace(record, fields=told)


def is_number(text: str) -> bool:
    """Whether somebody who typed this meant a telephone number: digits, and what divides them."""
    plain = unicodedata.normalize("NFKC", text).strip()
    digits = sum(char.isdigit() for char in plain)
    return bool(_NUMBER.fullmatch(plain)) and _SHORT <= digits <= _LONG


def is_mail(text: str) -> bool:
    """Whether it can be a mail address (RFC 5321, without quotes)."""
    return len(text) <= _LONGEST_MAIL and bool(_MAIL.fullmatch(text))


def usual_label(number: str) -> str:
    """What a number is when nobody says: a normalised Chinese mobile number shows it."""
    return "mobile" if is_mobile(number) else "other"


def plain_of(record: Record) -> dict[str, Any]:
    """As it is written down: texts, lists and numbers only."""
    plain = asdict(record)
    for name in ("numbers", "mails", "addresses", "tags"):
        plain[name] = list(plain[name])
    return plain | {"fields": dict(record.fields)}


def record_of(plain: Mapping[str, Any]) -> Record:
    """What `plain_of` wrote, also when a later release knows more about a customer than it did."""
    known = {each.name for each in fields(Record)}
    more = {key: value for key, value in plain.items() if key in known}
    return Record(
        **more
        | {
            "numbers": tuple(Number(**each) for each in more.get("numbers", ())),
            "addresses": tuple(Address(**each) for each in more.get("addresses", ())),
            "mails": tuple(more.get("mails", ())),
            "tags": tuple(more.get("tags", ())),
        }
    )


def differing(one: Record, other: Record) -> list[str]:
    """The names of what differs, in the order in which a form shows it."""
    return [each.name for each in fields(Record) if getattr(one, each.name) != getattr(other, each.name)]


def unmasked(asked: Sequence[Number], known: Sequence[Number], masks: Sequence[str]) -> tuple[Number, ...]:
    """Numbers as somebody sent them who sees them masked: each mask stands for a number that it is the mask
    of, in their order. `masks`: how the known ones look to them. A mask of nothing stays what it is, and is
    refused as no number."""
    left: dict[str, list[str]] = {}
    for number, mask in zip(known, masks, strict=True):
        left.setdefault(mask, []).append(number.number)
    return tuple(
        Number(left[each.number].pop(0), each.label) if left.get(each.number) else each for each in asked
    )


def _length_faults(record: Record) -> Faults:
    addresses = max((len(address.text) for address in record.addresses), default=0)
    lengths = (
        ("company", len(record.company), LONGEST_COMPANY),
        ("note", len(record.note), LONGEST_NOTE),
        ("addresses", addresses, LONGEST_ADDRESS),
    )
    return [_too_long(part, most) for part, length, most in lengths if length > most]


def _too_long(part: str, most: int) -> tuple[str, dict[str, Any]]:
    zh, en = NAMES[part]
    return "customer.text_too_long", {"field": {"zh": zh, "en": en}, "most": most}


def _number_faults(number: Number) -> Faults:
    faults: Faults = []
    if not is_number(number.number):
        faults.append(("customer.not_a_number", {"number": number.number[:40]}))
    if number.label not in NUMBER_LABELS:
        faults.append(("customer.unknown_label", {"label": number.label[:40]}))
    return faults


def _many(record: Record) -> Faults:
    counted: tuple[tuple[Collection[Any], int], ...] = (
        (record.numbers, MOST_NUMBERS),
        (record.mails, MOST_MAILS),
        (record.addresses, MOST_ADDRESSES),
        (record.tags, MOST_TAGS),
    )
    faults: Faults = [("customer.too_many", {"most": most}) for found, most in counted if len(found) > most]
    if any(len(tag) > LONGEST_TAG for tag in record.tags):
        faults.append(("customer.tag_too_long", {"most": LONGEST_TAG}))
    return faults


def _form(text: str) -> str:
    """A number in its one written form; what is none stays as it is, to be told."""
    return normalised(text) if is_number(text) else text.strip()


def _line(text: str) -> str:
    """One line, without spaces at its ends and with single ones within."""
    return " ".join(text.split())
