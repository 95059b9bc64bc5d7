"""The way out for letters: the pretend one and the real one, over each kind of security, behave alike."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from huawu.platform.mail import Attachment, Letter, MailFailed, MailOut, Server, mail_out
from huawu.platform.mail.pretend import PretendMail
from huawu.platform.mail.server import NONE, STARTTLS, TLS
from huawu.platform.mail.smtp import SmtpMail
from tests.platform.mail.postman import PASSWORD, USER, Postman, at_work, certified

pytestmark = pytest.mark.room
AT = 1_790_000_000_000_000
LETTER = Letter("m1", "front@hotel.example", "新留言：138****8000", "您好：\n.\n有一条留言。\n", AT)


@dataclass
class Way:
    """A way out, and what its server has and does."""

    out: MailOut
    refuses: dict[str, int]
    pretend: PretendMail | None = None
    man: Postman = field(default_factory=Postman)

    def letters(self) -> list[EmailMessage]:
        if self.pretend is None:
            return self.man.messages()
        return [message_from_bytes(each, policy=policy.SMTP) for each in self.pretend.letters]


@pytest.fixture(params=["pretend", NONE, STARTTLS, TLS])
async def way(request: Any, tmp_path: Path) -> AsyncIterator[Way]:
    if request.param == "pretend":
        pretend = PretendMail(Server("mail.test", 25, NONE, "huawu@hotel.example", name="春江酒店"))
        yield Way(pretend, pretend.refuses, pretend)
        return
    shows, believes = certified(tmp_path)
    async with at_work(Postman(request.param, shows)) as man:
        user = "" if request.param == NONE else USER
        server = man.server(user=user, name="春江酒店")
        out = SmtpMail(server, lambda: PASSWORD, context=believes)
        yield Way(out, man.refuses, man=man)
        assert man.signed_in == bool(user)


async def test_a_letter_arrives_with_its_words_and_its_file(way: Way) -> None:
    sound = Attachment("voicemail.wav", "audio/wav", bytes(range(256)) * 40)
    said = await way.out.send(Letter(LETTER.id, LETTER.to, LETTER.subject, LETTER.text, AT, (sound,)))
    (came,) = way.letters()
    assert "2.0.0 taken" in said
    assert (came["Subject"], came["To"]) == (LETTER.subject, LETTER.to)
    assert came["From"] == "春江酒店 <huawu@hotel.example>"
    assert came["Auto-Submitted"] == "auto-generated"
    words = came.get_body()
    assert words is not None
    assert words.get_content().replace("\r\n", "\n") == LETTER.text
    (file,) = came.iter_attachments()
    assert (file.get_filename(), file.get_content_type()) == ("voicemail.wav", "audio/wav")
    assert file.get_content() == sound.content


async def test_a_letter_sent_twice_has_one_message_id_and_one_to_another_address_another(way: Way) -> None:
    for to in (LETTER.to, LETTER.to, "night@hotel.example"):
        await way.out.send(Letter("m1", to, "x", "y", AT))
    first, again, other = (each["Message-ID"] for each in way.letters())
    assert first == again != other
    assert "m1" not in first


async def test_what_callers_are_called_begins_no_header(way: Way) -> None:
    evil = "王\r\nBcc: spy@evil.example\r\n\r\nbody\x00\u2028x"
    await way.out.send(Letter("m1", LETTER.to, evil, evil, AT, (Attachment(evil, "audio/wav", b"1"),)))
    (came,) = way.letters()
    assert came["Bcc"] is None
    assert came["Subject"].startswith("王")
    assert "\n" not in came["Subject"]


async def test_a_refusal_for_good_and_one_for_now_are_told_apart(way: Way) -> None:
    way.refuses |= {"gone@hotel.example": 550, "grey@hotel.example": 451}
    failures = []
    for to in ("gone@hotel.example", "grey@hotel.example"):
        with pytest.raises(MailFailed) as failed:
            await way.out.send(Letter("m1", to, "x", "y", AT))
        failures.append((failed.value.key, failed.value.final, failed.value.code))
    assert failures == [("mail.recipient", True, 550), ("mail.recipient", False, 451)]
    assert way.letters() == []
    await way.out.send(LETTER)  # the next one is not held against us


async def test_without_a_server_everything_is_refused_for_now() -> None:
    with pytest.raises(MailFailed) as failed:
        await mail_out(None, str).send(LETTER)
    assert (failed.value.key, failed.value.final) == ("mail.no_server", False)
