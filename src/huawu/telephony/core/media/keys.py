"""Key presses as RTP events (RFC 4733), in and out.

In: a press is a run of packets with one time stamp, the last of them sent three times; any of them may be
lost. A press is told when its first packet arrives, so a lost end costs nothing, and everything else of
that press changes nothing. A press that goes on as a new segment (RFC 4733, 2.5.1.3), or whose sender
wrongly moves the time stamp with each packet, is still one.

Out: one packet each 20 ms: a marked start, continuations with growing duration, three equal ends, then a
pause.
"""

import struct
from collections import deque

from huawu.telephony.core.media.rtp import MASK16, MASK32, SAMPLES, ahead

NAMES = "0123456789*#ABCD"
_EVENT = struct.Struct(">BBH")
_END = 0x80
_VOLUME = 10  # -10 dBm0, as phones do
PRESS_PACKETS = 6  # 120 ms
END_PACKETS = 3
PAUSE_PACKETS = 4  # 80 ms
LONGEST_QUEUE = 64


class KeysIn:
    """Makes one key of the packets of one press."""

    __slots__ = ("_duration", "_ended", "_event", "_seq", "_ssrc", "_timestamp")

    def __init__(self) -> None:
        self._event = -1
        self._timestamp = self._ssrc = self._seq = self._duration = 0
        self._ended = True

    def heard(self, payload: bytes, *, seq: int, timestamp: int, ssrc: int) -> str | None:
        """The key when this packet begins a press, else None."""
        if len(payload) < _EVENT.size:
            return None
        event, flags, duration = _EVENT.unpack_from(payload)
        if event >= len(NAMES):
            return None
        known = ssrc == self._ssrc and self._event >= 0
        if known and timestamp == self._timestamp and event == self._event:
            self._ended = self._ended or bool(flags & _END)
            self._duration, self._seq = max(duration, self._duration), seq
            return None
        if known and ahead(timestamp, self._timestamp, 32) < 0:
            return None
        goes_on = known and self._goes_on(event, duration, seq=seq, timestamp=timestamp)
        self._event, self._timestamp, self._ssrc = event, timestamp, ssrc
        self._seq, self._duration, self._ended = seq, duration, bool(flags & _END)
        return None if goes_on else NAMES[event]

    def _goes_on(self, event: int, duration: int, *, seq: int, timestamp: int) -> bool:
        if event != self._event or self._ended or seq != (self._seq + 1) & MASK16:
            return False
        next_segment = timestamp == (self._timestamp + self._duration) & MASK32
        moving_stamp = duration > self._duration and ahead(timestamp, self._timestamp, 32) <= 2 * SAMPLES
        return next_segment or moving_stamp


class KeysOut:
    """Sends queued keys, one packet per call of `next`."""

    __slots__ = ("_queue", "_sent", "timestamp")

    def __init__(self) -> None:
        self._queue: deque[int] = deque()
        self._sent = 0
        self.timestamp = 0

    def press(self, keys: str) -> None:
        """Queue presses; what is not a key, and what is too many, is left out."""
        for key in keys.upper():
            if key in NAMES and len(self._queue) < LONGEST_QUEUE:
                self._queue.append(NAMES.index(key))

    def __bool__(self) -> bool:
        return bool(self._queue)

    def next(self, timestamp: int) -> tuple[bytes, bool] | None:
        """Payload and marker of the next packet, to be sent with `self.timestamp`; None during a pause or
        when done.

        `timestamp`: that of this moment, which a press keeps from its start.
        """
        sent, self._sent = self._sent, self._sent + 1
        if sent == 0:
            self.timestamp = timestamp
        ends = sent >= PRESS_PACKETS
        if sent >= PRESS_PACKETS + END_PACKETS:
            if sent == PRESS_PACKETS + END_PACKETS + PAUSE_PACKETS - 1:
                self._queue.popleft()
                self._sent = 0
            return None
        duration = SAMPLES * min(sent + 1, PRESS_PACKETS)
        return _EVENT.pack(self._queue[0], (_END if ends else 0) | _VOLUME, duration), sent == 0
