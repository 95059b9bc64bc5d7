"""Messages told by mail: to whom, in which words, once, again and given up; and what the pages say of it."""

from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from sqlalchemy import select, update

from huawu.app.live_client import LiveClient
from huawu.app.site_plan import load_site
from huawu.people import service as people
from huawu.people.models import UserRow
from huawu.people.types import NewAgent
from huawu.platform import config, jobs
from huawu.platform.clock import SECOND
from huawu.platform.jobs import JobRow
from huawu.platform.mail import Letter, MailOut, Server
from huawu.platform.mail.pretend import PretendMail
from huawu.platform.outbox import FactRow
from huawu.platform.subscriptions import hear_some, settle
from huawu.platform.work import work
from huawu.telephony.events import VoicemailLeft
from huawu.telephony.jobs import MailRoom, forget_old_mails, mailing
from huawu.telephony.jobs.mailing import PAUSES
from huawu.telephony.models import VoicemailMailRow, VoicemailRow
from huawu.telephony.recordings import FileKeyPort
from huawu.telephony.subscribers import MAIL_MESSAGE, MAILS
from tests.app.web.house import NOON, House
from tests.app.web.test_mailboxes import PATH, own_extension, record
from tests.platform.mail.postman import Postman, at_work

pytestmark = pytest.mark.room
TO, OWN = "front@hotel.example", "8001"
SERVER = {"host": "mail.test", "security": "none", "from": "huawu@hotel.example"}


@dataclass
class Post:
    """The jobs process's part, with a clock moved by hand and a pretend way out."""

    house: House
    out: PretendMail = field(default_factory=lambda: PretendMail(Server("", 25, "none", SERVER["from"])))
    dies: bool = False
    breaks: bool = False
    servers: list[Server | None] = field(default_factory=list)

    def _way(self, server: Server | None) -> MailOut:
        self.servers.append(server)
        if self.breaks:
            raise ZeroDivisionError
        return _Dying(self.out) if self.dies else self.out

    async def left(self, mailbox: str, message: str = "m1", **more: Any) -> None:
        """A caller left a message; who subscribed hears of it."""
        house = self.house
        given = {"caller": "13800138000", "caller_name": "", "path": PATH, "seconds": 7.4, "size": 9, **more}
        fact = VoicemailLeft(message=message, mailbox=mailbox, interaction="c1", at=house.clock(), **given)
        await settle(house.sessions, [MAILS])
        async with work(house.sessions, site=house.settings.site, clock=house.clock) as w:
            row = {"site_id": w.site, "mailbox": mailbox, "interaction": "c1", "left_at": fact.at}
            how = {"state": "new", "changed_at": fact.at}
            w.session.add(VoicemailRow(id=message, **given, **row, **how))
            await w.announce(f"voicemail/{mailbox}", fact)
        await hear_some(house.sessions, MAILS, site=house.settings.site, clock=house.clock)

    async def work_off(self) -> int:
        """Do what is due now. Returns how many tries that were."""
        house = self.house
        keys = FileKeyPort(house.settings.key_dir)
        live = LiveClient(house.live)
        room = MailRoom(
            lambda: house.sessions, self._way, live, house.settings.recordings_dir, keys, house.clock
        )
        tries = 0
        while await jobs.do_next(house.sessions, {MAIL_MESSAGE: mailing(room)}, clock=house.clock):
            tries += 1
        return tries

    def letters(self) -> list[EmailMessage]:
        return [message_from_bytes(each, policy=policy.SMTP) for each in self.out.letters]

    async def rows(self) -> list[VoicemailMailRow]:
        async with self.house.sessions() as session:
            found = await session.execute(select(VoicemailMailRow).order_by(VoicemailMailRow.address))
            return list(found.scalars())


class Killed(BaseException):
    """The process dies here."""


@dataclass
class _Dying:
    out: PretendMail

    async def send(self, letter: Letter) -> str:
        await self.out.send(letter)
        raise Killed


@pytest.fixture
def post(house: House) -> Post:
    return Post(house)


