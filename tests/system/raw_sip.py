"""SIP by hand: what no well-behaved telephone would send."""

import asyncio
import hashlib
import re
import secrets
from typing import Any, Self

from tests.system.product import Product

SEPARATOR = "\r\n"


class Wire(asyncio.DatagramProtocol):
    """A UDP socket that says anything to the product. `answers` are the messages that come back."""

    def __init__(self, product: Product) -> None:
        self.sip = product.sip
        self._there = ("127.0.0.1", product.sip_port)
        self.answers: asyncio.Queue[str] = asyncio.Queue()
        self._transport: asyncio.DatagramTransport | None = None
        self.port = 0

    async def __aenter__(self) -> Self:
        loop = asyncio.get_running_loop()
        self._transport, _ = await loop.create_datagram_endpoint(lambda: self, local_addr=("127.0.0.1", 0))
        self.port = self._transport.get_extra_info("sockname")[1]
        return self

    async def __aexit__(self, *failure: object) -> None:
        if self._transport is not None:
            self._transport.close()

    def datagram_received(self, data: bytes, addr: tuple[str | Any, int]) -> None:
        self.answers.put_nowait(data.decode("utf-8", "replace"))

    def send(self, data: bytes | str) -> None:
        assert self._transport is not None
        self._transport.sendto(data.encode() if isinstance(data, str) else data, self._there)

    async def answer(self, call_id: str) -> str:
        """The next final answer to this Call-ID."""
        async with asyncio.timeout(10):
            while True:
                told = await self.answers.get()
                if f"Call-ID: {call_id}" in told and code(told) >= 200:
                    return told

    async def ask(self, request: "Asked") -> str:
        """Send a request and wait for its final answer."""
        self.send(request.text(f"127.0.0.1:{self.port}", self.sip))
        return await self.answer(request.call_id)


class Asked:
    """One request. `extra` are more header lines; `uri` is the Request-URI without the host."""

    def __init__(
        self,
        method: str,
        user: str,
        *,
        via: str = "UDP",
        seq: int = 1,
        call_id: str = "",
        extra: tuple[str, ...] = (),
        body: str = "",
    ) -> None:
        self.method, self.user, self.via, self.seq, self.extra, self.body = (
            method,
            user,
            via,
            seq,
            extra,
            body,
        )
        self.call_id = call_id or secrets.token_hex(8)

    def text(self, here: str, there: str) -> str:
        uri = f"sip:{there}" if self.method == "REGISTER" else f"sip:{self.user}@{there}"
        lines = [
            f"{self.method} {uri} SIP/2.0",
            f"Via: SIP/2.0/{self.via} {here};branch=z9hG4bK{secrets.token_hex(8)};rport",
            f"From: <sip:{self.user}@{there}>;tag={secrets.token_hex(4)}",
            f"To: <sip:{self.user}@{there}>",
            f"Call-ID: {self.call_id}",
            f"CSeq: {self.seq} {self.method}",
            f"Contact: <sip:{self.user}@{here};transport={self.via.lower()}>",
            "Max-Forwards: 70",
            *self.extra,
            f"Content-Length: {len(self.body.encode())}",
        ]
        return SEPARATOR.join([*lines, "", self.body])


def code(message: str) -> int:
    """The status code of an answer, 0 of a request."""
    first = message.split(" ", 2)
    return int(first[1]) if first[0] == "SIP/2.0" else 0


def authorization(challenge: str, *, user: str, secret: str, uri: str, method: str = "REGISTER") -> str:
    """The Authorization line that answers the challenge of a 401 (RFC 2617, MD5, qop auth)."""
    realm = _of(challenge, "realm")
    nonce = _of(challenge, "nonce")
    ha1, ha2 = _md5(f"{user}:{realm}:{secret}"), _md5(f"{method}:{uri}")
    response = _md5(f"{ha1}:{nonce}:00000001:c0ffee:auth:{ha2}")
    return (
        f'Authorization: Digest username="{user}", realm="{realm}", nonce="{nonce}", uri="{uri}", '
        f'qop=auth, nc=00000001, cnonce="c0ffee", response="{response}", algorithm=MD5'
    )


def _of(challenge: str, name: str) -> str:
    found = re.search(rf'\b{name}="([^"]*)"', challenge)
    assert found is not None, challenge
    return found[1]


def _md5(text: str) -> str:
    return hashlib.md5(text.encode()).hexdigest()
