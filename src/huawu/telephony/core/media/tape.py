"""The tape of a recording: what each party said, laid down by RTP time stamps, taken up once a second.

Every recorded leg has a plane, a ring of two seconds of raw G.711 into which its packets are written where
their time stamps say: loss leaves silence, reordering and repetition do no harm. The first packet, or one
that does not fit the clock (a new source, a jump, a drift of 0.1 s), sets where the time stamps stand. A
side with one leg is taken up as it is; with several legs they are added, once a second and not per packet.
"""

from collections.abc import Iterable

import numpy as np

from huawu.telephony.core.media import g711
from huawu.telephony.core.media.recording import LEFT_IS_A, RATE, RIGHT_IS_A, Slice
from huawu.telephony.core.media.rtp import MASK32, SAMPLES, ahead

RING = 2 * RATE
SLACK = RATE // 5
"""How long after its end a second is taken up: late packets still find it."""
DRIFT = RATE // 10


class Plane:
    """What one leg said, for one recording."""

    __slots__ = ("base", "crossing", "ended", "high", "law", "low", "origin", "ring")

    def __init__(self, tape: "Tape", law: str) -> None:
        self.law = law
        self.origin = tape.origin
        self.low, self.high = tape.low, 0  # high is 0 until a packet has set the place
        self.base = 0
        self.crossing: bytes | None = None
        self.ring = bytearray(g711.silence(law, RING))
        self.ended = False

    def put(self, timestamp: int, payload: bytes | memoryview, clock: int) -> None:
        """Lay a payload down; `clock` is now, for a source that has to be placed."""
        at = (timestamp - self.base) & MASK32
        length = len(payload)
        start = at % RING
        end = start + length
        if self.low <= at < self.high and end <= RING and self.crossing is None:
            self.ring[start:end] = payload
        else:
            self._put_unusual(at, timestamp, payload, clock)

    def _put_unusual(self, at: int, timestamp: int, payload: bytes | memoryview, clock: int) -> None:
        if not self.low <= at < self.high - len(payload):
            if self.high and -RATE < ahead(at, self.low, 32) < 0:
                return
            now = clock - self.origin
            at = max(self.low, now - now % SAMPLES)
            self.base, self.high = (timestamp - at) & MASK32, self.low + RING
        said = bytes(payload) if self.crossing is None else bytes(payload).translate(self.crossing)
        start = at % RING
        fits = min(len(said), RING - start)
        self.ring[start : start + fits] = said[:fits]
        if fits < len(said):
            self.ring[: len(said) - fits] = said[fits:]

    def replace(self) -> None:
        """Let the next packet set the place anew."""
        self.high = 0

    def speaks(self, law: str) -> None:
        """The leg's law is now this; the plane keeps its own."""
        self.crossing = g711.crossing(law, self.law)

    def check_drift(self, transit: int) -> None:
        """Let the next packet set the place anew when the source's clock has run away from ours.

        `transit`: media clock less time stamp of the latest packet.
        """
        if self.high and abs(ahead((transit + self.base - self.origin) & MASK32, 0, 32)) > DRIFT:
            self.high = 0


class Tape:
    """Both sides of a recording. Times are samples; `origin` is the media clock at the recording's start."""

    __slots__ = ("first", "left", "low", "origin", "right")

    def __init__(self, *, clock: int, position: int) -> None:
        """`position`: samples since the recording's `started_at`, more than 0 when an old file goes on."""
        position -= position % SAMPLES
        self.origin = clock - position
        self.low = position - position % RATE
        self.first = position % RATE
        self.left: list[Plane] = []
        self.right: list[Plane] = []

    @property
    def due_at(self) -> int:
        """When, by the media clock, the present second can be taken up."""
        return self.origin + self.low + RATE + SLACK

    def take(self) -> Slice:
        """The present second; the next one becomes present."""
        return self._take(RATE)

    def finish(self, clock: int) -> list[Slice]:
        """All that is left, up to now."""
        slices = []
        while (left := clock - self.origin - self.low) >= RATE:
            slices.append(self._take(RATE))
        left -= left % SAMPLES
        if left > self.first:
            slices.append(self._take(left))
        return slices

    def _take(self, until: int) -> Slice:
        index, first = self.low // RATE, self.first
        start = self.low % RING
        left, left_law = _side(self.left, start + first, start + until)
        right, right_law = _side(self.right, start + first, start + until)
        self.low += RATE
        self.first = 0
        self.left = _step(self.left, start, self.low)
        self.right = _step(self.right, start, self.low)
        laws = (LEFT_IS_A if left_law == g711.A else 0) | (RIGHT_IS_A if right_law == g711.A else 0)
        return Slice(index, first, laws, left, right)


def _step(planes: list[Plane], start: int, low: int) -> list[Plane]:
    """Empty the second that was taken, move on, and let go of legs that are no longer recorded."""
    for plane in planes:
        plane.ring[start : start + RATE] = _SILENT_SECOND[plane.law]
        plane.low, plane.high = low, low + RING if plane.high else 0
    return [plane for plane in planes if not plane.ended]


def _side(planes: Iterable[Plane], start: int, end: int) -> tuple[bytes, str]:
    spoken = list(planes)
    if not spoken:
        return g711.silence(g711.MU, end - start), g711.MU
    if len(spoken) == 1:
        return bytes(memoryview(spoken[0].ring)[start:end]), spoken[0].law
    total = np.zeros(end - start, dtype=np.int32)
    for plane in spoken:
        total += g711.decode(bytes(plane.ring[start:end]), plane.law)
    return g711.encode(total, g711.MU), g711.MU


_SILENT_SECOND: dict[str, bytes] = {law: g711.silence(law, RATE) for law in (g711.MU, g711.A)}
