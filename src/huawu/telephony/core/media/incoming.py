"""What a leg says: validation, counting, keys, and the ways a packet goes on.

`hear_all` is the path every packet takes, 40 000 times a second in a busy house. A packet that is just what
was expected (same SSRC, next number, 20 ms, no marker) of a leg that one other leg hears goes by a few
comparisons and leaves in the very buffer it came in; everything else takes `unusual` and `pass_on`, which
know recordings, mixes, several listeners, and other laws.
"""

from collections.abc import Callable, Iterable, Mapping

from huawu.telephony.core.media import g711, rtp
from huawu.telephony.core.media.jitter import JitterSlot
from huawu.telephony.core.media.keys import KeysIn
from huawu.telephony.core.media.outgoing import Outgoing
from huawu.telephony.core.media.rtp import (
    HEADER_BYTES,
    MASK16,
    MASK32,
    PLAIN_BYTES,
    QUICK,
    SAMPLES,
    TAIL,
    Packet,
    ahead,
)
from huawu.telephony.core.media.tape import Plane

BUFFER_BYTES = 2048
FARTHEST_JUMP = 100
"""Packets (2 s): beyond, it is another run of numbers and not a loss."""
Receive = Callable[[bytearray], int]
Keep = Callable[[bytes], None]


class Box:
    """The one buffer that packets are received into and relayed from."""

    __slots__ = ("buffer", "view", "whole")

    def __init__(self) -> None:
        self.buffer = bytearray(BUFFER_BYTES)
        self.view = memoryview(self.buffer)
        self.whole = self.view[:PLAIN_BYTES]


class Incoming:
    """The receiving side of a leg. `heard_at` and `clock` are samples of the media clock.

    `fan`: the only listener, when all it needs is the packet with other numbers. `keep`: what the packet as
    it is must be given to. Both follow from the rest by `arrange`.
    """

    __slots__ = (
        "_keys", "_missing", "deaf", "dtmf", "fan", "fans", "head", "heard", "heard_at", "invalid", "jitter",
        "keep", "law", "lost", "name", "next", "payload_type", "planes", "quiet", "receive", "received",
        "repeated", "slot", "slot_users", "ssrc", "transit",
    )  # fmt: skip

    def __init__(self, *, law: str, dtmf: int | None, name: str = "") -> None:
        self.name = name
        self.receive: Receive = len  # set with the socket
        self.ssrc = self.next = -1
        self.transit = self.heard_at = 0
        self.heard = False
        self.received = self.lost = self.repeated = self.invalid = 0
        self.jitter = 0.0
        self.fans: tuple[Outgoing, ...] = ()
        self.planes: tuple[Plane, ...] = ()
        self.slot: JitterSlot | None = None
        self.slot_users = 0
        self.dtmf = dtmf
        self.deaf = False
        self.fan: Outgoing | None = None
        self.keep: Keep | None = None
        self.quiet = True
        self._missing: set[int] = set()
        self._keys = KeysIn()
        self.speaks(law)

    def speaks(self, law: str) -> None:
        """The party uses this law from now on."""
        for plane in self.planes:
            plane.speaks(law, self.transit)
        self.law, self.payload_type = law, g711.PAYLOAD_TYPE[law]
        self.head = 0x8000 | self.payload_type
        if self.slot is not None:
            self.slot = JitterSlot(law)
        self.arrange()

    def arrange(self) -> None:
        """Settle the short ways after a change of listeners, recordings, mixes, law or direction."""
        for out in self.fans:
            if out.source is self:
                out.settle()
        one = self.fans[0] if len(self.fans) == 1 and self.slot is None else None
        self.fan = one if one is not None and one.law == self.law and not self.deaf else None
        self.quiet = self.deaf or (not self.fans and self.slot is None)
        self.keep = None if self.deaf or not self.planes else self.planes[0].keep
        if self.keep is not None and len(self.planes) > 1:
            self.keep = self._keep_all

    def _keep_all(self, packet: bytes) -> None:
        for plane in self.planes:
            plane.keep(packet)

    def forget_source(self) -> None:
        """The next packet begins a new run of numbers: the peer is another one."""
        self.ssrc = -1
        self.heard = False

    def pass_on(self, whole: memoryview, *, seq: int, timestamp: int, clock: int, marker: bool) -> None:
        """To mixes and relays. The head in `whole` is overwritten for each listener."""
        if self.slot is not None:
            self.slot.put(timestamp, whole[HEADER_BYTES:])
        for out in self.fans:
            if out.source is not self:
                out.join(self, seq=seq, timestamp=timestamp, clock=clock)
            out.relay(whole, seq=seq, timestamp=timestamp, marker=marker)

    def unusual(self, box: Box, size: int, clock: int) -> str | None:
        """Take a packet that is not just what was expected. Returns a key when one is pressed with it."""
        packet = rtp.parse(box.buffer, size)
        if packet is None and rtp.is_control(box.buffer, size):
            return None
        if packet is None or packet.payload_type not in (self.payload_type, self.dtmf):
            self.invalid += 1
            return None
        is_key = packet.payload_type != self.payload_type
        if not is_key and not rtp.SHORTEST <= len(packet.payload) <= rtp.LONGEST:
            self.invalid += 1
            return None
        fresh = self._count(packet, clock)
        if is_key:
            return self._key(packet)
        if fresh:
            self._go_on(box, packet, clock)
        return None

    def _count(self, packet: Packet, clock: int) -> bool:
        """Sequence and jitter of a packet that is out of the ordinary. False for a repetition."""
        step = ahead(packet.seq, self.next)
        if packet.ssrc != self.ssrc or not -FARTHEST_JUMP <= step <= FARTHEST_JUMP:
            self._begin(packet, clock)
        elif step < 0:
            if packet.seq not in self._missing:
                self.repeated += 1
                return False
            self._missing.discard(packet.seq)
            self.lost -= 1
            self.received += 1
            return True
        elif step > 0:
            self.lost += step
            if len(self._missing) > FARTHEST_JUMP:
                self._missing.clear()
            self._missing.update((self.next + n) & MASK16 for n in range(step))
        self.next = (packet.seq + 1) & MASK16
        self.received += 1
        self.heard, self.heard_at = True, clock
        moved = clock - packet.timestamp - self.transit
        self.transit += moved
        if packet.payload_type == self.payload_type:
            self.jitter += (min(abs(moved), FARTHEST_JUMP * SAMPLES) - self.jitter) / 16
        return True

    def _begin(self, packet: Packet, clock: int) -> None:
        """Another SSRC, or another run of numbers: nothing learnt of the old one holds."""
        for out in self.fans:
            if out.source is self:
                out.settle()
        for plane in self.planes:
            plane.new_source(self.transit)
        if self.slot is not None:
            self.slot.restart()
        self.ssrc = packet.ssrc
        self._missing.clear()
        self.transit = clock - packet.timestamp

    def _key(self, packet: Packet) -> str | None:
        for out in self.fans:
            if out.source is self:
                out.skip()
        return self._keys.heard(packet.payload, seq=packet.seq, timestamp=packet.timestamp, ssrc=packet.ssrc)

    def _go_on(self, box: Box, packet: Packet, clock: int) -> None:
        """Bring the packet into plain form first: no padding, extension or contributing sources."""
        end = HEADER_BYTES + len(packet.payload)
        box.buffer[0] = 0x80
        box.buffer[1] = self.payload_type | (0x80 if packet.marker else 0)
        box.buffer[HEADER_BYTES:end] = packet.payload
        whole = box.view[:end]
        if self.keep is not None:
            self.keep(bytes(whole))
        if not self.quiet:
            self.pass_on(whole, seq=packet.seq, timestamp=packet.timestamp, clock=clock, marker=packet.marker)


