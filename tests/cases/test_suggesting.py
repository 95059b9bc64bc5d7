"""Suggestions while a case is written: from what was typed and said, with why; whether they were taken."""

from typing import Any

import pytest

from huawu.cases.ports import Overheard
from huawu.platform.config import publish, save_drafts
from huawu.platform.web.ports import provide
from huawu.platform.work import work
from tests.app.web.house import Browser
from tests.app.web.test_calls_in_words import written_down
from tests.cases.desk import Desk, name

pytestmark = pytest.mark.room

WORDS: dict[tuple[str, str], Any] = {
    ("case_type", "noise"): {"name": name("噪音"), "parent": "complaint", "words": ["打鼾声"]},
    ("case_type", "late"): {"name": name("超时"), "parent": "complaint", "like": "complaint/delay"},
}


class Heard:
    """What a customer has said in one contact."""

    def __init__(self, **said: str) -> None:
        self.said = said

    async def of_customer(self, session: Any, person: Any, interaction: str) -> str:
        return self.said.get(interaction, "")


async def configured(desk: Desk) -> None:
    async with work(desk.house.sessions, site="main", clock=desk.house.clock) as w:
        await save_drafts(w, WORDS)
        await publish(w)


async def suggested(by: Browser, **said: str) -> dict[str, Any]:
    answer = await by.post("/api/cases/suggestions", said)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def why(found: dict[str, Any]) -> list[tuple[str, bool]]:
    return [(word["text"], word["said"]) for word in found["words"]]


async def test_what_was_typed_and_said_suggests_with_the_words_that_counted(desk: Desk) -> None:
    await configured(desk)
    provide(desk.house.app, Overheard, Heard(c1="你们一直不处理，我要去打12315投诉"))
    own = await suggested(desk.lin, subject="隔壁打鼾声太大，我要投诉")
    assert (own["type"]["id"], own["type"]["whole"]) == ("noise", True)
    assert own["type"]["path_name"]["zh"] == "投诉 / 噪音"
    assert why(own["type"]) == [("打鼾声", False)]
    assert (own["risks"], own["heard"]) == ([], False)

    like = await suggested(desk.lin, text="说好今天上门，等了一天还没来，我要投诉")
    assert like["type"]["id"] == "late"

    said = await suggested(desk.lin, subject="客户来电", interaction="c1")
    assert said["heard"] is True
    assert said["type"]["top"] == "complaint"
    assert [risk["name"] for risk in said["risks"]] == ["authority"]
    assert ("12315", True) in why(said["risks"][0])

    rule = await suggested(desk.lin, text="走廊起火了")
    assert (rule["priority"]["value"], rule["priority"]["rule_name"]["zh"]) == ("high", "人身安全")
    assert why(rule["priority"]) == [("起火", False)]
    assert await suggested(desk.lin) == {"type": None, "priority": None, "risks": [], "heard": False}
    assert (await desk.lin.get("/api/cases")).json()["items"] == []


async def test_a_type_that_only_heads_others_is_named_as_such_and_strangers_get_nothing(desk: Desk) -> None:
    found = await suggested(desk.lin, text="我要投诉你们的前台，态度太差")
    assert (found["type"]["id"], found["type"]["whole"]) == ("complaint", False)
    planner = await desk.house.browser("planner")
    refused = await planner.post("/api/cases/suggestions", {"text": "我要投诉"})
    assert refused.status_code == 403
    assert (await desk.lin.get("/api/cases/suggestions/figures")).status_code == 403
    long = await desk.lin.post("/api/cases/suggestions", {"text": "吵" * 4001})
    assert long.status_code == 422


async def test_only_who_may_hear_a_call_has_its_words_read(desk: Desk) -> None:
    recording = await written_down(desk.house, desk.house.agents["lin"])
    shown = (await desk.chen.get(f"/api/recordings/{recording}")).json()
    asked = {"subject": "客户来电", "interaction": shown["interaction"]}
    lin = await suggested(desk.lin, **asked)
    assert (lin["heard"], lin["type"]["id"]) == (True, "complaint")
    assert all(word["text"] != "您请讲" for word in lin["type"]["words"])
    assert (await suggested(desk.zhao, **asked))["heard"] is False
    assert (await suggested(desk.lin, **asked | {"interaction": "0-nobody"}))["heard"] is False


async def test_what_was_shown_and_taken_is_kept_and_counted(desk: Desk) -> None:
    shown = {"type": "noise", "priority": "high", "risks": ["authority"]}
    await desk.opened(suggested=shown | {"taken": ["type"]})  # accepted; how urgent it is was left
    await desk.opened(suggested=shown, priority="high")  # both chosen by hand
    await desk.opened(type="bill", suggested=shown | {"taken": ["type", "priority"]})  # changed again
    await desk.opened(suggested={"type": None, "priority": None, "risks": []})  # nothing was shown
    await desk.opened()
    figures = (await desk.chen.get("/api/cases/suggestions/figures")).json()
    assert figures["cases"] == 3
    assert figures["type"] == {"shown": 3, "taken": 1, "same": 1, "other": 1}
    assert figures["priority"] == {"shown": 3, "taken": 0, "same": 1, "other": 2}
    bad = {"key": "request-bad", "type": "noise", "subject": "吵", "suggested": {"type": "'; --"}}
    assert (await desk.lin.post("/api/cases", bad)).status_code == 422
