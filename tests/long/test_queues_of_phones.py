"""Queues on real telephones: a message where nobody comes, and the old place of who was cut off."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from tests.long.house import DESKS, LIN, House, hears, listens, publish
from tests.system.calling import at_work, until, waiting, wrap_up
from tests.system.phone import strength
from tests.system.test_voicemail import SECOND
from tests.system.test_voicemail import hears as _more
from tests.system.test_voicemail import left as left_side

pytestmark = [
    pytest.mark.long,
    pytest.mark.needs("baresip"),
    pytest.mark.asyncio(loop_scope="session"),
]
FRONT, STRAIGHT = "front-desk", "200"
RULES: dict[str, Any] = {
    "name": {"zh": "总机前台", "en": "Front desk"},
    "order": 1,
    "answer_seconds": 15,
    "ring_seconds": 15,
    "wrap_up_seconds": 30,
}


async def rules(house: House, **more: Any) -> None:
    """The front desk works by these rules, and the others as ever."""
    await publish(house.product, {"queue": {FRONT: {**RULES, **more}}})


@pytest_asyncio.fixture(loop_scope="session")
async def front(house: House) -> AsyncIterator[House]:
    yield house
    await house.quiet()
    await rules(house)


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
            await lin.becomes("wrap_up")
            await wrap_up(lin.person, call)


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
