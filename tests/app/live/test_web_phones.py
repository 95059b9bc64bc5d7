"""A browser's way to being a telephone in the live process: tickets, tabs, and what routing is told."""

from pathlib import Path

import pytest

from huawu.app.live.site import site_of
from huawu.app.live.webphone import TICKET_LASTS
from huawu.platform.refusals import Refusal, Unavailable
from tests.app.live.office import SITE, Office

pytestmark = pytest.mark.core

AT_A1 = {"agent": "a1"}


@pytest.fixture
def office(tmp_path: Path) -> Office:
    made = Office(tmp_path)
    made.web_phones.edge(up=True)
    return made


def page(office: Office, connection: int = 1, tab: str = "t1") -> None:
    """The page of a1 opens its WebSocket and registers."""
    office.web_phones.known.connected("8001", tab, connection, office.now)
    office.register("8001")
    office.web_phones.returned("8001", connection)
    office.turn()


async def tell(office: Office, state: str, tab: str = "t1") -> None:
    await office.ask("phone.audio", {**AT_A1, "tab": tab, "state": state})
    office.turn()


async def test_without_an_edge_no_ticket_is_given(office: Office) -> None:
    office.web_phones.edge(up=False)
    with pytest.raises(Unavailable, match="edge_down"):
        await office.ask("phone.open", {**AT_A1, "tab": "t1", "take_over": False})


async def test_a_ticket_says_whose_phone_it_is_and_until_when(office: Office) -> None:
    given = await office.ask("phone.open", {**AT_A1, "tab": "t1", "take_over": False})
    assert (given["extension"], given["domain"], given["display_name"]) == ("8001", "huawu", "安")
    assert given["expires_at"] == office.now + TICKET_LASTS


async def test_while_one_tab_has_the_phone_another_must_take_it_over(office: Office) -> None:
    page(office)
    with pytest.raises(Refusal, match="in_use_elsewhere"):
        await office.ask("phone.open", {**AT_A1, "tab": "t2", "take_over": False})
    assert await office.ask("phone.open", {**AT_A1, "tab": "t1", "take_over": False})
    assert await office.ask("phone.open", {**AT_A1, "tab": "t2", "take_over": True})


async def test_an_agent_signs_in_before_the_sound_is_known_and_is_offered_nothing_until_it_is(
    office: Office,
) -> None:
    page(office)
    view = await office.ask("agent.sign_in", AT_A1)
    assert (view["state"], view["phone"]["ready"], view["phone"]["why"]) == (
        "ready",
        False,
        "phone.audio_unknown",
    )
    office.phones.arrive("c1", "4002")
    office.turn()
    assert office.phones.ringing() == []
    assert office.board["agents"]["a1"]["phone"] == {"ready": False, "why": "phone.audio_unknown"}
    await tell(office, "ok")
    assert [leg.extension for leg in office.phones.ringing()] == ["8001"]
    assert office.board["agents"]["a1"]["phone"] == {"ready": True, "why": None}


async def test_a_page_whose_socket_is_lost_while_it_rings_loses_the_call_and_not_its_state(
    office: Office,
) -> None:
    page(office)
    await tell(office, "ok")
    await office.ask("agent.sign_in", AT_A1)
    office.phones.arrive("c1", "4002")
    office.turn()
    office.web_phones.known.lost(1)
    office.web_phones.reconcile()
    office.turn()
    assert office.phones.ringing() == []
    view = await office.ask("agent.show", AT_A1)
    assert (view["state"], view["phone"]["why"]) == ("ready", "phone.not_registered")
    page(office, 2)
    assert [leg.extension for leg in office.phones.ringing()] == ["8001"]


async def test_a_desk_phone_that_goes_away_keeps_its_agent_ready_and_without_calls(office: Office) -> None:
    office.register("8002")
    await office.ask("agent.sign_in", {"agent": "a2"})
    office.web_phones.registered("8002", 0)
    office.turn()
    office.phones.arrive("c1", "4002")
    office.turn()
    view = await office.ask("agent.show", {"agent": "a2"})
    assert (view["state"], view["phone"]["why"]) == ("ready", "phone.not_registered")
    assert office.phones.ringing() == []


async def test_a_tab_that_is_not_the_phone_has_nothing_to_say(office: Office) -> None:
    page(office)
    with pytest.raises(Refusal, match="not_yours"):
        await tell(office, "ok", "t2")


async def test_an_echo_needs_a_browser_and_an_agent_without_a_call(office: Office) -> None:
    with pytest.raises(Refusal, match="not_registered"):
        await office.ask("phone.echo", AT_A1)
    page(office)
    await tell(office, "ok")
    await office.ask("phone.echo", AT_A1)
    office.turn()
    assert [leg.purpose for leg in office.phones.ringing()] == ["echo"]
    await office.ask("agent.sign_in", AT_A1)
    office.talk()
    with pytest.raises(Refusal, match="in_call"):
        await office.ask("phone.echo", AT_A1)


async def test_the_call_at_hand_is_shown_with_hold_and_mute(office: Office) -> None:
    page(office)
    await tell(office, "ok")
    await office.ask("agent.sign_in", AT_A1)
    contact = office.talk()
    await office.ask("agent.call", {**AT_A1, "action": "mute"})
    await office.ask("agent.call", {**AT_A1, "action": "hold", "reason": "asks"})
    call = (await office.ask("agent.show", AT_A1))["call"]
    assert (call["interaction"], call["stage"], call["muted"], call["hold_reason"]) == (
        contact,
        "hold",
        True,
        "asks",
    )
    assert call["held_since"] is not None


async def test_the_page_is_told_whether_the_customer_hangs_up_first(office: Office) -> None:
    page(office)
    await tell(office, "ok")
    await office.ask("agent.sign_in", AT_A1)
    office.talk()
    usual = (await office.ask("agent.show", AT_A1))["call"]["customer_first"]
    office.switch.plan = site_of({**SITE, "customer_first": False}).switch
    assert (usual, (await office.ask("agent.show", AT_A1))["call"]["customer_first"]) == (True, False)


async def test_after_a_restart_nobody_is_rung_before_the_page_is_back(office: Office, tmp_path: Path) -> None:
    page(office)
    await tell(office, "ok")
    await office.ask("agent.sign_in", AT_A1)
    office.phones.phones.clear()
    later = Office(tmp_path, office)
    later.web_phones.tell_all()
    later.turn()
    later.phones.arrive("c1", "4002")
    later.turn()
    assert later.phones.ringing() == []
    assert (await later.ask("agent.show", AT_A1))["state"] == "ready"
