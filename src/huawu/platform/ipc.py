"""Between processes: length-prefixed msgpack over Unix sockets, with a versioned hello.

A frame is a 4-byte big-endian length and one msgpack list. The first frame each way is
`["hello", PROTOCOL, name, info]`. Then: `["do", name, args]` (one way), `["ask", number, name, args]`,
`["answer", number, value]`, `["refuse", number, key, params]`, `["tell", name, args]` (an event).
`args`, `info`, `params` are dicts. A frame over MAX_FRAME or of an unknown form ends the connection.
"""

import asyncio
import logging
import os
import socket
import struct
from collections import deque
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path
from typing import Any, cast

import msgpack

from huawu.platform.refusals import Refusal
from huawu.platform.tasks import spawn

PROTOCOL = 1
MAX_FRAME = 32 * 1024 * 1024
_MOST_WAITING = 1000
"""Frames: more than these are left to the kernel until some are done."""
_LENGTH = struct.Struct(">I")
_packed = msgpack.Packer().pack
log = logging.getLogger(__name__)

Args = dict[str, Any]
Handler = Callable[["Peer", str, Args], Awaitable[Any] | None]
"""Does a command, hears an event, or answers a question. None says that it is done; an awaitable is awaited
before the next command or event is looked at."""


class Closed(ConnectionError):
    """The other process went away."""


class Peer(asyncio.Protocol):
    """One end of a connection between two processes.

    What comes while nothing is under way is handled in the turn of the loop that read it: a command that
    need not wait costs no task's turn.
    """

    def __init__(self, handler: Handler, *, made: Callable[["Peer"], None] = lambda peer: None) -> None:
        self._handler, self._made = handler, made
        self._transport: asyncio.Transport | None = None
        self._unread = bytearray()
        self._frames: deque[list[Any]] = deque()
        self._under_way: Awaitable[Any] | None = None
        self._is_idle = False  # `run` waits: frames are handled as they come
        self._woken = asyncio.Event()
        self._failed: Exception | None = None
        self._asked: dict[int, asyncio.Future[Any]] = {}
        self._number = 0
        self.name = ""
        self.info: Args = {}
        self.open = True

    # ---- as asyncio calls it -------------------------------------------------------------------------------

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        self._made(self)

    def connection_lost(self, exc: Exception | None) -> None:
        self._fail(Closed("connection is gone"))

    def data_received(self, data: bytes) -> None:
        self._unread += data
        try:
            self._take_frames()
        except Exception as error:
            self._fail(error)

    def _take_frames(self) -> None:
        unread, at = self._unread, 0
        while len(unread) - at >= _LENGTH.size:
            (length,) = _LENGTH.unpack_from(unread, at)
            if length > MAX_FRAME:
                raise ValueError("frame too long")
            end = at + _LENGTH.size + length
            if end > len(unread):
                break
            frame = msgpack.unpackb(bytes(unread[at + _LENGTH.size : end]), strict_map_key=False)
            if not isinstance(frame, list) or not frame:
                raise ValueError("not a frame")
            at = end
            self._take(frame)
        del unread[:at]

    def _take(self, frame: list[Any]) -> None:
        if self._is_idle:
            self._under_way = self._received(frame)
            if self._under_way is None:
                return
            self._is_idle = False
        else:
            self._frames.append(frame)
            if len(self._frames) > _MOST_WAITING and self._transport is not None:
                self._transport.pause_reading()
        self._woken.set()

    def _fail(self, error: Exception) -> None:
        self._failed = self._failed or error
        self.close()
        self._woken.set()

    # ---- for its owner -------------------------------------------------------------------------------------

    async def greet(self, name: str, info: Args) -> None:
        """Exchange hellos. Raises Closed when the other speaks another protocol."""
        self._send(["hello", PROTOCOL, name, info])
        while not self._frames:
            await self._wait()
        frame = self._frames.popleft()
        if frame[0] != "hello" or frame[1] != PROTOCOL:
            raise Closed(f"peer speaks protocol {frame[1:2]}, not {PROTOCOL}")
        self.name, self.info = frame[2], frame[3]

    def do(self, name: str, args: Args) -> None:
        """Send a command that needs no answer. Silently dropped when the connection is gone."""
        self._send(["do", name, args])

    def tell(self, name: str, args: Args) -> None:
        """Send an event."""
        self._send(["tell", name, args])

    @property
    def unread(self) -> int:
        """Bytes that wait in this process for the other one to read."""
        return self._transport.get_write_buffer_size() if self._transport is not None else 0

    def tell_all(self, events: Iterable[tuple[str, Args]]) -> None:
        """Send several events in one piece."""
        packed = [_packed(["tell", name, args]) for name, args in events]
        self._write(b"".join(part for one in packed for part in (_LENGTH.pack(len(one)), one)))

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
        """Serve until the connection ends; every command and event goes to the handler in order. Raises what
        the handler raised."""
        try:
            while True:
                await self._work_off()
                self._is_idle = True
                await self._wait()
        except (ConnectionError, ValueError):
            log.debug("connection with %s ended", self.name)
        finally:
            self._is_idle = False
            self.close()

    async def _work_off(self) -> None:
        """Finish what is under way, then what came meanwhile."""
        under_way, self._under_way = self._under_way, None
        if under_way is not None:
            await under_way
        while self._frames:
            under_way = self._received(self._frames.popleft())
            if under_way is not None:
                await under_way
        if self._transport is not None and not self._transport.is_reading() and self.open:
            self._transport.resume_reading()

    async def _wait(self) -> None:
        """Until something is there to be done. Raises what ended the connection."""
        if self._failed is not None:
            raise self._failed
        self._woken.clear()
        await self._woken.wait()

    def close(self) -> None:
        self.open = False
        if self._transport is not None:
            self._transport.close()
        for waiting in self._asked.values():
            if not waiting.done():
                waiting.set_exception(Closed("connection is gone"))

    def _received(self, frame: list[Any]) -> Awaitable[Any] | None:
        kind = frame[0]
        if kind in ("do", "tell"):
            return self._handler(self, frame[1], frame[2])
        if kind == "ask":
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
        return None

    async def _answer(self, number: int, name: str, args: Args) -> None:
        try:
            answered = self._handler(self, name, args)
            self._send(["answer", number, None if answered is None else await answered])
        except Refusal as refusal:
            self._send(["refuse", number, refusal.key, refusal.params])
        except Exception:
            log.exception("command %s failed", name)
            self._send(["refuse", number, "internal", {}])

    def _send(self, frame: list[Any]) -> None:
        packed = _packed(frame)
        self._write(_LENGTH.pack(len(packed)) + packed)

    def _write(self, data: bytes) -> None:
        if self.open and self._transport is not None:
            self._transport.write(data)


