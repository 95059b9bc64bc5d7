"""Whether the caller is the customer, over HTTP: what is not known is not shown."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import select

from huawu.customers import service
from huawu.customers.ports import Codes, CodeWay, NoCodeWay
from huawu.customers.types import Number, Record
from huawu.platform import config
from huawu.platform.clock import SECOND
from huawu.platform.outbox import FactRow
from huawu.platform.refusals import Unavailable
from huawu.platform.web.ports import provide
from huawu.platform.work import work
from tests.app.web.house import Browser, House
from tests.app.web.ledger import happened
from tests.customers.outside import PretendCodes
from tests.desk.callers import known, ringing

pytestmark = pytest.mark.room

WANG, OTHER = "13800138000", "13900139000"
STRANGE = "18612340000"
RIGHT = {"company": "恒远商贸", "numbers": "139 0013 9000"}
WRONG = {"company": "恒远商贸", "numbers": "13900139001"}


@pytest.fixture
async def agent(house: House) -> Browser:
    return await house.browser("agent")


async def wang(house: House) -> str:
    record = Record(
        "王芳",
        company="恒远商贸",
        note="喜欢高楼层",
        numbers=(Number(WANG, "mobile"), Number(OTHER, "home")),
        mails=("wang@example.com",),
    )
    async with work(house.sessions, site="main", clock=house.clock) as w:
        return await service.write_customer(w, record)


async def call_of(house: House, agent: Browser, customer: str, caller: str = STRANGE, **more: Any) -> str:
    """A call from a strange number, of whom the agent says who it is."""
    me = house.agents["agent"]
    call = await happened(house.sessions, agent=me, caller=caller)
    now = house.live.pops.pop(ringing(house, me, caller, **more))
    house.live.pops[call] = now | {"interaction": call}
    await agent.post(f"/api/desk/pop/{call}/customer", {"customer": customer})
    return call


def once(number: int) -> str:
    return f"try-number-{number}"


async def test_what_is_private_is_hidden_until_the_caller_answers_right(house: House, agent: Browser) -> None:
    customer = await wang(house)
    call = await call_of(house, agent, customer)
    at = f"/api/desk/pop/{call}/identity/{customer}"

    before = (await agent.get(f"/api/desk/pop/{call}")).json()["customer"]
    shown = (await agent.get(at)).json()
    wrong = (await agent.post(f"{at}/answers", {"answers": WRONG, "once": once(1)})).json()
    again = (await agent.post(f"{at}/answers", {"answers": WRONG, "once": once(1)})).json()
    right = (await agent.post(f"{at}/answers", {"answers": RIGHT, "once": once(2)})).json()
    after = (await agent.get(f"/api/desk/pop/{call}")).json()["customer"]
    facts = (await agent.get(f"/api/customers/{customer}/facts")).json()["facts"]

    assert (before["identity"], before["hidden"], before["note"]) == ("none", True, "")
    assert before["name"] == "王芳"
    assert [each["field"] for each in shown["questions"]] == ["company", "mails", "numbers"]
    assert (shown["needed"], shown["left"], shown["may_open"], shown["passed"]) == (2, 3, False, None)
    assert (wrong["passed"], wrong["left"], wrong["level"]) == (False, 2, "none")
    assert again == wrong, "the same try, sent twice"
    assert (right["passed"], right["left"], right["level"], right["enough"]) == (True, 2, "answers", True)
    assert (after["identity"], after["hidden"], after["note"]) == ("answers", False, "喜欢高楼层")
    said = {each["field"]: [s["why"] for s in each["said"] if s["layer"] == "person"] for each in facts}
    assert said["company"] == ["answered"]
    assert not {"恒远", "9000"} & {part for part in ("恒远", "9000") if part in str(shown)}, (
        "nothing is shown"
    )


async def test_another_call_knows_nothing_of_it_and_the_own_number_is_enough(
    house: House, agent: Browser
) -> None:
    customer = await wang(house)
    first = await call_of(house, agent, customer)
    await agent.post(
        f"/api/desk/pop/{first}/identity/{customer}/answers", {"answers": RIGHT, "once": once(1)}
    )

    strange = await call_of(house, agent, customer)
    own = ringing(house, house.agents["agent"], WANG)
    shared = await known(house, "李静", OTHER)
    both = await call_of(house, agent, customer, caller=OTHER)

    async def seen(call: str) -> tuple[str, bool]:
        card = (await agent.get(f"/api/desk/pop/{call}")).json()["customer"]
        return card["identity"], card["hidden"]

    assert await seen(strange) == ("none", True)
    assert await seen(own) == ("number", False)
    assert await seen(both) == ("none", True), "two share the number"
    assert shared


async def test_after_three_wrong_tries_the_contact_is_locked_also_for_another_customer_and_at_once(
    house: House, agent: Browser
) -> None:
    customer, other = await wang(house), await known(house, "李静", "13800138009", company="青禾")
    call = await call_of(house, agent, customer)
    at = f"/api/desk/pop/{call}/identity"
    tries = [
        agent.post(f"{at}/{customer}/answers", {"answers": WRONG, "once": once(number)})
        for number in range(6)
    ]

    got = await asyncio.gather(*tries)
    late = await agent.post(f"{at}/{customer}/answers", {"answers": RIGHT, "once": once(9)})
    code = await agent.post(f"{at}/{other}/code/check", {"code": "123456", "once": once(10)})
    shown = (await agent.get(f"{at}/{customer}")).json()

    assert sorted(each.status_code for each in got) == [200, 200, 200, 409, 409, 409]
    assert (late.status_code, late.json()["key"]) == (409, "customer.identity_locked")
    assert (code.status_code, code.json()["key"]) == (409, "customer.identity_locked")
    assert (shown["left"], shown["level"]) == (0, "none")


async def test_fewer_or_other_questions_are_no_try(house: House, agent: Browser) -> None:
    customer = await wang(house)
    call = await call_of(house, agent, customer)
    at = f"/api/desk/pop/{call}/identity/{customer}"
    for answers in ({"company": "恒远商贸"}, {"company": "恒远商贸", "name": "王芳"}):
        refused = await agent.post(f"{at}/answers", {"answers": answers, "once": once(1)})
        assert (refused.status_code, refused.json()["key"]) == (422, "customer.other_questions")
    assert (await agent.get(at)).json()["left"] == 3


async def test_a_code_is_good_once_and_for_a_time_and_a_newer_one_takes_its_place(
    house: House, agent: Browser
) -> None:
    mail = PretendCodes()
    provide(house.app, Codes, Codes(b"key", {"mail": mail, "sms": NoCodeWay()}))
    customer = await wang(house)
    call = await call_of(house, agent, customer)
    at = f"/api/desk/pop/{call}/identity/{customer}"

    async def check(code: str, number: int) -> tuple[int, Any]:
        answer = await agent.post(f"{at}/code/check", {"code": code, "once": once(number)})
        return answer.status_code, answer.json().get("passed", answer.json().get("key"))

    assert (await agent.get(at)).json()["codes"] == [{"way": "mail", "place": 0, "to": "w***@example.com"}]
    assert await check("123456", 1) == (409, "customer.no_code")
    sms = await agent.post(f"{at}/code", {"way": "sms"})
    assert (sms.status_code, sms.json()["key"]) == (503, "customer.code_not_sent")
    assert (await agent.post(f"{at}/code", {"way": "mail", "place": 5})).status_code == 404
    for _ in range(2):
        assert (await agent.post(f"{at}/code", {"way": "mail"})).status_code == 200
    (to, old, language), (_, fresh, _) = mail.sent
    assert (to, language, len(fresh)) == ("wang@example.com", "zh", 6)
    if old != fresh:
        assert await check(old, 2) == (200, False)
    assert await check(f"{fresh[:3]} {fresh[3:]}", 3) == (200, True)
    assert await check(fresh, 3) == (200, True), "the same try"
    assert await check(fresh, 4) == (409, "customer.no_code"), "used"
    assert (await agent.get(at)).json()["level"] == "code"

    await agent.post(f"{at}/code", {"way": "mail"})
    house.clock.now += 6 * 60 * SECOND
    assert await check(mail.sent[-1][1], 5) == (409, "customer.no_code"), "its time is over"
    enough = await agent.post(f"{at}/code", {"way": "mail"})
    assert (enough.status_code, enough.json()["key"]) == (409, "customer.codes_enough")


async def test_a_code_that_was_not_sent_is_nobodys(house: House, agent: Browser) -> None:
    provide(house.app, Codes, Codes(b"key", {"mail": PretendCodes(broken=True)}))
    customer = await wang(house)
    call = await call_of(house, agent, customer)
    at = f"/api/desk/pop/{call}/identity/{customer}"
    sent = await agent.post(f"{at}/code", {"way": "mail"})
    checked = await agent.post(f"{at}/code/check", {"code": "000000", "once": once(1)})
    assert (sent.status_code, sent.json()["key"]) == (503, "customer.code_not_sent")
    assert (checked.status_code, checked.json()["key"]) == (409, "customer.no_code")


async def test_what_was_typed_in_the_menu_proves_who_calls(house: House, agent: Browser) -> None:
    customer = await wang(house)
    typed = await call_of(house, agent, customer, entered=[OTHER])
    other = await call_of(house, agent, customer, entered=["13900139001"])
    levels = [
        (await agent.get(f"/api/desk/pop/{call}")).json()["customer"]["identity"] for call in (typed, other)
    ]
    assert levels == ["answers", "none"]


async def test_who_may_opens_a_record_with_a_reason_that_is_kept_and_nobody_else_sees_it(
    house: House, agent: Browser
) -> None:
    customer = await wang(house)
    call = await call_of(house, agent, customer)
    leader = await house.browser("team_leader")
    at = f"/api/desk/pop/{call}/identity/{customer}/open"

    assert (await agent.post(at, {"reason": "认识"})).status_code == 403
    assert (await leader.post(at, {"reason": "  "})).status_code == 422
    opened = (await leader.post(at, {"reason": "客户带证件在前台"})).json()
    notes = [(await each.get(f"/api/desk/pop/{call}")).json()["customer"]["note"] for each in (leader, agent)]
    async with house.sessions() as session:
        rows = await session.scalars(select(FactRow).where(FactRow.kind == "customer.identity_checked"))
        facts = [row.body for row in rows]

    assert (opened["opened"], opened["level"], opened["enough"]) == (True, "none", False)
    assert notes == ["喜欢高楼层", ""]
    assert [(fact["way"], fact["passed"]) for fact in facts] == [("override", True)]
    assert "证件" not in str(facts), "the reason is kept apart"


async def test_a_site_may_want_to_be_surer(house: House, agent: Browser) -> None:
    async with work(house.sessions, site="main", clock=house.clock) as w:
        await config.save_draft(
            w, "customer_rules", "rules", {"needs": "answers", "questions": 1, "tries": 1}
        )
        await config.publish(w)
    customer = await wang(house)
    call = ringing(house, house.agents["agent"], WANG)
    at = f"/api/desk/pop/{call}/identity/{customer}"

    before = (await agent.get(f"/api/desk/pop/{call}")).json()["customer"]
    body = {"answers": {"mails": "wang@example.com"}, "once": once(1)}
    after = (await agent.post(f"{at}/answers", body)).json()

    assert (before["identity"], before["hidden"]) == ("number", True)
    assert (after["level"], after["enough"], after["needed"]) == ("answers", True, 1)


async def test_it_is_found_out_only_by_who_has_the_call(house: House, agent: Browser) -> None:
    customer = await wang(house)
    call = ringing(house, "6h0000000000b", WANG)
    assert (await agent.get(f"/api/desk/pop/{call}/identity/{customer}")).status_code == 403


@pytest.mark.parametrize("way", [NoCodeWay(), PretendCodes(broken=True)])
async def test_every_way_that_cannot_send_a_code_says_so(way: CodeWay) -> None:
    with pytest.raises(Unavailable, match="customer.code_not_sent"):
        await way.send("wang@example.com", "123456", minutes=5, language="zh")


async def test_a_way_that_can_send_is_ready() -> None:
    way = PretendCodes()
    assert await way.ready()
    await way.send("wang@example.com", "123456", minutes=5, language="zh")
    assert not await NoCodeWay().ready()
