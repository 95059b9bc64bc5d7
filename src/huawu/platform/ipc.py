"""Between processes: length-prefixed msgpack over Unix sockets, with a versioned hello.

A frame is a 4-byte big-endian length and one msgpack list. The first frame each way is
`["hello", PROTOCOL, name, info]`. Then: `["do", name, args]` (one way), `["ask", number, name, args]`,
`["answer", number, value]`, `["refuse", number, key, params]`, `["tell", name, args]` (an event).
`args`, `info`, `params` are dicts. A frame over MAX_FRAME or of an unknown form ends the connection.
"""

import asyncio
import logging
import os
import struct
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path
from typing import Any

import msgpack

from huawu.platform.refusals import Refusal
from huawu.platform.tasks import spawn

PROTOCOL = 1
MAX_FRAME = 32 * 1024 * 1024
_LENGTH = struct.Struct(">I")
_packed = msgpack.Packer().pack
log = logging.getLogger(__name__)

Args = dict[str, Any]
Handler = Callable[["Peer", str, Args], Awaitable[Any]]


class Closed(ConnectionError):
    """The other process went away."""


class Peer:
    """One end of a connection between two processes."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, handler: Handler) -> None:
        self._reader, self._writer, self._handler = reader, writer, handler
        self._asked: dict[int, asyncio.Future[Any]] = {}
        self._number = 0
        self.name = ""
        self.info: Args = {}
        self.open = True

    async def greet(self, name: str, info: Args) -> None:
        """Exchange hellos. Raises Closed when the other speaks another protocol."""
        self._send(["hello", PROTOCOL, name, info])
        frame = await self._read()
        if frame[0] != "hello" or frame[1] != PROTOCOL:
            raise Closed(f"peer speaks protocol {frame[1:2]}, not {PROTOCOL}")
        self.name, self.info = frame[2], frame[3]

    def do(self, name: str, args: Args) -> None:
        """Send a command that needs no answer. Silently dropped when the connection is gone."""
        self._send(["do", name, args])

    def tell(self, name: str, args: Args) -> None:
        """Send an event."""
        self._send(["tell", name, args])

    def tell_all(self, events: Iterable[tuple[str, Args]]) -> None:
        """Send several events in one piece."""
        if self.open:
            packed = [_packed(["tell", name, args]) for name, args in events]
            self._writer.write(b"".join(part for one in packed for part in (_LENGTH.pack(len(one)), one)))

    async def ask(self, name: str, args: Args, *, timeout: float = 5.0) -> Any:  # noqa: ANN401 - any plain value
        """Send a command and wait for its answer. Raises Refusal, Closed or TimeoutError."""
        if not self.open:
            raise Closed("connection is gone")
        self._number += 1
        number, waiting = self._number, asyncio.get_running_loop().create_future()
        self._asked[number] = waiting
        try:
            self._send(["ask", number, name, args])
            return await asyncio.wait_for(waiting, timeout)
        finally:
            self._asked.pop(number, None)

    async def run(self) -> None:
        """Read until the connection ends; every command and event goes to the handler in order."""
        try:
            while True:
                await self._received(await self._read())
        except (asyncio.IncompleteReadError, ConnectionError, ValueError):
            log.debug("connection with %s ended", self.name)
        finally:
            self.close()

    def close(self) -> None:
        self.open = False
        self._writer.close()
        for waiting in self._asked.values():
            if not waiting.done():
                waiting.set_exception(Closed("connection is gone"))

    async def _received(self, frame: list[Any]) -> None:
        kind = frame[0]
        if kind in ("do", "tell"):
            await self._handler(self, frame[1], frame[2])
        elif kind == "ask":
            spawn(self._answer(frame[1], frame[2], frame[3]), name=f"ipc {frame[2]}")
        elif kind in ("answer", "refuse"):
            waiting = self._asked.get(frame[1])
            if waiting and not waiting.done():
                if kind == "answer":
                    waiting.set_result(frame[2])
                else:
                    waiting.set_exception(Refusal(frame[2], **frame[3]))
        else:
            raise ValueError(f"unknown frame {kind!r}")

    async def _answer(self, number: int, name: str, args: Args) -> None:
        try:
            self._send(["answer", number, await self._handler(self, name, args)])
        except Refusal as refusal:
            self._send(["refuse", number, refusal.key, refusal.params])
        except Exception:
            log.exception("command %s failed", name)
            self._send(["refuse", number, "internal", {}])

    async def _read(self) -> list[Any]:
        (length,) = _LENGTH.unpack(await self._reader.readexactly(4))
        if length > MAX_FRAME:
            raise ValueError("frame too long")
        frame = msgpack.unpackb(await self._reader.readexactly(length), strict_map_key=False)
        if not isinstance(frame, list) or not frame:
            raise ValueError("not a frame")
        return frame

    def _send(self, frame: list[Any]) -> None:
        if self.open:
            packed = _packed(frame)
            self._writer.write(_LENGTH.pack(len(packed)) + packed)


async def connect(path: Path, *, name: str, handler: Handler, info: Args | None = None) -> Peer:
    """Connect to the process listening at `path`. Raises OSError or Closed. The caller runs `peer.run()`."""
    reader, writer = await asyncio.open_unix_connection(str(path))
    peer = Peer(reader, writer, handler)
    await peer.greet(name, info or {})
    return peer


async def serve(
    path: Path,
    *,
    name: str,
    handler: Handler,
    info: Callable[[], Args] = dict,
    joined: Callable[[Peer], None] = lambda peer: None,
    left: Callable[[Peer], None] = lambda peer: None,
) -> asyncio.Server:
    """Listen at `path` (mode 0600, replaced if stale)."""

    async def serve_one(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        peer = Peer(reader, writer, handler)
        try:
            await asyncio.wait_for(peer.greet(name, info()), 5)
        except (Closed, OSError, asyncio.IncompleteReadError, TimeoutError, ValueError):
            peer.close()
            return
        joined(peer)
        try:
            await peer.run()
        except asyncio.CancelledError:
            log.debug("the process ends")  # the stream's own task has nobody to tell it to
        finally:
            left(peer)

    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.unlink(missing_ok=True)  # noqa: ASYNC240 - once, before anything is served
    old_mask = os.umask(0o177)
    try:
        return await asyncio.start_unix_server(serve_one, str(path))
    finally:
        os.umask(old_mask)
