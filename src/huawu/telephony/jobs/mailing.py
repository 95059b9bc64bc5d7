"""Telling by mail that a message was left: one job for each message and address.

A letter goes out at least once, always with the same Message-ID: a process that dies after the server took
it and before that was written down sends it again, and the mailbox can tell. A letter that a server refuses
for good with the sound in it goes without. What is refused for good even so, and what did not go out after
the last pause, is given up, which the fact `voicemail.not_mailed` and the pages say.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import delete, update

from huawu.platform.clock import SECOND, Clock, system_clock
from huawu.platform.database import Sessions
from huawu.platform.ids import Id
from huawu.platform.jobs import RETRY_SECONDS, Again, Job
from huawu.platform.mail import Attachment, Letter, MailFailed, MailOut, Server
from huawu.platform.refusals import Refusal
from huawu.platform.words import say
from huawu.platform.work import Work, work
from huawu.telephony.core.voicemail.notice import Told, notice, sound_name
from huawu.telephony.events import VoicemailNotMailed
from huawu.telephony.models import VoicemailMailRow
from huawu.telephony.ports.mail import MailboxKeeper
from huawu.telephony.queries.mails import GIVEN_UP, Task, task_of
from huawu.telephony.recordings import KeyPort
from huawu.telephony.recordings.mailing import LONGEST_SECONDS, caller_wav
from huawu.telephony.subscribers import WAITING

log = logging.getLogger(__name__)
PAUSES = (60, 300, 900, 1800, 3600, 2 * 3600, 4 * 3600, 8 * 3600, 8 * 3600)
"""Seconds before each further try; after the last one, a day later, it is given up."""
SENT, NEEDLESS = "sent", "needless"
BROKE_OFF = "mail.broke_off"
_LIVE_AWAY_SECONDS = 30
_BROKE_OFF_SECONDS = 600
_TRY_SECONDS = 270
_LONGEST_SECONDS = 2 * 86_400
KEEP_DAYS = 30


@dataclass(frozen=True, slots=True)
class MailRoom:
    """What the job works with. `out` makes the way out that a server needs."""

    sessions: Callable[[], Sessions]
    out: Callable[[Server | None], MailOut]
    live: MailboxKeeper
    recordings: Path
    keys: KeyPort
    clock: Clock = system_clock


def mailing(room: MailRoom) -> Callable[[Job], Awaitable[dict[str, Any] | None]]:
    """The handler of `subscribers.MAIL_MESSAGE`."""

    async def mail(job: Job) -> dict[str, Any] | None:
        key = str(job.args["mail"])
        try:
            async with asyncio.timeout(_TRY_SECONDS):
                return await _mailed(room, job, key)
        except Again:
            raise
        except Exception as error:
            if job.attempt <= len(RETRY_SECONDS):
                raise
            return await _broke_off(room, job, key, error)

    return mail


async def _mailed(room: MailRoom, job: Job, key: Id) -> dict[str, Any] | None:
    async with room.sessions()() as session:
        task = await task_of(session, job.site, key)
    if task is None:
        return None
    state = task.state
    if state == WAITING:
        state = await _sent(room, job, key, task)
    if state == SENT and task.mailed.heard:
        await _marked(room, task)
    return {"state": state}


async def _broke_off(room: MailRoom, job: Job, key: Id, error: Exception) -> dict[str, Any] | None:
    """What nobody foresaw, where the job would lie dead and its letter wait for ever: it is tried again, but
    not longer than another letter."""
    log.warning("letter %s broke off: %s", key, type(error).__name__, exc_info=error)
    async with room.sessions()() as session:
        row = await session.get(VoicemailMailRow, key)
    if row is None or room.clock() < row.made_at + _LONGEST_SECONDS * SECOND:
        raise Again(_BROKE_OFF_SECONDS, type(error).__name__) from error
    if row.state != WAITING:
        return {"state": row.state}
    fact = VoicemailNotMailed(row.message, row.mailbox, BROKE_OFF, 0, room.clock())
    values = {"state": GIVEN_UP, "tries": row.tries + 1, "why": BROKE_OFF, "code": 0, "said": ""}
    return {"state": await _write(room, job, key, values, fact)}


async def _sent(room: MailRoom, job: Job, key: Id, task: Task) -> str:
    """Try to send it; answers the state it is in then. Raises Again when it is to be tried later."""
    if task.told is None:
        return await _write(room, job, key, {"state": NEEDLESS})
    try:
        await _handed_over(room, task, task.told)
    except MailFailed as failed:
        return await _failed(room, job, key, task, failed)
    sent = {"state": SENT, "tries": task.tries + 1, "why": None, "code": 0, "said": ""}
    return await _write(room, job, key, sent)


async def _failed(room: MailRoom, job: Job, key: Id, task: Task, failed: MailFailed) -> str:
    told = {"tries": task.tries + 1, "why": failed.key, "code": failed.code, "said": failed.said}
    if failed.final or task.tries >= len(PAUSES):
        log.warning("letter %s is given up: %s %d", key, failed.key, failed.code)
        fact = VoicemailNotMailed(task.message, task.mailbox, failed.key, failed.code, room.clock())
        return await _write(room, job, key, {"state": GIVEN_UP, **told}, fact)
    await _write(room, job, key, {"state": WAITING, **told})
    raise Again(PAUSES[task.tries], f"{failed.key} {failed.code}")


async def _write(
    room: MailRoom, job: Job, key: Id, values: dict[str, Any], *facts: VoicemailNotMailed
) -> str:
    """Write down how a letter stands, and what is announced of it. Answers its state."""
    async with work(room.sessions(), site=job.site, clock=room.clock) as w:
        row = VoicemailMailRow
        await w.session.execute(update(row).where(row.id == key).values(changed_at=w.now, **values))
        for fact in facts:
            await w.announce(f"voicemail/{fact.mailbox}", fact)
    return str(values["state"])


async def _handed_over(room: MailRoom, task: Task, told: Told) -> None:
    """With the sound where it is said; without when that is what the server will not have (too large, no
    such files)."""
    out = room.out(task.server)
    sound = await _sound(room, task, told) if task.mailed.sound else None
    try:
        await out.send(_letter(task, told, sound))
    except MailFailed as failed:
        if sound is None or failed.key != "mail.letter" or not failed.final:
            raise
        await out.send(_letter(task, told, None))


def _letter(task: Task, told: Told, sound: Attachment | None) -> Letter:
    subject, text = notice(told, task.reader, sound=sound is not None, say=_say)
    files = () if sound is None else (sound,)
    return Letter(task.message, task.address, subject, text, told.at, files)


async def _sound(room: MailRoom, task: Task, told: Told) -> Attachment | None:
    """The message as a file. A letter goes without one that cannot be read, or is too long."""
    if told.seconds > LONGEST_SECONDS:
        return None
    try:
        content = await asyncio.to_thread(caller_wav, task.path, room.keys, inside=room.recordings)
    except (Refusal, ValueError, OSError) as error:
        log.warning("the sound for a letter cannot be read: %s", type(error).__name__)
        return None
    return Attachment(sound_name(told), "audio/wav", content)


def _say(key: str, language: str, values: dict[str, str]) -> str:
    return say(key, language, values).title


async def _marked(room: MailRoom, task: Task) -> None:
    try:
        await room.live.message_mailed(task.mailbox, task.message)
    except Refusal as refusal:
        raise Again(_LIVE_AWAY_SECONDS, refusal.key) from refusal


async def forget_old_mails(work: Work) -> int:
    """How letters fared is forgotten after a while, with their addresses. Returns how many."""
    row = VoicemailMailRow
    old = (row.state != WAITING) & (row.changed_at < work.now - KEEP_DAYS * 86_400 * SECOND)
    return len((await work.session.execute(delete(row).where(old).returning(row.id))).all())
