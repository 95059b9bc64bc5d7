"""What a leg says: validation, counting, keys, and the ways a packet goes on.

This is the path every packet takes, 40 000 times a second in a busy house. A packet that is just what was
expected (same SSRC, next number, 20 ms, no marker) goes by a few comparisons; everything else takes
`_unusual`. From here it goes to the planes of recordings, to the jitter slot when some listener's mix needs
it, and at once, in the very buffer it came in, to each listener who hears this leg alone.
"""

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
_read_head = QUICK.unpack_from
_write_tail = TAIL.pack_into


class Box:
    """The one buffer that packets are received into and relayed from."""

    __slots__ = ("buffer", "payload", "view", "whole")

    def __init__(self) -> None:
        self.buffer = bytearray(BUFFER_BYTES)
        self.view = memoryview(self.buffer)
        self.whole = self.view[:PLAIN_BYTES]
        self.payload = self.view[HEADER_BYTES:PLAIN_BYTES]


class Incoming:
    """The receiving side of a leg. `heard_at` and `clock` are samples of the media clock."""

    __slots__ = (
        "_head", "_keys", "_missing", "_next", "_ssrc", "_transit", "deaf", "dtmf", "fans", "heard_at",
        "invalid", "jitter", "law", "lost", "payload_type", "planes", "received", "repeated", "slot",
        "slot_users",
    )  # fmt: skip

    def __init__(self, *, law: str, dtmf: int | None) -> None:
        self._ssrc = self._next = -1
        self._transit = 0
        self._missing: set[int] = set()
        self._keys = KeysIn()
        self.heard_at: int | None = None
        self.received = self.lost = self.repeated = self.invalid = 0
        self.jitter = 0.0
        self.fans: tuple[Outgoing, ...] = ()
        self.planes: tuple[Plane, ...] = ()
        self.slot: JitterSlot | None = None
        self.slot_users = 0
        self.dtmf = dtmf
        self.deaf = False
        self.speaks(law)

    def speaks(self, law: str) -> None:
        """The party uses this law from now on."""
        self.law, self.payload_type = law, g711.PAYLOAD_TYPE[law]
        self._head = 0x8000 | self.payload_type
        self._ssrc = -1
        if self.slot is not None:
            self.slot = JitterSlot(law)
        for plane in self.planes:
            plane.speaks(law)

    def forget_source(self) -> None:
        """The next packet begins a new run of numbers: the peer is another one."""
        self._ssrc = -1
        self.heard_at = None

    @property
    def transit(self) -> int:
        """Media clock less time stamp of the latest packet."""
        return self._transit

    def hear(self, box: Box, size: int, clock: int) -> str | None:
        """Take the packet in `box`. Returns a key when one is pressed with it."""
        head, seq, timestamp, ssrc = _read_head(box.buffer)
        if head == self._head and seq == self._next and ssrc == self._ssrc and size == PLAIN_BYTES:
            self._next = (seq + 1) & MASK16
            self.received += 1
            self.heard_at = clock
            moved = clock - timestamp - self._transit
            self._transit += moved
            self.jitter += ((moved if moved >= 0 else -moved) - self.jitter) * 0.0625
        else:
            return self._unusual(box, size, clock)
        if not self.deaf:
            self._pass_on(box.payload, box.whole, seq=seq, timestamp=timestamp, clock=clock)
        return None

    def _pass_on(
        self,
        payload: memoryview,
        whole: memoryview,
        *,
        seq: int,
        timestamp: int,
        clock: int,
        marker: bool = False,
    ) -> None:
        """To recordings, mixes and relays. The head in `whole` is overwritten for each listener."""
        for plane in self.planes:
            plane.put(timestamp, payload, clock)
        if self.slot is not None:
            self.slot.put(timestamp, payload)
        for out in self.fans:
            if out.source is not self:
                out.join(self, self.law, seq=seq, timestamp=timestamp, clock=clock)
            out.seq = out_seq = (seq + out.seq_shift) & MASK16
            out.timestamp = out_timestamp = (timestamp + out.timestamp_shift) & MASK32
            out.sent += 1
            out.sent_at = clock
            if out.crossing is None:
                _write_tail(whole, 2, out_seq, out_timestamp, out.ssrc)
                out.send(whole)
            else:
                out.relay_crossing(bytes(payload), marker=marker)

    def _unusual(self, box: Box, size: int, clock: int) -> str | None:
        packet = rtp.parse(box.buffer, size)
        if packet is None:
            self.invalid += 1
            return None
        if packet.payload_type not in (self.payload_type, self.dtmf):
            self.invalid += 1
            return None
        is_key = packet.payload_type != self.payload_type
        if not is_key and not rtp.SHORTEST <= len(packet.payload) <= rtp.LONGEST:
            self.invalid += 1
            return None
        fresh = self._count(packet, clock)
        if is_key:
            return self._key(packet)
        if fresh and not self.deaf:
            self._pass_on_unusual(box, packet, clock)
        return None

    def _count(self, packet: Packet, clock: int) -> bool:
        """Sequence and jitter of a packet that is out of the ordinary. False for a repetition."""
        step = ahead(packet.seq, self._next)
        self.heard_at = clock
        if packet.ssrc != self._ssrc or not -FARTHEST_JUMP <= step <= FARTHEST_JUMP:
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
            self._missing.update((self._next + n) & MASK16 for n in range(step))
        self._next = (packet.seq + 1) & MASK16
        self.received += 1
        moved = clock - packet.timestamp - self._transit
        self._transit += moved
        if packet.payload_type == self.payload_type:
            self.jitter += (min(abs(moved), FARTHEST_JUMP * SAMPLES) - self.jitter) / 16
        return True

    def _begin(self, packet: Packet, clock: int) -> None:
        """Another SSRC, or another run of numbers: nothing learnt of the old one holds."""
        self._ssrc = packet.ssrc
        self._missing.clear()
        self._transit = clock - packet.timestamp
        for out in self.fans:
            out.source = None
        for plane in self.planes:
            plane.replace()
        if self.slot is not None:
            self.slot.restart()

    def _key(self, packet: Packet) -> str | None:
        for out in self.fans:
            if out.source is self:
                out.seq_shift -= 1
        return self._keys.heard(packet.payload, seq=packet.seq, timestamp=packet.timestamp, ssrc=packet.ssrc)

    def _pass_on_unusual(self, box: Box, packet: Packet, clock: int) -> None:
        """Bring the packet into plain form first: no padding, extension or contributing sources."""
        end = HEADER_BYTES + len(packet.payload)
        box.buffer[0] = 0x80
        box.buffer[1] = self.payload_type | (0x80 if packet.marker else 0)
        box.buffer[HEADER_BYTES:end] = packet.payload
        self._pass_on(
            box.view[HEADER_BYTES:end],
            box.view[:end],
            seq=packet.seq,
            timestamp=packet.timestamp,
            clock=clock,
            marker=packet.marker,
        )
