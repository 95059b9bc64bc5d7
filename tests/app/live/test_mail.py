"""Voice mail in the live process: what is confirmed is on the disk, and everything outlives the process."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from huawu.app.live.mail import MailRoom, rebuild
from huawu.app.live.takes import Takes
from huawu.people.service.passwords import hash_password
from huawu.platform.ids import IdSource
from huawu.platform.refusals import NotFound, Refusal
from huawu.platform.settings import from_environment
from huawu.telephony import recordings
from huawu.telephony.core.voicemail.pins import Pin
from huawu.telephony.engine.pretend import PretendTelephony
from tests.app.live.office import Office

pytestmark = pytest.mark.room


class MailOffice(Office):
    """An office with a mail room; recordings are files as soon as they begin, unless the disk is `broken`.
    `played`: all that anybody has been told in this life."""

    broken = False

    def __init__(self, folder: Path, before: Office | None = None) -> None:
        self.played: list[str] = []
        self.settings = from_environment({"HUAWU_DATA_DIR": str(folder.parent / "data")})
        super().__init__(folder, before)

    def _take_up(self, ids: IdSource) -> None:
        keys = recordings.FileKeyPort(self.settings.key_dir)
        takes = Takes(self.owner, self.settings, keys, media_of=lambda legs: 0)
        MailRoom(self.owner, self.settings, takes, zone=lambda: "Asia/Shanghai")
        self.phones.record = self._record  # type: ignore[method-assign]
        self.phones.play = self._play  # type: ignore[method-assign]
        self.owner._later = asyncio.get_running_loop().call_soon
        super()._take_up(ids)

    def _record(self, recording: str, *, outside: list[str], inside: list[str], secret: Any) -> None:
        self.phones.recordings[recording] = (outside, inside)
        path = Path(secret["path"])
        if not self.broken:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(b"sound")

    def _play(self, leg: str, prompts: list[str], *, token: str = "", loop: bool = False) -> None:
        self.played += prompts
        PretendTelephony.play(self.phones, leg, prompts, token=token, loop=loop)

    async def until_heard(self, leg: str, word: str) -> None:
        """Wait until this is said."""
        async with asyncio.timeout(5):
            while not any(word in each for each in self.phones.legs[leg].hears):
                await asyncio.sleep(0)

    def leave(self, leg: str = "c1") -> str:
        """Call 8001, which sends all calls to its mailbox; speak, and press #. The message's id."""
        self.phones.arrive(leg, "8001", caller="8002", extension="8002")
        self.turn()
        self.phones.said(leg)
        self.turn()
        message = next(iter(self.phones.recordings))
        self.presses(leg, "#")
        return message

    def leave_and_keep(self) -> str:
        """Leave it, hear what one may do with it, and press # again. The message's id."""
        message = self.leave()
        self.presses("c1", "#")
        return message

    def opens_mailbox(self, keys: str, leg: str = "o") -> None:
        """The owner of 8001 dials the own mailbox, and presses keys."""
        self.phones.arrive(leg, "*97", caller="8001", extension="8001")
        self.turn()
        self.presses(leg, keys)

    @property
    def says_saved(self) -> bool:
        """Whether anybody has been told so in this life."""
        return any("saved" in each for each in self.played)


@pytest.fixture
async def office(tmp_path: Path) -> MailOffice:
    made = MailOffice(tmp_path / "spool")
    made.register("8001")
    made.register("8002")
    wishes = {"dnd": False, "always": "*97", "busy": "", "no_answer": "", "offline": ""}
    await made.ask("extension.wish", {"number": "8001", "wishes": wishes, "by": "u1"})
    return made


async def test_a_message_is_on_the_disk_before_it_is_said_to_be_saved(office: MailOffice) -> None:
    message = office.leave()
    assert [call["stage"] for call in office.board["calls"].values()] == ["menu"]  # as screens know it
    assert not office.says_saved
    office.presses("c1", "#")
    await office.until_heard("c1", "voicemail.saved")
    assert office.says_saved
    assert ("voicemail.left", "voicemail/8001") in office.facts()
    assert office.phones.mailboxes["8001"] == (1, 0)
    after = MailOffice(office.folder, office)
    shown = await after.ask("mailbox.show", {"mailbox": "8001"})
    assert [(each["id"], each["state"]) for each in shown["messages"]] == [(message, "new")]


async def test_a_file_that_is_not_there_is_not_said_to_be_saved(office: MailOffice) -> None:
    office.broken = True
    office.leave_and_keep()
    await office.until_heard("c1", "voicemail.failed")
    assert not office.says_saved


