"""Workbooks as lines of cells: whatever a program writes, and whatever somebody makes up to do harm."""

import base64
import io
import zipfile

import pytest

from huawu.customers.service.workbook import lines_of

pytestmark = pytest.mark.core

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def book(*rows: str) -> str:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as parts:
        sheet = f"<worksheet {MAIN}><sheetData>{''.join(rows)}</sheetData></worksheet>"
        parts.writestr("xl/worksheets/sheet1.xml", sheet)
    return base64.b64encode(out.getvalue()).decode()


def cell(text: str, at: str = "") -> str:
    return f'<c t="str"{at}><v>{text}</v></c>'


def test_rows_without_numbers_are_counted_and_none_has_the_number_of_another() -> None:
    plain = book(f"<row>{cell('a')}</row>", f"<row>{cell('b')}</row>")
    assert lines_of(plain) == [(1, ["a"]), (2, ["b"])]
    twice = book(
        f'<row r="7">{cell("a")}</row>', f'<row r="7">{cell("b")}</row>', f'<row r="3">{cell("c")}</row>'
    )
    assert [number for number, _ in lines_of(twice)] == [7, 8, 9]


@pytest.mark.parametrize("said", ["99999999999", "-5", "x", "²"])
def test_a_number_of_a_row_that_is_none_is_not_believed(said: str) -> None:
    assert lines_of(book(f'<row r="{said}">{cell("a")}</row>')) == [(1, ["a"])]


def test_a_cell_that_says_it_stands_far_away_ends_its_row() -> None:
    far = ' r="' + "A" * 100_000 + '1"'
    assert lines_of(book(f"<row>{cell('a')}{cell('b', far)}</row>")) == [(1, ["a"])]


def test_no_more_rows_are_read_than_anybody_takes() -> None:
    assert len(lines_of(book(*[f"<row>{cell('a')}</row>"] * 30_000))) == 20_000
