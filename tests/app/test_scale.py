"""A big centre that was made up is one that the services could have made: at a small size."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text

from huawu.app import scale
from huawu.app.scale.customers import first_number
from huawu.app.scale.house import LEADER
from huawu.app.scale.seeding import refresh, require_room, seed
from huawu.cases.service import look
from huawu.cases.service.receipts_late import look as look_at_receipts
from huawu.customers import service as customers
from huawu.customers.core.pinyin import sort_key
from huawu.customers.core.record import tidied
from huawu.customers.core.searching import keys_of
from huawu.customers.models import CustomerRow
from huawu.customers.queries.records import standings_of
from huawu.people import service as people
from huawu.people.models import UserRow
from huawu.platform.clock import SECOND
from huawu.platform.database import Sessions
from huawu.platform.refusals import Refusal
from huawu.platform.work import work
from tests.app.web.conftest import house, settings
from tests.app.web.house import NOON, PASSWORD, Browser, House

pytestmark = pytest.mark.room
__all__ = ["house", "settings"]
SIZES = scale.Sizes(customers=120, segments=470, cases=60, open=40)
_KEYS = text("SELECT key FROM customer_keys WHERE customer_id = :id")
_COUNTED = text(
    "SELECT (SELECT count(*) FROM interactions), (SELECT count(*) FROM segments),"
    " (SELECT count(*) FROM segments s WHERE NOT EXISTS (SELECT FROM interactions WHERE id = s.interaction)),"
    " (SELECT max(many) FROM (SELECT count(*) AS many FROM interactions GROUP BY caller) AS callers)"
)
_AWAITED = text(
    "SELECT (SELECT count(*) FROM case_receipts WHERE state = 'waiting'),"
    " (SELECT count(*) FROM cases WHERE receipt_due_at IS NOT NULL AND state <> 'closed')"
)


@pytest.fixture
async def made(house: House, database_url: str) -> scale.World:
    """A small one, whose leader can sign in."""
    found = await seed(database_url, "main", SIZES, word="test", now=NOON, say=lambda said: None)
    async with work(house.sessions, site="main", clock=house.clock) as w:
        user = await w.session.scalar(select(UserRow.id).where(UserRow.login == LEADER))
        await people.set_password(w, user or "", PASSWORD)
    return found


async def _leader(house: House) -> Browser:
    browser = house.client()
    assert (await browser.sign_in(LEADER)).status_code == 201
    return browser


async def _filled(sessions: Sessions, table: str, where: str) -> tuple[set[str], dict[str, Any]]:
    """Which columns of a row have something in them, and all of it."""
    async with sessions() as session:
        asked = text(f"SELECT * FROM {table} WHERE {where} LIMIT 1")  # noqa: S608 - of this test
        row = dict((await session.execute(asked)).mappings().one())
    return {name for name, value in row.items() if value is not None}, row


async def test_a_customer_made_up_is_found_shown_and_changed_like_any_other(
    house: House, made: scale.World
) -> None:
    boss, number = await _leader(house), first_number(0)
    (found,) = (await boss.get("/api/customers", search=number[-9:])).json()["items"]
    assert number in found["numbers"]
    by_name = (await boss.get("/api/customers", search=found["name"])).json()["items"]
    assert found["id"] in {each["id"] for each in by_name}
    shown = (await boss.get(f"/api/customers/{found['id']}")).json()
    assert shown["interactions"]  # contacts of a year
    filled, row = await _filled(house.sessions, "customers", f"id = '{found['id']}'")
    async with house.sessions() as session:
        standing = (await standings_of(session, [await session.get_one(CustomerRow, found["id"])]))[0]
        keys = set((await session.execute(_KEYS, {"id": found["id"]})).scalars())
    assert tidied(standing.record) == standing.record
    assert keys == keys_of(standing.record)
    assert row["sort_key"] == sort_key(standing.record.name)
    async with work(house.sessions, site="main", clock=house.clock) as w:
        own = await customers.write_customer(w, standing.record)
    assert filled == (await _filled(house.sessions, "customers", f"id = '{own}'"))[0]
    async with work(house.sessions, site="main", clock=house.clock) as w:
        await customers.change_customer(w, found["id"], replace(standing.record, name="王改名"), seen=1)
    assert found["id"] in {
        each["id"] for each in (await boss.get("/api/customers", search="wgm")).json()["items"]
    }


async def test_a_case_made_up_is_found_shown_and_taken_on_like_any_other(
    house: House, made: scale.World
) -> None:
    boss = await _leader(house)
    listed = (await boss.get("/api/cases", still_open=True, limit=100)).json()["items"]
    assert len(listed) == SIZES.open + SIZES.open // 20
    case = next(each for each in listed if each["state"] == "working" and not each["waiting"])
    assert case["due_at"] is not None
    by_words = (await boss.get("/api/cases", search=case["subject"], limit=100)).json()["items"]
    assert case["id"] in {each["id"] for each in by_words}
    whole = (await boss.get(f"/api/cases/{case['id']}")).json()
    assert [each["kind"] for each in whole["entries"]][:3] == ["opened", "assign", "start"]
    step = {"revision": case["revision"], "step": "confirm", "solution": "repair"}
    stepped = await boss.post(f"/api/cases/{case['id']}/steps", step)
    assert stepped.status_code == 200, stepped.text
    assert stepped.json()["state"] == "confirmed"
    opening = {"key": "made-by-hand", "type": case["type"], "subject": "手工新建", "mine": True}
    new = await boss.post("/api/cases", opening | {"customer": (case["customer"] or {}).get("id")})
    assert new.status_code == 201, new.text
    assert new.json()["number"] == SIZES.cases + 1
    hand = (await _filled(house.sessions, "cases", f"id = '{new.json()['id']}'"))[0]
    received, _ = await _filled(house.sessions, "cases", "state = 'assigned' AND number <= 60")
    assert hand - received <= {"customer", "interaction"}
    assert received - hand <= {"customer", "interaction"}


@pytest.mark.parametrize("order", [{}, {"by_due": True, "still_open": True}])
async def test_words_of_most_cases_are_paged_through_in_the_order_of_the_list(
    house: House, made: scale.World, order: dict[str, Any]
) -> None:
    boss = await _leader(house)
    everything = (await boss.get("/api/cases", limit=100, **order)).json()["items"]
    whole = {each["id"]: (await boss.get(f"/api/cases/{each['id']}")).json() for each in everything}
    having = [id for id, case in whole.items() if "请" in case["subject"] + case["text"]]
    seen: list[str] = []
    after: dict[str, str] = {}
    while True:
        page = (await boss.get("/api/cases", search="请", limit=7, **order, **after)).json()
        seen += [each["id"] for each in page["items"]]
        if page["next"] is None:
            break
        after = {"after": page["next"]}
    assert seen == having
    assert 7 < len(having) < len(everything)


async def test_clocks_made_up_run_and_are_wound_anew_on_another_day(
    house: House, made: scale.World, database_url: str
) -> None:
    async with work(house.sessions, site="main", clock=lambda: NOON) as w:
        assert await look(w) == 0  # whoever was to be told was
        assert await look_at_receipts(w) == 0
    later = NOON + 30 * 24 * 3600 * SECOND
    await refresh(database_url, made, today=later)
    async with work(house.sessions, site="main", clock=lambda: later) as w:
        assert await look(w) == 0
    async with work(house.sessions, site="main", clock=lambda: later + 48 * 3600 * SECOND) as w:
        assert await look(w) > SIZES.open // 4
        receipts = (await w.session.execute(_AWAITED)).one()
    assert receipts[0] == receipts[1] > 0
    boss = await _leader(house)
    awaited = (await boss.get("/api/cases", receipt="awaited")).json()["items"]
    assert len(awaited) == receipts[0]
    assert (await boss.post(f"/api/cases/{awaited[0]['id']}/receipt/confirm")).status_code in (200, 403)
    listed = (await boss.get("/api/cases", limit=100)).json()["items"]
    assert {each["number"] for each in listed} == set(range(1, SIZES.cases + 1))


async def test_contacts_have_their_segments_and_the_first_customer_has_very_many(
    house: House, made: scale.World
) -> None:
    async with house.sessions() as session:
        counted = (await session.execute(_COUNTED)).one()
    assert counted[:3] == (100, 470, 0)
    assert counted[3] >= SIZES.heavy


async def test_nothing_is_made_up_beside_what_is_there(
    house: House, made: scale.World, database_url: str, tmp_path: Path
) -> None:
    with pytest.raises(Refusal, match=r"scale\.not_empty"):
        await seed(database_url, "main", SIZES, word="test", now=NOON, say=lambda said: None)
    with pytest.raises(Refusal, match=r"scale\.no_room"):
        require_room(tmp_path / "not" / "yet", scale.Sizes(customers=10**12))
