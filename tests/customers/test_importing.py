"""Importing customers over HTTP: looked at first, taken but for what is broken, undone; and exported."""

import base64
import io
import zipfile
from typing import Any

import pytest
from sqlalchemy import select

from huawu.customers import service as customers
from huawu.customers.core.sheet import read_sheet
from huawu.customers.types import NewCustomer, Record
from huawu.platform import config
from huawu.platform.ids import Id
from huawu.platform.outbox import FactRow
from huawu.platform.refusals import Refusal
from huawu.platform.sheets import cells_of
from huawu.platform.work import work
from tests.app.web.house import Browser, House

pytestmark = pytest.mark.room

SHEET = (
    "姓名,电话,标签\n"
    "王小明,13800138000;95588,常客\n"
    "李四,call me,\n"
    "赵六,13900000001,\n"
    "王太太,13800138000,\n"
    "赵六,13900000001,\n"
)


@pytest.fixture
async def leader(house: House) -> Browser:
    return await house.browser("team_leader")


@pytest.fixture
async def wang(house: House) -> Id:
    async with work(house.sessions, site="main", clock=house.clock) as w:
        return await customers.create_customer(w, NewCustomer("王小明", ("13800138000",)))


async def send(browser: Browser, text: str = SHEET, **more: Any) -> dict[str, Any]:
    answer = await browser.post("/api/customers/imports", {"text": text, "file": "a.csv", **more})
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


async def listed(browser: Browser) -> list[tuple[str, list[str]]]:
    items = (await browser.get("/api/customers")).json()["items"]
    return sorted((each["name"], each["numbers"]) for each in items)


async def test_short_numbers_are_named_before_they_are_taken_for_extensions(leader: Browser) -> None:
    told = await send(leader, "姓名,电话\n李四,12;13900000001\n王五,021-62345678\n")

    assert told["wrong"] == 0
    assert [(line["name"], line["short"]) for line in told["lines"]] == [("李四", ["12"]), ("王五", [])]


BEFORE = [("王小明", ["+8613800138000"])]


async def test_a_sheet_is_looked_at_before_anything_changes(leader: Browser, wang: Id) -> None:
    told = await send(leader)

    assert [(each["line"], each["what"], each["customer"]) for each in told["lines"]] == [
        (2, "changed", wang),
        (4, "new", None),
        (5, "new", None),
    ]
    assert (told["lines"][0]["fields"], told["lines"][2]["sharing"]) == (["numbers", "tags"], ["王小明"])
    assert [(each["line"], each["title"]) for each in told["faults"]] == [
        (3, "这不是电话号码。"),
        (6, "和第 4 行是同一位客户。"),
    ]
    assert (told["new"], told["changed"], told["wrong"], told["taken"]) == (2, 1, 2, None)
    assert await listed(leader) == BEFORE


async def test_what_is_broken_does_not_stop_the_rest_and_all_is_undone(leader: Browser, wang: Id) -> None:
    taken = (await send(leader, take=True))["taken"]
    assert await listed(leader) == [
        ("王太太", ["+8613800138000"]),
        ("王小明", ["+8613800138000", "95588"]),
        ("赵六", ["+8613900000001"]),
    ]
    found = (await leader.get("/api/customers", search="zhaoliu")).json()["items"]
    assert [each["name"] for each in found] == ["赵六"]

    undone = (await leader.post(f"/api/customers/imports/{taken}/undo")).json()
    again = (await leader.post(f"/api/customers/imports/{taken}/undo")).json()

    assert (undone, again) == ({"back": 3, "left": []}, {"back": 0, "left": []})
    assert await listed(leader) == BEFORE
    shown = (await leader.get("/api/customers/imports")).json()["items"]
    assert [(each["file"], each["new"], each["changed"]) for each in shown] == [("a.csv", 2, 1)]
    assert shown[0]["undone_at"] is not None


async def test_a_sheet_that_is_sent_twice_is_taken_once(leader: Browser) -> None:
    first = await send(leader, take=True, once="0123456789abcdef")
    again = await send(leader, take=True, once="0123456789abcdef")

    assert again["taken"] == first["taken"]
    assert len(await listed(leader)) == 3


async def test_undoing_leaves_those_whom_somebody_changed_since(leader: Browser, wang: Id) -> None:
    taken = (await send(leader, take=True))["taken"]
    zhao = (await leader.get("/api/customers", search="赵六")).json()["items"][0]
    await leader.put(f"/api/customers/{zhao['id']}", {"name": "赵六", "note": "我写的"})

    undone = (await leader.post(f"/api/customers/imports/{taken}/undo")).json()

    assert undone == {"back": 2, "left": ["赵六"]}
    assert [name for name, _ in await listed(leader)] == ["王小明", "赵六"]


async def test_undoing_leaves_those_of_whom_something_is_written_down(leader: Browser, wang: Id) -> None:
    taken = (await send(leader, take=True))["taken"]
    found = {each["name"]: each["id"] for each in (await leader.get("/api/customers")).json()["items"]}
    slip = {
        "to": {"name": "总经理"},
        "caller": "赵六",
        "about": "来过电话",
        "wish": "no_reply",
        "customer": found["赵六"],
    }
    answer = await leader.post("/api/slips", slip | {"key": "0123456789abcdef"})
    assert answer.status_code == 201, answer.text

    undone = (await leader.post(f"/api/customers/imports/{taken}/undo")).json()

    assert undone == {"back": 2, "left": ["赵六"]}
    assert (await leader.get(f"/api/customers/{found['赵六']}")).status_code == 200


