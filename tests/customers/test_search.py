"""Finding customers over HTTP, and who they are behind a number."""

import pytest

from huawu.customers import queries
from huawu.customers import service as customers
from huawu.customers.types import NewCustomer
from huawu.platform.clock import SECOND
from huawu.platform.refusals import Invalid
from huawu.platform.work import work
from tests.app.web.house import NOON, Browser, House
from tests.app.web.ledger import happened

pytestmark = pytest.mark.room

PEOPLE = (
    NewCustomer("王小明", ("13800138000",), level="vip", note="高楼层。"),
    NewCustomer("汪晓明", ("010-62345678",)),
    NewCustomer("欧阳若琳", ("18900009001",), company="青禾旅行社"),
    NewCustomer("Emily Carter", ("+14155550123",), language="en"),
)


@pytest.fixture
async def leader(house: House) -> Browser:
    async with work(house.sessions, site="main", clock=house.clock) as w:
        for person in PEOPLE:
            await customers.create_customer(w, person)
    return await house.browser("team_leader")


async def names(browser: Browser, search: str) -> list[str]:
    answer = await browser.get("/api/customers", search=search)
    assert answer.status_code == 200, answer.text
    return [item["name"] for item in answer.json()["items"]]


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("", ["Emily Carter", "欧阳若琳", "汪晓明", "王小明"]),
        ("王", ["王小明"]),
        ("小明", ["王小明"]),
        ("wang", ["汪晓明", "王小明"]),
        ("WXM", ["汪晓明", "王小明"]),
        ("xiaoming", ["汪晓明", "王小明"]),
        ("oyrl", ["欧阳若琳"]),
        ("青禾", ["欧阳若琳"]),
        ("qinghe", ["欧阳若琳"]),
        ("emily c", ["Emily Carter"]),
        ("carter", ["Emily Carter"]),
        ("138 0013", ["王小明"]),
        ("8000", ["王小明"]),
        ("5678", ["汪晓明"]),
        ("010-6234", ["汪晓明"]),
        ("+1415", ["Emily Carter"]),
        ("qinghe oyrl", ["欧阳若琳"]),
        ("wxm 8000", ["王小明"]),
        ("5678 xiaoming", ["汪晓明"]),
        ("xiaoming carter", []),
        ("%", []),
        ("_", []),
        ("zzz", []),
    ],
)
async def test_customers_are_found_by_whatever_one_knows_of_them(
    leader: Browser, search: str, found: list[str]
) -> None:
    assert await names(leader, search) == found


async def test_a_customer_is_shown_with_the_last_contacts(house: House, leader: Browser) -> None:
    call = await happened(house.sessions, caller="013800138000", at=NOON - 60 * SECOND)
    await happened(house.sessions, caller="13999999999")
    someone = (await leader.get("/api/customers", search="wxm")).json()["items"][1]

    whole = (await leader.get(f"/api/customers/{someone['id']}")).json()

    assert (whole["name"], whole["level"], whole["numbers"]) == ("王小明", "vip", ["+8613800138000"])
    assert [c["id"] for c in whole["interactions"]] == [call]
    assert whole["last_contact_at"] == someone["last_contact_at"] == whole["interactions"][0]["started_at"]


async def test_numbers_are_masked_for_whoever_may_not_see_them(house: House, leader: Browser) -> None:
    agent = await house.browser("agent")

    item = (await agent.get("/api/customers", search="王小明")).json()["items"][0]

    assert (item["numbers"], item["numbers_masked"]) == (["+86138****8000"], True)


async def test_those_whose_work_needs_no_customers_see_none(house: House, leader: Browser) -> None:
    planner = await house.browser("planner")

    assert (await planner.get("/api/customers")).status_code == 403


async def test_an_unknown_customer_is_not_there(leader: Browser) -> None:
    answer = await leader.get("/api/customers/0000000000000")

    assert (answer.status_code, answer.json()["key"]) == (404, "customer.unknown")


async def test_a_number_says_who_may_be_calling_and_never_guesses(house: House, leader: Browser) -> None:
    async with work(house.sessions, site="main") as w:
        await customers.create_customer(w, NewCustomer("王太太", ("138-0013-8000",)))
    async with house.sessions() as session:
        behind = await queries.behind_numbers(session, ["8613800138000", "01062345678", "13900000000", ""])

    assert [c.name for c in behind["8613800138000"]] == ["王太太", "王小明"]
    assert [c.name for c in behind["01062345678"]] == ["汪晓明"]
    assert behind["13900000000"] == behind[""] == []


@pytest.mark.parametrize(
    ("new", "key"),
    [
        (NewCustomer("  "), "customer.no_name"),
        (NewCustomer("王", level="platinum"), "customer.unknown_level"),
        (NewCustomer("王", ("no number",)), "customer.not_a_number"),
    ],
)
async def test_a_customer_that_makes_no_sense_is_not_made(house: House, new: NewCustomer, key: str) -> None:
    with pytest.raises(Invalid, match=key):
        async with work(house.sessions, site="main") as w:
            await customers.create_customer(w, new)

    async with house.sessions() as session:
        assert await queries.search(session, "", 10) == []


async def test_customers_are_found_by_tags_and_mail_addresses(leader: Browser) -> None:
    body = {"name": "沈嘉禾", "tags": ["过敏"], "mails": ["Shen.Jiahe@example.com"]}
    assert (await leader.post("/api/customers", body)).status_code == 201

    for search in ("过敏", "guomin", "shen.jiahe@", "@example.com", "sjh @example"):
        assert await names(leader, search) == ["沈嘉禾"], search


async def test_of_several_words_the_rare_one_finds_although_the_other_fits_many(leader: Browser) -> None:
    lines = (f"李{place},1390000{place:04d},大公司有限" for place in range(450))
    sheet = "\n".join(["姓名,电话,公司", *lines])
    assert (await leader.post("/api/customers/imports", {"text": sheet, "take": True})).json()["new"] == 450

    assert await names(leader, "大公司有限 0449") == ["李449"]


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("13800138000", ["王小明"]),
        ("138 0013 8000", ["王小明"]),
        ("8000", ["王小明"]),
        ("wxm 8000", ["王小明"]),
        ("138001", []),
        ("38000", []),
        ("wxm 138001", []),
        ("wxm 1380013", []),
        ("xiaoming", ["汪晓明", "王小明"]),
    ],
)
async def test_who_sees_numbers_masked_finds_nobody_by_the_digits_behind_the_mask(
    house: House, leader: Browser, search: str, found: list[str]
) -> None:
    agent = await house.browser("agent")
    assert await names(agent, search) == found
