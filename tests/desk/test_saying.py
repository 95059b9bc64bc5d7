"""Saying scripts in a call, over HTTP: the right words at the right moment, every use on record."""

from typing import Any

import pytest
from sqlalchemy import select

from huawu.desk.core.scripts.versions import in_trial
from huawu.desk.models import ScriptStepRow, ScriptUseRow
from huawu.platform.clock import SECOND
from tests.app.web.house import Browser, House
from tests.app.web.ledger import happened
from tests.desk.callers import configured, known, ringing
from tests.desk.script_graphs import BODY, PLAIN, line
from tests.desk.script_house import approved, proposed

pytestmark = pytest.mark.room


@pytest.fixture
async def agent(house: House) -> Browser:
    return await house.browser("agent")


def my_call(house: House, **more: Any) -> str:
    return ringing(house, house.agents["agent"], "13800138000", **more)


async def begun(agent: Browser, call: str, script: str) -> dict[str, Any]:
    answer = await agent.post(f"/api/desk/scripts/{call}/uses", {"script": script})
    assert answer.status_code == 201, answer.text
    use: dict[str, Any] = answer.json()
    return use


async def step(
    agent: Browser, use: dict[str, Any], did: str, detail: str = "", **more: Any
) -> dict[str, Any]:
    body = {"did": did, "detail": detail, "seen": use["seq"], **more}
    answer = await agent.post(f"/api/desk/script-uses/{use['id']}/steps", body)
    assert answer.status_code == 200, answer.text
    after: dict[str, Any] = answer.json()
    return after


async def test_while_it_rings_the_greeting_is_there_to_read_and_nothing_is_on_record(
    house: House, agent: Browser
) -> None:
    script = await approved(house, BODY)
    call = my_call(house)  # waits for 7 s: the second ring

    hand = (await agent.get(f"/api/desk/scripts/{call}")).json()

    assert (hand["opening"], hand["use"]) == (script, None)
    assert hand["preview"]["line"]["zh"] == "您好，〔单位名称〕，我是林小满。"
    assert hand["preview"]["line"]["en"] == "[company], Lin Xiaoman speaking."
    assert [each["zh"] for each in hand["preview"]["ahead"]] == ["请问有什么可以帮您？"]
    async with house.sessions() as session:
        assert (await session.execute(select(ScriptUseRow))).first() is None


async def test_who_waited_long_is_begged_pardon_first(house: House, agent: Browser) -> None:
    await approved(house, BODY)
    call = my_call(house, queue_since=house.clock() - 21 * SECOND)

    hand = (await agent.get(f"/api/desk/scripts/{call}")).json()

    assert hand["preview"]["line"]["zh"] == "让您久等了。"


async def test_the_lines_are_filled_from_the_call_and_follow_the_customer(
    house: House, agent: Browser
) -> None:
    script = await approved(house, BODY)
    await known(house, "王芳", "13800138000")
    use = await begun(agent, my_call(house), script)

    asking = await step(agent, use, "on")
    soothing = await step(agent, asking, "hear", "你们太让人不满了")
    last = await step(agent, soothing, "on")
    over = await step(agent, last, "on")

    assert not asking["line"]["on"]
    assert [each["say"]["zh"] for each in asking["line"]["choices"]] == ["我要投诉", "我想订房"]
    assert soothing["line"]["line"]["zh"] == "王芳，非常抱歉。"
    assert (last["line"]["line"]["zh"], over["line"]) == ("我先记下来。", None)


async def test_a_mood_changes_the_next_line_at_once(house: House, agent: Browser) -> None:
    script = await approved(house, BODY)
    asking = await step(agent, await begun(agent, my_call(house), script), "on")

    calm = await step(agent, asking, "mood", "calm")
    angry = await step(agent, calm, "mood", "angry")

    assert (calm["line"]["node"], calm["mood"]) == ("help", "calm")
    assert (angry["line"]["node"], angry["mood"]) == ("soothe", "angry")


async def test_every_step_is_on_record_without_what_the_customer_said(house: House, agent: Browser) -> None:
    script = await approved(house, BODY)
    call = my_call(house)
    use = await begun(agent, call, script)
    use = await step(agent, use, "skip", "said_already")
    use = await step(agent, use, "hear", "我叫张三，我要投诉")
    await step(agent, use, "leave", "judgement", note="客户要找经理")

    async with house.sessions() as session:
        steps = list((await session.execute(select(ScriptStepRow).order_by(ScriptStepRow.seq))).scalars())
        row = (await session.execute(select(ScriptUseRow))).scalar_one()

    assert [(each.node, each.did, each.reason) for each in steps] == [
        ("hello", "shown", ""),
        ("hello", "skipped", "said_already"),
        ("help", "shown", ""),
        ("help", "heard", ""),
        ("soothe", "shown", ""),
        ("soothe", "left", "judgement"),
    ]
    assert {(each.script, each.version, each.agent, each.interaction) for each in steps} == {
        (script, 1, house.agents["agent"], call)
    }
    assert (row.left, row.left_note, row.walk) == ("judgement", "客户要找经理", {})


async def test_a_step_that_is_asked_for_twice_is_taken_once(house: House, agent: Browser) -> None:
    script = await approved(house, BODY)
    use = await begun(agent, my_call(house), script)
    asking = await step(agent, use, "on")
    booked = await step(agent, asking, "choose", "2")

    late = await step(agent, asking, "choose", "1")

    assert late == booked


