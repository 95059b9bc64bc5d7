"""The directory over HTTP: looking up, keeping own entries, sheets."""

from typing import Any

import pytest
from sqlalchemy import text

from huawu.platform import config
from huawu.platform.work import work
from tests.app.web.house import Browser, House

pytestmark = pytest.mark.room

BANK = {"kind": "outside", "zh": "银行客户经理", "numbers": ["021-6234 5678", "95588"]}
BOSS = {
    "zh": "单雄信",
    "pinyin": "shan xiong xin",
    "extension": "8666",
    "hidden": True,
    "department": "董事会",
}


@pytest.fixture
async def keeper(house: House) -> Browser:
    return await house.browser("administrator")


async def added(keeper: Browser, **entry: Any) -> dict[str, Any]:
    answer = await keeper.post("/api/directory/entries", entry)
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


async def items(browser: Browser, **asked: Any) -> list[dict[str, Any]]:
    answer = await browser.get("/api/directory", **asked)
    assert answer.status_code == 200, answer.text
    return list(answer.json()["items"])


async def names(browser: Browser, q: str) -> list[str]:
    return [item["name"]["zh"] for item in await items(browser, q=q)]


async def published(house: House, **bodies: dict[str, Any]) -> None:
    async with work(house.sessions, site="main", clock=house.clock) as w:
        for kind, those in bodies.items():
            for key, body in those.items():
                await config.save_draft(w, kind, key, body)
        await config.publish(w)


async def test_colleagues_are_found_with_the_way_to_call_them(house: House, keeper: Browser) -> None:
    agent = await house.browser("agent")

    found = await items(keeper, q="lxm")

    assert [one["reach"] for one in found] == [
        [{"kind": "agent", "id": house.agents["agent"], "number": agent.said["agent"]["extension"]}]
    ]
    assert found[0]["by"] == "initials"


async def test_telephones_and_ring_groups_with_names_are_entries_as_soon_as_they_are_in_force(
    house: House, keeper: Browser
) -> None:
    assert await names(keeper, "dating") == []

    await published(
        house,
        extension={"7001": {"name": {"zh": "大厅", "en": "Lobby"}}, "7002": {}},
        ring_group={
            "7100": {"name": {"zh": "礼宾部", "en": "Concierge"}, "members": [{"extension": "7001"}]}
        },
    )

    assert [(one["kind"], one["reach"]) for one in await items(keeper, q="dating")] == [
        ("room", [{"kind": "extension", "id": "7001", "number": "7001"}])
    ]
    assert [one["kind"] for one in await items(keeper, q="concierge")] == ["department"]
    assert await names(keeper, "7002") == []


async def test_an_own_entry_is_found_at_once_and_called_as_the_network_wants_it(keeper: Browser) -> None:
    await names(keeper, "")
    await added(keeper, **BANK)

    found = (await items(keeper, q="yhkh"))[0]

    assert [(one["kind"], one["id"]) for one in found["reach"]] == [
        ("number", "02162345678"),
        ("number", "95588"),
    ]
    assert await names(keeper, "5678") == ["银行客户经理"]


async def test_hidden_numbers_are_for_those_who_may_see_them(house: House, keeper: Browser) -> None:
    await added(keeper, **BOSS)
    agent, operator = await house.browser("agent"), await house.browser("operator")

    seen, hidden = (await items(operator, q="单雄信"))[0], (await items(agent, q="单雄信"))[0]

    assert (seen["masked"], [one["number"] for one in seen["reach"]]) == (False, ["8666"])
    assert (hidden["masked"], hidden["reach"], hidden["agent"]) == (True, [], None)
    assert "8666" not in str(hidden)
    assert await names(operator, "8666") == ["单雄信"]
    assert await names(agent, "8666") == await names(agent, "8666 董事会") == []


async def test_an_own_entry_stands_in_the_place_of_an_agent_and_leaves_it_again(
    house: House, keeper: Browser
) -> None:
    agent = await house.browser("agent")
    extension = agent.said["agent"]["extension"]
    assert len(await items(keeper, q=extension)) == 1

    own = await added(keeper, zh="林总", extension=extension, hidden=True)
    found = await items(keeper, q=extension)
    assert [(one["name"]["zh"], one["agent"]) for one in found] == [("林总", house.agents["agent"])]
    assert await names(agent, extension) == []

    assert (await keeper.delete(f"/api/directory/entries/{own['id']}")).status_code == 204
    assert await names(keeper, extension) == ["林小满"]


async def test_a_change_is_refused_when_somebody_else_was_faster(keeper: Browser) -> None:
    own = await added(keeper, **BANK)
    path = f"/api/directory/entries/{own['id']}"

    first = await keeper.put(path, {**BANK, "zh": "招商银行", "revision": own["revision"]})
    second = await keeper.put(path, {**BANK, "zh": "建设银行", "revision": own["revision"]})

    assert (first.status_code, second.status_code) == (200, 409)
    assert second.json()["key"] == "directory.changed_meanwhile"
    assert await names(keeper, "yinhang") == ["招商银行"]
    assert (await keeper.get(path)).json()["revision"] == first.json()["revision"] > own["revision"]


