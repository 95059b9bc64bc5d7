"""What a leg says: validation, counting, keys, and the ways a packet goes on.

Of every line the figures of its source lie in a row (`row`), where the quick path (`quick`) finds them. What
it does not pass on by itself comes here as a letter: a packet out of the ordinary, or one that recordings,
mixes, several listeners or another law want.
"""

import contextlib
import ctypes
from collections.abc import Callable
from typing import Generic, Protocol, Self, TypeVar, overload

from huawu.telephony.core.media import g711, rtp
from huawu.telephony.core.media.jitter import JitterSlot
from huawu.telephony.core.media.keys import KeysIn
from huawu.telephony.core.media.outgoing import Outgoing
from huawu.telephony.core.media.row import BY_HAND, NOWHERE, RELAY, Row, Slot
from huawu.telephony.core.media.rtp import (
    FARTHEST_JUMP,
    HEADER_BYTES,
    MASK16,
    PLAIN_BYTES,
    QUICK,
    SAMPLES,
    Packet,
    ahead,
)

Keep = Callable[[bytes], None]
_Number = TypeVar("_Number", int, float)


class Keeper(Protocol):
    """Keeps what a leg says: a plane of a recording, or a tap. `store_number`: of the store that the quick
    path may fill, -1 without one."""

    store_number: int

    def keep(self, packet: bytes) -> None:
        """A packet in plain form."""

    def speaks(self, law: str, transit: int) -> None:
        """The leg's law is now this."""

    def new_source(self, transit: int) -> None:
        """The leg's source changes."""


class Column(Generic[_Number]):
    """A figure that lies in the row."""

    __slots__ = ("_name",)

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, said: None, owner: type) -> Self: ...
    @overload
    def __get__(self, said: "Incoming", owner: type) -> _Number: ...
    def __get__(self, said: "Incoming | None", owner: type) -> "_Number | Self":
        if said is None:
            return self
        number: _Number = getattr(said.row, self._name)
        return number

    def __set__(self, said: "Incoming", number: _Number) -> None:
        setattr(said.row, self._name, number)


