"""Telephones that send INVITE with Replaces: sipp picks up what a lamp shows to ring, and takes over on a
second telephone of its extension what the first one has, or whom a colleague who consults it has on hold."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.long.house import SECRET, House
from tests.long.sipp_phone import (
    FIRST,
    SECOND,
    WAITS,
    acks,
    dialog_in,
    holds,
    invites,
    is_answered,
    plays,
    registers,
    telephone,
)
from tests.system.calling import counters, until
from tests.system.phone import free_port
from tests.telephony.sip.scenarios import IS_ENDED
from tests.telephony.sip.test_peers import sipp
from tests.telephony.sip.test_peers_control import WATCH

pytestmark = [
    pytest.mark.long,
    pytest.mark.needs("baresip", "sipp"),
    pytest.mark.asyncio(loop_scope="session"),
]


@asynccontextmanager
async def ringing(house: House, folder: Path, *, then: str) -> AsyncIterator[str]:
    """8101 calls 8102; what rings there, as the lamp that sipp watches names it for a Replaces. `then`: what
    the lamp shows after that."""
    path, heard = folder / "watch.xml", folder / "heard"
    text = WATCH.replace("8001", "8103").replace("8002", "8102").replace("<state>confirmed", f"<state>{then}")
    path.write_text(re.sub(r"\n\n +<", "\n <", text.replace("password=secret", f"password={SECRET}")))
    watched = ("-sf", str(path), "-m", "1", "-p", str(free_port()), "-s", "8102", house.product.sip)
    watcher = asyncio.create_task(sipp(*watched, "-trace_msg", "-message_file", str(heard)))

    async def told(words: str) -> bool:
        return heard.exists() and words in heard.read_text(errors="replace")

    await until(lambda: told("<state>terminated"))
    house.dial("8101", "8102")
    await house.phones["8102"].ringing()
    await until(lambda: told("<state>early"))
    named = re.search(r'call-id="([^"]*)" local-tag="([^"]*)" remote-tag="([^"]*)"', heard.read_text())
    assert named is not None
    yield f"{named[1]};to-tag={named[2]};from-tag={named[3]};early-only"
    await watcher


async def test_a_telephone_picks_up_what_a_lamp_shows_to_ring(house: House, tmp_path: Path) -> None:
    async with ringing(house, tmp_path, then="terminated") as named:
        steps = (registers(60, 1), invites(FIRST, "8102", named), is_answered(FIRST), IS_ENDED)
        text = telephone("8103", *steps, registers(0, 3))
        playing = asyncio.create_task(plays(house, tmp_path / "pick.xml", text))
        await house.phones["8101"].wait_for("CALL_ESTABLISHED")
        await house.closed("8102")
        assert await house.busy() == {"8101", "8103"}
        house.phones["8101"].command("hangup")
        await playing


async def test_a_telephone_of_no_group_picks_up_nothing_though_it_knows_what_rings(
    house: House, tmp_path: Path
) -> None:
    async with ringing(house, tmp_path, then="confirmed") as named:
        before = (await counters(house.product)).get("refused", 0)
        steps = (registers(60, 1), invites(FIRST, "8102", named), WAITS)
        refused = ('<recv response="403"/>\n', acks(FIRST), registers(0, 3))
        await plays(house, tmp_path / "pick.xml", telephone("8104", *steps, *refused))
        assert (await counters(house.product))["refused"] == before + 1
        await house.phones["8102"].answer()
        await house.talk("8101", "8102")


async def test_the_second_telephone_of_an_extension_takes_over_what_the_first_one_has(
    house: House, tmp_path: Path
) -> None:
    named = f"{FIRST};to-tag=[$tag];from-tag=[call_number]"
    steps = (
        registers(60, 1),
        invites(FIRST, "8101"),
        is_answered(FIRST, tag="tag"),
        invites(SECOND, "8101", named),
        is_answered(SECOND),
        IS_ENDED,  # of the first
        IS_ENDED,
        registers(0, 3),
    )
    text = telephone("8103", *steps, names="wholetag,tag")
    playing = asyncio.create_task(plays(house, tmp_path / "second.xml", text))
    await house.answers("8101")

    async def taken() -> bool:
        return bool((await house.shown("8103"))["state"] == "busy")

    await until(taken)
    assert await house.busy() == {"8101", "8103"}
    house.phones["8101"].command("hangup")
    await playing


async def consults(house: House, folder: Path) -> tuple["asyncio.Task[None]", str]:
    """sipp at 8103 holds 8101, and talks with 8104; its telephone, and the call on hold as Replaces names
    it."""
    steps = (
        registers(60, 1),
        invites(FIRST, "8101"),
        is_answered(FIRST, tag="tag"),
        holds("8101"),
        invites(SECOND, "8104"),
        is_answered(SECOND),
        IS_ENDED,
        IS_ENDED,
        registers(0, 3),
    )
    path, heard = folder / "consults.xml", folder / "consults"
    text = telephone("8103", *steps, names="wholetag,tag")
    trace = ("-trace_msg", "-message_file", str(heard))
    playing = asyncio.create_task(plays(house, path, text, *trace))
    await house.answers("8101")
    await house.answers("8104")

    async def named() -> str:
        return dialog_in(heard, "8101") if dialog_in(heard, "8104") else ""

    return playing, await until(named)


async def test_whom_a_telephone_consults_takes_over_whom_it_has_on_hold(house: House, tmp_path: Path) -> None:
    first, named = await consults(house, tmp_path)
    steps = (registers(60, 1), invites(FIRST, "8103", named), is_answered(FIRST), IS_ENDED, registers(0, 3))
    taking = asyncio.create_task(plays(house, tmp_path / "takes.xml", telephone("8104", *steps)))
    await house.closed("8104")  # what they consulted in is over
    await first
    assert await house.busy() == {"8101", "8104"}
    house.phones["8101"].command("hangup")
    await taking


async def test_nobody_else_takes_over_whom_a_telephone_has_on_hold(house: House, tmp_path: Path) -> None:
    first, named = await consults(house, tmp_path)
    steps = (registers(60, 1), invites(FIRST, "8103", named), WAITS)
    refused = ('<recv response="403"/>\n', acks(FIRST), registers(0, 3))
    await plays(house, tmp_path / "takes.xml", telephone("8102", *steps, *refused))
    assert await house.busy() == {"8101", "8103", "8104"}
    for number in ("8101", "8104"):
        house.phones[number].command("hangup")
    await first
