"""Agents' pages as the server sees them: a WebSocket for SIP and one for the live screen. They ring and
say so, and note when what came; there is no sound."""

import asyncio
import json
import secrets
from base64 import b64encode
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from huawu.platform import tickets
from huawu.platform.clock import SECOND, system_clock
from huawu.platform.ipc import Peer
from huawu.telephony.core.sip.message import Message, parse

PING = 0x9


class Telephone:
    """One page's telephone. `rung`: when the INVITE of each caller came."""

    def __init__(self, extension: str) -> None:
        self.extension = extension
        self.rung: dict[str, int] = {}
        self._socket: ClientConnection | None = None
        self._reading: asyncio.Task[None] | None = None

    async def start(self, live: Peer, agent: str, url: str) -> None:
        """Become the telephone of this agent, with sound that is said to be fine, and sign in."""
        tab = secrets.token_hex(4)
        given = await live.ask("phone.open", {"agent": agent, "tab": tab, "take_over": False})
        address = f"{url}/sip?ticket={given['ticket']}"
        self._socket = await connect(address, subprotocols=[Subprotocol("sip")], proxy=None)
        await self._socket.send(self._register())
        await self._socket.recv()
        self._reading = asyncio.ensure_future(self._read())
        await live.ask("phone.audio", {"agent": agent, "tab": tab, "state": "ok"})
        await live.ask("agent.sign_in", {"agent": agent})

    async def stop(self) -> None:
        if self._reading is not None:
            self._reading.cancel()
        if self._socket is not None:
            await self._socket.close()

    def _register(self) -> str:
        me = f"<sip:{self.extension}@huawu>"
        return (
            f"REGISTER sip:huawu SIP/2.0\r\nVia: SIP/2.0/WS x.invalid;branch=z9hG4bK{self.extension}\r\n"
            f"Max-Forwards: 70\r\nTo: {me}\r\nFrom: {me};tag=b\r\nCall-ID: {secrets.token_hex(6)}\r\n"
            f"CSeq: 1 REGISTER\r\nContact: <sip:{self.extension}@x.invalid;transport=ws>\r\n"
            f"Expires: 3600\r\nContent-Length: 0\r\n\r\n"
        )

    async def _read(self) -> None:
        assert self._socket is not None
        async for text in self._socket:
            message = parse(text.encode() if isinstance(text, str) else text)
            if message is None or message.status:
                continue
            if message.method == "INVITE":
                sender = message.first("from").partition("sip:")[2].partition("@")[0]
                self.rung.setdefault(sender, system_clock())
                await self._socket.send(_reply(message, "180 Ringing"))
                self._invite = message
            elif message.method == "CANCEL":
                await self._socket.send(_reply(message, "200 OK"))
                await self._socket.send(_reply(self._invite, "487 Request Terminated"))

    _invite: Message


def _reply(request: Message, status: str) -> str:
    vias = "".join(f"Via: {via}\r\n" for via in request.values("via"))
    return (
        f"SIP/2.0 {status}\r\n{vias}From: {request.first('from')}\r\nTo: {request.first('to')};tag=b\r\n"
        f"Call-ID: {request.call_id}\r\nCSeq: {request.first('cseq')}\r\n"
        f"Contact: <sip:page@x.invalid;transport=ws>\r\nContent-Length: 0\r\n\r\n"
    )


class Screen(asyncio.Protocol):
    """One page's live screen. `rings`: when it learnt that its agent rings; `beats`: of the board.

    Five hundred of them run beside what they measure, where real ones have a machine each: so a screen looks
    at no more than how a message begins (RFC 6455 5.2; servers mask nothing), and pongs.
    """

    def __init__(self, agent: str) -> None:
        self.agent = agent
        self.rings: list[int] = []
        self.beats: list[int] = []
        self._wire: asyncio.Transport | None = None
        self._unread = b""
        self._upgraded = asyncio.Event()

    async def start(self, host: str, port: int, key: bytes) -> None:
        ticket = tickets.Ticket("bench", (), ("board.see",), self.agent, system_clock() + 30 * SECOND)
        await asyncio.get_running_loop().create_connection(lambda: self, host, port)
        assert self._wire is not None
        self._wire.write(
            f"GET /live?ticket={tickets.sign(ticket, key)} HTTP/1.1\r\nHost: {host}:{port}\r\n"
            f"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            f"Sec-WebSocket-Key: {b64encode(secrets.token_bytes(16)).decode()}\r\n\r\n".encode()
        )
        await self._upgraded.wait()

    def stop(self) -> None:
        if self._wire is not None:
            self._wire.close()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._wire = transport  # type: ignore[assignment]

    def data_received(self, data: bytes) -> None:
        data = self._unread + data
        if not self._upgraded.is_set():
            head, end, data = data.partition(b"\r\n\r\n")
            if not end:
                self._unread = head
                return
            assert b" 101 " in head
            self._upgraded.set()
        while (end_of := _frame(data)) is not None:
            start, stop = end_of
            self._heard(data[0] & 0x0F, data[start:stop])
            data = data[stop:]
        self._unread = data

    def _heard(self, kind: int, payload: bytes) -> None:
        if kind == PING and self._wire is not None:
            self._wire.write(b"\x8a\x80\x00\x00\x00\x00")
        elif payload.startswith(b'{"type": "own",'):
            facts: list[dict[str, Any]] = json.loads(payload)["facts"]
            if any(fact["body"].get("state") == "ringing" for fact in facts):
                self.rings.append(system_clock())
        elif payload.startswith(b'{"type": "facts",'):
            self.beats.append(system_clock())


def _frame(data: bytes) -> tuple[int, int] | None:
    """Where the payload of the first frame begins and ends; None when the frame is not all there."""
    if len(data) < 2:
        return None
    wide = {126: 2, 127: 8}.get(data[1], 0)
    if len(data) < 2 + wide:
        return None
    length = int.from_bytes(data[2 : 2 + wide]) if wide else data[1]
    stop = 2 + wide + length
    return (2 + wide, stop) if len(data) >= stop else None
