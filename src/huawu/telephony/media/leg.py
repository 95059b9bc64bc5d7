"""A leg's two sockets on one port: the line, connected to the peer, and the porch, where everyone else lands.

The line is opened when there is something to send or to hear: many a leg rings, waits and ends without. Till
then the porch says what little there is. The kernel sorts: a datagram from the peer goes to the line (a
connected socket matches better), any other to the porch. So the busy path neither asks nor compares
addresses and needs no address object, and strangers cost it nothing; they are looked at on the porch, a
bounded number each slot, and counted.
"""

import contextlib
import socket

from huawu.telephony.core.media.incoming import Incoming
from huawu.telephony.core.media.latch import Address, Latch
from huawu.telephony.core.media.outgoing import Outgoing
from huawu.telephony.core.media.row import BUFFER_BYTES

SENDING = ("sendrecv", "sendonly")
HEARING = ("sendrecv", "recvonly")
DIRECTIONS = ("sendrecv", "sendonly", "recvonly", "inactive")
MOST_WAITING = 1000
"""More datagrams than wait on any socket."""
_EXPEDITED = 0xB8  # DSCP EF, RFC 3246


def nowhere(data: bytes | bytearray | memoryview) -> int:
    """Where packets go while there is no peer."""
    return 0


class Leg:
    """One party's media."""

    __slots__ = (
        "_bind", "_family", "direction", "heard", "id", "incoming", "latch", "line", "opened_at", "outgoing",
        "peer", "porch", "port", "row_number", "silences", "slot", "strangers",
    )  # fmt: skip

    def __init__(
        self,
        leg: str,
        *,
        bind: str,
        port: int,
        remote: Address | None,
        incoming: Incoming,
        outgoing: Outgoing,
    ) -> None:
        """Raises OSError when the port cannot be had."""
        self.id, self.port, self._bind = leg, port, bind
        self._family = socket.AF_INET6 if ":" in bind else socket.AF_INET
        self.incoming, self.outgoing = incoming, outgoing
        self.latch = Latch(remote)
        self.direction = "sendrecv"
        self.heard: tuple[Leg, ...] = ()
        self.slot = self.opened_at = self.silences = self.strangers = 0
        self.line: socket.socket | None = None
        self.peer: Address | None = None
        self.row_number = -1
        self.porch = socket.socket(self._family, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK)
        try:
            self.porch.bind((bind, port))
        except OSError:
            self.porch.close()
            raise

    def await_peer(self, peer: Address) -> None:
        """This is the peer from now on; there is no line to it yet."""
        self.peer = peer
        self.outgoing.plug(self._say_from_the_porch, -1)

    def _say_from_the_porch(self, data: bytes | bytearray | memoryview) -> int:
        return 0 if self.peer is None else self.porch.sendto(data, self.peer)

    def connect(self, peer: Address) -> list[bytes]:
        """Hear and address this peer by the line from now on. Returns what it said before the line was its
        own. Raises OSError when it cannot be reached from `bind`."""
        line = self.line or self._second_socket()
        try:
            line.connect(peer)
        except OSError:
            if self.line is None:
                line.close()
            raise
        if self.line is None:
            self.outgoing.plug(line.send, line.fileno())
        self.line = line
        self.peer = peer
        return [*self._early(self.porch, peer), *self._early(line, peer)]

    def _early(self, where: socket.socket, peer: Address) -> list[bytes]:
        """What waits there of the peer's; the rest is nobody's."""
        said = []
        with contextlib.suppress(OSError):
            for _ in range(MOST_WAITING):
                datagram, source = where.recvfrom(BUFFER_BYTES)
                if source[:2] == peer:
                    said.append(datagram)
                else:
                    self.strangers += 1
        return said

    def _second_socket(self) -> socket.socket:
        """Share the port for this moment only: before and after, nobody else can bind it, because the porch
        does not share."""
        line = socket.socket(self._family, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK)
        try:
            for one in (self.porch, line):
                one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            line.bind((self._bind, self.port))
        except OSError:
            line.close()
            raise
        finally:
            self.porch.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 0)
        if self._family == socket.AF_INET:
            line.setsockopt(socket.IPPROTO_IP, socket.IP_TOS, _EXPEDITED)
        else:
            line.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_TCLASS, _EXPEDITED)
        return line

    def disconnect(self) -> None:
        """There is no peer for now."""
        self.outgoing.plug(nowhere, -1)
        if self.line is not None:
            self.line.close()
        self.line, self.peer = None, None

    @property
    def sends(self) -> bool:
        """May we send, and is there a peer?"""
        return self.peer is not None and self.direction in SENDING

    def since(self, clock: int) -> None:
        """From now on packets are due (anew)."""
        self.opened_at, self.silences = clock, 0

    def close(self) -> None:
        self.disconnect()
        self.porch.close()
