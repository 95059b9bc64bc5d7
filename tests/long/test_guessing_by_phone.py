"""A real telephone guesses the secret number of its mailbox."""

import pytest

from tests.long.house import House, listens
from tests.system.calling import Agent

pytestmark = [
    pytest.mark.long,
    pytest.mark.needs("baresip"),
    pytest.mark.asyncio(loop_scope="session"),
]
PIN, WRONG = "2580", ("1111", "2222", "3333", "4444", "5555")


async def _tries(lin: Agent, *pins: str) -> None:
    """Dial the own mailbox and key in these."""
    lin.phone.command("dial", "*97")
    await lin.phone.wait_for("CALL_ESTABLISHED")
    for pin in pins:
        await listens(lin.phone)
        for key in f"{pin}#":
            lin.phone.command("sndcode", key)


async def test_three_wrong_numbers_end_the_call_and_after_five_the_right_one_is_not_heard_either(
    house: House, lin: Agent
) -> None:
    mailbox = f"/api/mailboxes/{(await lin.me())['agent']['extension']}"
    (await lin.person.http.put(f"{mailbox}/pin", json={"pin": PIN})).raise_for_status()
    await _tries(lin, *WRONG[:3])
    await lin.phone.wait_for("CALL_CLOSED")
    await _tries(lin, *WRONG[3:], PIN)
    await lin.phone.wait_for("CALL_CLOSED")
    await _tries(lin)  # it is locked: said, and hung up
    await lin.phone.wait_for("CALL_CLOSED")
    (await lin.person.http.put(f"{mailbox}/pin", json={"pin": PIN})).raise_for_status()
    await _tries(lin, PIN)
    for _ in range(20):
        await listens(lin.phone)  # longer than what is said to who is let go
    assert "Active calls (1)" in await lin.phone.ask("listcalls")
    lin.phone.command("hangup")
