"""Agents call somebody by command, on pretend telephones: refused without a telephone, shown, lost with a
kill."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from huawu.platform.clock import SECOND
from huawu.platform.refusals import Refusal
from tests.app.live.office import Office

pytestmark = pytest.mark.core

NUMBER = "13911112222"


async def centre(folder: Path) -> Office:
    """Agent a1 is signed in at 8001; a trunk leads out."""
    office = Office(folder)
    office.switch.plan = replace(office.switch.plan, trunks=("trunk",), shown="02155550000", blocked=("00",))
    office.register("8001")
    await office.ask("agent.sign_in", {"agent": "a1"})
    return office


async def dial(office: Office, number: str = NUMBER, name: str = "call.dial") -> Any:
    return await office.ask(name, {"agent": "a1", "to": {"kind": "number", "id": number}})


def pick_up(office: Office, who: str) -> None:
    leg = next(each for each in office.phones.ringing() if who in (each.extension, each.number))
    office.phones.pick_up(leg.id)
    office.turn()


async def shown(office: Office) -> dict[str, Any]:
    view: dict[str, Any] = await office.ask("agent.show", {"agent": "a1"})
    return view


async def test_the_page_sees_its_call_from_the_first_ring_to_the_wrap_up(tmp_path: Path) -> None:
    office = await centre(tmp_path)
    call = (await dial(office))["interaction"]
    seen = [(await shown(office))["call"]["stage"]]
    pick_up(office, "8001")
    seen.append((await shown(office))["call"]["stage"])
    pick_up(office, NUMBER)
    view = await shown(office)
    assert [*seen, view["call"]["stage"]] == ["dialling", "dialling", "talk"]
    popped = await office.ask("call.show", {"interaction": call})
    assert (popped["caller"], popped["number"], popped["agent"]) == (NUMBER, "02155550000", "a1")
    await office.ask("agent.call", {"agent": "a1", "action": "hang_up"})
    assert ((await shown(office))["state"], (await shown(office))["contact"]) == ("wrap_up", call)
    stages = [body["stage"] for kind, body in office.told if kind == "interaction.stage"]
    assert stages == ["dialling", "talk"]


async def test_calling_a_colleague_is_shown_as_dialling_and_then_as_a_talk(tmp_path: Path) -> None:
    office = await centre(tmp_path)
    office.register("8002")
    await office.ask("call.dial", {"agent": "a1", "to": {"kind": "agent", "id": "a2"}})
    pick_up(office, "8001")
    seen = [(await shown(office))["call"]["stage"]]
    pick_up(office, "8002")
    assert [*seen, (await shown(office))["call"]["stage"]] == ["dialling", "talk"]
    await office.ask("agent.call", {"agent": "a1", "action": "hang_up"})
    assert (await shown(office))["state"] == "ready"


async def test_an_agent_who_dialled_on_a_desk_telephone_is_shown_as_dialling_too(tmp_path: Path) -> None:
    office = await centre(tmp_path)
    office.register("8002")
    office.phones.arrive("own", "8002", caller="8001", extension="8001")
    office.turn()
    assert (await shown(office))["call"]["stage"] == "dialling"


async def test_only_who_is_signed_in_at_a_telephone_calls(tmp_path: Path) -> None:
    office = Office(tmp_path)
    with pytest.raises(Refusal, match=r"agent\.not_signed_in"):
        await dial(office)
    office = await centre(tmp_path / "other")
    office.web_phones.registered("8001", 0)
    with pytest.raises(Refusal, match=r"agent\.phone_not_registered"):
        await dial(office)


async def test_what_could_not_be_called_is_said_before(tmp_path: Path) -> None:
    office = await centre(tmp_path)
    assert (await dial(office, name="call.dial_checked"))["shown"] == "02155550000"
    assert (await dial(office, name="call.dial_checked"))["refusal"] is None
    assert (await dial(office, "0044", "call.dial_checked"))["refusal"] == "call.blocked_number"
    assert (await dial(office, "8002", "call.dial_checked")) == {
        "shown": "8001",
        "inside": True,
        "refusal": None,
        "params": {},
    }
    await dial(office)
    assert (await dial(office, name="call.dial_checked"))["refusal"] == "agent.in_call"


async def test_a_call_that_was_dialled_when_the_process_died_ends_and_the_agent_writes_it_up(
    tmp_path: Path,
) -> None:
    before = await centre(tmp_path)
    await dial(before)
    pick_up(before, "8001")
    again = Office(tmp_path, before)
    assert again.switch.calls == {}
    assert again.phones.legs == {}
    assert (await shown(again))["state"] == "wrap_up"
    assert "interaction.dialled" in {kind for kind, _ in again.facts()}


async def test_telephony_knows_the_time_when_it_dials_after_a_quiet_while(tmp_path: Path) -> None:
    """Its deadlines count from then: a call that seems old is given up at once."""
    office = await centre(tmp_path)
    office.now += 300 * SECOND
    await dial(office)
    (own,) = office.phones.ringing()
    assert own.dialled_at == office.now
