"""The directory as a spreadsheet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huawu.switchboard.core.sheet import read_sheet, written
from huawu.switchboard.types import Entry
from tests.switchboard.entries import ENTRIES

pytestmark = pytest.mark.core


def keys(text: str, **own: Entry) -> list[tuple[int, str]]:
    taken = {entry.extension: entry.id for entry in own.values() if entry.extension}
    return [(fault.line, fault.key) for fault in read_sheet(text, own, taken).faults]


def test_titles_may_be_chinese_or_english_in_any_order_and_divided_in_any_usual_way() -> None:
    one = read_sheet("姓名,分机,类别,保密\n王小明,8001,人员,是\n", {}, {})
    other = read_sheet("Extension;Hidden;Kind;Name\n8001;yes;person;王小明\n", {}, {})
    third = read_sheet("分机\t保密\t姓名\r\n8001\t1\t王小明\r\n", {}, {})

    assert read_sheet("\ufeff姓名,分机\n王小明,8001\n", {}, {}).rows[0].entry.zh == "王小明"
    assert one.rows[0].entry == Entry("", "person", "王小明", extension="8001", hidden=True)
    assert other.rows == third.rows == one.rows
    assert not one.faults


def test_several_numbers_stand_in_one_field() -> None:
    sheet = read_sheet("类别,名称,号码\n外部,银行,021-6234 5678 / 95588；+86 21 5555 0000\n", {}, {})
    assert sheet.rows[0].entry.numbers == ("02162345678", "95588", "+862155550000")


def test_every_fault_is_told_with_its_line_and_right_lines_are_taken() -> None:
    text = (
        "类别,姓名,分机,号码,保密\n"
        "人员,王小明,8001,,\n"
        "\n"
        "人,李四,8002,,\n"
        "人员,,8003,,\n"
        "人员,张三,abc,,\n"
        "人员,赵六,,,\n"
        "外部,银行,,12x,也许\n"
        "人员,孙七,8001,,\n"
    )
    assert keys(text) == [
        (4, "directory.unknown_kind"),
        (5, "directory.no_name"),
        (6, "directory.bad_extension"),
        (7, "directory.no_number"),
        (8, "directory.bad_hidden"),
        (8, "directory.bad_number"),
        (9, "directory.sheet_same_extension"),
    ]
    assert [row.line for row in read_sheet(text, {}, {}).rows] == [2]


def test_entries_that_are_there_are_changed_by_their_id() -> None:
    old = Entry("abc", "person", "王小明", extension="8001")
    sheet = read_sheet("编号,姓名,分机\nabc,王小鸣,8001\n", {"abc": old}, {"8001": "abc"})
    assert [row.entry.zh for row in sheet.rows] == ["王小鸣"]
    assert keys("编号,姓名,分机\nxyz,王小鸣,8009\n") == [(2, "directory.unknown")]
    assert keys("编号,姓名,分机\nabc,王,8001\nabc,王,8002\n", abc=old) == [(3, "directory.sheet_same_id")]
    assert keys("姓名,分机\n李四,8001\n", abc=old) == [(2, "directory.extension_taken")]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "directory.sheet_empty"),
        ("\n \n", "directory.sheet_empty"),
        ("分机,号码\n8001,\n", "directory.sheet_no_name"),
        ("姓名,性别\n王,男\n", "directory.sheet_unknown_column"),
        ("姓名,名称\n王,王\n", "directory.sheet_twice"),
    ],
)
def test_a_sheet_that_is_none_is_refused_as_a_whole(text: str, key: str) -> None:
    sheet = read_sheet(text, {}, {})
    assert ([fault.key for fault in sheet.faults], sheet.rows) == ([key], ())


def test_what_is_written_is_read_again_as_it_was() -> None:
    own = {entry.id: entry for entry in ENTRIES}
    sheet = read_sheet(written(ENTRIES), own, {})
    assert not sheet.faults
    assert [row.entry for row in sheet.rows] == list(ENTRIES)


def test_no_cell_is_taken_for_a_formula() -> None:
    evil = Entry("", "outside", '=HYPERLINK("http://example.test")', numbers=("+8610",), note="@x")
    text = written([evil])
    assert "\n=" not in text
    assert not any(cell.startswith(("=", "+", "@")) for cell in text.splitlines()[1].split(","))
    assert read_sheet(text, {}, {}).rows[0].entry == evil


@given(st.text(max_size=200))
def test_any_text_is_read_or_told_what_is_wrong(text: str) -> None:
    sheet = read_sheet(text, {}, {})
    assert sheet.faults or all(row.entry.zh or row.entry.en for row in sheet.rows)


@given(st.lists(st.text(alphabet='王a1,;"/\n\t=+-是', max_size=8), max_size=30))
def test_any_lines_under_right_titles_are_read_or_told_what_is_wrong(cells: list[str]) -> None:
    text = "姓名,分机,号码,保密\n" + "\n".join(",".join(cells[n : n + 4]) for n in range(0, len(cells), 4))
    sheet = read_sheet(text, {}, {})
    assert {row.line for row in sheet.rows}.isdisjoint(fault.line for fault in sheet.faults)
