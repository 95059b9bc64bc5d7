"""After a kill -9 the next process goes on where the last one was, from the spool alone."""

from pathlib import Path

import pytest

from huawu.platform.clock import SECOND
from huawu.platform.spool import Position, read
from tests.app.live.office import Office

pytestmark = pytest.mark.core


async def signed_in(folder: Path, *agents: str) -> Office:
    office = Office(folder)
    for agent in agents:
        office.register({"a1": "8001", "a2": "8002"}[agent])
        await office.ask("agent.sign_in", {"agent": agent})
    return office


async def test_who_had_signed_in_is_signed_in(tmp_path: Path) -> None:
    first = await signed_in(tmp_path, "a1")
    await first.ask("agent.state", {"agent": "a1", "state": "paused", "reason": "meal"})
    view = await Office(tmp_path, first).ask("agent.show", {"agent": "a1"})
    assert (view["state"], view["reason"]) == ("paused", "meal")


async def test_a_talk_goes_on_and_ends_with_its_whole_length(tmp_path: Path) -> None:
    first = await signed_in(tmp_path, "a1")
    contact = first.talk()
    first.now += 5 * SECOND
    second = Office(tmp_path, first)
    assert (await second.ask("agent.show", {"agent": "a1"}))["state"] == "talking"
    second.now += 5 * SECOND
    second.hang_up()
    assert second.board["agents"]["a1"]["talk_µs"] == 10 * SECOND
    assert second.board["queues"]["front"]["answered"] == 1
    kinds = [kind for kind, stream in second.facts() if stream == contact]
    assert kinds.count("interaction.started") == kinds.count("interaction.ended") == 1


async def test_mute_and_a_call_for_help_stand_after_a_restart(tmp_path: Path) -> None:
    first = await signed_in(tmp_path, "a1")
    contact = first.talk()
    await first.ask("agent.call", {"agent": "a1", "action": "mute"})
    await first.ask("agent.call", {"agent": "a1", "action": "help", "reason": "upset"})
    asked_at = first.now
    await first.ask("call.help_seen", {"interaction": contact, "by": "u1"})
    first.now += 5 * SECOND
    second = Office(tmp_path, first)
    shown = second.board["calls"][contact]
    help_ = {"since": asked_at, "reason": "upset", "seen_by": "u1"}
    assert (shown["muted"], shown["help"]) == (True, help_)
    assert shown == first.board["calls"][contact]
    call = (await second.ask("agent.show", {"agent": "a1"}))["call"]
    assert (call["muted"], call["help"]) == (True, help_)
    second.hang_up()
    kinds = [kind for kind, stream in second.facts() if stream == contact]
    assert kinds.count("interaction.help_ended") == 1
    assert kinds.count("interaction.muted") == 2


async def test_who_waits_keeps_the_place_and_is_served_by_the_next_process(tmp_path: Path) -> None:
    first = await signed_in(tmp_path)
    first.phones.arrive("c1", "4002")
    first.turn()
    first.now += SECOND
    first.phones.arrive("c2", "4002")
    first.turn()
    second = Office(tmp_path, first)
    assert len(second.board["queues"]["front"]["waiting"]) == 2
    second.register("8001")
    await second.ask("agent.sign_in", {"agent": "a1"})
    assert next(c.leg for c in second.switch.calls.values() if c.offer) == "c1"


async def test_a_phone_that_was_ringing_is_rung_again(tmp_path: Path) -> None:
    first = await signed_in(tmp_path, "a1")
    first.phones.arrive("c1", "4002")
    first.turn()
    assert [p.extension for p in first.phones.ringing()] == ["8001"]
    second = Office(tmp_path, first)
    ringing = second.phones.ringing()
    assert [p.extension for p in ringing] == ["8001"]
    second.phones.pick_up(ringing[0].id)
    second.turn()
    assert (await second.ask("agent.show", {"agent": "a1"}))["state"] == "talking"


async def test_a_wrap_up_goes_on_after_a_restart(tmp_path: Path) -> None:
    first = await signed_in(tmp_path, "a1")
    contact = first.talk()
    first.hang_up()
    second = Office(tmp_path, first)
    assert (await second.ask("agent.show", {"agent": "a1"}))["contact"] == contact
    await second.ask("agent.wrapped_up", {"agent": "a1", "interaction": contact})
    assert (await second.ask("agent.show", {"agent": "a1"}))["state"] == "ready"


async def test_three_lives_number_their_facts_without_a_gap_or_a_double(tmp_path: Path) -> None:
    first = await signed_in(tmp_path, "a1")
    first.talk()
    second = Office(tmp_path, first)
    second.hang_up()
    third = Office(tmp_path, second)
    contact = third.switch.wrapping["a1"].interaction
    await third.ask("agent.wrapped_up", {"agent": "a1", "interaction": contact})
    third.talk("c2")
    seqs: dict[str, list[int]] = {}
    for _, record in read(tmp_path, Position(0, 0)):
        if record[0] == "fact":
            seqs.setdefault(record[1][1], []).append(record[1][2])
    assert all(numbers == list(range(1, len(numbers) + 1)) for numbers in seqs.values())


async def test_what_owners_of_extensions_wish_stands_after_a_restart(tmp_path: Path) -> None:
    first = await signed_in(tmp_path, "a1")
    wishes = {"dnd": True, "always": "", "busy": "8002", "no_answer": "", "offline": ""}
    await first.ask("extension.wish", {"number": "8001", "wishes": wishes, "by": "u1"})
    shown = await Office(tmp_path, first).ask("extension.show", {"number": "8001"})
    assert shown == {"number": "8001", "state": "idle", "calls": 0, "parked": [], "ringing": [], **wishes}


async def test_a_lamp_stays_lit_and_goes_out_when_the_next_process_sees_the_end(tmp_path: Path) -> None:
    first = await signed_in(tmp_path, "a1")
    first.talk()
    second = Office(tmp_path, first)
    assert (await second.ask("extension.show", {"number": "8001"}))["state"] == "busy"
    second.hang_up()
    assert second.phones.lamps["8001"] == "idle"


async def test_a_page_that_was_lost_and_belongs_to_a_call_is_waited_for_by_the_next_process(
    tmp_path: Path,
) -> None:
    first = await signed_in(tmp_path, "a1", "a2")
    await first.ask("call.dial", {"agent": "a1", "to": {"kind": "agent", "id": "a2"}})
    for extension in ("8001", "8002"):
        first.phones.pick_up(next(p.id for p in first.phones.ringing() if p.extension == extension))
        first.turn()
    gone = next(leg.id for leg in first.phones.legs.values() if leg.extension == "8002")
    first.phones.lose_path(gone)
    first.turn()
    del first.phones.legs[gone]  # its socket ended, and the process died
    second = Office(tmp_path, first)
    second.phones.come_back("8002", *second.phones.legs)
    second.turn()
    second.phones.pick_up(next(p.id for p in second.phones.ringing() if p.purpose == "resume"))
    second.turn()
    bridge = {leg.bridge for leg in second.phones.legs.values()}
    assert (len(second.phones.legs), len(bridge), None in bridge) == (2, 1, False)
