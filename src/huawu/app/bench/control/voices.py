"""Many RTP parties on loopback: `python -m huawu.app.bench.control.voices SPEAKERS GROUPS OWN THEIR SECONDS`.

Party i speaks 50 packets of G.711 a second from port OWN + 2i to port THEIR + 2i and listens there; every
other one in the other law. Sending is spread over the 20 ms in ten steps. The first two seconds do not
count. At the end one line of JSON: packets, those lost by sequence number, the share of those due that came
(one of each party may still be on its way), and the gaps between packets. numba makes machine code of it.

After the speakers come groups of three: a customer and an agent who say nothing, and a coach who whispers a
word now and then. How long each word takes from the coach to the agent is measured, and whether a customer
hears any.
"""

import contextlib
import json
import select
import socket
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from huawu.platform.priority import BEFORE_OTHERS, set_priority
from huawu.telephony.core.media import g711

numba: Any = import_module("numba")
kinds = numba.types
_transfer = kinds.intp(kinds.int32, kinds.uintp, kinds.uintp, kinds.int32)
_send = kinds.ExternalFunction("send", _transfer)
_recv = kinds.ExternalFunction("recv", _transfer)
_clock = kinds.ExternalFunction("clock_gettime", kinds.int32(kinds.int32, kinds.uintp))
_wait = kinds.ExternalFunction("epoll_wait", kinds.int32(kinds.int32, kinds.uintp, kinds.int32, kinds.int32))

HOST, STEPS, SETTLING, MOST_GAP = "127.0.0.1", 10, 2_000_000, 2000
BYTES, EVENT_BYTES, MOST_EVENTS = 172, 12, 512
MONOTONIC = 1
Numbers = npt.NDArray[np.int64]
Rule = TypeVar("Rule", bound=Callable[..., Any])
NEXT, STARTED, LAST, SENT, RECEIVED, LOST, KIND, WORD_AT = range(8)
"""Columns of what is known of a party."""
SPEAKER, CUSTOMER, AGENT, COACH = range(4)
ROUND, WORD_FROM = 25, 18
"""Packets: a coach is silent for 18, then says a word of 7."""
WORD = 0x10
MOST_WORDS = 4096


def as_code(rule: Rule) -> Rule:
    """Made machine code when it is first called."""
    made: Rule = numba.njit(rule)
    return made


@as_code
def now(at: Numbers) -> int:
    """Microseconds."""
    _clock(MONOTONIC, at.ctypes.data)
    micros: int = at[0] * 1_000_000 + at[1] // 1000
    return micros


@as_code
def say(fd: int, party: int, known: Numbers, packets: npt.NDArray[np.uint8], at: int) -> None:
    """Send the next packet of a party."""
    packet, number = packets[party], known[party, SENT]
    stamp = number * 160
    packet[2], packet[3] = number >> 8 & 255, number & 255
    for n in range(4):
        packet[4 + n] = stamp >> 24 - 8 * n & 255
    if known[party, KIND] == COACH:
        packet[12:] = WORD if number % ROUND >= WORD_FROM else (0xD5 if party % 2 else 0xFF)
        if number % ROUND == WORD_FROM:
            known[party, WORD_AT] = at
    if _send(fd, packet.ctypes.data, BYTES, 0) == BYTES:
        known[party, SENT] += 1


