"""A call rings at several agents: what pages are told, what the ledger has, and what another process does."""

from pathlib import Path
from typing import Any

import pytest

from huawu.platform.refusals import NotAllowed
from huawu.platform.spool import Position, read
from tests.app.live.office import SITE, Office

pytestmark = pytest.mark.core


class Several(Office):
    """Its queue rings two agents at once."""

    source = {**SITE, "queues": {"front": {**SITE["queues"]["front"], "ring_at_once": 2}}}

    def rows(self) -> list[tuple[str, str]]:
        """Rings in the ledger: the agent and the end."""
        records = [record[1] for kind, record in _facts(self.folder) if kind == "interaction.segment"]
        return [(body["agent"], body["end"]) for body in records if body["role"] == "ringing"]


def _facts(folder: Path) -> list[tuple[str, tuple[int, dict[str, Any]]]]:
    facts = [record[1] for _, record in read(folder, Position(0, 0)) if record[0] == "fact"]
    return [(fact[3], (fact[5], fact[7])) for fact in facts]


async def rung(folder: Path) -> tuple[Several, str]:
    """Both are signed in, and a customer calls."""
    office = Several(folder)
    for agent, extension in (("a1", "8001"), ("a2", "8002")):
        office.register(extension)
        await office.ask("agent.sign_in", {"agent": agent})
    office.phones.arrive("c1", "4002")
    office.turn()
    return office, next(iter(office.switch.calls))


def picks_up(office: Office, extension: str) -> None:
    office.phones.pick_up(next(p.id for p in office.phones.ringing() if p.extension == extension))
    office.turn()


async def test_the_page_of_each_shows_the_call_while_it_rings(tmp_path: Path) -> None:
    office, contact = await rung(tmp_path)
    for agent in ("a1", "a2"):
        view = await office.ask("agent.show", {"agent": agent})
        assert (view["state"], view["stage"], view["contact"]) == ("ringing", "ringing", contact)
        assert await office.ask("call.parties", {"interaction": contact, "agent": agent})
    shown = await office.ask("call.show", {"interaction": contact})
    assert {shown["agent"], *shown["in_it"]} == {"a1", "a2"}


@pytest.mark.parametrize(("winner", "loser", "at"), [("a1", "a2", "8001"), ("a2", "a1", "8002")])
async def test_the_page_of_the_slower_is_told_who_took_it_and_shows_it_no_more(
    tmp_path: Path, winner: str, loser: str, at: str
) -> None:
    office, contact = await rung(tmp_path)
    picks_up(office, at)
    told = [body for kind, body in office.told if kind == "call.taken"]
    assert told == [{"agent": loser, "interaction": contact, "by": winner, "over": False}]
    view = await office.ask("agent.show", {"agent": loser})
    assert (view["state"], view["contact"]) == ("ready", None)
    with pytest.raises(NotAllowed):
        await office.ask("call.parties", {"interaction": contact, "agent": loser})
    assert sorted(office.rows()) == sorted([(winner, "answered"), (loser, "taken")])
    assert office.board["agents"][winner]["answered"] == 1
    assert office.board["agents"][loser]["answered"] == 0
    assert office.board["calls"][contact]["agent"] == winner


async def test_nobody_is_told_when_the_caller_gives_up(tmp_path: Path) -> None:
    office, _ = await rung(tmp_path)
    office.hang_up()
    assert office.phones.legs == {}
    assert "call.taken" not in [kind for kind, _ in office.told]


async def test_both_are_rung_again_by_the_next_process_and_nobody_has_missed_anything(tmp_path: Path) -> None:
    first, contact = await rung(tmp_path)
    second = Several(tmp_path, first)
    assert sorted(p.extension for p in second.phones.ringing()) == ["8001", "8002"]
    assert len(second.phones.legs) == 3
    assert second.rows() == [("a1", "withdrawn"), ("a2", "withdrawn")]
    picks_up(second, "8002")
    third = Several(tmp_path, second)
    assert (await third.ask("agent.show", {"agent": "a2"}))["state"] == "talking"
    assert (await third.ask("agent.show", {"agent": "a1"}))["state"] == "ready"
    assert third.switch.calls[contact].agent == "a2"
    assert len(third.phones.legs) == 2


async def test_the_board_has_everybody_at_whom_it_rings_until_one_has_it(tmp_path: Path) -> None:
    office, contact = await rung(tmp_path)
    assert sorted(office.board["calls"][contact]["rung"]) == ["a1", "a2"]
    picks_up(office, "8002")
    assert office.board["calls"][contact]["agent"] == "a2"
    assert "rung" not in office.board["calls"][contact]


async def test_the_board_has_only_those_who_are_still_rung(tmp_path: Path) -> None:
    office, contact = await rung(tmp_path)
    second = next(p.id for p in office.phones.ringing() if p.extension == "8002")
    office.phones.put_down(second)
    office.turn()
    call = office.board["calls"][contact]
    assert (call["stage"], call["agent"]) == ("ringing", "a1")
    assert "rung" not in call
