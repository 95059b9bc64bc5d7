"""Owners of mailboxes set their own mail address: it is told once the code sent there is typed in."""

import re
from typing import Any

import httpx
import pytest
from sqlalchemy import select, update

from huawu.people.models import AgentRow
from huawu.platform.clock import SECOND
from huawu.platform.outbox import FactRow
from huawu.telephony.core.voicemail import own_address
from huawu.telephony.models import VoicemailAddressRow
from tests.app.web.house import Browser, House
from tests.app.web.test_mailboxes import own_extension, record
from tests.app.web.test_mailing import SERVER, TO, Post, publish
from tests.platform.mail.postman import Postman, at_work

pytestmark = pytest.mark.room
MINE = "lin@home.example"


@pytest.fixture
def post(house: House) -> Post:
    return Post(house)


async def with_server(house: House, man: Postman, *items: tuple[str, str, dict[str, Any]]) -> None:
    server = {**SERVER, "host": "127.0.0.1", "port": man.port}
    await publish(house, *items, ("mail_server", "mail_server", server))


async def want(agent: Browser, own: str, address: str = MINE) -> httpx.Response:
    return await agent.put(f"/api/mailboxes/{own}/address", {"address": address})


async def type_in(agent: Browser, own: str, code: str) -> httpx.Response:
    return await agent.post(f"/api/mailboxes/{own}/address/confirm", {"code": code})


async def sets(agent: Browser, own: str, man: Postman) -> httpx.Response:
    """Want it, and type in the code that comes there."""
    await want(agent, own)
    return await type_in(agent, own, code_in(man))


def code_in(man: Postman) -> str:
    """What the latest letter brought."""
    letter = man.messages()[-1]
    body = letter.get_body()
    assert body is not None
    (code,) = re.findall(r"(?m)^([0-9]{6})\r?$", str(body.get_content()))
    assert str(code) in letter["Subject"]
    return str(code)


def other_than(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06}"


async def test_an_address_is_told_once_its_code_is_typed_in_and_not_before(house: House, post: Post) -> None:
    agent = await house.browser("agent")
    own = await own_extension(agent)
    record(house)
    async with at_work(Postman()) as man:
        await with_server(house, man, ("extension", own, {"mail_sound": True}))
        asked = (await want(agent, own)).json()
        assert (asked["address"], asked["wanted"], asked["possible"]) == (None, MINE, True)
        await post.left(own)
        assert (await post.work_off(), len(man.letters)) == (0, 1)
        assert man.messages()[0]["To"] == MINE
        shown = await type_in(agent, own, code_in(man))
    assert shown.json() == {
        "address": MINE, "wanted": None, "until": None, "sound": True, "possible": True, "allowed": True,
    }  # fmt: skip
    await post.left(own, "m2")
    assert await post.work_off() == 1
    (letter,) = post.letters()
    assert letter["To"] == MINE
    assert [each.get_content_type() for each in letter.iter_attachments()] == ["audio/wav"]
    gone = await agent.http.delete(f"/api/mailboxes/{own}/address", headers={"x-csrf": ""})
    assert gone.status_code == 403  # another page cannot
    assert (await agent.delete(f"/api/mailboxes/{own}/address")).json()["address"] is None
    await post.left(own, "m3")
    assert await post.work_off() == 0


async def test_the_sound_stays_in_the_house_unless_the_administrator_says_otherwise(
    house: House, post: Post
) -> None:
    agent = await house.browser("agent")
    own = await own_extension(agent)
    record(house)
    async with at_work(Postman()) as man:
        await with_server(house, man, ("extension", own, {"mail_to": [TO]}))
        assert (await sets(agent, own, man)).json()["sound"] is False
    await post.left(own)
    assert await post.work_off() == 2
    assert {each["To"] for each in post.letters()} == {TO, MINE}
    assert all(list(each.iter_attachments()) == [] for each in post.letters())


async def test_a_new_address_takes_the_place_of_the_old_one_when_it_is_confirmed(
    house: House, post: Post
) -> None:
    agent = await house.browser("agent")
    own = await own_extension(agent)
    async with at_work(Postman()) as man:
        await with_server(house, man)
        await sets(agent, own, man)
        house.clock.now += own_address.PAUSE
        assert (await want(agent, own, "new@home.example")).json()["address"] == MINE
        await post.left(own)
        await type_in(agent, own, code_in(man))
    await post.left(own, "m2")
    assert await post.work_off() == 2
    assert [row.address for row in await post.rows() if row.state == "sent"] == ["new@home.example"]
    assert [row.state for row in await post.rows() if row.address == MINE] == ["needless"]


