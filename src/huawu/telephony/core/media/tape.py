"""The tape of a recording: what each party said, laid down by RTP time stamps, taken up once a second.

Every recorded leg has a plane. What is said is kept with its time stamp until the second is taken up (in a
store, where the quick path puts it, or packet by packet), then laid into a ring of two seconds where the
time stamps say: loss leaves silence, reordering and repetition do no harm. Where time stamps stand is set by
the first second of a source, and anew when the source changes or has run 0.2 s away from our clock. A side
with one leg is taken up as it is; with several legs they are added, once a second and not per packet.
"""

import ctypes
from typing import Protocol

import numpy as np

from huawu.telephony.core.media import g711
from huawu.telephony.core.media.recording import LEFT_IS_A, PAUSED, RATE, RIGHT_IS_A, Slice
from huawu.telephony.core.media.row import Store
from huawu.telephony.core.media.rtp import HEADER_BYTES, MASK32, SAMPLES, ahead

RING = 2 * RATE
SLACK = RATE // 5
"""How long after its end a second is taken up: late packets still find it."""
DRIFT = RATE // 5
STANDSTILL = 5
"""Seconds."""


class Stores(Protocol):
    """Where stores are had."""

    def take(self) -> tuple[int, Store] | None: ...
    def give_back(self, number: int) -> None: ...


