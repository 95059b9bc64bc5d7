"""The shells round the SIP core: one UDP socket, TCP connections both ways, and WebSockets that others
accept.

`Transports` carries bytes and knows flows; it knows nothing of SIP. What it hears it hands to `on_data`, a
closed connection (or one that could not be opened) to `on_lost`. Connections are limited in number, in all
and per address, in what may wait to be written, and in how long they may be idle.
"""

import asyncio
import contextlib
import itertools
import socket
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from huawu.platform.tasks import spawn
from huawu.telephony.core.sip.types import Flow, ToSend

UDP_BUFFER = 4 << 20
"""Bytes the kernel may hold for us: a burst of a second at full load."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What connections may cost us."""

    connections: int = 4_000
    per_address: int = 1_000
    unwritten: int = 1 << 20
    silent_seconds: float = 20
    """How long a new connection may say nothing."""
    idle_seconds: float = 4_000
    """How long any connection may say nothing: longer than the longest registration lasts."""
    connect_seconds: float = 10


class Transports:
    """All ways in and out. `counts`: connections refused, lost for slowness or silence, bytes for nobody."""

    def __init__(
        self,
        on_data: Callable[[bytes, Flow], None],
        on_lost: Callable[[Flow], None],
        *,
        limits: Limits | None = None,
    ) -> None:
        self.on_data = on_data
        self.on_lost = on_lost
        self.limits = limits or Limits()
        self.counts: Counter[str] = Counter()
        self.port = 0
        self.connections: dict[int, _Connection] = {}
        self.numbers = itertools.count(1)
        self.per_address: Counter[str] = Counter()
        self._websockets: dict[int, _WebSocket] = {}
        self._by_address: dict[tuple[str, int], int] = {}
        self._opening: dict[tuple[str, int], list[bytes]] = {}
        self._udp: asyncio.DatagramTransport | None = None
        self._server: asyncio.Server | None = None
        self._sweeper: asyncio.TimerHandle | None = None

    async def start(self, host: str, port: int) -> None:
        """Open UDP and TCP on the same port; port 0 takes a free one, which is then in `port`."""
        loop = asyncio.get_running_loop()
        for attempt in range(8):
            udp, _ = await loop.create_datagram_endpoint(lambda: _Datagrams(self), local_addr=(host, port))
            self.port = udp.get_extra_info("sockname")[1]
            try:
                self._server = await loop.create_server(
                    lambda: _Connection(self), host, self.port, backlog=512
                )
            except OSError:
                udp.close()
                if port or attempt == 7:
                    raise
                continue
            self._udp = udp
            _widen(udp.get_extra_info("socket"))
            self._sweep_later()
            return

    async def stop(self) -> None:
        """Close everything."""
        if self._sweeper is not None:
            self._sweeper.cancel()
        if self._server is not None:
            self._server.close()
        for connection in list(self.connections.values()):
            connection.close()
        if self._udp is not None:
            self._udp.close()
            self._udp = None
        await asyncio.sleep(0)

    def send(self, item: ToSend) -> None:
        """Send at once, or as soon as the connection it needs is open."""
        flow = item.flow
        if flow.transport == "udp":
            if self._udp is not None:
                self._udp.sendto(item.data, (flow.host, flow.port))
        elif flow.transport == "ws":
            self._send_websocket(flow, item.data)
        else:
            number = flow.connection or self._by_address.get((flow.host, flow.port), 0)
            connection = self.connections.get(number)
            if connection is not None:
                connection.write(item.data)
            elif flow.connection:
                self.counts["undelivered"] += 1
            else:
                self._send_opening(flow, item.data)

    # ---- TCP ----------------------------------------------------------------------------------------------

    def _send_opening(self, flow: Flow, data: bytes) -> None:
        address = (flow.host, flow.port)
        waiting = self._opening.get(address)
        if waiting is not None:
            if sum(map(len, waiting)) + len(data) <= self.limits.unwritten:
                waiting.append(data)
            else:
                self.counts["undelivered"] += 1
            return
        self._opening[address] = [data]
        spawn(self._open(flow), name="sip connect")

    async def _open(self, flow: Flow) -> None:
        address = (flow.host, flow.port)
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(self.limits.connect_seconds):
                _, connection = await loop.create_connection(lambda: _Connection(self, ours=True), *address)
        except (OSError, TimeoutError):
            self._opening.pop(address, None)
            self.counts["unreachable"] += 1
            self.on_lost(Flow("tcp", flow.host, flow.port))
            return
        for data in self._opening.pop(address, ()):
            connection.write(data)

    def opened(self, connection: "_Connection") -> bool:
        """Whether a new connection may stay."""
        host = connection.flow.host
        if not connection.ours and (
            len(self.connections) >= self.limits.connections
            or self.per_address[host] >= self.limits.per_address
        ):
            self.counts["refused"] += 1
            return False
        self.per_address[host] += 1
        self.connections[connection.flow.connection] = connection
        self._by_address[(host, connection.flow.port)] = connection.flow.connection
        return True

    def closed(self, connection: "_Connection") -> None:
        """A connection is gone."""
        flow = connection.flow
        if self.connections.pop(flow.connection, None) is None:
            return
        self.per_address[flow.host] -= 1
        if not self.per_address[flow.host]:
            del self.per_address[flow.host]
        if self._by_address.get((flow.host, flow.port)) == flow.connection:
            del self._by_address[(flow.host, flow.port)]
        self.on_lost(flow)

    def _sweep_later(self) -> None:
        pause = min(self.limits.silent_seconds, 15.0) / 2
        self._sweeper = asyncio.get_running_loop().call_later(pause, self._sweep)

    def _sweep(self) -> None:
        """Close the connections that say nothing."""
        now = asyncio.get_running_loop().time()
        for connection in list(self.connections.values()):
            patience = self.limits.idle_seconds if connection.spoken else self.limits.silent_seconds
            if now - connection.heard > patience:
                self.counts["idle"] += 1
                connection.close()
        self._sweep_later()

    # ---- WebSocket ----------------------------------------------------------------------------------------

    def attach_websocket(
        self,
        send: Callable[[str], None],
        host: str,
        port: int,
        *,
        close: Callable[[], None] | None = None,
    ) -> Flow:
        """Take over an established WebSocket (subprotocol "sip", RFC 7118) from `host`, `port`: `send` puts
        out one text message, `close` ends it. The returned flow names it in the two methods below."""
        flow = Flow("ws", host, port, next(self.numbers))
        self._websockets[flow.connection] = _WebSocket(send, close)
        return flow

    def websocket_message(self, flow: Flow, message: str | bytes) -> None:
        """One message came."""
        if flow.connection in self._websockets:
            self.on_data(
                message.encode("utf-8", "surrogatepass") if isinstance(message, str) else message, flow
            )

    def websocket_closed(self, flow: Flow) -> None:
        """It is gone."""
        if self._websockets.pop(flow.connection, None) is not None:
            self.on_lost(flow)

    def _send_websocket(self, flow: Flow, data: bytes) -> None:
        websocket = self._websockets.get(flow.connection)
        if websocket is None:
            self.counts["undelivered"] += 1
        elif data:
            websocket.send(data.decode("utf-8", "replace"))
        elif websocket.close is not None:
            websocket.close()


