"""The real process that sends mail is killed while a server has its letter and has not said so: the letter
comes again, the same, and once only after that."""

import asyncio
import signal
from pathlib import Path
from typing import Any

import pytest

from huawu.app import config_checks
from huawu.platform import config
from huawu.platform.database import Sessions, connect, wait_for
from huawu.platform.work import work
from huawu.telephony.events import VoicemailLeft
from tests.app.writer.kills import Victim
from tests.app.writer.traffic import DAY_ONE, Traffic
from tests.platform.mail.postman import Postman, at_work
from tests.system.calling import until

pytestmark = pytest.mark.long
SUBSCRIBED = "SELECT count(*) > 0 FROM subscriptions WHERE kind = 'voicemail.left'"
LEFT = VoicemailLeft("m1", "8001", "c1", "13800138000", "", "voicemail/m1.hwr", 7.5, 99, DAY_ONE)


async def ask(url: str, query: str) -> Any:  # noqa: ANN401 - a value of the database
    await wait_for(url, 30)
    db = await connect(url)
    try:
        return await db.fetchval(query)
    finally:
        await db.close()


async def publish(sessions: Sessions, man: Postman) -> None:
    config_checks.install()
    server = {"host": "127.0.0.1", "port": man.port, "security": "none", "from": "huawu@hotel.example"}
    async with work(sessions, site="main") as w:
        own = {"mail_to": ["front@hotel.example"]}
        await config.save_drafts(w, {("mail_server", "mail_server"): server, ("extension", "8001"): own})
        await config.publish(w)


async def test_a_letter_comes_again_the_same_when_its_sender_was_killed(
    database_url: str, sessions: Sessions, tmp_path: Path
) -> None:
    async with at_work(Postman(hangs=".")) as man:
        await publish(sessions, man)
        victim = Victim(database_url, tmp_path)
        victim.start()
        try:
            await until(lambda: ask(database_url, SUBSCRIBED), seconds=150)
            traffic = Traffic(tmp_path / "spool" / "main")
            traffic.say("voicemail/8001", LEFT)
            traffic.spool.flush()
            async with asyncio.timeout(150):
                await man.took(1)
            victim.end(signal.SIGKILL)
            man.hangs = ""
            await ask(database_url, "UPDATE jobs SET due_at = now() WHERE kind = 'mail_voicemail'")
            victim.start()
            await until(lambda: ask(database_url, "SELECT state = 'sent' FROM voicemail_mails"), seconds=150)
            assert await ask(database_url, "SELECT state FROM jobs WHERE kind = 'mail_voicemail'") == "done"
        finally:
            victim.end(signal.SIGTERM)
    first, again = man.messages()
    assert first["Message-ID"] == again["Message-ID"]
    assert first["Date"] == again["Date"]
    assert "新留言" in str(again["Subject"])
