"""The first sheet of an XLSX workbook (ECMA-376) as lines of cells. Values only: formulas, formats and macros
are never looked at, and nothing is unpacked beyond a bound."""

import base64
import binascii
import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from xml.etree import ElementTree

from huawu.platform.refusals import Invalid

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_SHEET, _STRINGS, _STYLES = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"
_MOST_BYTES = 24 * 1024 * 1024
_MOST_ROWS = 20_000
_MOST_COLUMNS = 200
_MOST_LETTERS = 3
_LONGEST_NUMBER = 8
_DATES = frozenset(range(14, 23)) | {45, 46, 47}
_EPOCH = date(1899, 12, 30)
"""Day 0 of the serial numbers that spreadsheets count days by, from March 1900 on."""

Line = tuple[int, list[str]]


def lines_of(workbook: str) -> list[Line]:
    """Lines that are not empty, each with its number, of a workbook in base64. Raises Invalid when it is
    none."""
    try:
        with zipfile.ZipFile(io.BytesIO(base64.b64decode(workbook, validate=True))) as parts:
            if sum(part.file_size for part in parts.infolist()) > _MOST_BYTES:
                raise Invalid("customer.sheet_not_read")
            strings = _strings(_part(parts, _STRINGS))
            dates = _date_styles(_part(parts, _STYLES))
            sheet = _part(parts, _SHEET)
    except (binascii.Error, ValueError, zipfile.BadZipFile, ElementTree.ParseError, RuntimeError, OSError):
        raise Invalid("customer.sheet_not_read") from None
    if sheet is None:
        raise Invalid("customer.sheet_not_read")
    try:
        return [line for line in _lines(sheet, strings, dates) if any(line[1])]
    except (ValueError, IndexError, OverflowError):
        raise Invalid("customer.sheet_not_read") from None


def _part(parts: zipfile.ZipFile, name: str) -> ElementTree.Element | None:
    if name not in parts.namelist():
        return None
    text = parts.read(name)
    if b"<!DOCTYPE" in text[:4096] or b"<!ENTITY" in text:
        raise ValueError("a workbook declares no entities")
    return ElementTree.fromstring(text)  # noqa: S314 - without a DTD there is nothing to expand


def _strings(part: ElementTree.Element | None) -> list[str]:
    return [] if part is None else [_text(item) for item in part.iter(f"{_MAIN}si")]


def _text(item: ElementTree.Element) -> str:
    """What is written, without how it is read aloud (phonetic runs)."""
    runs = [item, *item.findall(f"{_MAIN}r")]
    return "".join(each.text or "" for run in runs for each in run.findall(f"{_MAIN}t"))


def _date_styles(part: ElementTree.Element | None) -> frozenset[int]:
    """Which styles of cells show a date."""
    if part is None:
        return frozenset()
    own = {
        int(each.get("numFmtId", "0"))
        for each in part.iter(f"{_MAIN}numFmt")
        if re.search(r"[yd]", re.sub(r'"[^"]*"|\[[^\]]*\]', "", each.get("formatCode", "")))
    }
    styles = part.find(f"{_MAIN}cellXfs")
    kinds = [int(each.get("numFmtId", "0")) for each in styles] if styles is not None else []
    return frozenset(nth for nth, kind in enumerate(kinds) if kind in own | _DATES)


def _lines(sheet: ElementTree.Element, strings: list[str], dates: frozenset[int]) -> Iterator[Line]:
    """Numbered as they say, or one after another where they say nothing; never twice the same."""
    last = 0
    for row in islice(sheet.iter(f"{_MAIN}row"), _MOST_ROWS):
        said = row.get("r", "")
        number = int(said) if said.isdecimal() and len(said) < _LONGEST_NUMBER else 0
        last = max(last + 1, number)
        yield last, _cells(row, strings, dates)


def _cells(row: ElementTree.Element, strings: list[str], dates: frozenset[int]) -> list[str]:
    cells: list[str] = []
    for cell in row.iter(f"{_MAIN}c"):
        place = _column(cell.get("r", ""), len(cells))
        if place >= _MOST_COLUMNS:
            break
        cells += [""] * (place + 1 - len(cells))
        cells[place] = _value(cell, strings, dates)
    return cells


def _column(reference: str, following: int) -> int:
    """The place of a cell such as C12, from 0."""
    letters = reference.rstrip("0123456789")
    if not letters:
        return following
    if len(letters) > _MOST_LETTERS:
        return _MOST_COLUMNS
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1


def _value(cell: ElementTree.Element, strings: list[str], dates: frozenset[int]) -> str:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return "".join(_text(each) for each in cell.findall(f"{_MAIN}is")).strip()
    found = cell.find(f"{_MAIN}v")
    text = (found.text or "") if found is not None else ""
    if kind == "s" and text:
        return strings[int(text)].strip()
    if kind == "n" and text:
        return _number(float(text), int(cell.get("s", "0")) in dates)
    return text.strip()


def _number(value: float, is_date: bool) -> str:
    if is_date:
        return (_EPOCH + timedelta(days=int(value))).isoformat()
    return str(int(value)) if value.is_integer() else repr(value)
