"""The quick path without sockets: its system calls take from and put into the wires of lines."""

import ctypes
import itertools
from dataclasses import dataclass, field

from huawu.telephony.core.media import mixing, quick, rtp
from huawu.telephony.core.media.incoming import Incoming
from huawu.telephony.core.media.lines import Lines
from huawu.telephony.core.media.outgoing import Outgoing

_BY_FD: dict[int, "Line"] = {}
_numbers = itertools.count(3)


@dataclass
class Line:
    """The wire of one leg: packets towards it wait in `coming`, its own are in `sent`."""

    incoming: Incoming
    outgoing: Outgoing = field(init=False)
    sent: list[bytes] = field(default_factory=list)
    coming: list[bytes] = field(default_factory=list)
    closed: bool = False
    fd: int = field(default_factory=lambda: next(_numbers))

    def __post_init__(self) -> None:
        _BY_FD[self.fd] = self
        self.outgoing = Outgoing(law=self.incoming.law, dtmf=101, ssrc=0xABCD0123, send=self.send, fd=self.fd)

    def send(self, data: bytes | bytearray | memoryview) -> int:
        if self.closed:
            raise ConnectionRefusedError
        self.sent.append(bytes(data))
        return len(data)

    def stream(self) -> list[rtp.Packet]:
        packets = [rtp.parse(data, len(data)) for data in self.sent]
        assert all(packets)
        return [packet for packet in packets if packet]


def _recv(fd: int, address: int, size: int, flags: int) -> int:
    line = _BY_FD[fd]
    if line.closed or not line.coming:
        return -1
    data = line.coming.pop(0)[:size]
    ctypes.memmove(address, data, len(data))
    return len(data)


def _send(fd: int, address: int, size: int, flags: int) -> int:
    if _BY_FD[fd].closed:
        return -1
    return _BY_FD[fd].send(ctypes.string_at(address, size))


RULES = quick.Rules(quick.bind(_recv, _send), mixing.bind(_send))


def hear(*heard: Line, clock: int) -> list[tuple[str, str]]:
    """All these lines have something. Returns keys pressed."""
    lines = Lines(RULES, lines=len(heard), stores=0)
    for at, line in enumerate(heard):
        lines.ready[at].row = lines.add(line.incoming)
        line.incoming.row.fd = line.fd
    keys = lines.hear(len(heard), clock)
    for number in range(len(heard)):
        lines.remove(number)
    return keys


def say(source: Line, *packets: bytes, clock: int = 8000, step: int = 160) -> list[tuple[str, str]]:
    """The packets arrive one by one, 20 ms apart."""
    keys = []
    for number, data in enumerate(packets):
        source.coming.append(data)
        keys += hear(source, clock=clock + step * number)
    return keys


class Room:
    """Parties of a mix, whose voices are put in by hand: `laws` of each, by number."""

    def __init__(self, laws: list[str], rules: quick.Rules = RULES) -> None:
        self.lines = Lines(rules, lines=len(laws), stores=0)
        self.parties = [line(law) for law in laws]
        for party in self.parties:
            number = self.lines.add(party.incoming)
            party.outgoing.lend(self.lines.feeds[number])
            party.incoming.mixed(more=1)

    def say(self, speaker: int, timestamp: int, payload: bytes) -> None:
        slot = self.parties[speaker].incoming.slot
        assert slot is not None
        slot.put(timestamp, payload)

    def mix(self, hears: list[tuple[int, list[int]]], clock: int) -> int:
        return self.lines.mix(mixing.score(hears), clock)


def line(law: str = "PCMU") -> Line:
    return Line(Incoming(law=law, dtmf=101, name="leg"))


def together(source: Line, *listeners: Line) -> None:
    source.incoming.fans = tuple(listener.outgoing for listener in listeners)
    source.incoming.arrange()