async def test_what_somebody_changes_while_a_sheet_is_taken_is_not_lost(house: House, wang: Id) -> None:
    async with house.sessions() as session:
        plan = await customers.plan_sheet(session, read_sheet(cells_of(SHEET), {}), {})
    async with work(house.sessions, site="main", clock=house.clock) as w:
        await customers.change_customer(w, wang, Record("王小明", note="刚写的"), seen=1)

    with pytest.raises(Refusal, match="customer.sheet_meanwhile"):
        async with work(house.sessions, site="main", clock=house.clock) as w:
            await customers.take_sheet(w, plan, file="a.csv")


async def test_an_export_is_taken_again_without_changing_anything(leader: Browser, wang: Id) -> None:
    await send(leader, take=True)
    exported = (await leader.get("/api/customers/sheet", why="搬迁")).text

    told = await send(leader, exported)

    assert exported.startswith("\ufeffid,kind,name")
    assert (told["new"], told["changed"], told["same"], told["wrong"]) == (0, 0, 3, 0)


async def test_only_who_keeps_customers_takes_sheets(house: House, leader: Browser) -> None:
    agent = await house.browser("agent")
    answers = [
        await agent.post("/api/customers/imports", {"text": SHEET}),
        await agent.get("/api/customers/imports"),
        await agent.get("/api/customers/sheet", why="搬迁"),
        await agent.post("/api/customers/imports/0000000000000/undo"),
    ]
    assert [answer.status_code for answer in answers] == [403] * 4
    unknown = await leader.post("/api/customers/imports/0000000000000/undo")
    assert unknown.json()["key"] == "customer.unknown_import"


MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def workbook(sheet: str, **parts: str) -> str:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as book:
        book.writestr("xl/worksheets/sheet1.xml", sheet)
        for name, text in parts.items():
            book.writestr(f"xl/{name}.xml", text)
    return base64.b64encode(out.getvalue()).decode()


async def test_a_workbook_is_read_like_a_sheet(leader: Browser) -> None:
    strings = f"<sst {MAIN}><si><t>姓名</t></si><si><r><t>王</t></r><r><t>小明</t></r></si></sst>"
    sheet = (
        f'<worksheet {MAIN}><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c>'
        '<c r="C1" t="inlineStr"><is><t>电话</t></is></c></row>'
        '<row r="3"><c r="A3" t="s"><v>1</v></c><c r="C3"><f>1+1</f><v>13800138000</v></c></row>'
        "</sheetData></worksheet>"
    )
    book = workbook(sheet, sharedStrings=strings)

    told = await send(leader, "", workbook=book, take=True)

    assert [(each["line"], each["name"]) for each in told["lines"]] == [(3, "王小明")]
    assert await listed(leader) == BEFORE


@pytest.mark.parametrize(
    "book",
    [
        "no base64!",
        base64.b64encode(b"no zip").decode(),
        workbook("no xml"),
        workbook(f'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet {MAIN}>&a;</worksheet>'),
        workbook(
            f'<worksheet {MAIN}><sheetData><row r="1"><c t="s"><v>9</v></c></row></sheetData></worksheet>'
        ),
    ],
)
async def test_a_file_that_is_no_workbook_is_refused(leader: Browser, book: str) -> None:
    answer = await leader.post("/api/customers/imports", {"workbook": book})
    assert (answer.status_code, answer.json()["key"]) == (422, "customer.sheet_not_read")


async def test_who_took_all_customers_how_many_and_why_is_written_down(house: House, leader: Browser) -> None:
    await leader.post("/api/customers/imports", {"text": "姓名\n王一\n王二\n", "take": True})

    bare = await leader.get("/api/customers/sheet")
    taken = await leader.get("/api/customers/sheet", why="年度对账")

    async with house.sessions() as session:
        facts = await session.scalars(select(FactRow).where(FactRow.kind == "customer.exported"))
        said = [(each.body["many"], each.body["why"], each.body["by"]) for each in facts]
    assert (bare.status_code, taken.status_code) == (422, 200)
    assert said == [(2, "年度对账", house.users["team_leader"])]


async def test_a_value_of_a_field_that_was_removed_keeps_nobody_from_changing_by_a_sheet(
    house: House, leader: Browser
) -> None:
    async with work(house.sessions, site="main") as w:
        await config.save_draft(w, "customer_field", "room", {"name": {"zh": "房号"}, "type": "text"})
        await config.publish(w)
    body = {"name": "王芳", "fields": {"room": "1208"}}
    made = (await leader.post("/api/customers", body)).json()
    async with work(house.sessions, site="main") as w:
        await config.save_draft(w, "customer_field", "room", None)
        await config.publish(w)

    text = f"编号,公司\n{made['id']},青禾\n"
    sheet = (await leader.post("/api/customers/imports", {"text": text, "take": True})).json()
    now = (await leader.get(f"/api/customers/{made['id']}")).json()

    assert (sheet["changed"], sheet["faults"]) == (1, [])
    assert (now["company"], now["fields"]) == ("青禾", {"room": "1208"})
