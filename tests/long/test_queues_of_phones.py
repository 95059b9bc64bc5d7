"""Queues on real telephones: a message where nobody comes, and the old place of who was cut off."""

from typing import Any

import pytest

from tests.long.house import DESKS, LIN, House, hears, listens
from tests.long.queues import FRONT, STRAIGHT, rules
from tests.system.calling import at_work, until, waiting
from tests.system.phone import strength
from tests.system.test_voicemail import SECOND
from tests.system.test_voicemail import hears as _more
from tests.system.test_voicemail import left as left_side

pytestmark = [
    pytest.mark.long,
    pytest.mark.needs("baresip"),
    pytest.mark.asyncio(loop_scope="session"),
]


async def test_who_is_cut_off_and_calls_again_has_the_old_place(front: House) -> None:
    await rules(front, resume_seconds=60)
    async with at_work(front.product, "lin", tone=LIN) as lin:
        await lin.pause()
        await joins(front, "8101", 1)
        await joins(front, "8102", 2)
        front.phones["8101"].command("hangup")
        await until(lambda: _waits(front, 1))
        await joins(front, "8101", 2)
        await lin.ready()
        for number in ("8101", "8102"):
            call = await lin.take()
            await hears(front.phones[number], LIN)
            front.phones[number].command("hangup")
            assert await lin.writes_up() == call


async def joins(house: House, number: str, many: int) -> None:
    """One more waits; so many then."""
    house.dial(number, STRAIGHT)
    await until(lambda: _waits(house, many))


async def _waits(house: House, many: int) -> bool:
    return len(await waiting(house.product, FRONT)) == many


async def test_who_waits_too_long_leaves_a_message_to_the_queue(front: House) -> None:
    await rules(front, overflows=[{"when": "wait", "above": 1, "to": {"voicemail": FRONT}}])
    phone = front.phones["8101"]
    async with at_work(front.product, "lin", tone=LIN) as lin:
        await lin.pause()
        front.dial("8101", STRAIGHT)
        await until(lambda: _waits(front, 1))
        await until(lambda: _waits(front, 0))
        await listens(phone)
        phone.command("sndcode", "#")  # no greeting: the tone at once
        await _more(phone, 4)
        phone.command("hangup")

        async def message() -> dict[str, Any] | None:
            found = (await lin.person.get(f"/api/mailboxes/queue:{FRONT}"))["messages"]
            return found[0] if found else None

        left = await until(message)
        assert left is not None
        assert (left["caller"], left["state"]) == ("8101", "new")
        path = f"/api/mailboxes/queue:{FRONT}/messages/{left['id']}"
        sound = (await lin.person.http.get(f"{path}/audio")).content
        assert strength(left_side(sound)[SECOND : 2 * SECOND], DESKS["8101"]) > 0.5
        (await lin.person.http.post(path, json={"state": "deleted"})).raise_for_status()
