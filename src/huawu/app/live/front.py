"""The front on the HTTP port: WebSockets and /health are ours, everything else is passed to `web`.

Requests are framed (Content-Length only, as browsers send) so that each one carries the address of its sender
to `web` in `X-Huawu-Peer`; answers are passed back as they come.
"""

import asyncio
import contextlib
import logging
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from huawu.app.live.refusing import HeadTooLarge, LengthNeeded, NotUnderstood, answer_of
from huawu.platform.refusals import NotFound, Unavailable

log = logging.getLogger(__name__)
MAX_HEAD = 32 * 1024
MOST_DIGITS = 12
IDLE_SECONDS = 75.0
LINGER_SECONDS = 2.0
WATCH_SECONDS = 1.0
_TOKEN = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_LOOSE = re.compile(rb"[\r\n\0]")
Upgrade = Callable[[asyncio.StreamReader, asyncio.StreamWriter, bytes, str], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a request, as far as the front must understand it."""

    raw: bytes
    method: str
    target: str
    upgrade: bool
    length: int

    @property
    def path(self) -> str:
        return self.target.partition("?")[0]


def parse_head(raw: bytes) -> Head:
    """Raises NotUnderstood for what is malformed or framed in a way that two readers could read two ways."""
    lines = raw.removesuffix(b"\r\n\r\n").split(b"\r\n")
    parts = lines[0].split(b" ")
    if len(parts) != 3 or not _TOKEN.fullmatch(parts[0]) or not parts[2].startswith(b"HTTP/1."):
        raise NotUnderstood("request.malformed")
    length: int | None = None
    upgrade = False
    for line in lines[1:]:
        name, _, value = line.partition(b":")
        if not _TOKEN.fullmatch(name) or _LOOSE.search(value):
            raise NotUnderstood("request.malformed")
        key, value = name.lower(), value.strip(b" \t")
        if key == b"content-length":
            if length is not None or not value.isdigit() or len(value) > MOST_DIGITS:
                raise NotUnderstood("request.malformed")
            length = int(value)
        elif key == b"transfer-encoding":
            raise LengthNeeded("request.length_needed")
        elif key == b"upgrade" and value.lower() == b"websocket":
            upgrade = True
    return Head(raw, parts[0].decode("latin-1"), parts[1].decode("latin-1"), upgrade, length or 0)


def with_peer(head: Head, host: str) -> bytes:
    """The head with the sender's address, and without one that the sender made up."""
    lines = [line for line in head.raw[:-4].split(b"\r\n") if not line.lower().startswith(b"x-huawu-peer:")]
    return b"\r\n".join([*lines, b"X-Huawu-Peer: " + host.encode(), b"", b""])


class Front:
    """Serves connections of the HTTP port."""

    def __init__(
        self, web: Path, *, upgrades: dict[str, Upgrade], answers: dict[str, Callable[[], tuple[int, bytes]]]
    ) -> None:
        self._web, self._upgrades, self._answers = web, upgrades, answers
        self.web_there = False

    async def watch(self) -> None:
        """Look all the time whether `web` answers, for /health."""
        while True:
            try:
                _, writer = await asyncio.open_unix_connection(str(self._web))
                writer.close()
                self.web_there = True
            except OSError:
                self.web_there = False
            await asyncio.sleep(WATCH_SECONDS if self.web_there else WATCH_SECONDS / 10)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, until either side ends it."""
        up: asyncio.StreamWriter | None = None
        down: asyncio.Task[None] | None = None
        head: Head | None = None
        try:
            while (head := await self._next_head(reader)) is not None:
                if head.upgrade:
                    await self._upgrade(reader, writer, head)
                    return
                if up is None and head.path in self._answers and head.method == "GET":
                    self._answer(writer, head.path)
                    continue
                if up is None:
                    from_web, up = await asyncio.open_unix_connection(str(self._web))
                    down = asyncio.ensure_future(_pipe(from_web, writer))
                up.write(with_peer(head, (writer.get_extra_info("peername") or ("",))[0]))
                await _pass_body(reader, up, head.length)
        except NotUnderstood as refusal:
            if not writer.is_closing():
                writer.write(answer_of(refusal, refusal.head))
                await _let_read(reader, writer)
        except (asyncio.IncompleteReadError, TimeoutError):
            log.debug("client stopped in the middle of a request")
        except OSError:
            if up is None and not writer.is_closing():
                writer.write(answer_of(Unavailable("web.away"), head.raw if head else b""))
        finally:
            if up is not None:
                up.close()
            if down is not None:
                down.cancel()
            writer.close()

    async def _next_head(self, reader: asyncio.StreamReader) -> Head | None:
        try:
            raw = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), IDLE_SECONDS)
        except (TimeoutError, asyncio.IncompleteReadError):
            return None
        except asyncio.LimitOverrunError:
            raise HeadTooLarge("request.head_too_large") from None
        if len(raw) > MAX_HEAD:
            raise HeadTooLarge("request.head_too_large")
        try:
            return parse_head(raw)
        except NotUnderstood as refusal:
            refusal.head = raw
            raise

    async def _upgrade(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, head: Head) -> None:
        handler = self._upgrades.get(head.path)
        if handler is None:
            writer.write(answer_of(NotFound("request.unknown_address"), head.raw))
            return
        await handler(reader, writer, head.raw, head.target)

    def _answer(self, writer: asyncio.StreamWriter, path: str) -> None:
        status, body = self._answers[path]()
        reason = "OK" if status == 200 else "Service Unavailable"
        writer.write(
            f"HTTP/1.1 {status} {reason}\r\nContent-Type: application/json\r\nCache-Control: no-store\r\n"
            f"Content-Length: {len(body)}\r\n\r\n".encode()
            + body
        )


async def _let_read(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Closing with something unread would reset the connection, and the answer would be lost: hear the rest
    out for a moment."""
    writer.write_eof()
    with contextlib.suppress(TimeoutError, ConnectionError):
        async with asyncio.timeout(LINGER_SECONDS):
            while await reader.read(65536):
                pass


async def _pass_body(reader: asyncio.StreamReader, up: asyncio.StreamWriter, length: int) -> None:
    while length > 0:
        data = await asyncio.wait_for(reader.read(min(length, 65536)), IDLE_SECONDS)
        if not data:
            raise asyncio.IncompleteReadError(b"", length)
        length -= len(data)
        up.write(data)
        await up.drain()


async def _pipe(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    try:
        while data := await source.read(65536):
            target.write(data)
            await target.drain()
    except ConnectionError:
        log.debug("client went away")
    finally:
        target.close()