def text_of(letter: EmailMessage) -> str:
    body = letter.get_body()
    assert body is not None
    return str(body.get_content())


async def publish(house: House, *items: tuple[str, str, dict[str, Any]]) -> None:
    async with work(house.sessions, site=house.settings.site, clock=house.clock) as w:
        whole = {("mail_server", "mail_server"): SERVER} | {(kind, key): body for kind, key, body in items}
        await config.save_drafts(w, whole)
        await config.publish(w)


async def hired(house: House) -> None:
    """Who answers at OWN; nobody signs in."""
    name = {"zh": "林小满", "en": "Lin Xiaoman"}
    async with work(house.sessions, site=house.settings.site, clock=house.clock) as w:
        user = {"login": "lin", "password_hash": "", "name": name, "roles": ["agent"], "created_at": w.now}
        w.session.add(UserRow(id="u1", site_id=w.site, **user))
        await w.session.flush()
        await people.create_agent(w, NewAgent("u1", "1001", name, OWN, "phone secret"))


async def told(house: House, **said: Any) -> str:
    """An agent's extension whose messages are mailed to TO. Returns it."""
    await hired(house)
    await publish(house, ("extension", OWN, {"mail_to": [TO], **said}))
    return OWN


async def test_the_owner_is_told_in_the_own_language_with_the_number_as_they_may_see_it(
    house: House, post: Post
) -> None:
    own = await told(house)
    await post.left(own, caller_name="13800138000")
    assert await post.work_off() == 1
    (chinese,) = post.letters()
    assert chinese["Subject"] == f"新留言：138****8000，7 秒（分机 {own}）"
    assert "林小满，您好" in text_of(chinese)
    assert "00138000" not in chinese.as_string() + text_of(chinese)
    assert list(chinese.iter_attachments()) == []
    async with house.sessions.begin() as session:
        values = {"locale": "en-US", "roles": ["agent", "team_leader"]}
        await session.execute(update(UserRow).where(UserRow.id == "u1").values(**values))
    await post.left(own, "m2")
    assert await post.work_off() == 1
    english = post.letters()[1]
    assert english["Subject"] == f"New message: 13800138000, 7 s (extension {own})"
    assert "Dear Lin Xiaoman," in text_of(english)
    assert [row.state for row in await post.rows()] == ["sent", "sent"]


async def test_the_team_of_a_queue_is_told_and_colleagues_are_named_by_their_number(
    house: House, post: Post
) -> None:
    await hired(house)
    name = {"zh": "客服", "en": "Support"}
    await publish(house, ("queue", "support", {"name": name, "mail_to": [TO, "night@hotel.example"]}))
    await post.left("queue:support", caller=OWN)
    assert await post.work_off() == 2
    first, second = post.letters()
    assert {first["To"], second["To"]} == {TO, "night@hotel.example"}
    assert first["Subject"] == f"新留言：{OWN}，7 秒（队列“客服”）"
    assert first["Message-ID"] != second["Message-ID"]


async def test_the_sound_goes_along_only_where_it_is_said(house: House, post: Post) -> None:
    own = await told(house, mail_sound=True)
    record(house)
    await post.left(own)
    await post.left(own, "m2", path="voicemail/nowhere.hwr")
    assert await post.work_off() == 2
    with_sound, without = post.letters()
    (sound,) = with_sound.iter_attachments()
    assert sound.get_content_type() == "audio/wav"
    assert sound.get_content()[:4] == b"RIFF"
    assert len(sound.get_content()) == 44 + 16000
    assert "附件" in text_of(with_sound)
    assert "附件" not in text_of(without)


async def test_nobody_is_told_who_is_not_configured(house: House, post: Post) -> None:
    await hired(house)
    await publish(house, ("extension", OWN, {"mail_sound": True}))
    await post.left(OWN)
    assert (await post.work_off(), await post.rows()) == (0, [])


