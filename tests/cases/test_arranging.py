"""Cases are arranged by those who may: drafted, put in force, refused where open cases would lose a type."""

import pytest

from tests.cases.desk import Desk, name

pytestmark = pytest.mark.room


async def test_leaders_and_managers_arrange_cases_and_nothing_else(desk: Desk) -> None:
    manager = await desk.house.browser("manager")
    odour = {"value": {"name": name("异味", "Odour"), "parent": "complaint", "like": "complaint/quality"}}
    assert (await manager.put("/api/config/case_type/odour", odour)).status_code == 200
    assert (await manager.post("/api/config/publish", {"kinds": ["case_type"]})).status_code == 200
    tree = (await desk.lin.get("/api/cases/arrangement")).json()["tree"]
    complaint = next(node for node in tree if node["id"] == "complaint")
    assert [node["id"] for node in complaint["children"]] == ["noise", "odour"]
    assert (await desk.chen.put("/api/config/case_cause/tools", {"value": {"name": name("工具")}})).is_success
    assert (await desk.lin.put("/api/config/case_type/odour", odour)).status_code == 403
    night = {"value": {"name": name("夜间")}}
    assert (await manager.put("/api/config/hours/night", night)).status_code == 403
    strange = {"value": {"name": name("异味"), "parent": "complaint", "like": "complaint/odour"}}
    refused = await manager.put("/api/config/case_type/odour", strange)
    assert (refused.status_code, refused.json()["params"]["field"]) == (422, "like")


async def test_what_open_cases_use_is_counted_and_not_taken_away(desk: Desk) -> None:
    case = await desk.opened(mine=True)
    await desk.opened()
    started = await desk.step(case, "start")
    await desk.step(started, "confirm", solution="moved")
    uses = await desk.chen.get("/api/cases/arrangement/uses")
    assert uses.json() == {"types": {"noise": 2}, "causes": {}, "solutions": {"moved": 1}, "plans": {}}
    assert (await desk.lin.get("/api/cases/arrangement/uses")).status_code == 403
    for kind, key in (("case_type", "noise"), ("case_solution", "moved")):
        assert (await desk.chen.put(f"/api/config/{kind}/{key}", {"value": None})).status_code == 200
        refused = await desk.chen.post("/api/config/publish", {"kinds": [kind]})
        assert (refused.status_code, refused.json()["key"]) == (422, "case.node_in_use")
        assert (await desk.chen.delete(f"/api/config/{kind}/{key}")).status_code == 204
