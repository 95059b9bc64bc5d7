"""Customers as a spreadsheet: rows of cells, read with all their faults, and written (CSV, RFC 4180).

Columns are named in the first line, in Chinese or English, in any order; the site's own fields by their key
or either name. A row with an id changes that customer: a filled cell counts, an empty one leaves what is
there. In `numbers` and `addresses` each may have its label in front: `手机:13800138000; work:021-62345678`.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from huawu.customers.core.fields import Definitions, read_value
from huawu.customers.core.folding import folded
from huawu.customers.core.numbers import normalised
from huawu.customers.core.record import faults_of, is_number, tidied, usual_label
from huawu.customers.types import Address, Number, Record, Value
from huawu.platform.sheets import Fault, Line, cell_in, columns_of, safe

MOST_LINES = 5_000
COLUMNS = (
    "id", "kind", "name", "company", "level", "risk",
    "language", "numbers", "mails", "addresses", "tags", "note",
)  # fmt: skip
_TITLES: Mapping[str, tuple[str, ...]] = {
    "id": ("编号", "客户编号"),
    "kind": ("类型", "客户类型", "type"),
    "name": ("姓名", "名称", "客户", "客户姓名", "customer"),
    "company": ("公司", "单位"),
    "level": ("级别", "客户级别"),
    "risk": ("风险", "风险等级"),
    "language": ("语言",),
    "numbers": ("电话", "号码", "手机", "手机号", "联系电话", "phone", "phones", "number", "mobile"),
    "mails": ("邮箱", "电子邮件", "mail", "email", "e-mail"),
    "addresses": ("地址", "address"),
    "tags": ("标签", "tag"),
    "note": ("备注", "notes"),
}
_SAID: Mapping[str, Mapping[str, str]] = {
    "kind": {"个人": "person", "人": "person", "公司": "company", "企业": "company", "单位": "company"},
    "level": {"普通": "normal", "银卡": "silver", "金卡": "gold", "贵宾": "vip"},
    "risk": {"无": "none", "低": "low", "中": "medium", "高": "high"},
    "language": {"中文": "zh", "英文": "en", "日文": "ja", "chinese": "zh", "english": "en"},
}
_LABELS: Mapping[str, str] = {
    "手机": "mobile", "住宅": "home", "家": "home", "住址": "home", "单位": "work", "公司": "work",
    "传真": "fax", "其他": "other",
    "mobile": "mobile", "home": "home", "work": "work", "fax": "fax", "other": "other",
}  # fmt: skip
_PARTS, _NUMBERS, _TAGS = ";；\n", ";；\n/、", ";；\n,，、"
"""What divides the items of a cell. An item that has one of these in it stands in quotation marks, `"` in it
is doubled: `home:"1; 2"`.
"""
_WRONG = {"unknown_column": "customer.sheet_unknown_column", "twice": "customer.sheet_twice"}


@dataclass(frozen=True, slots=True)
class Row:
    """What a line says of a customer; `id` "" when it names none. `told`: the columns that are filled."""

    line: int
    id: str
    record: Record
    told: frozenset[str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Lines that can be read, and every fault of the others."""

    rows: tuple[Row, ...]
    faults: tuple[Fault, ...]


def read_sheet(lines: Sequence[Line], own: Definitions) -> Sheet:
    """Every line, right or wrong."""
    if not lines:
        return Sheet((), (Fault(0, "customer.sheet_empty"),))
    columns, faults = _columns(lines[0][1], own)
    if faults:
        return Sheet((), tuple(faults))
    if len(lines) - 1 > MOST_LINES:
        return Sheet((), (Fault(0, "customer.sheet_too_long", {"most": MOST_LINES}),))
    rows: list[Row] = []
    for number, cells in lines[1:]:
        row = _row(number, columns, cells, own)
        wrong = [each for each in faults_of(row.record, own) if not row.id or each[0] != "customer.no_name"]
        faults += [Fault(number, key, params) for key, params in wrong]
        if not wrong:
            rows.append(row)
    return Sheet(tuple(rows), tuple(faults))


def written_over(old: Record, row: Row, *, lists: bool) -> Record:
    """A record with what a row tells. `lists`: numbers, mails, addresses and tags are replaced; else they are
    added to those there are."""
    change: dict[str, Any] = {name: getattr(row.record, name) for name in row.told if name in COLUMNS}
    if not lists:
        for name in ("numbers", "mails", "addresses", "tags"):
            if name in change:
                change[name] = (*getattr(old, name), *change[name])
    fields = {**old.fields, **row.record.fields}
    return tidied(replace(old, **{**change, "fields": dict(sorted(fields.items()))}))


