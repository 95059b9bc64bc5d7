"""Major incidents: declared for a case, joined by calls and cases, announced, ended, their cases solved."""

from typing import Any

import pytest
from sqlalchemy import text

from huawu.cases.config.plans import check_plan
from huawu.cases.service import incident_menu, incident_solving, incident_together
from huawu.platform.config import publish, save_drafts
from huawu.platform.jobs import do_next
from huawu.platform.refusals import Invalid, Unavailable
from huawu.platform.work import work
from tests.app.web.house import Browser
from tests.cases.desk import Desk, name

pytestmark = pytest.mark.room

PLAN = {
    "name": name("断网预案", "No network"),
    "say": name("网络正在抢修。", "We are repairing the network."),
    "types": ["noise"],
    "words": ["断网"],
    "steps": [
        {"name": name("通知网络组", "Tell the network team"), "team": "front"},
        {"name": name("每小时通报", "")},
    ],
}
SOUND = {"sound": "a1" * 32, "made": "uploaded", "seconds": 2.0}
OUTAGE = {"key": "declare-1", "what": "3 号楼断网", "words": ["断网"], "affected": 120}


async def arrange(desk: Desk) -> None:
    items: dict[tuple[str, str], Any] = {("case_plan", "network"): PLAN}
    async with work(desk.house.sessions, site="main", clock=desk.house.clock) as w:
        await save_drafts(w, items)
        await publish(w)