def hear_all(
    lines: Mapping[int, Incoming], events: Iterable[tuple[int, int]], box: Box, *, clock: int
) -> list[tuple[str, str]]:
    """Receive once from every socket that has something. Returns keys pressed, as (name, key)."""
    keys: list[tuple[str, str]] = []
    buffer, whole, read_head, write_tail = box.buffer, box.whole, QUICK.unpack_from, TAIL.pack_into
    for fd, _ in events:
        try:
            said = lines[fd]
            receive = said.receive
            size = receive(buffer)
            head, seq, timestamp, ssrc = read_head(buffer)
            if seq != said.next or head != said.head or ssrc != said.ssrc or size != PLAIN_BYTES:
                key = said.unusual(box, size, clock)
                if key is not None:
                    keys.append((said.name, key))
                continue
            said.next = (seq + 1) & MASK16
            said.received += 1
            said.heard_at = clock
            moved = clock - timestamp - said.transit
            said.transit += moved
            said.jitter += ((moved if moved >= 0 else -moved) - said.jitter) * 0.0625
            keep, out = said.keep, said.fan
            if keep is not None:
                keep(whole.tobytes())
            if out is not None and out.source is said:
                out_seq = (seq + out.seq_shift) & MASK16
                write_tail(buffer, 2, out_seq, (timestamp + out.timestamp_shift) & MASK32, out.ssrc)
                send = out.send
                send(whole)
            elif not said.quiet:
                said.pass_on(whole, seq=seq, timestamp=timestamp, clock=clock, marker=False)
        except OSError:  # nothing there after all, or the party's port is closed
            continue
    return keys