def titles(own: Definitions) -> list[str]:
    """The first line of a sheet that is written."""
    return [*COLUMNS, *own]


def line_of(id: str, record: Record, own: Definitions) -> list[str]:  # noqa: A002 - the customer's
    """A customer as a line, which no spreadsheet takes for formulas."""
    cells = {name: str(getattr(record, name, "")) for name in COLUMNS}
    cells |= {
        "id": id,
        "numbers": "; ".join(f"{each.label}:{each.number}" for each in record.numbers),
        "mails": "; ".join(record.mails),
        "addresses": "; ".join(f"{each.label}:{_quoted(each.text, _PARTS)}" for each in record.addresses),
        "tags": "; ".join(_quoted(tag, _TAGS) for tag in record.tags),
    }
    return [safe(cells[name]) for name in COLUMNS] + [safe(str(record.fields.get(key, ""))) for key in own]


def _columns(names: Sequence[str], own: Definitions) -> tuple[dict[str, int], list[Fault]]:
    known = {folded(title): name for name in COLUMNS for title in (name, *_TITLES[name])}
    for key, of in own.items():
        for title in (key, *of.name.values()):
            known.setdefault(folded(title), f"field {key}")
    columns, wrong = columns_of(names, known, folded)
    faults = [Fault(1, _WRONG[what], {"column": title}) for what, title in wrong]
    if not faults and "name" not in columns and "id" not in columns:
        faults.append(Fault(1, "customer.sheet_no_name"))
    return columns, faults


def _row(line: int, columns: Mapping[str, int], cells: Sequence[str], own: Definitions) -> Row:
    cell = cell_in(columns, cells)
    said = {
        name: _SAID[name].get(folded(cell(name)), folded(cell(name))) for name in ("kind", "level", "risk")
    }
    language = _SAID["language"].get(folded(cell("language")), cell("language"))
    fields: dict[str, Value] = {
        key: read_value(cell(f"field {key}"), of) for key, of in own.items() if cell(f"field {key}")
    }
    record = Record(
        cell("name"),
        kind=said["kind"] or "person",
        company=cell("company"),
        level=said["level"] or "normal",
        risk=said["risk"] or "none",
        language=language or "zh",
        note=cell("note"),
        numbers=tuple(_number(part) for part in _divided(cell("numbers"), _NUMBERS) if part.strip()),
        mails=tuple(_divided(cell("mails"), _PARTS)),
        addresses=tuple(_address(part) for part in _divided(cell("addresses"), _PARTS) if part.strip()),
        tags=tuple(_divided(cell("tags"), _TAGS)),
        fields=fields,
    )
    return Row(
        line, cell("id"), tidied(record), frozenset(name for name in COLUMNS if name != "id" and cell(name))
    )


def _quoted(text: str, dividers: str) -> str:
    """An item as it stands among others in a cell."""
    if '"' in text or any(each in text for each in dividers):
        return '"' + text.replace('"', '""') + '"'
    return text


def _divided(text: str, dividers: str) -> list[str]:
    """The items of a cell. A quotation mark counts where an item, or what stands behind its label, begins;
    one that is never closed does not."""
    items, item, quoted, place = [], "", False, 0
    while place < len(text):
        char = text[place]
        if quoted and text[place : place + 2] == '""':
            item, place = item + char, place + 1
        elif char == '"' and (quoted or item.rstrip()[-1:] in ("", ":", "：")):
            quoted = not quoted
        elif char in dividers and not quoted:
            items.append(item)
            item = ""
        else:
            item += char
        place += 1
    return re.split(f"[{dividers}]", text) if quoted else [*items, item]


def _labelled(part: str) -> tuple[str | None, str]:
    """What stands in front of a colon, when it is a label, and the rest."""
    front, colon, rest = part.replace("：", ":").partition(":")
    label = _LABELS.get(folded(front)) if colon else None
    return (label, rest.strip()) if label else (None, part.strip())


def _number(part: str) -> Number:
    label, number = _labelled(part)
    form = normalised(number) if is_number(number) else number
    return Number(form, label or usual_label(form))


def _address(part: str) -> Address:
    label, text = _labelled(part)
    return Address(label if label in ("home", "work") else "other" if label else "home", text)