@dataclass(frozen=True, slots=True)
class _WebSocket:
    send: Callable[[str], None]
    close: Callable[[], None] | None


class _Datagrams(asyncio.DatagramProtocol):
    """The UDP socket."""

    def __init__(self, transports: Transports) -> None:
        self._transports = transports

    def datagram_received(self, data: bytes, addr: tuple[str | Any, int]) -> None:
        self._transports.on_data(data, Flow("udp", addr[0], addr[1]))

    def error_received(self, exc: Exception) -> None:
        """An ICMP answer to something sent earlier: the transaction's timers see to it."""
        self._transports.counts["icmp"] += 1


class _Connection(asyncio.Protocol):
    """One TCP connection, theirs or `ours`."""

    def __init__(self, transports: Transports, *, ours: bool = False) -> None:
        self._transports = transports
        self._transport: asyncio.Transport | None = None
        self.ours = ours
        self.spoken = False
        self.heard = asyncio.get_running_loop().time()
        self.flow = Flow("tcp", "", 0)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        peer = transport.get_extra_info("peername") or ("", 0)
        self.flow = Flow("tcp", peer[0], peer[1], next(self._transports.numbers))
        with contextlib.suppress(OSError):
            transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if not self._transports.opened(self):
            self._transport.abort()

    def data_received(self, data: bytes) -> None:
        if self.flow.connection not in self._transports.connections:
            return
        self.spoken = True
        self.heard = asyncio.get_running_loop().time()
        self._transports.on_data(data, self.flow)

    def connection_lost(self, exc: Exception | None) -> None:
        self._transports.closed(self)

    def write(self, data: bytes) -> None:
        """Send bytes; none: close after what went before. Who does not read what he is sent is cut off."""
        transport = self._transport
        if transport is None or transport.is_closing():
            return
        if not data:
            transport.close()
            return
        transport.write(data)
        if transport.get_write_buffer_size() > self._transports.limits.unwritten:
            self._transports.counts["slow"] += 1
            transport.abort()

    def close(self) -> None:
        if self._transport is not None:
            self._transport.close()


def _widen(sock: socket.socket) -> None:
    """Ask for large kernel buffers; what the kernel grants is good enough."""
    for option in (socket.SO_RCVBUF, socket.SO_SNDBUF):
        with contextlib.suppress(OSError):
            sock.setsockopt(socket.SOL_SOCKET, option, UDP_BUFFER)
