"""Flows over HTTP: checking, testing, rehearsing and comparing drafts, YAML, publishing, and where callers
went."""

from typing import Any

import pytest

from huawu.flows.events import HUNG_UP, LEFT, FlowWalked
from huawu.flows.subscribers import COUNTS_WAYS
from huawu.platform.facts import Envelope, body_of
from huawu.platform.ids import new_id
from huawu.platform.work import work
from tests.app.web.house import NOON, Browser, House

pytestmark = pytest.mark.room

QUEUE = {"name": {"zh": "前台", "en": "Desk"}, "refuse_when_empty": True}
GRAPH: dict[str, Any] = {
    "start": "greet",
    "nodes": {
        "greet": {"do": "play", "say": ["greeting.hotel"], "next": "menu"},
        "menu": {"do": "menu", "say": ["menu.hotel"], "choices": {"1": "desk"}, "otherwise": "desk"},
        "desk": {"do": "enqueue", "queue": "front"},
    },
    "tests": [
        {"name": "按 1 到前台", "does": ["press 1"], "heard": ["menu.hotel"], "ends": {"queue": "front"}}
    ],
}


@pytest.fixture
async def admin(house: House) -> Browser:
    browser = await house.browser("administrator")
    assert (await browser.put("/api/config/queue/front", {"value": QUEUE})).status_code == 200
    return browser


def with_node(**nodes: Any) -> dict[str, Any]:
    return GRAPH | {"nodes": GRAPH["nodes"] | nodes}


async def publish(admin: Browser, graph: dict[str, Any]) -> dict[str, Any]:
    value = {"graph": graph, "name": {"zh": "酒店", "en": "Hotel"}}
    saved = await admin.put("/api/config/flow/hotel", {"value": value})
    answer = saved if saved.status_code != 200 else await admin.post("/api/config/publish", {})
    said: dict[str, Any] = answer.json()
    return said


async def test_the_editor_is_told_all_kinds_with_their_fields_in_words(admin: Browser) -> None:
    told = (await admin.get("/api/flows/kinds")).json()
    menu = next(kind for kind in told["kinds"] if kind["kind"] == "menu")
    wait = next(field for field in menu["fields"] if field["name"] == "wait_seconds")
    assert len(told["kinds"]) == 17
    assert menu["words"] == {"zh": "菜单", "en": "menu"}
    assert (wait["type"], wait["least"], wait["most"], wait["default"]) == ("whole", 1, 60, 5)
    assert told["read_only"]["call.now"] == "time"


async def test_a_draft_is_checked_against_the_other_drafts_and_its_tests_are_played(admin: Browser) -> None:
    sound = (await admin.post("/api/flows/check", {"graph": GRAPH})).json()
    assert (sound["problems"], [test["passed"] for test in sound["tests"]]) == ([], [True])

    broken = with_node(
        desk={"do": "enqueue", "queue": "gone"}, greet={"do": "play", "say": ["own/x"], "next": "menu"}
    )
    problems = (await admin.post("/api/flows/check", {"graph": broken})).json()["problems"]
    assert {(each["key"], each["node"], each["field"]) for each in problems} == {
        ("flow.unknown_queue", "desk", "queue"),
        ("flow.missing_prompt", "greet", "say"),
    }
    assert {each["words"]["zh"] for each in problems} == {"没有“gone”这个队列。", "没有“own/x”这段语音。"}


async def test_older_menus_come_back_in_todays_words(admin: Browser) -> None:
    older = with_node(menu=GRAPH["nodes"]["menu"] | {"do": "ask"})
    assert (await admin.post("/api/flows/check", {"graph": older})).json()["graph"]["nodes"]["menu"][
        "do"
    ] == "menu"


async def test_a_rehearsal_goes_step_by_step_and_keeps_nothing(admin: Browser) -> None:
    async def told(walk: Any, **did: Any) -> tuple[Any, dict[str, Any]]:
        asked = {"graph": GRAPH, "walk": walk, "told": did, "about": {"call.number": "138"}}
        answer = (await admin.post("/api/flows/rehearse", asked)).json()
        return answer["walk"], answer["answer"]

    walk, answer = await told(None, did="entered")
    assert (answer["do"], answer["say"]) == ("play", ["greeting.hotel"])
    walk, answer = await told(walk, did="finished")
    assert (answer["do"], answer["details"]["wait_seconds"]) == ("ask", 5)
    walk, answer = await told(walk, did="pressed", digit="1")
    assert (answer["do"], answer["details"]["queue"]) == ("enqueue", "front")
    assert walk["path"] == ["greet", "menu", "desk"]