class Incoming:
    """The receiving side of a leg. `heard_at` and `clock` are samples of the media clock.

    `fan`: the only listener, when all it needs is the packet with other numbers. `keep`: what the packet as
    it is must be given to. Both follow from the rest by `arrange`.
    """

    __slots__ = (
        "_keys", "_missing", "bed", "deaf", "dtmf", "fan", "fans", "heard", "invalid", "keep", "law", "lost",
        "name", "payload_type", "planes", "quiet", "repeated", "row", "slot", "slot_users",
    )  # fmt: skip
    head, next, ssrc = Column[int](), Column[int](), Column[int]()
    transit, heard_at, received = Column[int](), Column[int](), Column[int]()
    jitter = Column[float]()

    def __init__(self, *, law: str, dtmf: int | None, name: str = "") -> None:
        self.name = name
        self.row, self.bed = Row(fd=-1, next=-1, ssrc=-1, store=-1), Slot()
        self.heard = False
        self.lost = self.repeated = self.invalid = 0
        self.fans: tuple[Outgoing, ...] = ()
        self.planes: tuple[Keeper, ...] = ()
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

    def move(self, row: Row, bed: Slot) -> None:
        """The figures lie in this row from now on, and what mixes want in this bed."""
        ctypes.memmove(ctypes.addressof(row), ctypes.addressof(self.row), ctypes.sizeof(Row))
        ctypes.memmove(ctypes.addressof(bed), ctypes.addressof(self.bed), ctypes.sizeof(Slot))
        self.row, self.bed = row, bed
        if self.slot is not None:
            self.slot.slot = bed

    def mixed(self, *, more: int) -> None:
        """So many more mixes want what is said here; a slot is there while any does."""
        self.slot_users += more
        if not self.slot_users:
            self.slot = None
        elif self.slot is None:
            self.slot = JitterSlot(self.law, self.bed)
        self.arrange()

    def speaks(self, law: str) -> None:
        """The party uses this law from now on."""
        for plane in self.planes:
            plane.speaks(law, self.transit)
        self.law, self.payload_type = law, g711.PAYLOAD_TYPE[law]
        self.head = 0x8000 | self.payload_type
        if self.slot is not None:
            self.slot = JitterSlot(law, self.bed)
        self.arrange()

    def arrange(self) -> None:
        """Settle the short ways after a change of listeners, recordings, mixes, law or direction."""
        for out in self.fans:
            if out.source is self:
                out.settle()
        one = self.fans[0] if len(self.fans) == 1 else None
        self.fan = one if one is not None and one.law == self.law and not self.deaf else None
        self.quiet = self.deaf or not self.fans
        self.keep = None if self.deaf or not self.planes else self.planes[0].keep
        if self.keep is not None and len(self.planes) > 1:
            self.keep = self._keep_all
        self.shorten()

    def shorten(self) -> None:
        """Write into the row which way an expected packet takes now."""
        row, out = self.row, self.fan
        row.mixed = self.slot is not None and not self.deaf
        row.store = self.planes[0].store_number if self.keep is not None and len(self.planes) == 1 else -1
        if self.keep is not None and row.store < 0:
            row.way = BY_HAND
        elif self.quiet:
            row.way = NOWHERE
        elif out is not None and out.source is self and out.fd >= 0:
            row.out_fd, row.out_ssrc = out.fd, out.ssrc
            row.seq_shift, row.timestamp_shift = out.seq_shift, out.timestamp_shift
            row.way = RELAY
        else:
            row.way = BY_HAND

    def _keep_all(self, packet: bytes) -> None:
        for plane in self.planes:
            plane.keep(packet)

    def forget_source(self) -> None:
        """The next packet begins a new run of numbers: the peer is another one."""
        self.ssrc = -1
        self.heard = False

    def pass_on(self, whole: memoryview, *, seq: int, timestamp: int, clock: int, marker: bool) -> None:
        """To relays. The head in `whole` is overwritten for each listener."""
        for out in self.fans:
            if out.source is not self:
                out.join(self, seq=seq, timestamp=timestamp, clock=clock)
                self.shorten()
            with contextlib.suppress(OSError):  # that party's port is closed; the others hear on
                out.relay(whole, seq=seq, timestamp=timestamp, marker=marker)

    def take(self, data: memoryview, size: int, clock: int, *, counted: bool) -> str | None:
        """A letter: `counted`, kept and laid down for mixes already when it was just what was expected.
        Returns a key when one is pressed with it."""
        if not counted:
            return self.unusual(data, size, clock)
        whole = data[:PLAIN_BYTES]
        if self.keep is not None and self.row.store < 0:
            self.keep(whole.tobytes())
        if not self.quiet:
            _, seq, timestamp, _ = QUICK.unpack_from(data)
            self.pass_on(whole, seq=seq, timestamp=timestamp, clock=clock, marker=False)
        return None

    def unusual(self, data: memoryview, size: int, clock: int) -> str | None:
        """Take a packet that need not be what was expected. Returns a key when one is pressed with it."""
        packet = rtp.parse(data, size)
        if packet is None and rtp.is_control(data, size):
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
            self._go_on(data, packet, clock)
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
        self.shorten()
        return self._keys.heard(packet.payload, seq=packet.seq, timestamp=packet.timestamp, ssrc=packet.ssrc)

    def _go_on(self, data: memoryview, packet: Packet, clock: int) -> None:
        """Bring the packet into plain form first: no padding, extension or contributing sources."""
        end = HEADER_BYTES + len(packet.payload)
        data[0] = 0x80
        data[1] = self.payload_type | (0x80 if packet.marker else 0)
        data[HEADER_BYTES:end] = packet.payload
        whole = data[:end]
        if self.keep is not None:
            self.keep(whole.tobytes())
        if self.slot is not None and not self.deaf:
            self.slot.put(packet.timestamp, whole[HEADER_BYTES:])
        if not self.quiet:
            self.pass_on(whole, seq=packet.seq, timestamp=packet.timestamp, clock=clock, marker=packet.marker)
