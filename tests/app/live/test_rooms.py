"""Conferences that are booked, in the live process: kept over a kill, shown, acted in."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from huawu.platform.clock import SECOND
from huawu.platform.refusals import Refusal
from huawu.telephony.core.switch.conferences import booked
from tests.app.live.office import Office

pytestmark = pytest.mark.core


def furnished(folder: Path, before: Office | None = None) -> Office:
    """An office with room 680."""
    office = Office(folder, before) if before is not None else Office(folder)
    plan = office.switch.plan
    lines = replace(plan.lines, rooms=frozenset({"680"}))
    office.switch.plan = replace(plan, lines=lines, blocked=("00",), trunks=("trunk",))
    return office


def booking(office: Office, **more: Any) -> dict[str, Any]:
    now = office.owner.clock()
    times = {"starts_at": now, "ends_at": now + 3600 * SECOND}
    return {"id": "b1", "room": "680", "title": "Weekly", "pin": "2468", "invited": []} | times | more


async def test_a_booked_conference_is_held_by_the_next_process_too(tmp_path: Path) -> None:
    office = furnished(tmp_path)
    await office.ask("room.book", booking(office))
    second = furnished(tmp_path, office)
    assert second.switch.rooms.bookings == office.switch.rooms.bookings
    second.phones.arrive("x", "680", extension="8001")
    second.turn()
    for key in "2468#":
        second.phones.press("x", key)
    second.turn()
    shown = (await second.ask("room.show", {"ids": ["b1"]}))["b1"]
    assert [(each["party"], each["extension"]) for each in shown["parties"]] == [("x", "8001")]
    await second.ask("room.act", {"id": "b1", "action": "lock", "party": ""})
    assert (await second.ask("room.show", {"ids": ["b1"]}))["b1"]["locked"]
    await second.ask("room.cancel", {"id": "b1"})
    assert (second.phones.legs, second.switch.calls) == ({}, {})
    assert furnished(tmp_path, second).switch.rooms.bookings == {}


async def test_a_conference_goes_on_in_the_next_process(tmp_path: Path) -> None:
    office = furnished(tmp_path)
    await office.ask("room.book", booking(office))
    for leg, phone in (("x", "8001"), ("y", "8002")):
        office.phones.arrive(leg, "680", extension=phone)
        office.turn()
        for key in "2468#":
            office.phones.press(leg, key)
        office.turn()
    office.owner.write_and_act()
    second = furnished(tmp_path, office)
    call = next(iter(second.switch.calls.values()))
    assert (call.room, set(call.parties)) == ("b1", {"x", "y"})


async def test_nobody_is_invited_at_a_number_that_agents_may_not_call(tmp_path: Path) -> None:
    office = furnished(tmp_path)
    invited = [{"kind": "number", "id": "008522345678"}]
    with pytest.raises(Refusal, match=r"call\.blocked_number"):
        await office.ask("room.book", booking(office, invited=invited))
    assert office.switch.rooms.bookings == {}


def guesses(office: Office, leg: str, *pins: str) -> None:
    """8001 calls the room and says these PINs."""
    office.phones.arrive(leg, "680", extension="8001")
    office.turn()
    office.presses(leg, "#".join((*pins, "")))


async def test_who_has_guessed_too_often_is_not_heard_by_the_next_process_either(tmp_path: Path) -> None:
    office = furnished(tmp_path)
    await office.ask("room.book", booking(office))
    guesses(office, "x", "1", "2", "3")
    office.hang_up("x")
    second = furnished(tmp_path, office)
    guesses(second, "y", "4", "5")
    assert second.phones.legs["y"].hears == ["zh-CN/voicemail.pin.locked"]
    second.hang_up("y")
    third = furnished(tmp_path, second)
    guesses(third, "z", "2468")
    assert third.phones.legs["z"].hears == ["zh-CN/voicemail.pin.locked"]
    third.hang_up("z")
    third.now += booked.WINDOW
    guesses(third, "w", "2468")
    assert third.phones.legs["w"].hears == ["music"]
    assert not [key for key in third.spool.kept if key.startswith("guessed/")]


async def test_the_next_process_forgets_who_guessed_long_ago_although_nothing_is_booked_any_more(
    tmp_path: Path,
) -> None:
    office = furnished(tmp_path)
    await office.ask("room.book", booking(office))
    guesses(office, "x", "1")
    office.hang_up("x")
    await office.ask("room.cancel", {"id": "b1"})
    office.turn()
    assert [key for key in office.spool.kept if key.startswith("guessed/")]
    office.now += booked.WINDOW
    second = furnished(tmp_path, office)
    assert not [key for key in second.spool.kept if key.startswith("guessed/")]
