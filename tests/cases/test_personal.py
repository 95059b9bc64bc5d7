"""Numbers of people in forms: whole for who sees numbers, masked for others, not overwritten by a mask."""

from typing import Any

import pytest

from huawu.cases.core import forms
from huawu.platform.config import publish, save_drafts
from huawu.platform.work import work
from tests.app.web.house import Browser
from tests.cases.desk import Desk, name

pytestmark = pytest.mark.room

PHONE, IDENTITY = "13912345678", "11010519491231002X"
MASKED = {"room": "1208", "phone": "139****5678", "identity": "110***********002X"}
FORM = [
    {"id": "room", "name": name("房号"), "kind": "text"},
    {"id": "phone", "name": name("联系电话"), "kind": "phone"},
    {"id": "identity", "name": name("身份证号"), "kind": "id_number"},
]
OTHER = [{"id": "phone", "name": name("账号"), "kind": "text"}]
WHOLE = {"room": "1208", "phone": PHONE, "identity": IDENTITY}


async def arranged(desk: Desk, form: list[dict[str, Any]]) -> None:
    noise = {"name": name("噪音"), "parent": "complaint", "form": form}
    bill = {"name": name("账单"), "parent": "enquiry", "form": OTHER}
    async with work(desk.house.sessions, site="main", clock=desk.house.clock) as w:
        await save_drafts(w, {("case_type", "noise"): noise, ("case_type", "bill"): bill})
        await publish(w)


async def seen(desk: Desk, by: Browser, case: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = (await by.get(f"/api/cases/{case['id']}")).json()
    return found


async def edited(by: Browser, case: dict[str, Any], **change: Any) -> dict[str, Any]:
    answer = await by.patch(f"/api/cases/{case['id']}", {"revision": case["revision"]} | change)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def test_an_agent_sees_numbers_masked_and_a_mask_sent_back_changes_nothing(desk: Desk) -> None:
    await arranged(desk, FORM)
    case = await desk.opened(mine=True, form=WHOLE)
    assert (case["form"], case["form_masked"]) == (MASKED, True)
    leader = await seen(desk, desk.chen, case)
    assert (leader["form"], leader["form_masked"]) == (WHOLE, False)

    same = await edited(desk.lin, case, form=MASKED)
    assert same["revision"] == case["revision"]  # nothing was changed
    moved = await edited(desk.lin, case, form=MASKED | {"room": "1209"})
    assert (await seen(desk, desk.chen, case))["form"] == WHOLE | {"room": "1209"}
    bad = {"revision": moved["revision"], "form": MASKED | {"phone": "139****5679"}}
    refused = await desk.lin.patch(f"/api/cases/{case['id']}", bad)
    assert (refused.status_code, refused.json()["params"]["first"]) == (422, "phone")
    other = await edited(desk.lin, moved, form=MASKED | {"phone": "13800138000"})
    assert other["form"]["phone"] == "138****8000"
    whole = await seen(desk, desk.chen, case)
    assert (whole["form"]["phone"], whole["form"]["identity"]) == ("13800138000", IDENTITY)
    shown = str([await seen(desk, desk.lin, case), (await desk.lin.get("/api/cases")).json()])
    assert all(number not in shown for number in (PHONE, "13800138000", IDENTITY))


async def test_numbers_do_not_come_to_light_under_another_type_or_form(desk: Desk) -> None:
    await arranged(desk, FORM)
    case = await desk.opened(mine=True, form=WHOLE)
    for change in ({"type": "bill"}, {"type": "bill", "form": {"phone": MASKED["phone"]}}):
        again = await desk.opened(mine=True, form=WHOLE)
        assert PHONE not in str(await edited(desk.lin, again, **change))
    await arranged(desk, FORM[:1])  # the fields are not asked any more
    assert (await seen(desk, desk.lin, case))["form"] == MASKED
    assert (await seen(desk, desk.chen, case))["form"] == WHOLE


def test_what_is_hidden_and_what_a_mask_means() -> None:
    stored: dict[str, Any] = {"room": "12081208", "phone": PHONE, "floor": 3}
    assert forms.hidden(FORM, stored) == {"room": "12081208", "phone": "139****5678", "floor": 3}
    assert forms.sent_back(FORM, stored, {"phone": "139****5678", "room": "9"}) == {
        "phone": PHONE,
        "room": "9",
    }
    assert forms.sent_back(FORM, {}, {"phone": "139****5678"}) == {"phone": "139****5678"}
    assert forms.carried(FORM, OTHER, stored) == {"room": "12081208"}