async def test_a_process_that_dies_before_it_confirmed_is_followed_by_one_that_does(
    office: MailOffice,
) -> None:
    office.switch.mail.confirm = lambda *what: None  # killed here
    message = office.leave_and_keep()
    assert not office.says_saved
    after = MailOffice(office.folder, office)
    await after.until_heard("c1", "voicemail.saved")
    shown = await after.ask("mailbox.show", {"mailbox": "8001"})
    assert [(each["id"], each["state"]) for each in shown["messages"]] == [(message, "new")]
    assert after.facts().count(("voicemail.left", "voicemail/8001")) == 1


async def test_what_is_done_on_the_page_is_kept_told_and_can_be_taken_back(office: MailOffice) -> None:
    message = office.leave_and_keep()
    asked = {"mailbox": "8001", "message": message, "by": "u1"}
    await office.ask("mailbox.mark", {**asked, "state": "heard"})
    assert office.phones.mailboxes["8001"] == (0, 1)
    await office.ask("mailbox.mark", {**asked, "state": "deleted"})
    assert office.phones.mailboxes["8001"] == (0, 0)
    after = MailOffice(office.folder, office)
    shown = await after.ask("mailbox.restore", asked)
    assert (shown["new"], shown["old"], shown["messages"][0]["by"]) == (0, 1, "u1")
    with pytest.raises(NotFound):
        await after.ask("mailbox.mark", {**asked, "mailbox": "8002", "state": "heard"})
    with pytest.raises(NotFound):
        await after.ask("mailbox.show", {"mailbox": "queue:none"})


async def test_a_mailbox_opens_to_its_secret_number_which_is_nowhere_in_the_books(
    office: MailOffice, caplog: pytest.LogCaptureFixture
) -> None:
    hashed = await hash_password("2580")
    await office.ask("mailbox.pin", {"mailbox": "8001", "hashed": hashed, "by": "u1"})
    office.opens_mailbox("2580#")
    await office.until_heard("o", "voicemail.none")
    books = b"".join(each.read_bytes() for each in office.folder.glob("*.spool"))
    assert b"2580" not in books
    assert "2580" not in caplog.text


async def test_a_mailbox_that_guessing_locked_is_locked_in_the_next_process_too(office: MailOffice) -> None:
    boxes = office.switch.mail.boxes
    boxes.pin("8001", Pin(await hash_password("2580"), wrong=4))
    office.opens_mailbox("9999#")
    await office.until_heard("o", "voicemail.pin.locked")
    office.owner.write_and_act()
    office.hang_up("o")
    after = MailOffice(office.folder, office)
    assert after.switch.mail.boxes.pins == boxes.pins
    after.opens_mailbox("", "p")
    assert any("voicemail.pin.locked" in each for each in after.phones.legs["p"].hears)


async def test_a_queues_mailbox_is_there_and_taken_by_one(office: MailOffice) -> None:
    counts = await office.ask("mailbox.counts", {"mailboxes": ["queue:front", "queue:none", "8001"]})
    assert counts == {"queue:front": [0, 0], "8001": [0, 0]}
    with pytest.raises(Refusal):
        await office.ask("mailbox.mark", {"mailbox": "8001", "message": "m", "by": "u1", "state": "heard"})


async def test_what_was_mailed_is_heard_and_what_was_deleted_meanwhile_stays_so(office: MailOffice) -> None:
    message = office.leave_and_keep()
    asked = {"mailbox": "8001", "message": message}
    await office.ask("mailbox.mailed", asked)
    assert office.phones.mailboxes["8001"] == (0, 1)
    await office.ask("mailbox.mark", {**asked, "state": "deleted", "by": "u1"})
    await office.ask("mailbox.mailed", asked)
    assert office.phones.mailboxes["8001"] == (0, 0)
    await office.ask("mailbox.mailed", {"mailbox": "8001", "message": "nobody's"})


async def test_a_message_whose_time_is_over_is_deleted_by_nobody_and_can_be_had_back(
    office: MailOffice,
) -> None:
    message = office.leave_and_keep()
    expired = {"mailbox": "8001", "messages": [message, "lost"]}
    assert await office.ask("mailbox.expire", expired) == ["lost"]
    assert await office.ask("mailbox.expire", expired) == ["lost"]
    assert office.facts().count(("voicemail.changed", "voicemail/8001")) == 1
    asked = {"mailbox": "8001", "message": message, "by": "u1"}
    assert (await office.ask("mailbox.restore", asked))["new"] == 1


async def test_a_live_process_without_books_has_the_messages_that_the_database_knows(
    office: MailOffice, tmp_path: Path
) -> None:
    message = office.leave_and_keep()
    known = list(office.switch.mail.boxes.messages.values())
    bare = MailOffice(tmp_path / "spool of a restored backup")
    rebuild(bare.switch, known, bare.owner.books.spool)
    bare.turn()
    assert bare.phones.mailboxes["8001"] == (1, 0)
    after = MailOffice(bare.folder, bare)
    shown = await after.ask("mailbox.show", {"mailbox": "8001"})
    assert [(each["id"], each["state"]) for each in shown["messages"]] == [(message, "new")]