async def test_another_script_sets_the_first_aside_which_then_goes_on(house: House, agent: Browser) -> None:
    greeting = await approved(house, BODY)
    hold = await approved(house, PLAIN, scene="hold")
    call = my_call(house)
    asking = await step(agent, await begun(agent, call, greeting), "on")

    holding = await begun(agent, call, hold)
    hand = (await agent.get(f"/api/desk/scripts/{call}")).json()
    await step(agent, holding, "finish")
    again = await begun(agent, call, greeting)

    assert hand["use"]["id"] == holding["id"]
    assert {each["id"]: each["aside"] for each in hand["scripts"]} == {greeting: True, hold: False}
    assert (again["id"], again["line"]["node"]) == (asking["id"], "help")


async def test_begun_twice_it_is_one_use(house: House, agent: Browser) -> None:
    script = await approved(house, BODY)
    call = my_call(house)

    first, second = await begun(agent, call, script), await begun(agent, call, script)

    assert first == second


async def test_in_a_trial_a_contact_gets_its_version_and_keeps_it(house: House, agent: Browser) -> None:
    script = await approved(house, PLAIN)
    newer = {"graph": {"start": "a", "nodes": {"a": line("您好呀。", "Hi there.")}}}
    version = await proposed(await house.browser("trainer"), script, newer)
    manager = await house.browser("manager")
    await manager.post(f"/api/scripts/{script}/versions/{version}/approve", {"share": 50})

    for _ in range(6):
        call = my_call(house)
        expected = 2 if in_trial(script, call, 50) else 1
        hand = (await agent.get(f"/api/desk/scripts/{call}")).json()
        use = await begun(agent, call, script)

        assert hand["scripts"][0]["version"] == use["version"] == expected
        assert hand["preview"]["line"]["zh"] == ("您好呀。" if expected == 2 else "您好。")


async def test_what_is_said_goes_on_in_its_version_when_a_newer_one_comes(
    house: House, agent: Browser
) -> None:
    script = await approved(house, BODY)
    call = my_call(house)
    use = await begun(agent, call, script)
    version = await proposed(await house.browser("trainer"), script, PLAIN)
    manager = await house.browser("manager")
    await manager.post(f"/api/scripts/{script}/versions/{version}/approve", {"share": None})

    after = await step(agent, use, "on")

    assert (after["version"], after["line"]["node"]) == (1, "help")
    assert (await agent.get(f"/api/desk/scripts/{call}")).json()["scripts"][0]["version"] == 2


async def test_one_that_has_expired_cannot_be_said(house: House, agent: Browser) -> None:
    script = await approved(house, PLAIN, expires_on="2026-09-22")
    house.clock.now += 86_400 * SECOND
    agent = await house.browser("agent")
    call = my_call(house)

    answer = await agent.post(f"/api/desk/scripts/{call}/uses", {"script": script})

    assert (answer.status_code, answer.json()["key"]) == (404, "script.not_shown")
    assert (await agent.get(f"/api/desk/scripts/{call}")).json()["scripts"] == []


async def test_nobody_says_scripts_in_calls_that_are_not_theirs(house: House, agent: Browser) -> None:
    script = await approved(house, PLAIN)
    strange = ringing(house, "somebody", "13800138000")
    use = await begun(agent, my_call(house), script)
    other = await house.browser("operator", "agent")

    theirs = await agent.post(f"/api/desk/scripts/{strange}/uses", {"script": script})
    body = {"did": "on", "seen": 1}
    foreign = await other.post(f"/api/desk/script-uses/{use['id']}/steps", body)

    assert (theirs.status_code, foreign.status_code) == (403, 404)


@pytest.mark.parametrize(
    ("did", "detail", "status", "key"),
    [
        ("choose", "9", 422, "script.no_such_choice"),
        ("skip", "because", 422, "script.unknown_reason"),
        ("leave", "", 422, "script.unknown_reason"),
        ("mood", "sleepy", 422, "script.unknown_mood"),
        ("on", "", 409, "script.choose_first"),
        ("dance", "", 422, "request.invalid"),
    ],
)
async def test_what_cannot_be_done_is_refused(
    house: House, agent: Browser, did: str, detail: str, status: int, key: str
) -> None:
    script = await approved(house, BODY)
    use = await step(agent, await begun(agent, my_call(house), script), "on")

    body = {"did": did, "detail": detail, "seen": use["seq"]}
    answer = await agent.post(f"/api/desk/script-uses/{use['id']}/steps", body)

    assert (answer.status_code, answer.json()["key"]) == (status, key)


async def test_the_wrap_up_ends_what_was_being_said_and_it_can_still_be_rated(house: House) -> None:
    await configured(house)
    agent = await house.browser("agent")
    script = await approved(house, BODY)
    call = await happened(house.sessions, agent=house.agents["agent"])
    use = await begun(agent, call, script)

    await agent.post(f"/api/interactions/{call}/wrap-up", {"type": "enquiry", "result": "", "note": ""})
    rated = await agent.put(f"/api/desk/script-uses/{use['id']}/helpful", {"helpful": True})

    async with house.sessions() as session:
        row = (await session.execute(select(ScriptUseRow))).scalar_one()
    assert rated.status_code == 200
    assert (row.ended_at is not None, row.walk, row.helpful) == (True, {}, True)
