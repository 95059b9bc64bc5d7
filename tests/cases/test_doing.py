"""What people have still to do: somebody's tasks by when they are due, and how much lies with whom."""

from typing import Any

import pytest

from huawu.platform.clock import SECOND
from tests.cases.desk import Desk

pytestmark = pytest.mark.room


async def todo(desk: Desk) -> list[tuple[str, int, bool]]:
    items = (await desk.lin.get("/api/cases/tasks")).json()["items"]
    return [(each["text"], each["number"], each["overdue"]) for each in items]


async def test_my_tasks_are_those_given_to_me_and_nobodys_of_my_cases_the_next_one_due_first(
    desk: Desk,
) -> None:
    mine = await desk.opened(subject="我的", mine=True, customer=desk.vip)
    other = await desk.opened(subject="别人的")
    lin, zhao = desk.house.agents["lin"], desk.house.agents["zhao"]
    for case, text, agent, due in (
        (mine, "随工单到期", None, None),
        (mine, "别人做", zhao, None),
        (other, "明天", lin, "2036-11-24T01:00:00Z"),
        (other, "早该做了", lin, "2020-01-01T00:00:00Z"),
        (other, "没有人的", None, None),
    ):
        body = {"text": text, "agent": agent, "due_at": due}
        assert (await desk.lin.post(f"/api/cases/{case['id']}/tasks", body)).status_code == 200

    assert await todo(desk) == [
        ("早该做了", other["number"], True),
        ("随工单到期", mine["number"], False),
        ("明天", other["number"], False),
    ]
    first = (await desk.lin.get("/api/cases/tasks", limit=2)).json()["items"]
    assert [each["subject"] for each in first] == ["别人的", "我的"]
    assert first[1]["customer"]["name"] == "王小明"
    assert first[1]["due_at"] == (await desk.lin.get(f"/api/cases/{mine['id']}")).json()["due_at"]

    done = f"/api/cases/{first[0]['case']}/tasks/{first[0]['id']}"
    assert (await desk.lin.put(done, {"done": True})).status_code == 200
    assert [text for text, _, _ in await todo(desk)] == ["随工单到期", "明天"]
    manager = await desk.house.browser("manager")
    assert (await manager.get("/api/cases/tasks")).json() == {"items": []}


def shown(load: dict[str, Any]) -> tuple[str, str, list[int]]:
    counted = [load[name] for name in ("open", "overdue", "today", "waiting")]
    return load["team_name"]["zh"], load["owner"]["number"] if load["owner"] else "", counted


async def test_a_leader_sees_how_much_lies_with_whom_and_hears_as_the_owner_does_of_what_is_late(
    desk: Desk,
) -> None:
    urgent = await desk.opened(subject="走廊起火了", text="起火", mine=True)
    await desk.opened(subject="没人的")
    for subject in ("一", "二"):
        await desk.opened(desk.zhao, subject=subject, mine=True)
    waits = await desk.opened(desk.zhao, subject="三", mine=True)
    await desk.step(waits, "wait", desk.zhao, reason="等客户")
    desk.house.clock.now += 2 * 3600 * SECOND

    assert (await desk.lin.get("/api/cases/load")).status_code == 403
    loads = (await desk.chen.get("/api/cases/load")).json()["items"]
    assert urgent["priority"] == "high"
    manager = await desk.house.browser("manager")
    people = (desk.lin, desk.zhao, desk.chen, manager)
    late = [(await each.get("/api/cases/late")).json() for each in people]
    assert [(each["mine"], each["led"]) for each in late] == [(1, 0), (0, 0), (0, 1), (0, 1)]
    assert [shown(each) for each in loads] == [
        ("前厅", "1001", [1, 1, 0, 0]),
        ("前厅", "1002", [3, 0, 2, 1]),
        ("前厅", "", [1, 0, 1, 0]),
    ]
