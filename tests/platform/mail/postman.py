"""A real SMTP server of a few lines that a test tells how to behave."""

import asyncio
import base64
import contextlib
import ipaddress
import ssl
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from huawu.platform.mail import Server
from huawu.platform.mail.server import NONE, STARTTLS, TLS

USER, PASSWORD = "huawu", "mountain river"


@dataclass
class Postman:
    """`answers`: instead of what is usual, by verb (CONNECT, EHLO, RCPT, ".", ...); `refuses`: codes by
    address; `hangs`: the verbs that nothing is ever said to; `drips`: a byte at a time, for ever."""

    security: str = NONE
    context: ssl.SSLContext | None = None
    letters: list[tuple[str, str, bytes]] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    refuses: dict[str, int] = field(default_factory=dict)
    hangs: str = ""
    drips: bool = False
    heard: list[str] = field(default_factory=list)
    signed_in: bool = False
    port: int = 0
    came: asyncio.Event = field(default_factory=asyncio.Event)

    def server(self, **more: str) -> Server:
        """This server as a site's configuration describes it."""
        return Server("127.0.0.1", self.port, self.security, "huawu@hotel.example", **more)

    def messages(self) -> list[EmailMessage]:
        return [message_from_bytes(each, policy=policy.SMTP) for _, _, each in self.letters]

    async def took(self, letters: int) -> None:
        """Wait until it has so many, whether it has said so or not."""
        while len(self.letters) < letters:
            self.came.clear()
            await self.came.wait()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            await _Talk(self, reader, writer).run()
        with contextlib.suppress(ConnectionError, ssl.SSLError):
            writer.close()


class _Talk:
    def __init__(self, man: Postman, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.man, self.reader, self.writer = man, reader, writer
        self.secure = man.security == TLS
        self.sender = self.to = ""

    async def run(self) -> None:
        await self.say("CONNECT", "220 mail.test ready")
        while line := await self.reader.readline():
            words = line.decode().strip()
            verb = words.partition(" ")[0].upper()
            self.man.heard.append(verb)
            if verb == "QUIT":
                await self.say(verb, "221 bye")
                return
            await self.do(verb, words)

    async def do(self, verb: str, words: str) -> None:
        if verb == "EHLO":
            offers = ["STARTTLS"] if self.man.security == STARTTLS and not self.secure else []
            offers += ["AUTH PLAIN"] if self.secure else []
            last = "\r\n".join(f"250-{each}" for each in offers)
            await self.say(verb, f"250-mail.test\r\n{last}\r\n250 8BITMIME" if offers else "250 mail.test")
        elif verb == "STARTTLS":
            await self.say(verb, "220 go ahead")
            await self.writer.start_tls(self.man.context)  # type: ignore[arg-type]
            self.secure = True
        elif verb == "AUTH":
            _, user, password = base64.b64decode(words.split(" ")[2]).decode().split("\0")
            self.man.signed_in = (user, password) == (USER, PASSWORD)
            await self.say(verb, "235 welcome" if self.man.signed_in else "535 5.7.8 wrong password")
        elif verb in ("MAIL", "RCPT"):
            address = words.partition("<")[2].partition(">")[0]
            setattr(self, "sender" if verb == "MAIL" else "to", address)
            code = self.man.refuses.get(address, 250) if verb == "RCPT" else 250
            await self.say(verb, f"{code} {'ok' if code == 250 else 'not this one'}")
        elif verb == "DATA":
            await self.say(verb, "354 go on")
            await self.letter()
        else:
            await self.say(verb, "502 what?")

    async def letter(self) -> None:
        data = await self.reader.readuntil(b"\r\n.\r\n")
        if "." not in self.man.answers:
            self.man.letters.append((self.sender, self.to, data[:-3].replace(b"\r\n..", b"\r\n.")))
            self.man.came.set()
        await self.say(".", "250 2.0.0 taken")

    async def say(self, verb: str, usual: str) -> None:
        if self.man.hangs == verb:
            await self.reader.read()  # until the other side has had enough
            raise ConnectionError
        if self.man.drips and verb == "CONNECT":
            while True:
                self.writer.write(b"2")
                await self.writer.drain()
                await asyncio.sleep(0.01)
        self.writer.write(f"{self.man.answers.get(verb, usual)}\r\n".encode())
        await self.writer.drain()


@contextlib.asynccontextmanager
async def at_work(man: Postman) -> AsyncIterator[Postman]:
    """The server, listening."""
    context = man.context if man.security == TLS else None
    server = await asyncio.start_server(man.serve, "127.0.0.1", 0, ssl=context)
    man.port = server.sockets[0].getsockname()[1]
    try:
        yield man
    finally:
        server.close()


def certified(folder: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """A certificate of our own for 127.0.0.1: what the server shows, and what believes it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "mail.test")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(datetime.now(UTC) - timedelta(days=1))
        .not_valid_after(datetime.now(UTC) + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False
        )
        .sign(key, hashes.SHA256())
    )
    pem = made.public_bytes(serialization.Encoding.PEM)
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path = folder / "mail.pem"
    path.write_bytes(secret + pem)
    shows = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    shows.load_cert_chain(path)
    return shows, ssl.create_default_context(cadata=pem.decode())