class Plane:
    """What one leg said, for one recording. `keep` takes a packet in plain form.

    `store_number`: of the store that the quick path may fill, -1 without one.
    """

    __slots__ = (
        "_base", "_origin", "_placed", "_ring", "_said", "_spoken", "_store", "_stores", "crossing",
        "ended", "law", "low", "store_number",
    )  # fmt: skip

    def __init__(self, tape: "Tape", law: str, stores: Stores | None = None) -> None:
        self.law = law
        self.low = tape.low
        self.ended = False
        self.crossing: bytes | None = None
        self._origin = tape.origin
        self._base, self._placed = 0, False
        self._ring = bytearray(_SILENT_RING[law])
        self._said: list[tuple[int, bytes]] = []
        self._spoken: set[int] = set()
        self._stores = stores
        self._store: Store | None
        self.store_number, self._store = -1, None
        if stores is not None and (taken := stores.take()) is not None:
            self.store_number, self._store = taken

    def keep(self, packet: bytes) -> None:
        """Keep a packet, behind all that are kept already."""
        self._empty_store()
        self._said.append((int.from_bytes(packet[4:8], "big"), packet[HEADER_BYTES:]))

    def _empty_store(self) -> None:
        store = self._store
        if store is not None and store.kept:
            said = ctypes.string_at(ctypes.addressof(store.said), store.kept * SAMPLES)
            self._said.append((store.first, said))
            store.kept = 0

    def end(self, transit: int) -> None:
        """The leg is recorded no more: lay down what was kept, and give the store back."""
        self.settle(transit)
        self.ended = True
        if self._stores is not None and self._store is not None:
            self._stores.give_back(self.store_number)
        self.store_number, self._store = -1, None

    def settle(self, transit: int) -> None:
        """Lay down what was kept. `transit`: media clock less time stamp of the source's latest packet."""
        self._empty_store()
        if not self._said:
            return
        base = (self._origin - transit) & MASK32
        if not self._placed or abs(ahead(base, self._base, 32)) > DRIFT:
            self._base, self._placed = base, True
        for timestamp, said in self._said:
            self._lay(timestamp, said)
        self._said.clear()

    def _lay(self, timestamp: int, said: bytes) -> None:
        at = ahead(timestamp, self._base, 32)
        if at < self.low:
            said, at = said[self.low - at :], self.low
        said = said[: max(0, self.low + RING - at)]
        if said:
            self._spoken.update((at // RATE, (at + len(said) - 1) // RATE))
        if self.crossing is not None:
            said = said.translate(self.crossing)
        start = at % RING
        fits = min(len(said), RING - start)
        self._ring[start : start + fits] = said[:fits]
        self._ring[: len(said) - fits] = said[fits:]

    def new_source(self, transit: int) -> None:
        """The leg's source changes: lay down what the old one (with its `transit`) said, then start anew."""
        self.settle(transit)
        self._placed = False

    def speaks(self, law: str, transit: int) -> None:
        """The leg's law is now this; the plane keeps its own."""
        self.settle(transit)
        self.crossing = g711.crossing(law, self.law)

    def blank(self) -> None:
        """Nothing was said."""
        self._spoken.clear()
        self._ring[:] = _SILENT_RING[self.law]

    def spoken_in(self, second: int) -> bool:
        """Was anything said in this second?"""
        return second in self._spoken

    @property
    def has_more(self) -> bool:
        """Was anything said that is still to be taken?"""
        return bool(self._spoken)

    def part(self, start: int, end: int) -> bytes:
        """Raw G.711 of ring positions."""
        return bytes(memoryview(self._ring)[start:end])

    def step(self, start: int, low: int) -> None:
        """Empty the second at ring position `start`, and move on."""
        self._ring[start : start + RATE] = _SILENT_SECOND[self.law]
        self._spoken.discard(self.low // RATE)
        self.low = low


class Tape:
    """Both sides of a recording. Times are samples; `origin` is the media clock at the recording's start.
    While it is `paused` nobody is to be on it."""

    __slots__ = ("first", "left", "low", "origin", "paused", "right")

    def __init__(self, *, clock: int, position: int) -> None:
        """`position`: samples since the recording's `started_at`, more than 0 when an old file goes on."""
        position -= position % SAMPLES
        self.origin = clock - position
        self.low = position - position % RATE
        self.first = position % RATE
        self.left: list[Plane] = []
        self.right: list[Plane] = []
        self.paused = False

    @property
    def due_at(self) -> int:
        """When, by the media clock, the present second can be taken up."""
        return self.origin + self.low + RATE + SLACK

    def skip_to(self, clock: int) -> None:
        """After a standstill of seconds: leave them out, they are silent."""
        behind = (clock - self.due_at) // RATE
        if behind >= STANDSTILL:
            for plane in (*self.left, *self.right):
                plane.blank()
            self.low += behind * RATE
            self.first = 0
            for plane in (*self.left, *self.right):
                plane.low = self.low

    def take(self) -> Slice:
        """The present second, of planes that were settled; the next one becomes present."""
        return self._take(RATE)

    def finish(self, clock: int) -> list[Slice]:
        """All that is left, up to now, of planes that were settled."""
        slices = []
        while (left := clock - self.origin - self.low) >= RATE:
            slices.append(self._take(RATE))
        left -= left % SAMPLES
        if left > self.first:
            slices.append(self._take(left))
        return slices

    def turn(self, clock: int, *, paused: bool) -> list[Slice]:
        """Pause or go on at this moment: all that is left up to now, of planes that were settled. Who was on
        the tape is on it no more, and nothing of theirs is found later. The last slice is 20 ms of silence in
        the new state, so that the file says at once which one that is."""
        low = self.low
        slices = self.finish(clock)
        whole = (clock - self.origin) // RATE * RATE
        self.low = max(low, whole)
        self.first = max(0, (clock - self.origin - self.low) // SAMPLES * SAMPLES)
        self.left, self.right = [], []
        self.paused = paused
        silence = g711.silence(g711.MU, SAMPLES)
        slices.append(Slice(self.low // RATE, self.first, PAUSED if paused else 0, silence, silence))
        self.first += SAMPLES
        if self.first == RATE:
            self.low, self.first = self.low + RATE, 0
        return slices

    def _take(self, until: int) -> Slice:
        index, first = self.low // RATE, self.first
        start = self.low % RING
        left, left_law = _side([p for p in self.left if p.spoken_in(index)], start + first, start + until)
        right, right_law = _side([p for p in self.right if p.spoken_in(index)], start + first, start + until)
        self.low += RATE
        self.first = 0
        self.left = _step(self.left, start, self.low)
        self.right = _step(self.right, start, self.low)
        laws = (LEFT_IS_A if left_law == g711.A else 0) | (RIGHT_IS_A if right_law == g711.A else 0)
        laws |= PAUSED if self.paused else 0
        return Slice(index, first, laws, left, right)


def _step(planes: list[Plane], start: int, low: int) -> list[Plane]:
    """Move on, and let go of legs that are no longer recorded once all they said is written."""
    for plane in planes:
        plane.step(start, low)
    return [plane for plane in planes if not plane.ended or plane.has_more]


def _side(spoken: list[Plane], start: int, end: int) -> tuple[bytes, str]:
    if not spoken:
        return g711.silence(g711.MU, end - start), g711.MU
    if len(spoken) == 1:
        return spoken[0].part(start, end), spoken[0].law
    total = np.zeros(end - start, dtype=np.int32)
    for plane in spoken:
        total += g711.decode(plane.part(start, end), plane.law)
    return g711.encode(total, g711.MU), g711.MU


_SILENT_SECOND: dict[str, bytes] = {law: g711.silence(law, RATE) for law in (g711.MU, g711.A)}
_SILENT_RING: dict[str, bytes] = {law: g711.silence(law, RING) for law in (g711.MU, g711.A)}