async def declared(desk: Desk, **said: Any) -> dict[str, Any]:
    case = await desk.opened(subject="3 号楼断网")
    answer = await desk.chen.post(f"/api/cases/{case['id']}/incident", OUTAGE | said)
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def key_of(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["key"]


async def kinds(desk: Desk, case: str) -> list[str]:
    return [each["kind"] for each in (await desk.chen.get(f"/api/cases/{case}")).json()["entries"]]


async def test_it_is_declared_once_changed_by_one_at_a_time_and_ended(desk: Desk) -> None:
    await arrange(desk)
    case = await desk.opened(subject="3 号楼断网")
    path = f"/api/cases/{case['id']}/incident"
    before = (await desk.chen.get(path)).json()
    assert (before["incident"], before["may_lead"]) == (None, True)
    assert [(each["id"], each["steps"], each["words"]) for each in before["plans"]] == [
        ("network", 2, ["断网"])
    ]
    assert (await desk.lin.post(path, OUTAGE)).status_code == 403
    assert await key_of(await desk.chen.post(path, OUTAGE | {"what": " "})) == (422, "incident.what")
    assert await key_of(await desk.chen.post(path, OUTAGE | {"plan": "gone"})) == (
        422,
        "incident.unknown_plan",
    )
    assert await key_of(await desk.chen.post(path, OUTAGE | {"prompt": "gone"})) == (
        422,
        "incident.unknown_prompt",
    )

    body = OUTAGE | {"plan": "network", "say": {"zh": "正在抢修", "en": ""}}
    first = await desk.chen.post(path, body)
    assert first.status_code == 201, first.text
    assert (await desk.chen.post(path, body)).json() == first.json()
    other = await desk.chen.post(path, body | {"key": "declare-2"})
    assert await key_of(other) == (409, "incident.declared_already")
    found = first.json()
    assert (found["revision"], [each["done_at"] for each in found["steps"]]) == (1, [None, None])

    change = {"revision": 1, "what": "3、4 号楼断网", "affected": 300, "words": ["断网", "断网"]}
    changed = (await desk.chen.put(path, change)).json()
    assert (changed["revision"], changed["incident"]["affected"]) == (2, 300)
    late = await desk.chen.put(path, change | {"what": "别的"})
    assert await key_of(late) == (409, "incident.changed_meanwhile")

    await over(desk, case["id"], path)


async def test_a_plan_by_which_an_incident_runs_stays(desk: Desk) -> None:
    await arrange(desk)
    case = (await declared(desk, plan="network"))["incident"]["case"]
    uses = (await desk.chen.get("/api/cases/arrangement/uses")).json()
    assert uses["plans"] == {"network": 1}
    assert (await desk.chen.put("/api/config/case_plan/network", {"value": None})).is_success
    wanted = {"kinds": ["case_plan"]}
    refused = await desk.chen.post("/api/config/publish", wanted)
    assert await key_of(refused) == (422, "incident.plan_in_use")
    assert "断网预案" in refused.json()["title"]
    await desk.chen.post(f"/api/cases/{case}/incident/end", {"revision": 1})
    assert (await desk.chen.post("/api/config/publish", wanted)).is_success
    assert (await desk.chen.get(f"/api/cases/{case}/incident")).json()["plan_name"] is None


async def over(desk: Desk, case: str, path: str) -> None:
    """A step of its plan is done, and it is ended."""
    step = await desk.lin.put(f"{path}/steps/1", {"done": True, "mine": True})
    (ticked, _) = step.json()["steps"]
    assert (ticked["done_by"]["zh"], ticked["mine"]) == ("林小满", True)
    assert await key_of(await desk.lin.put(f"{path}/steps/9", {"done": True})) == (
        404,
        "incident.unknown_step",
    )

    ended = (await desk.chen.post(f"{path}/end", {"revision": 2, "result": "光缆已接好"})).json()
    assert (ended["incident"]["ended_at"] is None, ended["result"]) == (False, "光缆已接好")
    assert await key_of(await desk.chen.post(f"{path}/end", {"revision": 3})) == (409, "incident.ended")
    assert await key_of(await desk.lin.put(f"{path}/steps/2", {"done": True})) == (409, "incident.ended")
    assert [each for each in await kinds(desk, case) if each.startswith("incident")] == [
        "incident_declared",
        "incident_changed",
        "incident_step_done",
        "incident_ended",
    ]
    past = (await desk.lin.get("/api/incidents", ended=True)).json()["items"]
    assert [each["what"] for each in past] == ["3、4 号楼断网"]
    assert (await desk.lin.get("/api/incidents/running")).json()["items"] == []


async def titles(by: Browser) -> list[str]:
    return [each["title"] for each in (await by.get("/api/case-notices")).json()["items"]]


async def test_those_concerned_find_it_behind_the_bell_once_until_it_is_over(desk: Desk) -> None:
    await arrange(desk)
    manager = await desk.house.browser("manager")
    said = OUTAGE | {"plan": "network"}
    found = await declared(desk, **said)
    path = f"/api/cases/{found['incident']['case']}/incident"
    assert (await desk.chen.post(path, said)).status_code == 201
    assert await titles(desk.lin) == ["突发事件：3 号楼断网。您的团队有处置步骤要做"]
    assert await titles(manager) == ["突发事件：3 号楼断网"]
    assert await titles(desk.chen) == []
    (notice,) = (await desk.lin.get("/api/case-notices")).json()["items"]
    assert notice["to"] == f"/cases/{found['incident']['case']}"
    await desk.lin.post("/api/case-notices/seen", {"ids": None})
    await desk.chen.post(f"{path}/end", {"revision": 1})
    assert (await titles(desk.lin), await titles(manager)) == ([], [])


async def test_calls_and_cases_join_once_are_counted_and_listed_by_pages(desk: Desk) -> None:
    master = (await declared(desk))["incident"]["case"]
    path = f"/api/cases/{master}/incident"
    for call in ("call1", "call2", "call2"):
        joined = await desk.lin.post(f"{path}/members", {"interaction": call})
        assert joined.status_code == 204, joined.text
    mine = await desk.opened(subject="上不了网", customer=desk.vip, incident=master)
    assert mine["master"]["id"] == master
    other = await desk.opened(subject="没有网络")
    for _ in range(2):
        assert (await desk.zhao.post(f"{path}/members", {"case": other["id"]})).status_code == 204
    (shown,) = (await desk.zhao.get("/api/incidents/running")).json()["items"]
    counted = {name: shown[name] for name in ("contacts", "cases", "open_cases", "customers")}
    assert counted == {"contacts": 2, "cases": 2, "open_cases": 2, "customers": 1}

    first = (await desk.lin.get(f"{path}/contacts", limit=1)).json()
    rest = (await desk.lin.get(f"{path}/contacts", limit=1, after=first["next"])).json()
    assert {each["id"] for page in (first, rest) for each in page["items"]} == {"call1", "call2"}
    assert rest["next"] is None
    cases = (await desk.lin.get(f"{path}/cases")).json()["items"]
    assert {each["id"] for each in cases} == {mine["id"], other["id"]}

    both = await desk.lin.post(f"{path}/members", {"interaction": "call3", "case": other["id"]})
    assert await key_of(both) == (422, "incident.join_one")
    itself = await desk.lin.post(f"{path}/members", {"case": master})
    assert await key_of(itself) == (409, "case.itself")
    nobody = await desk.lin.post(f"/api/cases/{other['id']}/incident/members", {"interaction": "call3"})
    assert await key_of(nobody) == (404, "incident.unknown")
    under = await desk.chen.post(f"/api/cases/{other['id']}/incident", OUTAGE | {"key": "declare-9"})
    assert await key_of(under) == (409, "case.master_has_master")
    await desk.chen.post(f"{path}/end", {"revision": 1})
    late = await desk.lin.post(f"{path}/members", {"interaction": "call4"})
    assert await key_of(late) == (409, "incident.ended")


class Live:
    """Whoever answers callers; away at first."""

    def __init__(self) -> None:
        self.away, self.told = True, list[tuple[list[str], int]]()

    async def say_before_menu(self, prompts: list[str], at: int) -> None:
        if self.away:
            raise Unavailable("live.away")
        self.told.append((prompts, at))


async def test_callers_hear_of_it_until_it_is_over_also_when_live_was_away(desk: Desk) -> None:
    async with work(desk.house.sessions, site="main", clock=desk.house.clock) as w:
        body = {"name": name("断网公告"), "sounds": {"zh-CN": SOUND}}
        await save_drafts(
            w, {("prompt", "outage"): body, ("prompt", "silent"): {"name": name("空"), "sounds": {}}}
        )
        await publish(w)
    live, house = Live(), desk.house
    handlers = {incident_menu.TELL: incident_menu.telling(lambda: house.sessions, live, house.clock)}
    master = await declared(desk, prompt="outage")
    path = f"/api/cases/{master['incident']['case']}/incident"
    assert (master["incident"]["announced"], master["prompt_name"]["zh"]) == (True, "断网公告")
    silent = await desk.chen.put(f"{path}/announcement", {"revision": 1, "prompt": "silent"})
    assert await key_of(silent) == (422, "incident.silent_prompt")

    await do_next(house.sessions, handlers, clock=house.clock)
    assert live.told == []
    live.away = False
    house.clock.now += 5_000_000
    while await do_next(house.sessions, handlers, clock=house.clock):
        continue
    assert [prompts for prompts, _ in live.told] == [["outage"]]
    house.clock.now += 5_000_000
    await desk.chen.post(f"{path}/end", {"revision": 1})
    while await do_next(house.sessions, handlers, clock=house.clock):
        continue
    assert [prompts for prompts, _ in live.told] == [["outage"], []]
    assert live.told[0][1] < live.told[1][1]
    assert await kinds(desk, master["incident"]["case"]) == [
        "opened",
        "incident_declared",
        "incident_announced",
        "incident_ended",
        "incident_withdrawn",
    ]


async def linked(desk: Desk, master: str, by: Browser, **said: Any) -> dict[str, Any]:
    return await desk.opened(by, type="bill", incident=master, **said)


async def test_linked_cases_are_solved_together_once_and_those_that_cannot_say_why(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(incident_solving, "AT_ONCE", 2)
    master = (await declared(desk))["incident"]["case"]
    path = f"/api/cases/{master}/incident"
    waiting = await linked(desk, master, desk.lin, subject="账单一", mine=True)
    waiting = await desk.step(waiting, "wait", reason="等客户")
    fresh = await linked(desk, master, desk.lin, subject="账单二")
    formless = await desk.opened(subject="没填房号", incident=master)

    asked = {"key": "solving-1", "to": "closed", "result": "网络已恢复", "cause": "people", "tell": True}
    assert (await desk.lin.post(f"{path}/solving", asked)).status_code == 403
    wrong = await desk.chen.post(f"{path}/solving", asked | {"cause": "gone"})
    assert await key_of(wrong) == (422, "case.unknown_cause")
    begun = await desk.chen.post(f"{path}/solving", asked)
    assert begun.status_code == 200, begun.text
    assert (begun.json()["solving"]["total"], begun.json()["solving"]["done_at"]) == (3, None)
    assert (await desk.chen.post(f"{path}/solving", asked)).status_code == 200
    second = await desk.chen.post(f"{path}/solving", asked | {"key": "solving-2"})
    assert await key_of(second) == (409, "incident.solving_now")

    house = desk.house
    handlers = {incident_together.SOLVE: incident_solving.solving(lambda: house.sessions, house.clock)}
    assert await do_next(house.sessions, handlers, clock=house.clock)
    async with house.sessions.begin() as session:  # its worker died before it could say that it was done
        await session.execute(
            text("UPDATE jobs SET state = 'running' WHERE kind = 'cases.incident' AND state = 'done'")
        )
    house.clock.now += 400_000_000
    while await do_next(house.sessions, handlers, clock=house.clock):
        continue

    solved = (await desk.chen.get(path)).json()["solving"]
    assert (solved["done"], solved["stopped"], solved["done_at"] is None) == (3, 1, False)
    found = (await desk.chen.get(f"{path}/results")).json()["items"]
    assert [(each["case"], each["state"]) for each in found][:1] == [(formless["id"], "confirmed")]
    assert found[0]["why"] == "“房号”等字段填写有误。"
    assert [each["why"] for each in found[1:]] == ["", ""]
    for case in (waiting, fresh):
        whole = (await desk.chen.get(f"/api/cases/{case['id']}")).json()
        assert (whole["state"], whole["solution_text"], whole["cause"]) == ("closed", "网络已恢复", "people")
        happened = [each["kind"] for each in whole["entries"]]
        assert [happened.count(each) for each in ("note", "confirm", "close", "task_added")] == [1, 1, 1, 1]
    assert (await kinds(desk, master)).count("incident_solved") == 1


async def ready_to_close(desk: Desk, by: Browser) -> dict[str, Any]:
    """A case with all that its end needs, which is the master of a major incident."""
    case = await desk.opened(by, type="bill", subject="账单系统停了", mine=True)
    case = await desk.step(case, "start", by)
    case = await desk.step(case, "confirm", by, solution_text="重启了")
    case = await desk.step(case, "record", by, cause="people")
    said = OUTAGE | {"key": case["id"]}
    assert (await desk.chen.post(f"/api/cases/{case['id']}/incident", said)).status_code == 201
    return case


async def test_who_closes_the_master_says_what_becomes_of_its_incident(desk: Desk) -> None:
    case = await ready_to_close(desk, desk.lin)
    path = f"/api/cases/{case['id']}"
    member = await linked(desk, case["id"], desk.lin, subject="账单打不开")
    steps = (await desk.lin.get(path)).json()["steps"]
    assert [each["needs"] for each in steps if each["name"] == "close"] == [["incident"]]
    assert await key_of(await desk.try_step(case, "close")) == (422, "case.step_needs_incident")
    (named,) = (await desk.bulk(desk.chen, "close", [case]))["named"]
    assert (named["outcome"], "突发事件" in named["why"]) == ("refused", True)
    ends = {"ends": True, "result": "已修好", "to": "recorded"}
    assert await key_of(await desk.try_step(case, "close", incident=ends)) == (403, "incident.leader_ends")
    wrong = await desk.try_step(case, "close", desk.chen, incident=ends | {"result": " "})
    assert await key_of(wrong) == (422, "incident.what_result")
    early = await desk.try_step(case, "follow_up", desk.chen, incident=ends)
    assert await key_of(early) == (422, "case.step_takes_no_incident")

    closed = await desk.step(case, "close", desk.chen, incident=ends)
    assert closed["state"] == "closed"
    shown = (await desk.chen.get(f"{path}/incident")).json()
    assert (shown["incident"]["ended_at"] is None, shown["result"]) == (False, "已修好")
    assert shown["solving"]["total"] == 1
    house = desk.house
    handlers = {incident_together.SOLVE: incident_solving.solving(lambda: house.sessions, house.clock)}
    while await do_next(house.sessions, handlers, clock=house.clock):
        continue
    whole = (await desk.lin.get(f"/api/cases/{member['id']}")).json()
    assert (whole["state"], whole["cause"]) == ("recorded", "people"), "the cause of the master"
    plain = await desk.opened(desk.lin, type="bill", subject="没有突发事件", mine=True)
    plain = await desk.step(plain, "start")
    plain = await desk.step(plain, "confirm", solution_text="好了")
    plain = await desk.step(plain, "record", cause="people")
    none = await desk.try_step(plain, "close", incident={"ends": False})
    assert await key_of(none) == (404, "incident.unknown")


async def test_an_incident_may_go_on_without_its_master_if_that_is_said(desk: Desk) -> None:
    case = await ready_to_close(desk, desk.lin)
    closed = await desk.step(case, "close", incident={"ends": False})
    assert [each["kind"] for each in closed["entries"]][-2:] == ["close", "incident_goes_on"]
    (runs,) = (await desk.lin.get("/api/incidents/running")).json()["items"]
    assert runs["case"] == case["id"]
    assert (await linked(desk, case["id"], desk.lin, subject="还在停"))["master"]["id"] == case["id"]


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"steps": []}, "incident.plan_steps"),
        ({"steps": [{"name": name("", "x")}]}, "incident.plan_step_name"),
        ({"steps": [{"id": "s1", "name": name("一")}, {"id": "s1", "name": name("二")}]}, "config.bad_field"),
        ({"steps": [{"id": "a b", "name": name("一")}]}, "config.bad_field"),
        ({"steps": [{"name": name("一"), "team": "gone"}]}, "case.unknown_team"),
        ({"types": ["gone"]}, "case.unknown_type"),
        ({"words": [" "]}, "config.bad_field"),
        ({"say": "x"}, "config.bad_field"),
        ({"more": 1}, "config.unknown_field"),
    ],
)
def test_a_plan_that_makes_no_sense_is_refused(change: dict[str, Any], key: str) -> None:
    whole: dict[str, Any] = {"team": {"front": {}}, "case_type": {"noise": {}}}
    check_plan("network", PLAN, whole)
    with pytest.raises(Invalid) as refused:
        check_plan("network", PLAN | change, whole)
    assert refused.value.key == key
