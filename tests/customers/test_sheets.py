"""Customers as a spreadsheet: read with every fault, written so that nothing in it is worked out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huawu.customers.core.fields import definitions
from huawu.customers.core.sheet import Row, line_of, read_sheet, titles, written_over
from huawu.customers.types import Address, Number, Record
from huawu.platform.sheets import cells_of, written

pytestmark = pytest.mark.core

OWN = definitions({"member": {"name": {"zh": "会员号", "en": "Member"}, "type": "text"}})
WANG = Record(
    "王小明",
    company="青禾",
    level="vip",
    risk="low",
    numbers=(Number("+8613800138000", "mobile"), Number("+862155501688", "work")),
    mails=("a@b.cn", "c@d.cn"),
    addresses=(Address("home", "南京路 1/2 号"), Address("work", "外滩")),
    tags=("常客", "过敏"),
    note="高楼层",
    fields={"member": "A-17"},
)


def rows(text: str) -> list[Row]:
    sheet = read_sheet(cells_of(text), OWN)
    assert not sheet.faults, sheet.faults
    return list(sheet.rows)


def faults(text: str) -> list[tuple[int, str]]:
    return [(fault.line, fault.key) for fault in read_sheet(cells_of(text), OWN).faults]


def test_titles_and_values_may_be_chinese_or_english() -> None:
    one = rows("姓名,电话,级别,类型,会员号\n王小明,138 0013 8000,贵宾,个人,A-17\n")[0]
    other = rows("Member;Level;NAME;phone;type\nA-17;vip;王小明;+86-138-0013-8000;person\n")[0]
    assert one == other
    assert one.record == Record(
        "王小明", level="vip", numbers=(Number("+8613800138000", "mobile"),), fields={"member": "A-17"}
    )


def test_numbers_and_addresses_may_have_their_label() -> None:
    one = rows("姓名,电话,地址\n王,单位：021-62345678；传真:021-62345679/95588,单位:外滩;南京路 1/2 号\n")[0]
    assert [(each.number, each.label) for each in one.record.numbers] == [
        ("+862162345678", "work"),
        ("+862162345679", "fax"),
        ("95588", "other"),
    ]
    assert one.record.addresses == (Address("work", "外滩"), Address("home", "南京路 1/2 号"))


def test_every_fault_is_told_with_its_line_and_right_lines_are_read() -> None:
    text = (
        "姓名,电话,邮箱,级别\n"
        "王小明,13800138000,,\n"
        ",13800138001,,\n"
        "\n"
        "李四,call me,,\n"
        "张三,,at home,白金\n"
        "赵六,,,\n"
    )
    assert faults(text) == [
        (3, "customer.no_name"),
        (5, "customer.not_a_number"),
        (6, "customer.unknown_level"),
        (6, "customer.not_a_mail"),
    ]
    assert [row.line for row in read_sheet(cells_of(text), OWN).rows] == [2, 7]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "customer.sheet_empty"),
        ("电话\n13800138000\n", "customer.sheet_no_name"),
        ("姓名,星座\n王,狮子\n", "customer.sheet_unknown_column"),
        ("姓名,名称\n王,王\n", "customer.sheet_twice"),
        ("姓名\n" + "王\n" * 5001, "customer.sheet_too_long"),
    ],
)
def test_a_sheet_that_is_none_is_refused_as_a_whole(text: str, key: str) -> None:
    assert [found for _, found in faults(text)] == [key]


def test_what_is_written_is_read_again_as_it_was() -> None:
    text = written([titles(OWN), line_of("abc", WANG, OWN)])
    again = rows("\ufeff" + text)[0]
    assert (again.id, again.record) == ("abc", WANG)


@pytest.mark.parametrize("evil", ["=1+1", "+1+1", "-1+1", "@SUM(A1)", '=HYPERLINK("http://example.test")'])
def test_no_cell_is_worked_out_by_a_spreadsheet(evil: str) -> None:
    bad = Record(evil, company=evil, note=evil, tags=(evil,), fields={"member": evil})
    text = written([titles(OWN), line_of("abc", bad, OWN)])
    ((_, cells),) = cells_of(text)[1:]
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)
    assert rows(text)[0].record == bad


def test_a_row_with_an_id_needs_no_name_and_leaves_what_it_does_not_tell() -> None:
    row = rows("编号,电话,标签,备注\nabc,95588,,低楼层\n")[0]
    now = written_over(WANG, row, lists=True)
    assert (now.name, now.tags, now.level, now.note) == ("王小明", WANG.tags, "vip", "低楼层")
    assert now.numbers == (Number("95588", "other"),)


def test_a_row_without_an_id_adds_to_what_there_is() -> None:
    row = rows("姓名,电话,会员号\n王小明,95588/13800138000,B-1\n")[0]
    now = written_over(WANG, row, lists=False)
    assert [each.number for each in now.numbers] == ["+8613800138000", "+862155501688", "95588"]
    assert (now.fields, now.company) == ({"member": "B-1"}, "青禾")


@given(st.lists(st.text(alphabet='王a1,;:/"\n\t=+-@<：', max_size=8), max_size=30))
def test_any_lines_under_right_titles_are_read_or_told_what_is_wrong(cells: list[str]) -> None:
    text = "姓名,电话,邮箱,会员号\n" + "\n".join(",".join(cells[n : n + 4]) for n in range(0, len(cells), 4))
    sheet = read_sheet(cells_of(text), OWN)
    assert {row.line for row in sheet.rows}.isdisjoint(fault.line for fault in sheet.faults)


def test_items_with_signs_that_divide_are_written_and_read_whole() -> None:
    record = Record(
        "王",
        addresses=(
            Address("home", "1 号; 后院"),
            Address("other", '"老宅"；2 号'),
            Address("work", "外滩: 3"),
        ),
        tags=("常客,贵宾", '说"您好"', "a;b"),
    )
    cells = [titles(OWN), line_of("x1", record, OWN)]
    (row,) = read_sheet(cells_of(written(cells)), OWN).rows
    assert (row.record.addresses, row.record.tags) == (record.addresses, record.tags)


@pytest.mark.parametrize(
    ("cell", "tags"),
    [('"a;b', ('"a', "b")), ('5";6"', ('5"', '6"')), ('"a"";b"', ('a";b',))],
)
def test_quotation_marks_that_are_none_are_left(cell: str, tags: tuple[str, ...]) -> None:
    (row,) = read_sheet([(1, ["姓名", "标签"]), (2, ["王", cell])], OWN).rows
    assert row.record.tags == tags


@pytest.mark.parametrize(("column", "most"), [("备注", 4000), ("公司", 200), ("地址", 400)])
def test_texts_are_not_longer_than_a_form_takes(column: str, most: int) -> None:
    assert faults(f"姓名,{column}\n王,{'字' * most}\n") == []
    assert faults(f"姓名,{column}\n王,{'字' * (most + 1)}\n") == [(2, "customer.text_too_long")]