async def test_what_was_sent_counts_as_heard_where_it_is_said_and_live_may_be_away_for_a_while(
    house: House, post: Post
) -> None:
    own = await told(house, mail_heard=True)
    house.live.away = True
    await post.left(own)
    assert await post.work_off() == 1
    house.live.away = False
    house.clock.now += 60 * SECOND
    assert await post.work_off() == 1
    assert house.live.told[-1] == ("mailbox.mailed", {"mailbox": own, "message": "m1"})
    assert len(post.letters()) == 1


async def test_a_server_that_is_away_is_tried_later_and_later_until_a_day_has_gone(
    house: House, post: Post
) -> None:
    own = await told(house)
    post.out.away = True
    await post.left(own)
    for pause in PAUSES:
        assert await post.work_off() == 1
        house.clock.now += (pause - 10) * SECOND
        assert await post.work_off() == 0
        house.clock.now += 20 * SECOND
    assert await post.work_off() == 1
    house.clock.now += 86_400 * SECOND
    assert await post.work_off() == 0
    (row,) = await post.rows()
    assert (row.state, row.why, row.tries) == ("given_up", "mail.connect", len(PAUSES) + 1)
    assert 86_400 / 2 < sum(PAUSES) < 2 * 86_400


async def test_what_is_refused_for_good_is_given_up_and_said(house: House, post: Post, caplog: Any) -> None:
    agent, admin = await house.browser("agent"), await house.browser("administrator")
    own = await own_extension(agent)
    await publish(house, ("extension", own, {"mail_to": [TO]}))
    post.out.refuses[TO] = 550
    await post.left(own)
    assert await post.work_off() == 1
    async with house.sessions() as session:
        found = await session.execute(select(FactRow.body).where(FactRow.kind == "voicemail.not_mailed"))
        (fact,) = found.scalars()
    assert (fact["message"], fact["mailbox"], fact["why"], fact["code"]) == (
        "m1", own, "mail.recipient", 550,
    )  # fmt: skip
    assert TO not in str(fact) + caplog.text
    how = {"at": 5, "seconds": 7.0, "size": 9, "path": PATH, "state": "new", "by": None, "changed_at": 5}
    message = {"id": "m1", "mailbox": own, "call": "c1", "caller": "", "caller_name": "", "before": ""}
    house.live.mailboxes[own] = [message | how]
    assert (await agent.get(f"/api/mailboxes/{own}")).json()["messages"][0]["mail"] == "given_up"
    assert (await agent.get("/api/mail")).status_code == 403
    assert (await agent.post("/api/mail/test", {"to": TO})).status_code == 403
    assert (await agent.put("/api/config/mail_server/mail_server", {"value": SERVER})).status_code == 403
    state = (await admin.get("/api/mail")).json()
    (failing,) = state["failing"]
    assert (state["server"], state["password"], state["waiting"]) == (True, False, 0)
    assert (failing["address"], failing["given_up"], failing["said"]) == (TO, True, "550 no such mailbox")
    assert failing["why"] == "邮件服务器不接受这个收件地址。"


async def test_a_greylisting_server_gets_the_letter_at_the_next_try(house: House, post: Post) -> None:
    own = await told(house)
    post.out.refuses[TO] = 451
    await post.left(own)
    assert await post.work_off() == 1
    post.out.refuses.clear()
    house.clock.now += PAUSES[0] * SECOND
    assert await post.work_off() == 1
    assert ([row.state for row in await post.rows()], len(post.letters())) == (["sent"], 1)


async def test_a_process_that_dies_after_the_server_took_it_sends_the_same_letter_again(
    house: House, post: Post
) -> None:
    own = await told(house)
    await post.left(own)
    post.dies = True
    with pytest.raises(Killed):
        await post.work_off()
    post.dies = False
    assert await post.work_off() == 0  # it may still be at it
    house.clock.now += jobs.TAKES_SECONDS * SECOND
    assert await post.work_off() == 1
    first, again = post.letters()
    assert first["Message-ID"] == again["Message-ID"]
    assert first["Date"] == again["Date"]
    house.clock.now += 86_400 * SECOND
    assert await post.work_off() == 0


