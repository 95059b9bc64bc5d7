"""RTP (RFC 3550): the header, and what of a datagram is audio.

Audio is 8 kHz with one byte a sample, so time stamps, samples and payload bytes are one unit; a packet of
20 ms has 160 of them.
"""

import struct
from dataclasses import dataclass

SAMPLES = 160
HEADER_BYTES = 12
PLAIN_BYTES = HEADER_BYTES + SAMPLES
MASK16 = 0xFFFF
MASK32 = 0xFFFFFFFF
SHORTEST, LONGEST = 8, 960
"""Bounds of a payload that we take: 1 ms (a key has 4 bytes and is judged apart) to 120 ms."""
FARTHEST_JUMP = 100
"""Packets (2 s): beyond, it is another run of numbers and not a loss."""

HEADER = struct.Struct(">BBHII")
"""Flags, marker and payload type, sequence number, time stamp, SSRC."""
QUICK = struct.Struct(">HHII")
"""The same with the first two bytes as one number."""


@dataclass(frozen=True, slots=True)
class Packet:
    """A received packet, taken apart."""

    payload_type: int
    marker: bool
    seq: int
    timestamp: int
    ssrc: int
    payload: bytes


def parse(data: bytes | bytearray | memoryview, size: int) -> Packet | None:
    """Take `size` bytes apart; None when they are not RTP of version 2 (RTCP is not) or make no sense."""
    if size < HEADER_BYTES:
        return None
    first, second, seq, timestamp, ssrc = HEADER.unpack_from(data)
    payload_type = second & 0x7F
    if first >> 6 != 2 or 64 <= payload_type <= 95:
        return None
    start = HEADER_BYTES + 4 * (first & 0x0F)
    if first & 0x10:
        if start + 4 > size:
            return None
        start += 4 + 4 * int.from_bytes(data[start + 2 : start + 4], "big")
    end = size - data[size - 1] if first & 0x20 else size
    if start >= end:
        return None
    return Packet(payload_type, second >= 0x80, seq, timestamp, ssrc, bytes(data[start:end]))


def is_control(data: bytes | bytearray | memoryview, size: int) -> bool:
    """RTCP on the port of RTP (RFC 5761): allowed, and not listened to."""
    return size >= 8 and data[0] >> 6 == 2 and 192 <= data[1] <= 223


def ahead(number: int, of: int, bits: int = 16) -> int:
    """How far `number` is ahead of `of` on a circle of 2**bits; negative when behind."""
    half = 1 << (bits - 1)
    return ((number - of + half) & ((1 << bits) - 1)) - half
