"""Real telephones of a house: who is rung, who hears whom, what is refused. Sound is measured by tones."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import groupby
from pathlib import Path

import pytest

from tests.long.house import DESKS, HOT, IN_TURN, OFF, SECRET, SOFT, House, desk_phone, hears, soft_phone
from tests.system.calling import board, counters, until
from tests.system.linphone import Linphone
from tests.system.phone import free_port
from tests.telephony.sip.test_peers import sipp
from tests.telephony.sip.test_peers_control import WATCH

pytestmark = [
    pytest.mark.long,
    pytest.mark.needs("baresip"),
    pytest.mark.asyncio(loop_scope="session"),
]
RACES = 6
NOWHERE = {
    "8102@198.51.100.1": "SIP/2.0 403",  # a stranger's domain
    "8777@{}": "SIP/2.0 404",  # nobody
    "8101@{}": "SIP/2.0 486",  # who talks with us
    f"{SOFT}@{{}}": "SIP/2.0 486",  # oneself
}
"""Whom linphonec is to transfer to, and the answer to the REFER or in the NOTIFY."""


@asynccontextmanager
async def wishing(house: House, number: str, **wishes: object) -> AsyncIterator[None]:
    await house.wish(number, **wishes)
    try:
        yield
    finally:
        await house.wish(number)


# ---- where it rings ----------------------------------------------------------------------------------------


async def test_a_ring_group_rings_one_after_another(house: House) -> None:
    house.dial("8101", IN_TURN)
    await house.phones["8102"].ringing()
    assert (await house.shown("8103"))["state"] == "idle"
    house.phones["8102"].command("hangup")
    await house.answers("8103")
    await house.talk("8101", "8103")


async def test_who_is_busy_sends_the_call_on(house: House) -> None:
    async with wishing(house, "8102", busy="8103"):
        house.dial("8104", "8102")
        await house.answers("8102")
        house.dial("8101", "8102")
        await house.answers("8103")
        await house.talk("8101", "8103")
        await house.talk("8104", "8102")
        assert await house.busy() == {"8101", "8102", "8103", "8104"}


async def test_who_does_not_answer_sends_the_call_on_and_rings_no_more(house: House) -> None:
    async with wishing(house, "8102", no_answer="8103"):
        house.dial("8101", "8102")
        await house.phones["8102"].ringing()
        await house.answers("8103")
        await house.closed("8102")
        await house.talk("8101", "8103")
        assert (await house.shown("8102"))["state"] == "idle"


async def test_a_telephone_that_is_not_there_sends_the_call_on(house: House) -> None:
    assert OFF not in (await board(house.product))["phones"]
    async with wishing(house, OFF, offline="8103"):
        house.dial("8101", OFF)
        await house.answers("8103")
        await house.talk("8101", "8103")


async def test_forwards_that_lead_in_a_circle_end(house: House) -> None:
    before = (await counters(house.product)).get("forward_loops", 0)
    async with wishing(house, "8102", always="8103"), wishing(house, "8103", always="8102"):
        house.dial("8101", "8102")
        assert "480" in await house.closed("8101")
    assert (await counters(house.product))["forward_loops"] == before + 1


async def test_who_does_not_want_to_be_disturbed_says_so_by_telephone_and_is_busy(house: House) -> None:
    house.dial("8102", "*56#")
    await house.closed("8102")
    house.dial("8101", "8102")
    assert "486" in await house.closed("8101")
    house.dial("8102", "#56#")
    await house.closed("8102")
    house.dial("8101", "8102")
    await house.answers("8102")
    await house.talk("8101", "8102")


async def test_a_second_call_waits_is_answered_and_a_third_is_told_that_it_is_busy(house: House) -> None:
    house.dial("8101", "8104")
    await house.answers("8104")
    await house.talk("8101", "8104")
    house.dial("8102", "8104")
    await house.answers("8104")  # which puts the first on hold
    await house.hears("8102", "8104")
    await house.hears("8101")  # music, which is none of the tones
    house.dial("8103", "8104")
    assert "486" in await house.closed("8103")
    house.phones["8102"].command("hangup")
    await house.closed("8104")
    house.phones["8104"].command("resume")
    await house.hears("8101", "8104")  # baresip itself does not take up listening to a call that had waited


async def test_a_hot_line_rings_at_its_only_number_whatever_is_dialled(house: House) -> None:
    async with desk_phone(house.product, HOT) as hot:
        hot.command("dial", "99")
        await house.answers("8101")
        await hears(hot, DESKS["8101"])
        await house.hears("8101", HOT)
        assert await house.busy() == {"8101"}
        hot.command("hangup")
        await house.closed("8101")
        assert await house.busy() == set()


@pytest.mark.needs("linphonec")
async def test_an_intercom_asks_the_telephone_to_answer_by_itself_and_is_heard(house: House) -> None:
    async with soft_phone(house.product) as soft:
        house.dial("8101", f"*80*{SOFT}#")
        await house.phones["8101"].wait_for("CALL_ESTABLISHED")
        await house.hears("8101", SOFT)
        invite = soft.trace()
        for asked in ("Answer-Mode: Auto", "answer-after=0", "info=alert-autoanswer"):
            assert asked.lower() in invite.lower()


async def test_one_of_a_group_picks_up_what_rings_at_another(house: House) -> None:
    house.dial("8101", "8102")
    await house.phones["8102"].ringing()
    house.dial("8104", "*8")  # not of the group
    assert "480" in await house.closed("8104")
    house.dial("8103", "*8")
    await house.closed("8102")
    await house.talk("8101", "8103")


@pytest.mark.needs("sipp")
async def test_a_lamp_shows_that_a_telephone_rings_and_then_that_it_talks(
    house: House, tmp_path: Path
) -> None:
    scenario, heard = tmp_path / "watch.xml", tmp_path / "heard"
    scenario.write_text(re.sub(r"\n\n +<", "\n <", _by("8103", WATCH)))
    watched = ("-sf", str(scenario), "-m", "1", "-p", str(free_port()), "-s", "8102", house.product.sip)
    watcher = asyncio.create_task(sipp(*watched, "-trace_msg", "-message_file", str(heard)))

    async def watches() -> bool:
        return heard.exists() and "NOTIFY" in heard.read_text(errors="replace")

    await until(watches)
    house.dial("8101", "8102")
    await house.answers("8102")
    await watcher
    told = re.findall(r"<state>(\w+)</state>", heard.read_text(errors="replace"))
    assert [state for state, _ in groupby(told)] == ["terminated", "early", "confirmed"]


def _by(number: str, scenario: str) -> str:
    """The scenario of the signalling tests, with a telephone of this house."""
    return (
        scenario.replace("8001", number)
        .replace("8002", "8102")
        .replace("password=secret", f"password={SECRET}")
    )


# ---- transfers that telephones ask for ---------------------------------------------------------------------


@pytest.mark.needs("linphonec")
async def test_a_telephone_leaves_its_two_calls_to_those_it_talks_to(house: House) -> None:
    async with soft_phone(house.product) as soft:
        house.dial("8101", SOFT)
        await house.phones["8101"].wait_for("CALL_ESTABLISHED")
        soft.say("pause")
        await _until_said(soft, "paused")
        soft.say(f"call sip:8102@{house.product.sip}")
        await house.answers("8102")
        await _until_said(soft, "for call 2 (audio)")
        soft.say("transfer 1 --to-call 2")
        await house.talk("8101", "8102")
        await until(lambda: _is(house, SOFT, "idle"))
        assert await house.busy() == {"8101", "8102"}
        assert "message/sipfrag" in soft.trace().lower(), "it was told how it went"


async def _until_said(soft: Linphone, words: str) -> None:
    async def said() -> bool:
        return words in soft.said().lower()

    await until(said)


async def _is(house: House, number: str, state: str) -> bool:
    return bool((await house.shown(number))["state"] == state)


@pytest.mark.needs("linphonec")
async def test_transfers_that_lead_nowhere_are_refused_and_they_talk_on(house: House) -> None:
    async with soft_phone(house.product) as soft:
        house.dial("8101", SOFT)
        await house.phones["8101"].wait_for("CALL_ESTABLISHED")
        for whom, answer in NOWHERE.items():
            before = soft.trace().count(answer)
            soft.say(f"transfer sip:{whom.format(house.product.sip)}")
            await until(lambda: _once_more(soft, answer, before))  # noqa: B023 - awaited at once
            await house.hears("8101", SOFT)
            assert (await house.shown(SOFT))["state"] == "busy"


async def _once_more(soft: Linphone, words: str, before: int) -> bool:
    return soft.trace().count(words) > before


# ---- races -------------------------------------------------------------------------------------------------


async def test_when_both_hang_up_at_once_nothing_is_left(house: House) -> None:
    before = await house.contacts()
    for _ in range(RACES):
        house.dial("8101", "8102")
        await house.answers("8102")
        await house.phones["8101"].wait_for("CALL_ESTABLISHED")
        for number in ("8101", "8102"):
            house.phones[number].command("hangup")
        await house.quiet()
    assert {cause for _, cause in await house.ended_since(before, RACES)} == {"hung_up"}


async def test_when_a_caller_gives_up_while_it_is_answered_nothing_is_left(house: House) -> None:
    before = await house.contacts()
    for _ in range(RACES):
        house.dial("8101", "8102")
        await house.phones["8102"].ringing()
        house.phones["8102"].command("accept")
        house.phones["8101"].command("hangup")
        await house.closed("8102")  # by itself: `quiet` would hang it up
        await house.quiet()
    ended = set(await house.ended_since(before, RACES))
    assert ended <= {("customer", "hung_up"), ("customer", "cancelled")}
