"""Agents' pages as the server sees them: a WebSocket for SIP and one for the live screen. They ring and
say so, and note when what came; there is no sound."""

import asyncio
import json
import secrets
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from huawu.platform import tickets
from huawu.platform.clock import SECOND, system_clock
from huawu.platform.ipc import Peer
from huawu.telephony.core.sip.message import Message, parse


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


class Screen:
    """One page's live screen. `rings`: when it learnt that its agent rings; `beats`: of the board."""

    def __init__(self, agent: str) -> None:
        self.agent = agent
        self.rings: list[int] = []
        self.beats: list[int] = []
        self._reading: asyncio.Task[None] | None = None

    async def start(self, url: str, key: bytes) -> None:
        ticket = tickets.Ticket("bench", (), ("board.see",), self.agent, system_clock() + 30 * SECOND)
        socket = await connect(f"{url}/live?ticket={tickets.sign(ticket, key)}", proxy=None, max_size=None)
        await socket.recv()
        self._reading = asyncio.ensure_future(self._read(socket))

    def stop(self) -> None:
        if self._reading is not None:
            self._reading.cancel()

    async def _read(self, socket: ClientConnection) -> None:
        async for text in socket:
            now = system_clock()
            if text[:15] == '{"type": "own",':
                facts: list[dict[str, Any]] = json.loads(text)["facts"]
                if any(fact["body"].get("state") == "ringing" for fact in facts):
                    self.rings.append(now)
            elif text[:17] == '{"type": "facts",':
                self.beats.append(now)
