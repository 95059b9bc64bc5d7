"""An agent calls a room from the page, and puts it through with the keyboard alone: the buttons are those of
any call in hand. Real sound in real Chromium and at real telephones."""

import pytest

from tests.long.house import DESKS, House, hears
from tests.system.page_phone import desk
from tests.system.test_page_control import choose, circle, picture, ready_but_paused

pytestmark = [
    pytest.mark.long,
    pytest.mark.needs("baresip", "chromium"),
    pytest.mark.asyncio(loop_scope="session"),
]
ROOM, WANTED = "8103", "8104"


async def test_a_room_that_was_called_is_held_asked_for_and_put_through(house: House) -> None:
    async with desk(house.product) as lins:
        lin = await lins.tab()
        await lin.sign_in()
        await lin.person.post("/api/calls", {"to": {"kind": "extension", "id": ROOM}})
        await house.answers(ROOM)
        await lin.bar("talking")
        await lin.sounds()
        bar = lin.page.locator(".call-bar")
        await bar.get_by_role("button", name="咨询").wait_for()
        await picture(lin, "room-talks")

        await lin.page.keyboard.press("Alt+h")
        await lin.bar("hold")
        await hears(house.phones[ROOM])
        await picture(lin, "room-holds")
        await lin.page.keyboard.press("Alt+h")
        await lin.bar("talking")

        await choose(lin, "Alt+c", WANTED)
        await house.answers(WANTED)
        await circle(lin, "咨询中，客户听不到").wait_for()
        await hears(house.phones[ROOM])
        await circle(lin, "等候中，听音乐").get_by_text(ROOM).wait_for()
        await picture(lin, "room-waits")
        await lin.page.keyboard.press("Alt+y")
        await hears(house.phones[ROOM], DESKS[WANTED])
        await hears(house.phones[WANTED], DESKS[ROOM])
        await lin.becomes("ready")
        await bar.wait_for(state="detached")
        await picture(lin, "room-gone")


async def test_a_colleague_who_has_a_room_transferred_sees_whose_it_is(house: House) -> None:
    async with desk(house.product) as lins, desk(house.product, "zhao") as zhaos:
        zhao, lin = await ready_but_paused(zhaos), await lins.tab()
        await lin.sign_in()
        await lin.person.post("/api/calls", {"to": {"kind": "extension", "id": ROOM}})
        await house.answers(ROOM)
        await lin.bar("talking")
        await choose(lin, "Alt+t", "赵")
        await zhao.bar("ringing")
        await zhao.press("接听")
        await zhao.bar("talking")
        await zhao.page.locator(".call-bar-who").get_by_text(ROOM).wait_for()
        await zhao.sounds()
        await picture(zhao, "room-transferred")
        await lin.becomes("ready")
        house.phones[ROOM].command("hangup")
        await zhao.becomes("paused")