async def connect(path: Path, *, name: str, handler: Handler, info: Args | None = None) -> Peer:
    """Connect to the process listening at `path`. Raises OSError, Closed or ValueError; then nothing stays
    open. The caller runs `peer.run()`."""
    loop = asyncio.get_running_loop()
    _, peer = await loop.create_unix_connection(lambda: Peer(handler), str(path))
    return await _greeted(peer, name, info or {})


async def over(connected: socket.socket, *, name: str, handler: Handler, timeout: float = 5.0) -> Peer:
    """Speak over a stream socket whose other end speaks so too. Raises OSError, Closed, TimeoutError or
    ValueError; then the socket is closed. The caller runs `peer.run()`."""
    loop = asyncio.get_running_loop()
    _, peer = await loop.create_connection(lambda: Peer(handler), sock=connected)
    return await asyncio.wait_for(_greeted(peer, name, {}), timeout)


async def _greeted(peer: Peer, name: str, info: Args) -> Peer:
    """The peer once it has said who it is; closed when it does not."""
    try:
        await peer.greet(name, info)
    except BaseException:
        peer.close()
        raise
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

    async def serve_one(peer: Peer) -> None:
        try:
            await asyncio.wait_for(peer.greet(name, info()), 5)
        except (Closed, OSError, TimeoutError, ValueError):
            peer.close()
            return
        joined(peer)
        try:
            await peer.run()
        except asyncio.CancelledError:
            log.debug("the process ends")  # the task has nobody to tell it to
        finally:
            left(peer)

    def made(peer: Peer) -> None:
        spawn(serve_one(peer), name=f"ipc of {name}")

    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.unlink(missing_ok=True)  # noqa: ASYNC240 - once, before anything is served
    old_mask = os.umask(0o177)
    try:
        return await asyncio.get_running_loop().create_unix_server(
            lambda: Peer(handler, made=made), str(path)
        )
    finally:
        os.umask(old_mask)