async def test_what_was_deleted_and_who_is_not_to_be_told_any_more_gets_no_letter(
    house: House, post: Post
) -> None:
    own = await told(house)
    await post.left(own)
    await post.left(own, "m2")
    async with house.sessions.begin() as session:
        await session.execute(update(VoicemailRow).where(VoicemailRow.id == "m1").values(state="deleted"))
    assert await post.work_off() == 2
    assert sorted(row.state for row in await post.rows()) == ["needless", "sent"]
    await post.left(own, "m3")
    await publish(house, ("extension", own, {}))
    assert await post.work_off() == 1
    assert len(post.letters()) == 1


async def test_addresses_are_checked_when_they_are_drafted_and_stay_out_of_the_live_process(
    house: House,
) -> None:
    admin = await house.browser("administrator")
    for value, key in (
        ({"mail_to": [TO]}, "mail.no_server"),
        ({"mail_to": ["no address"]}, "mail.bad_address"),
        ({"mail_to": [f"{TO}\r\nBcc: x@y.example"]}, "mail.bad_address"),
        ({"mail_to": TO}, "mail.too_many"),
        ({"mail_to": [f"a{n}@hotel.example" for n in range(11)]}, "mail.too_many"),
        ({"mail_to": [TO, TO.upper()]}, "config.bad_field"),
        ({"mail_sound": "yes"}, "config.bad_field"),
    ):
        refused = await admin.put("/api/config/extension/8801", {"value": value})
        assert (refused.status_code, refused.json()["key"]) == (422, key), value
    await publish(house, ("extension", "8801", {"mail_to": [TO], "mail_sound": True, "voicemail": True}))
    async with house.sessions() as session:
        site = await load_site(session, house.settings.site)
    assert site["extensions"]["8801"] == {"voicemail": True}
    assert "hotel.example" not in str(site)
    await admin.put("/api/config/mail_server/mail_server", {"value": None})
    gone = await admin.post("/api/config/publish", {})
    assert (gone.status_code, gone.json()["key"]) == (422, "mail.no_server")


async def test_an_administrator_tries_the_server_before_it_is_published(house: House) -> None:
    admin = await house.browser("administrator")
    none = await admin.post("/api/mail/test", {"to": TO})
    assert (none.status_code, none.json()["key"]) == (503, "mail.no_server")
    async with at_work(Postman()) as man:
        server = {**SERVER, "host": "127.0.0.1", "port": man.port}
        await admin.put("/api/config/mail_server/mail_server", {"value": server})
        sent = await admin.post("/api/mail/test", {"to": TO})
        assert (sent.status_code, sent.json()) == (200, {"said": "250 2.0.0 taken"})
        assert man.messages()[0]["Subject"] == "话务系统的测试邮件"
        man.refuses[TO] = 550
        refused = await admin.post("/api/mail/test", {"to": TO})
        assert (refused.status_code, refused.json()["key"]) == (502, "mail.recipient")
        assert "550 not this one" in refused.json()["detail"]
        bad = await admin.post("/api/mail/test", {"to": "a\r\nb"})
        assert (bad.status_code, bad.json()["key"]) == (422, "mail.bad_address")
    away = await admin.post("/api/mail/test", {"to": TO})
    assert (away.json()["key"], away.json()["title"]) == ("mail.connect", "连不上邮件服务器。")


async def test_how_letters_fared_is_forgotten_after_a_month(house: House, post: Post) -> None:
    own = await told(house)
    await post.left(own)
    await post.work_off()
    forgotten = []
    for days in (29, 31):
        house.clock.now = NOON + days * 86_400 * SECOND
        async with work(house.sessions, site=house.settings.site, clock=house.clock) as w:
            forgotten.append(await forget_old_mails(w))
    assert forgotten == [0, 1]
    async with house.sessions() as session:
        states = (await session.execute(select(JobRow.state).where(JobRow.kind == MAIL_MESSAGE))).scalars()
        assert list(states) == ["done"]