@as_code
def count(party: int, seq: int, known: Numbers, gaps: Numbers, at: int) -> None:
    """Note a packet that counts."""
    if known[party, STARTED]:
        known[party, LOST] += max(0, (seq - known[party, NEXT] + 32768 & 65535) - 32768)
        gaps[min(MOST_GAP, (at - known[party, LAST] + 500) // 1000)] += 1
    known[party, RECEIVED] += 1
    known[party, STARTED], known[party, LAST] = 1, at


@as_code
def is_word(buffer: npt.NDArray[np.uint8]) -> bool:
    """Does the packet say anything? Silence in one law may be the smallest step of the other."""
    for n in range(12, BYTES):
        if buffer[n] not in (0xFF, 0xFE, 0x7F, 0x7E, 0xD5, 0xD4, 0x55, 0x54):
            return True
    return False


@as_code
def listen(party: int, known: Numbers, buffer: npt.NDArray[np.uint8], words: Numbers, at: int) -> None:
    """Note a whisper: words[0] were heard, their times follow; words[1] were heard by customers."""
    kind = known[party, KIND]
    if kind == SPEAKER or kind == COACH or not is_word(buffer):
        return
    if kind == CUSTOMER:
        words[1] += 1
    elif known[party + 1, WORD_AT]:
        words[2 + words[0]] = at - known[party + 1, WORD_AT]
        words[0] += 1
        known[party + 1, WORD_AT] = 0


@as_code
def run(
    fds: Numbers,
    polled: tuple[int, Numbers],
    packets: npt.NDArray[np.uint8],
    known: Numbers,
    gaps: Numbers,
    words: Numbers,
    *,
    micros: int,
) -> int:
    """Speak and listen for so long. Returns how late, at worst, it was itself (microseconds)."""
    epoll, numbers = polled
    clock, buffer = np.zeros(2, np.int64), np.zeros(2048, np.uint8)
    events = np.zeros(MOST_EVENTS * EVENT_BYTES, np.uint8)
    begun = now(clock)
    due, end, step, late, t = begun, begun + micros, 0, 0, begun
    while t < end:
        if t >= due:
            if t - begun > SETTLING:
                late = max(late, t - due)
            for party in range(step, len(fds), STEPS):
                say(fds[party], party, known, packets, t if t - begun > SETTLING else 0)
            step = (step + 1) % STEPS
            due += 20_000 // STEPS
        ready = _wait(epoll, events.ctypes.data, MOST_EVENTS, 0 if t >= due else 1)
        t = now(clock)
        for number in range(ready):
            at = number * EVENT_BYTES + 4
            party = numbers[np.int64(events[at]) | np.int64(events[at + 1]) << 8]
            while _recv(fds[party], buffer.ctypes.data, 2048, 0) >= 12:
                seq = int(buffer[2]) << 8 | int(buffer[3])
                if t - begun > SETTLING:
                    count(party, seq, known, gaps, t)
                    listen(party, known, buffer, words, t)
                known[party, NEXT] = seq + 1 & 65535
        t = now(clock)
    return late


def _packets(parties: int, known: Numbers) -> npt.NDArray[np.uint8]:
    """Each speaker says a tone of its own, again and again; the others nothing."""
    packets = np.zeros((parties, BYTES), np.uint8)
    for party in range(parties):
        law = g711.A if party % 2 else g711.MU
        loud = 3000 if known[party, KIND] == SPEAKER else 0
        wave = loud * np.sin(2 * np.pi * (1 + party % 40) * np.arange(160) / 160)
        head = bytes([0x80, g711.PAYLOAD_TYPE[law]]) + bytes(6) + (0x10000 + party).to_bytes(4, "big")
        said = head + g711.encode(np.round(wave).astype(np.int32), law)
        packets[party] = np.frombuffer(said, np.uint8)
    return packets


def speak(speakers: int, groups: int, *, own: int, their: int, seconds: float) -> dict[str, Any]:
    """Run, and tell how it was."""
    parties = speakers + 3 * groups
    sockets = [_socket(own + 2 * party, their + 2 * party) for party in range(parties)]
    known, gaps = np.zeros((parties, 8), np.int64), np.zeros(MOST_GAP + 1, np.int64)
    words = np.zeros(2 + MOST_WORDS, np.int64)
    for party in range(speakers, parties):
        known[party, KIND] = CUSTOMER + (party - speakers) % 3
    fds, packets = np.array([one.fileno() for one in sockets], np.int64), _packets(parties, known)
    with _events(sockets) as polled:
        given = (polled, packets, known, gaps, words)
        run(fds[:0], *given, micros=1)  # compiles
        late = run(fds, *given, micros=round(seconds * 1e6))
    received, counted = int(known[:, RECEIVED].sum()), seconds - SETTLING / 1e6
    took = np.sort(words[2 : 2 + words[0]]) / 1000
    shares = {"p50": 0.5, "p99": 0.99, "max": 1.0}
    return {
        "sent": int(known[:, SENT].sum()),
        "received": received,
        "lost": int(known[:, LOST].sum()),
        "heard_percent": round(100 * min(1, (received + parties) / (parties * counted * 50)), 3),
        "gap_ms": {name: _at(gaps, share) for name, share in shares.items()},
        "own_lateness_ms": round(late / 1000, 1),
        "whisper": {
            "words": len(took),
            **{name: float(np.quantile(took, share).round(1)) for name, share in shares.items() if len(took)},
            "leaked": int(words[1]),
        },
    }


def _socket(own: int, their: int) -> socket.socket:
    one = socket.socket(socket.AF_INET, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK)
    one.bind((HOST, own))
    one.connect((HOST, their))
    return one


@contextlib.contextmanager
def _events(sockets: list[socket.socket]) -> Iterator[tuple[int, Numbers]]:
    """An epoll, and for each descriptor the number of its party."""
    epoll, numbers = select.epoll(), np.zeros(1 + max(one.fileno() for one in sockets), np.int64)
    for party, one in enumerate(sockets):
        epoll.register(one.fileno(), select.EPOLLIN)
        numbers[one.fileno()] = party
    yield epoll.fileno(), numbers
    epoll.close()


def _at(gaps: Numbers, share: float) -> int:
    return int(np.searchsorted(np.cumsum(gaps), share * gaps.sum()))


def main() -> None:
    """Read the command line and run."""
    speakers, groups, own, their = (int(word) for word in sys.argv[1:5])
    set_priority(BEFORE_OTHERS)
    told = speak(speakers, groups, own=own, their=their, seconds=float(sys.argv[5]))
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main()