async def test_what_is_taken_out_is_gone_with_everything_that_was_personal(
    house: House, keeper: Browser
) -> None:
    own = await added(keeper, **BANK)
    assert (await keeper.delete(f"/api/directory/entries/{own['id']}")).status_code == 204

    again = await keeper.delete(f"/api/directory/entries/{own['id']}")
    async with house.sessions() as session:
        kept = str((await session.execute(text("SELECT * FROM directory_entries"))).all())

    assert again.status_code == 404
    assert await names(keeper, "银行") == []
    assert "银行" not in kept
    assert "95588" not in kept


@pytest.mark.parametrize(
    ("entry", "status", "key"),
    [
        ({"zh": " "}, 422, "directory.no_name"),
        ({"zh": "王"}, 422, "directory.no_number"),
        ({"zh": "王", "extension": "8a"}, 422, "directory.bad_extension"),
        ({"zh": "王", "numbers": ["sip:x"]}, 422, "directory.bad_number"),
        ({"zh": "王", "extension": "8001", "pinyin": "wang xiao"}, 422, "directory.bad_pinyin"),
        ({"zh": "王", "extension": "8666"}, 409, "directory.extension_taken"),
        ({"zh": "王", "extension": "8001", "kind": "ghost"}, 422, "request.invalid"),
    ],
)
async def test_an_entry_that_makes_no_sense_is_not_made(
    keeper: Browser, entry: dict[str, Any], status: int, key: str
) -> None:
    await added(keeper, **BOSS)

    answer = await keeper.post("/api/directory/entries", entry)

    assert (answer.status_code, answer.json()["key"]) == (status, key)
    assert answer.json()["title"] != key


async def test_only_who_keeps_the_directory_changes_it(house: House, keeper: Browser) -> None:
    own = await added(keeper, **BANK)
    leader, auditor = await house.browser("team_leader"), await house.browser("auditor")

    for answer in (
        await leader.post("/api/directory/entries", BOSS),
        await leader.put(f"/api/directory/entries/{own['id']}", BANK),
        await leader.delete(f"/api/directory/entries/{own['id']}"),
        await leader.get(f"/api/directory/entries/{own['id']}"),
        await leader.get("/api/directory/sheet"),
        await leader.post("/api/directory/sheet", {"text": "", "take": True}),
        await auditor.get("/api/directory"),
    ):
        assert answer.status_code == 403


async def test_a_sheet_is_looked_at_first_and_taken_only_without_faults(keeper: Browser) -> None:
    bad = "类别,姓名,分机\n人员,王小明,8001\n人员,李四,x\n"
    good = "类别,姓名,分机\n人员,王小明,8001\n人员,李四,8002\n"

    looked = (await keeper.post("/api/directory/sheet", {"text": good})).json()
    refused = (await keeper.post("/api/directory/sheet", {"text": bad, "take": True})).json()
    assert await names(keeper, "王小明") == []
    taken = (await keeper.post("/api/directory/sheet", {"text": good, "take": True})).json()

    assert (looked["taken"], looked["new"], looked["wrong"]) == (False, 2, 0)
    assert (refused["taken"], [(one["line"], one["title"]) for one in refused["faults"]]) == (
        False,
        [(3, "分机号由 2 到 8 位数字组成。")],
    )
    assert (taken["taken"], [line["what"] for line in taken["lines"]]) == (True, ["new", "new"])
    assert await names(keeper, "王小明") == ["王小明"]


async def test_a_sheet_that_went_out_comes_in_again_and_changes_only_what_was_changed(
    keeper: Browser,
) -> None:
    await added(keeper, **BANK)
    await added(keeper, **BOSS)

    sheet = await keeper.get("/api/directory/sheet")
    same = (await keeper.post("/api/directory/sheet", {"text": sheet.text})).json()
    edited = sheet.text.replace("单雄信", "单田芳").replace("shan xiong xin", "shan tian fang")
    changed = (await keeper.post("/api/directory/sheet", {"text": edited, "take": True})).json()

    assert sheet.headers["content-type"] == "text/csv; charset=utf-8"
    assert (same["same"], same["new"], same["changed"]) == (2, 0, 0)
    assert (changed["same"], changed["new"], changed["changed"]) == (1, 0, 1)
    assert await names(keeper, "stf") == ["单田芳"]


async def test_only_own_entries_are_listed_for_who_keeps_them(house: House, keeper: Browser) -> None:
    await house.browser("agent")
    await added(keeper, **BANK)

    assert len(await items(keeper)) == 2
    assert [one["name"]["zh"] for one in await items(keeper, own=True)] == ["银行客户经理"]
