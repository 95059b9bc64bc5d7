"""Servers that hang, drip, lie or refuse: no letter is given up too soon, and nothing waits for ever."""

import asyncio
import socket
from pathlib import Path

import pytest

from huawu.platform.mail import Letter, MailFailed, mail_out, smtp
from huawu.platform.mail.server import STARTTLS, TLS
from huawu.platform.mail.smtp import Patience, SmtpMail
from tests.platform.mail.postman import USER, Postman, at_work, certified

pytestmark = pytest.mark.room
LETTER = Letter("m1", "front@hotel.example", "x", "y", 1_790_000_000_000_000)
PATIENCE = Patience(step=10.0, letter=10.0, whole=30.0)


async def failure(
    man: Postman, patience: Patience = PATIENCE, password: str = "p", user: str = ""
) -> MailFailed:
    with pytest.raises(MailFailed) as failed:
        await SmtpMail(man.server(user=user), lambda: password, patience=patience).send(LETTER)
    return failed.value


async def test_a_server_that_hangs_at_a_step_is_left() -> None:
    async def hung(verb: str) -> tuple[str, bool, str]:
        async with at_work(Postman(hangs=verb)) as man:
            failed = await failure(man, Patience(step=1.0, letter=1.0, whole=30.0))
        return failed.key, failed.final, failed.said

    steps = {"CONNECT": "connect", "EHLO": "connect", "MAIL": "sender", "RCPT": "recipient"}
    steps |= {"DATA": "letter", ".": "letter"}
    found = await asyncio.gather(*(hung(verb) for verb in steps))
    assert found == [(f"mail.{step}", False, "timeout") for step in steps.values()]


async def test_a_server_that_drips_is_left_when_the_whole_time_is_over() -> None:
    async with at_work(Postman(drips=True)) as man:
        failed = await failure(man, Patience(step=5.0, letter=5.0, whole=0.2))
    assert (failed.key, failed.final, failed.said) == ("mail.connect", False, "timeout")


@pytest.mark.parametrize(
    ("verb", "answer", "key", "final"),
    [
        ("CONNECT", "554 not here", "mail.connect", False),
        ("HELO", "421 busy", "mail.connect", False),
        ("MAIL", "530 sign in first", "mail.sender", False),
        ("MAIL", "550 not you", "mail.sender", False),
        ("MAIL", "452 later", "mail.sender", False),
        ("RCPT", "450 4.7.1 greylisted", "mail.recipient", False),
        ("RCPT", "251 ok, sent on", "", False),
        ("DATA", "451 not now", "mail.letter", False),
        (".", "554 5.6.0 it smells", "mail.letter", True),
        (".", "452 disk full", "mail.letter", False),
        ("CONNECT", "nonsense", "mail.connect", False),
    ],
)
async def test_what_it_answers_says_whether_to_try_again(
    verb: str, answer: str, key: str, final: bool
) -> None:
    refused = {"EHLO": "502 what?"} if verb == "HELO" else {}
    async with at_work(Postman(answers={verb: answer, **refused})) as man:
        if not key:
            assert await SmtpMail(man.server(), str, patience=PATIENCE).send(LETTER)
            return
        failed = await failure(man)
    assert (failed.key, failed.final) == (key, final)
    if failed.code > 0:
        assert answer.startswith(str(failed.code))


async def test_a_letter_that_was_taken_is_sent_whatever_becomes_of_the_good_bye(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(smtp, "_LINGER_SECONDS", 60.0)  # the whole time is over before
    async with at_work(Postman(hangs="QUIT")) as man:
        out = SmtpMail(man.server(), str, patience=Patience(step=10.0, letter=10.0, whole=2.0))
        assert await out.send(LETTER) == "250 2.0.0 taken"
    assert len(man.letters) == 1


@pytest.mark.parametrize(
    ("verb", "answer"), [("MAIL", "550 not you"), ("RCPT", "450 later"), (".", "552 big")]
)
async def test_a_server_that_refuses_is_told_good_bye(verb: str, answer: str) -> None:
    async with at_work(Postman(answers={verb: answer})) as man:
        await failure(man)
    assert man.heard[-1] == "QUIT"


async def test_what_it_says_is_one_line_of_bearable_length() -> None:
    async with at_work(Postman(answers={"RCPT": "550-a\x1b[2J\r\n550 " + "b" * 400})) as man:
        failed = await failure(man)
    assert failed.final
    assert failed.said.isprintable()
    assert len(failed.said) <= 300


async def test_a_server_that_is_not_there_may_be_there_later() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound and not listening: connections are refused
        failed = await failure(Postman(port=taken.getsockname()[1]))
    assert (failed.key, failed.final) == ("mail.connect", False)


@pytest.mark.parametrize("security", [STARTTLS, TLS])
async def test_a_certificate_that_nobody_believes_gets_neither_letter_nor_password(
    security: str, tmp_path: Path
) -> None:
    shows, _ = certified(tmp_path)
    async with at_work(Postman(security, shows)) as man:
        with pytest.raises(MailFailed) as failed:
            await mail_out(man.server(user=USER), lambda: "p").send(LETTER)
    assert (failed.value.key, failed.value.final) == ("mail.tls", False)
    assert (man.letters, man.signed_in) == ([], False)
    assert "AUTH" not in man.heard


async def test_a_server_without_the_security_that_is_asked_for_gets_nothing() -> None:
    async with at_work(Postman(answers={"EHLO": "250 mail.test"})) as man:
        man.security = STARTTLS
        failed = await failure(man, user=USER)
    assert (failed.key, man.letters, "AUTH" in man.heard) == ("mail.tls", [], False)


async def test_a_wrong_password_may_be_put_right_and_a_missing_one_is_said(tmp_path: Path) -> None:
    shows, believes = certified(tmp_path)
    async with at_work(Postman(TLS, shows)) as man:
        server = man.server(user=USER)
        found = []
        for password in ("wrong", ""):
            with pytest.raises(MailFailed) as failed:
                await SmtpMail(server, lambda said=password: said, context=believes).send(LETTER)  # type: ignore[misc]
            found.append((failed.value.key, failed.value.final, failed.value.code))
    assert found == [("mail.sign_in", False, 535), ("mail.no_password", False, 0)]
