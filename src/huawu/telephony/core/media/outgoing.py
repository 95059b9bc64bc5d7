"""What a leg hears: one RTP stream, fed by a relay from another leg or paced by the 20 ms tick.

The stream is one to the party whatever feeds it: sequence numbers go on, and time stamps follow the media
clock across changes. While relayed, the numbers of the source are shifted by a constant, so that a loss
before us is seen as a loss and not as a shift in time. `send` takes a datagram; it is the socket's own, so
that a relayed packet is passed through without another object being made.
"""

from collections.abc import Callable

from huawu.telephony.core.media import g711
from huawu.telephony.core.media.keys import KeysOut
from huawu.telephony.core.media.playing import Player
from huawu.telephony.core.media.rtp import HEADER, HEADER_BYTES, MASK16, MASK32, PLAIN_BYTES, SAMPLES, ahead

Send = Callable[[bytes | bytearray | memoryview], int]
PACED: object = object()
"""The source of a stream that the tick feeds."""


class Outgoing:
    """The sending side of a leg."""

    __slots__ = (
        "_packet", "_payload", "_zero", "crossing", "dtmf", "keys", "law", "payload_type", "player", "send",
        "sent", "sent_at", "seq", "seq_shift", "silence", "source", "ssrc", "timestamp", "timestamp_shift",
    )  # fmt: skip

    def __init__(self, *, law: str, dtmf: int | None, ssrc: int, send: Send) -> None:
        """`ssrc` should be random; sequence and time stamp start from it too."""
        self.ssrc = ssrc
        self.seq, self.timestamp = ssrc >> 16, ssrc * 2654435761 & MASK32
        self._zero = self.timestamp
        self._packet = bytearray(PLAIN_BYTES)
        self._payload = memoryview(self._packet)[HEADER_BYTES:]
        self.source: object = None
        self.seq_shift = self.timestamp_shift = 0
        self.crossing: bytes | None = None
        self.player: Player | None = None
        self.keys = KeysOut()
        self.sent = self.sent_at = 0
        self.dtmf = dtmf
        self.send = send
        self.speak(law)

    def speak(self, law: str) -> None:
        """Use this law from now on."""
        self.law, self.payload_type = law, g711.PAYLOAD_TYPE[law]
        self.silence = g711.silence(law, SAMPLES)
        self.source = None

    def _next_timestamp(self, clock: int) -> int:
        """Where the stream stands after a change of source: at the clock, and never behind what was sent."""
        on = (self.timestamp + SAMPLES) & MASK32
        now = (self._zero + clock) & MASK32
        return now if ahead(now, on, 32) > 0 else on

    def join(self, source: object, law: str, *, seq: int, timestamp: int, clock: int) -> None:
        """A relay begins (or begins anew) with this packet of `source`."""
        self.seq_shift = self.seq + 1 - seq
        self.timestamp_shift = self._next_timestamp(clock) - timestamp
        self.crossing = g711.crossing(law, self.law)
        self.source = source

    def relay_crossing(self, payload: bytes, *, marker: bool) -> None:
        """Send a relayed payload in our own law; `seq` and `timestamp` are set already."""
        assert self.crossing is not None
        second = self.payload_type | (0x80 if marker else 0)
        head = HEADER.pack(0x80, second, self.seq, self.timestamp, self.ssrc)
        self.send(head + payload.translate(self.crossing))

    def say(self, payload: bytes, clock: int) -> None:
        """Send the next 20 ms."""
        marker = 0
        if self.source is PACED:
            self.timestamp = timestamp = (self.timestamp + SAMPLES) & MASK32
        else:
            self.timestamp = timestamp = self._next_timestamp(clock)
            self.source, marker = PACED, 0x80
        self.seq = seq = (self.seq + 1) & MASK16
        HEADER.pack_into(self._packet, 0, 0x80, self.payload_type | marker, seq, timestamp, self.ssrc)
        self._payload[:] = payload
        self.sent += 1
        self.sent_at = clock
        self.send(self._packet)

    def say_key(self, clock: int) -> None:
        """Send the next packet of a key press, or 20 ms of the pause after it."""
        assert self.dtmf is not None
        upcoming = (
            self._next_timestamp(clock) if self.source is not PACED else self.timestamp + SAMPLES & MASK32
        )
        event = self.keys.next(upcoming)
        if event is None:
            self.say(self.silence, clock)
            return
        payload, starts = event
        self.source, self.timestamp = PACED, upcoming
        self.seq = (self.seq + 1) & MASK16
        second = self.dtmf | (0x80 if starts else 0)
        self.sent += 1
        self.sent_at = clock
        self.send(HEADER.pack(0x80, second, self.seq, self.keys.timestamp, self.ssrc) + payload)

    def next_piece(self, clock: int) -> bytes | None:
        """The next 20 ms of what is played; None when it has ended, or nothing is."""
        return self.player.next(clock) if self.player is not None else None