async def test_a_wrong_code_is_refused_and_after_some_even_the_right_one(house: House) -> None:
    agent = await house.browser("agent")
    own = await own_extension(agent)
    async with at_work(Postman()) as man:
        await with_server(house, man)
        assert (await type_in(agent, own, "123456")).json()["key"] == "voicemail_address.code_over"
        await want(agent, own)
        code = code_in(man)
        for _ in range(own_address.TRIES):
            wrong = await type_in(agent, own, other_than(code))
            assert (wrong.status_code, wrong.json()["key"]) == (422, "voicemail_address.wrong_code")
        assert (await type_in(agent, own, code)).json()["key"] == "voicemail_address.code_over"
        house.clock.now += own_address.PAUSE
        await want(agent, own)
        house.clock.now += own_address.CODE
        assert (await type_in(agent, own, code_in(man))).json()["key"] == "voicemail_address.code_over"
    shown = (await agent.get(f"/api/mailboxes/{own}/address")).json()
    assert (shown["address"], shown["wanted"]) == (None, None)


async def test_letters_with_codes_are_few_and_a_bad_address_gets_none(house: House) -> None:
    agent = await house.browser("agent")
    own = await own_extension(agent)
    assert (await want(agent, own)).json()["key"] == "voicemail_address.no_server"
    async with at_work(Postman()) as man:
        await with_server(house, man)
        for bad in ("lin", "lin@home.example\r\nBcc: x@y.example", "林@home.example"):
            refused = await want(agent, own, bad)
            assert (refused.status_code, refused.json()["key"]) == (422, "mail.bad_address")
        for _ in range(own_address.MOST):
            assert (await want(agent, own)).status_code == 200
            soon = await want(agent, own)
            assert (soon.status_code, soon.json()["key"]) == (429, "voicemail_address.too_often")
            house.clock.now += own_address.PAUSE
        assert (await want(agent, own)).status_code == 429
        house.clock.now += own_address.DAY
        tomorrow = await house.browser("agent")
        assert (await want(tomorrow, own)).status_code == 200
        assert len(man.letters) == own_address.MOST + 1


async def test_what_the_server_says_is_for_administrators(house: House, caplog: Any) -> None:
    agent = await house.browser("agent")
    own = await own_extension(agent)
    async with at_work(Postman(refuses={MINE: 550})) as man:
        await with_server(house, man)
        refused = await want(agent, own)
    assert (refused.status_code, refused.json()["key"]) == (503, "voicemail_address.not_sent")
    assert "not this one" not in refused.text
    assert (await agent.get(f"/api/mailboxes/{own}/address")).json()["wanted"] is None
    async with house.sessions() as session:
        facts = list((await session.execute(select(FactRow.body))).scalars())
    assert MINE not in caplog.text + str(facts)


async def test_nobody_else_sees_or_sets_it_and_the_code_is_kept_as_a_hash(house: House) -> None:
    agent, leader = await house.browser("agent"), await house.browser("team_leader", "administrator")
    own = await own_extension(agent)
    async with at_work(Postman()) as man:
        await with_server(house, man)
        await want(agent, own)
        code = code_in(man)
        for answer in (
            await leader.get(f"/api/mailboxes/{own}/address"),
            await want(leader, own),
            await type_in(leader, own, code),
            await leader.delete(f"/api/mailboxes/{own}/address"),
            await want(agent, "queue:support"),
        ):
            assert (answer.status_code, answer.json()["key"]) == (403, "voicemail.not_yours")
    async with house.sessions() as session:
        (row,) = (await session.execute(select(VoicemailAddressRow))).scalars()
    assert row.code_hash.startswith("$argon2id$")
    assert code not in row.code_hash


async def test_whoever_has_the_extension_next_does_not_send_its_messages_to_the_owner_before(
    house: House, post: Post
) -> None:
    agent = await house.browser("agent")
    own = await own_extension(agent)
    async with at_work(Postman()) as man:
        await with_server(house, man)
        await sets(agent, own, man)
    async with house.sessions.begin() as session:
        await session.execute(update(AgentRow).where(AgentRow.extension == own).values(extension="8999"))
    await post.left(own)
    assert await post.work_off() == 0
    house.clock.now += 60 * SECOND
    await post.left("8999", "m2")
    assert await post.work_off() == 1


async def test_where_the_administrator_forbids_it_nobody_sets_an_address_and_those_set_are_not_told(
    house: House, post: Post
) -> None:
    agent = await house.browser("agent")
    own = await own_extension(agent)
    async with at_work(Postman()) as man:
        await with_server(house, man, ("extension", own, {"mail_to": [TO]}))
        await sets(agent, own, man)
        await publish(house, ("site", "site", {"name": {"zh": "云栖"}, "mail_own_forbidden": True}))
        house.clock.now += own_address.PAUSE
        for answer in (await want(agent, own, "new@home.example"), await type_in(agent, own, "123456")):
            assert (answer.status_code, answer.json()["key"]) == (403, "voicemail_address.forbidden")
        assert len(man.letters) == 1
    shown = (await agent.get(f"/api/mailboxes/{own}/address")).json()
    assert (shown["address"], shown["allowed"]) == (MINE, False)
    await post.left(own)
    assert await post.work_off() == 1
    assert [each["To"] for each in post.letters()] == [TO]
    assert (await agent.delete(f"/api/mailboxes/{own}/address")).json()["address"] is None