@pytest.mark.parametrize(
    "walk",
    [{"node": "x" * 100}, {"path": ["a"] * 100}, {"vars": {"a": "x" * 1000}}, {"moon": 1}, {"tries": -1}],
)
async def test_a_walk_that_is_none_is_refused(admin: Browser, walk: dict[str, Any]) -> None:
    asked = {"graph": GRAPH, "walk": walk, "told": {"did": "finished"}}
    assert (await admin.post("/api/flows/rehearse", asked)).status_code == 422


async def test_a_graph_that_is_nested_without_end_is_refused(admin: Browser) -> None:
    deep: Any = {}
    for _ in range(200):
        deep = {"a": deep}
    for path in ("check", "test"):
        assert (await admin.post(f"/api/flows/{path}", {"graph": deep})).status_code == 422


async def test_differences_are_said_in_words(admin: Browser) -> None:
    after = with_node(menu=GRAPH["nodes"]["menu"] | {"choices": {"2": "desk"}})
    found = (await admin.post("/api/flows/differences", {"before": GRAPH, "after": after})).json()["items"]
    assert [each["words"]["zh"] for each in found] == [
        "“menu”：新增按 2，去“desk”。",
        "“menu”：去掉按 1（原来去“desk”）。",
    ]


async def test_a_flow_goes_out_as_yaml_and_comes_back(admin: Browser) -> None:
    await publish(admin, GRAPH)
    text = (await admin.get("/api/flows/hotel/yaml")).text
    read = (await admin.post("/api/flows/read-yaml", {"yaml": text})).json()
    assert (read["key"], read["value"]["graph"], read["problems"]) == ("hotel", GRAPH, [])
    assert (await admin.get("/api/flows/gone/yaml")).json()["key"] == "flow.unknown_flow"
    assert (await admin.post("/api/flows/read-yaml", {"yaml": "a: 1"})).json()["key"] == "flow.not_a_flow"


# ---- publishing --------------------------------------------------------------------------------------------


async def test_a_flow_that_fails_its_own_test_is_not_published(admin: Browser) -> None:
    failing = GRAPH | {"tests": [{"name": "按 2", "does": ["press 2"], "ends": {"queue": "front"}}]}
    refused = await publish(admin, failing)
    assert (refused["key"], refused["params"]["test"]) == ("flow.test_failed", "按 2")
    assert refused["params"]["came"] == {"node": "menu"}
    assert await publish(admin, GRAPH) == {"number": 1}


async def test_a_flow_that_says_what_is_not_there_is_not_published(admin: Browser) -> None:
    refused = await publish(admin, with_node(greet={"do": "play", "say": ["gone"], "next": "menu"}))
    assert refused["key"] == "flow.bad_graph"
    assert [(each["key"], each["node"], each["field"]) for each in refused["params"]["problems"]] == [
        ("flow.missing_prompt", "greet", "say")
    ]


# ---- where callers went ------------------------------------------------------------------------------------


async def walked(house: House, path: list[str], end: str, *, number: int = 1) -> None:
    fact = FlowWalked(new_id(), "hotel", number, path, end, NOON)
    envelope = Envelope(
        new_id(), fact.interaction, 1, "flow.walked", 1, NOON, house.settings.site, body_of(fact)
    )
    async with work(house.sessions, site=house.settings.site, clock=house.clock) as done:
        await COUNTS_WAYS.hear(done, envelope)


