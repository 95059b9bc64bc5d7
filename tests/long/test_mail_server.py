"""Letters to a real mail server over TLS: Postfix, with STARTTLS and with TLS from the first byte on, and
with sign-in."""

import os
import ssl
from collections.abc import Iterator

import pytest

from huawu.platform.mail import Attachment, Letter, MailFailed
from huawu.platform.mail.server import STARTTLS, TLS
from huawu.platform.mail.smtp import SmtpMail
from tests.long.postfix import DOMAIN, LIMIT, Postfix, postfix
from tests.platform.mail.postman import PASSWORD, certified
from tests.system.calling import until

pytestmark = [
    pytest.mark.long,
    pytest.mark.needs("postfix", "saslpasswd2"),
    pytest.mark.skipif(os.geteuid() != 0, reason="Postfix is started by root"),
]
AT = 1_790_000_000_000_000
FRONT = f"front@{DOMAIN}"
SECURITIES = pytest.mark.parametrize("security", [STARTTLS, TLS])


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Postfix, ssl.SSLContext]]:
    folder = tmp_path_factory.mktemp("certificate")
    _, believes = certified(folder)
    with postfix(folder / "mail.pem") as running:
        yield running, believes


def letter(key: str, to: str = FRONT, sound: bytes = b"") -> Letter:
    files = (Attachment("voicemail.wav", "audio/wav", sound),) if sound else ()
    return Letter(key, to, f"新留言：{key}", "您好：\n.\n..有一条留言。\n", AT, files)


async def arrived(running: Postfix, key: str) -> None:
    async def there() -> bool:
        return any(key in each["Subject"] for each in running.letters())

    await until(there)


@SECURITIES
async def test_a_letter_arrives_whole_over_tls_from_who_has_signed_in(
    house: tuple[Postfix, ssl.SSLContext], security: str
) -> None:
    running, believes = house
    out = SmtpMail(running.server(security), lambda: PASSWORD, context=believes)
    sound = bytes(range(256)) * 100
    said = await out.send(letter(security, sound=sound))
    assert "queued as" in said
    await arrived(running, security)
    came = running.letters()[-1]
    assert (came["To"], came["From"]) == (FRONT, f"春江酒店 <huawu@{DOMAIN}>")
    assert "TLSv1.3" in came["Received"]
    assert "Authenticated sender: huawu" in came["Received"]
    words = came.get_body()
    assert words is not None
    assert words.get_content().replace("\r\n", "\n") == "您好：\n.\n..有一条留言。\n"
    (file,) = came.iter_attachments()
    assert file.get_content() == sound


@SECURITIES
async def test_what_it_refuses_is_given_up_or_tried_again_as_it_says(
    house: tuple[Postfix, ssl.SSLContext], security: str
) -> None:
    running, believes = house

    async def refused(what: Letter, password: str = PASSWORD) -> tuple[str, int, bool]:
        with pytest.raises(MailFailed) as failed:
            await SmtpMail(running.server(security), lambda: password, context=believes).send(what)
        return failed.value.key, failed.value.code, failed.value.final

    assert await refused(letter("big", sound=bytes(LIMIT))) == ("mail.letter", 552, True)
    assert await refused(letter("none", to=f"nobody@{DOMAIN}")) == ("mail.recipient", 550, True)
    assert await refused(letter("later", to=f"late@{DOMAIN}")) == ("mail.recipient", 451, False)
    assert await refused(letter("wrong"), password="wrong") == ("mail.sign_in", 535, False)  # noqa: S106
    came = {each["Subject"].split("：")[-1] for each in running.letters()}
    assert not came & {"big", "none", "later", "wrong"}
    assert "lost connection" not in running.log(), "it is left with QUIT"


@SECURITIES
async def test_nothing_is_said_to_a_server_whose_certificate_nobody_believes(
    house: tuple[Postfix, ssl.SSLContext], security: str
) -> None:
    running, _ = house
    before = running.log().count("sasl_username")
    with pytest.raises(MailFailed) as failed:
        await SmtpMail(running.server(security), lambda: PASSWORD).send(letter("secret"))
    assert (failed.value.key, failed.value.final) == ("mail.tls", False)
    assert "certificate" in failed.value.said
    assert running.log().count("sasl_username") == before
