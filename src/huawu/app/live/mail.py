"""Voice mail in the live process: recordings of callers, what is on the disk, secret numbers, the books.

A message is confirmed when its file and the spool that names it are synced; hashing and syncing are done in
threads, so that no other call waits for them.
"""

import asyncio
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from huawu.app.live.owner import Owner
from huawu.app.live.takes import Takes
from huawu.people.service.passwords import hash_password, verify_password
from huawu.platform.clock import SECOND
from huawu.platform.ids import Id
from huawu.platform.settings import Settings
from huawu.platform.spool import Spool
from huawu.platform.tasks import spawn
from huawu.speech import service as speech
from huawu.telephony.core.switch.mailbox import mailbox_menu, voicemail
from huawu.telephony.core.switch.switch import Switch
from huawu.telephony.core.switch.types import Call
from huawu.telephony.core.voicemail.box import Message, is_shared
from huawu.telephony.core.voicemail.leaving import HUSH_SECONDS

FOLDER = "voicemail"
"""Within the folder of recordings."""


class MailRoom:
    """Does for the switch's desk of voice mail what a core cannot."""

    def __init__(
        self,
        owner: Owner,
        settings: Settings,
        takes: Takes,
        *,
        zone: Callable[[], str],
    ) -> None:
        self._owner, self._settings, self._takes, self._zone = owner, settings, takes, zone
        desk = owner.switch.mail
        desk.take, desk.drop = self._take, self._drop
        desk.confirm = lambda *what: _later(self._confirm(*what))
        desk.check = lambda *what: _later(self._check(*what))
        desk.hash = lambda *what: _later(self._hash(*what))
        owner.keep_mail = keep
        desk.figures, desk.envelope = speech.say_number, self._envelope

    def _take(self, call: Call, recording: Id) -> str:
        within = f"{FOLDER}/"
        return self._takes.begin(
            recording, call.id, outside=[call.leg], inside=[], within=within, more={"hush": HUSH_SECONDS}
        )

    async def _confirm(self, call: Id, recording: Id, path: str) -> None:
        owner = self._owner
        owner.write_and_act()
        safe = not owner.writing_fails
        if safe:
            try:
                await asyncio.to_thread(_sync, self._settings.recordings_dir / path, owner.books.spool)
            except OSError:
                safe = False
        owner.look()
        voicemail.confirmed(owner.switch, call, recording, safe=safe)
        owner.turn()

    async def _check(self, call: Id, pin: str, hashed: str) -> None:
        right = await verify_password(pin, hashed)
        self._owner.look()
        mailbox_menu.checked(self._owner.switch, call, right=right)
        self._owner.turn()

    async def _hash(self, call: Id, pin: str) -> None:
        hashed = await hash_password(pin)
        self._owner.look()
        mailbox_menu.hashed(self._owner.switch, call, hashed)
        self._owner.turn()

    def _drop(self, path: str) -> None:
        folder = self._settings.recordings_dir / FOLDER
        asyncio.get_running_loop().run_in_executor(
            None, _remove, self._settings.recordings_dir / path, folder
        )

    def _envelope(self, message: Message, language: str) -> list[str]:
        """Who left it, and at what time; on another day, on which."""
        zone = ZoneInfo(self._zone())
        at, now = (_local(when, zone) for when in (message.at, self._owner.clock()))
        day = speech.say_day(at.date(), language) if at.date() != now.date() else []
        who = "".join(each for each in message.caller if each in "0123456789")
        says = speech.say_digits(who, language, yao=language == "zh-CN") if who else []
        return [*says, "silence:200", *day, *speech.say_clock(at.time(), language), "silence:300"]


def _local(at: int, zone: ZoneInfo) -> datetime:
    return datetime.fromtimestamp(at / SECOND, UTC).astimezone(zone)


def _later(work: Any) -> None:  # noqa: ANN401 - a coroutine
    spawn(work, name="voice mail")


def _sync(path: Path, spool: Spool) -> None:
    """The file, that its folder names it, and the spool that tells of it."""
    for each, flags in ((path, os.O_RDONLY), (path.parent, os.O_RDONLY | os.O_DIRECTORY)):
        opened = os.open(each, flags)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
    spool.sync()


def _remove(path: Path, folder: Path) -> None:
    place = path.resolve()
    if place.is_relative_to(folder.resolve()):
        place.unlink(missing_ok=True)


# ---- the books ---------------------------------------------------------------------------------------------


def keep(switch: Switch, spool: Spool) -> None:
    """Write down what has changed, and tell the lamps."""
    desk = switch.mail
    for call in desk.visited:
        leaving, listening = desk.visits.get(call), desk.listeners.get(call)
        spool.keep(f"leaving/{call}", leaving.saved() if leaving is not None else None)
        spool.keep(f"listening/{call}", listening.saved() if listening is not None else None)
    desk.visited.clear()
    for key in sorted(desk.boxes.changed):
        spool.keep(f"mail/{key}", desk.boxes.saved(key))
    desk.boxes.changed.clear()
    light(switch)


def light(switch: Switch) -> None:
    """Tell the lamps of mailboxes whose counts may have changed."""
    boxes = switch.mail.boxes
    for mailbox in sorted(boxes.touched):
        if not is_shared(mailbox):
            switch.port.mailbox(mailbox, *boxes.counts(mailbox))
    boxes.touched.clear()


def rebuild(switch: Switch, messages: list[Message], spool: Spool) -> None:
    """Put messages back whose books are gone (a restored backup), and into the books with them. Greetings and
    secret numbers are not among what the database knows: owners set them anew."""
    for each in messages:
        switch.mail.boxes.put(each)
    if messages:
        keep(switch, spool)


def take_up(switch: Switch, spool: Spool) -> None:
    """What was written down in another life."""
    for key, values in list(spool.kept.items()):
        if key.startswith("mail/"):
            switch.mail.boxes.take_up(key.removeprefix("mail/"), values)
        elif key.startswith("leaving/"):
            voicemail.take_up(switch, values)
        elif key.startswith("listening/"):
            mailbox_menu.take_up(switch, values)
    light(switch)