async def test_where_callers_went_and_hung_up_is_counted_by_node(house: House, admin: Browser) -> None:
    await walked(house, ["greet", "menu", "desk"], LEFT)
    await walked(house, ["greet", "menu", "menu", "desk"], LEFT)
    await walked(house, ["greet", "menu"], HUNG_UP, number=2)
    span = {"since": "2026-09-21T00:00:00Z", "until": "2026-09-22T00:00:00Z"}

    all_of_it = (await admin.get("/api/flows/hotel/drop-off", **span)).json()
    newest = (await admin.get("/api/flows/hotel/drop-off", **span, version=2)).json()
    later = (
        await admin.get("/api/flows/hotel/drop-off", since=span["until"], until="2026-09-23T00:00:00Z")
    ).json()

    assert all_of_it["versions"] == [2, 1]
    assert all_of_it["nodes"]["menu"] == {"came": 4, "hung_up": 1, "left": 0, "to": {"desk": 2, "menu": 1}}
    assert all_of_it["nodes"]["desk"] == {"came": 2, "hung_up": 0, "left": 2, "to": {}}
    assert newest["nodes"]["menu"] == {"came": 1, "hung_up": 1, "left": 0, "to": {}}
    assert later == {"versions": [], "nodes": {}}
    backwards = await admin.get("/api/flows/hotel/drop-off", since=span["until"], until=span["since"])
    assert backwards.json()["key"] == "flow.bad_time"


async def test_agents_see_nothing_of_flows(house: House) -> None:
    agent = await house.browser("agent")
    assert (await agent.get("/api/flows/kinds")).status_code == 403
    for path in ("check", "test", "read-yaml", "differences", "rehearse"):
        body = {"graph": {}, "yaml": "", "before": {}, "after": {}, "told": {"did": "entered"}}
        wanted = {"check": ["graph"], "test": ["graph"], "read-yaml": ["yaml"], "rehearse": ["graph", "told"]}
        asked = {name: body[name] for name in wanted.get(path, ["before", "after"])}
        assert (await agent.post(f"/api/flows/{path}", asked)).status_code == 403


OUTSIDE: dict[str, dict[str, Any]] = {
    "dial": {"do": "dial", "to": {"outside": "02188886666"}, "failed": "desk"},
    "transfer": {"do": "transfer", "to": {"number": "02188886666"}},
    "web": {"do": "web", "url": "https://shop.example/orders", "next": "desk", "failed": "desk"},
}


@pytest.mark.parametrize("kind", list(OUTSIDE))
async def test_who_keeps_menus_changes_them_and_adds_no_way_outside(
    house: House, admin: Browser, kind: str
) -> None:
    await publish(admin, GRAPH)
    leader = await house.browser("team_leader")
    out = with_node(out=OUTSIDE[kind])
    out["nodes"]["menu"] = GRAPH["nodes"]["menu"] | {"choices": {"1": "desk", "2": "out"}}

    refused = await leader.put("/api/config/flow/hotel", {"value": {"graph": out, "name": QUEUE["name"]}})
    assert (refused.status_code, refused.json()["key"]) == (403, "flow.guarded")
    assert refused.json()["params"] == {"kind": "flow", "item": "hotel", "node": "out"}

    assert (await publish(admin, out)).keys() == {"number"}
    led = out | {"nodes": out["nodes"] | {"menu": out["nodes"]["menu"] | {"choices": {"3": "out"}}}}
    value = {"graph": led | {"tests": []}, "name": QUEUE["name"]}
    saved = await leader.put("/api/config/flow/hotel", {"value": value})
    assert saved.status_code == 200, saved.text
    published = await leader.post("/api/config/publish", {"kinds": ["flow"]})
    assert published.status_code == 200, published.text
    assert (await leader.post("/api/config/publish", {})).status_code == 403
    assert (await leader.put("/api/config/number/1", {"value": {}})).status_code == 403


async def test_who_keeps_menus_does_not_publish_what_an_administrator_let_reach_outside(
    house: House, admin: Browser
) -> None:
    await publish(admin, GRAPH)
    out = with_node(out=OUTSIDE["transfer"])
    value = {"graph": out, "name": QUEUE["name"]}
    out["nodes"]["menu"] = GRAPH["nodes"]["menu"] | {"choices": {"1": "desk", "2": "out"}}
    assert (await admin.put("/api/config/flow/hotel", {"value": value})).status_code == 200
    leader, agent = await house.browser("team_leader"), await house.browser("agent")
    refused = await leader.post("/api/config/publish", {"kinds": ["flow"]})
    assert (refused.status_code, refused.json()["key"]) == (403, "flow.guarded")
    assert (await agent.put("/api/config/flow/hotel", {"value": value})).status_code == 403
