"""What lies in memory for the path every packet takes: rows of lines, stores of recorded voices, slots and
feeds of mixes, letters.

They are plain structures, so that the same functions read and write them as Python and as machine code.
Whole numbers are 64 bit; time stamps, clocks and shifts are samples at 8 kHz.
"""

import ctypes
import platform
from ctypes import c_double, c_int16, c_int32, c_int64, c_uint8, c_uint32
from typing import TypeVar

import numpy as np

from huawu.telephony.core.media.rtp import PLAIN_BYTES, SAMPLES

BUFFER_BYTES = 2048
STORE_PACKETS = 72
"""1.4 s of packets; a second is taken up at most 1.2 s after it began."""
RING = 20 * SAMPLES
"""Samples that a slot has room for: 0.4 s."""
NOWHERE, RELAY, BY_HAND = 0, 1, 2
"""Ways of an expected packet: counted only; sent to the only listener; given back to be passed on."""
_Made = TypeVar("_Made", bound=ctypes.Structure)


class Row(ctypes.Structure):
    """One line: what its next packet should be, what came so far, and where an expected packet goes."""

    _fields_ = [
        ("fd", c_int64),  # its socket, connected to the peer
        ("head", c_int64),  # first two bytes of an expected packet, as one number
        ("next", c_int64),  # its sequence number, 16 bit
        ("ssrc", c_int64),  # of the source, -1 before its first packet
        ("transit", c_int64),  # media clock less time stamp of the latest packet
        ("heard_at", c_int64),  # media clock at the latest packet
        ("received", c_int64),  # packets
        ("jitter", c_double),  # samples, RFC 3550
        ("store", c_int64),  # number of the store where packets are kept, -1 for none
        ("mixed", c_int64),  # 1 when packets are laid into the slot of the same number, for mixes
        ("way", c_int64),  # NOWHERE, RELAY or BY_HAND
        ("out_fd", c_int64),  # the listener's socket
        ("out_ssrc", c_int64),  # what the listener's stream is called
        ("seq_shift", c_int64),  # what is added to sequence numbers for the listener
        ("timestamp_shift", c_int64),  # what is added to time stamps for the listener
    ]
    fd: int
    head: int
    next: int
    ssrc: int
    transit: int
    heard_at: int
    received: int
    jitter: float
    store: int
    mixed: int
    way: int
    out_fd: int
    out_ssrc: int
    seq_shift: int
    timestamp_shift: int


class Store(ctypes.Structure):
    """A recorded voice without a gap, till its second is taken up: `kept` pieces of 20 ms, `first` on."""

    _fields_ = [("kept", c_int64), ("first", c_int64), ("said", c_uint8 * SAMPLES * STORE_PACKETS)]
    kept: int
    first: int
    said: "ctypes.Array[ctypes.Array[c_uint8]]"


class Slot(ctypes.Structure):
    """A voice on its way into mixes (see `jitter`). `base`: time stamp of position 0, -1 before there is one;
    `chunk` holds what was taken in `tick`, `samples` the same decoded, when `spoken`."""

    _fields_ = [
        ("law", c_int64),  # 0 mu, 1 A: what is in the ring
        ("base", c_int64),
        ("cursor", c_int64),  # where is read
        ("end", c_int64),  # after the latest that was laid down
        ("ready", c_int64),
        ("spare", c_int64),  # samples waited for before one begins to read
        ("least", c_int64),  # smallest depth of late
        ("reads", c_int64),
        ("calm", c_int64),  # reads since the last wait
        ("dry", c_int64),  # reads in vain, in a row
        ("tick", c_int64),  # of the latest read
        ("spoken", c_int64),
        ("late", c_int64),
        ("waited", c_int64),
        ("dropped", c_int64),
        ("ring", c_uint8 * RING),
        ("chunk", c_uint8 * SAMPLES),
        ("samples", c_int16 * SAMPLES),
    ]
    law: int
    base: int
    cursor: int
    end: int
    ready: int
    spare: int
    least: int
    reads: int
    calm: int
    dry: int
    tick: int
    spoken: int
    late: int
    waited: int
    dropped: int
    ring: "ctypes.Array[c_uint8]"
    chunk: "ctypes.Array[c_uint8]"
    samples: "ctypes.Array[c_int16]"


class Feed(ctypes.Structure):
    """A stream that a mix feeds: where it goes, and where it stands. `outgoing` has the same figures for
    streams that are fed otherwise."""

    _fields_ = [
        ("fd", c_int64),
        ("ssrc", c_int64),
        ("kind", c_int64),  # payload type
        ("law", c_int64),  # 0 mu, 1 A
        ("zero", c_int64),  # time stamp at media clock 0
        ("seq", c_int64),
        ("timestamp", c_int64),
        ("paced", c_int64),  # 0: the next packet is the first one of a run
        ("sent", c_int64),
        ("sent_at", c_int64),
    ]
    fd: int
    ssrc: int
    kind: int
    law: int
    zero: int
    seq: int
    timestamp: int
    paced: int
    sent: int
    sent_at: int


class Tables(ctypes.Structure):
    """Both laws: see `g711`."""

    _fields_ = [("decode", c_int16 * 512), ("encode", c_uint8 * 131_072)]
    decode: "ctypes.Array[c_int16]"
    encode: "ctypes.Array[c_uint8]"


class Mix(ctypes.Structure):
    """One round of mixing, and where it is done. `packet_at`: the address of `packet`."""

    _fields_ = [
        ("clock", c_int64),  # media clock
        ("size", c_int64),  # numbers in the score
        ("packet_at", c_int64),
        ("total", c_int32 * SAMPLES),
        ("packet", c_uint8 * PLAIN_BYTES),
    ]
    clock: int
    size: int
    packet_at: int
    total: "ctypes.Array[c_int32]"
    packet: "ctypes.Array[c_uint8]"


class Letter(ctypes.Structure):
    """A datagram that is given back: `counted` when it was just what was expected, and `row` whose it is."""

    _fields_ = [("data", c_uint8 * BUFFER_BYTES), ("size", c_int64), ("row", c_int64), ("counted", c_int64)]
    data: "ctypes.Array[c_uint8]"
    size: int
    row: int
    counted: int


class Ready(ctypes.Structure):
    """The kernel's `struct epoll_event` (packed on x86-64 only); what it carries is the number of a row."""

    if platform.machine() == "x86_64":
        _pack_ = 1
    _fields_ = [("events", c_uint32), ("row", c_int64)]
    row: int


class Round(ctypes.Structure):
    """One look at the lines that have something."""

    _fields_ = [
        ("clock", c_int64),  # media clock
        ("ready", c_int64),  # how many lines have something
        ("done", c_int64),  # how many of them were read
        ("letters", c_int64),  # address of the first letter
    ]
    clock: int
    ready: int
    done: int
    letters: int


def room_for(kind: type[_Made], count: int) -> "ctypes.Array[_Made]":
    """That many, all zero, in memory that the system gives only when it is touched."""
    memory = np.zeros(count * ctypes.sizeof(kind), dtype=np.uint8)
    return (kind * count).from_buffer(memory.data)
