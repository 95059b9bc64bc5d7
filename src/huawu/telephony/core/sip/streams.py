"""Cutting messages out of TCP connections (RFC 3261 18.3) and answering their keep-alives (RFC 5626
4.4.1)."""

import re

from huawu.platform.clock import Micros
from huawu.telephony.core.sip.message import HEADER_LIMIT, MESSAGE_LIMIT
from huawu.telephony.core.sip.reception import Reception
from huawu.telephony.core.sip.station import Station
from huawu.telephony.core.sip.types import Flow
from huawu.telephony.core.sip.uri import number

_LENGTH = re.compile(rb"\r\n(?:content-length|l)[ \t]*:[ \t\r\n]*([0-9]{1,20})[ \t]*\r\n", re.IGNORECASE)


class Streams:
    """The unfinished bytes of each connection. A connection whose bytes make no sense is closed: where the
    next message would begin cannot be known."""

    __slots__ = ("_buffers", "_closed", "_reception", "_station")

    def __init__(self, station: Station, reception: Reception) -> None:
        self._station = station
        self._reception = reception
        self._buffers: dict[Flow, bytearray] = {}
        self._closed: set[Flow] = set()

    def forget(self, flow: Flow) -> None:
        """The connection is gone."""
        self._buffers.pop(flow, None)
        self._closed.discard(flow)

    def receive(self, data: bytes, flow: Flow, now: Micros) -> None:
        """More bytes."""
        if flow in self._closed:
            return
        buffer = self._buffers.pop(flow, None)
        if buffer is None:
            buffer = bytearray()
        buffer += data
        while buffer and (size := self._next(buffer, flow)):
            message = bytes(buffer[:size])
            del buffer[:size]
            self._reception.take(message, flow, now, whole=False)
        if buffer and flow not in self._closed:
            self._buffers[flow] = buffer

    def _next(self, buffer: bytearray, flow: Flow) -> int:
        """The size of the message the buffer begins with; 0 when it is not whole yet."""
        self._skip_line_breaks(buffer, flow)
        end = buffer.find(b"\r\n\r\n")
        if end < 0:
            if len(buffer) > HEADER_LIMIT:
                self._close(flow, "oversized")
            return 0
        found = _LENGTH.search(buffer, 0, end + 2)
        length = number(found[1].decode(), 10**19) if found else 0
        if end > HEADER_LIMIT or length is None or end + 4 + length > MESSAGE_LIMIT:
            self._refuse(bytes(buffer[: end + 4]), flow)
            return 0
        if found is None:
            self._refuse(bytes(buffer[: end + 4]), flow, "malformed")
            return 0
        size = end + 4 + length
        return size if len(buffer) >= size else 0

    def _skip_line_breaks(self, buffer: bytearray, flow: Flow) -> None:
        while buffer.startswith(b"\r\n"):
            if buffer.startswith(b"\r\n\r\n"):
                self._station.counts["keepalive"] += 1
                self._station.send(flow, b"\r\n")
                del buffer[:4]
            elif len(buffer) > 2 and buffer[2:4] != b"\r":
                del buffer[:2]
            else:
                return

    def _refuse(self, head: bytes, flow: Flow, why: str = "oversized") -> None:
        self._reception.refuse(head, flow, 513 if why == "oversized" else 400)
        self._close(flow, why)

    def _close(self, flow: Flow, why: str) -> None:
        self._station.counts[why] += 1
        self._station.send(flow, b"")
        self._closed.add(flow)
