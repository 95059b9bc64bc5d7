"""What lies in memory for the path every packet takes: rows of lines, stores of recorded voices, letters.

They are plain structures, so that the same functions read and write them as Python and as machine code.
Whole numbers are 64 bit; time stamps, clocks and shifts are samples at 8 kHz.
"""

import ctypes
import platform
from ctypes import c_double, c_int64, c_uint8, c_uint32
from typing import TypeVar

import numpy as np

from huawu.telephony.core.media.rtp import SAMPLES

BUFFER_BYTES = 2048
STORE_PACKETS = 72
"""1.4 s of packets; a second is taken up at most 1.2 s after it began."""
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
