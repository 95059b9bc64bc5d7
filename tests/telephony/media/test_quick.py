"""The quick path beside the rules it cuts short: as machine code, as Python, and not at all."""

import ctypes
import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huawu.telephony.core.media import mixing, quick
from huawu.telephony.core.media.incoming import Incoming
from huawu.telephony.core.media.lines import Shelf
from huawu.telephony.core.media.outgoing import Outgoing
from huawu.telephony.core.media.quick import LETTER_BYTES, LETTERS, Rules
from huawu.telephony.core.media.row import BUFFER_BYTES, STORE_PACKETS
from huawu.telephony.core.media.tape import Plane, Tape
from huawu.telephony.media import compiled, libc
from huawu.telephony.media.ears import Ears
from tests.telephony.media.wires import Room

pytestmark = pytest.mark.room


def nothing_quick(rows: Any, shelf: Any, slots: Any, ready: Any, letters: Any, rounds: Any) -> int:
    """Gives every datagram back, uncounted."""
    now, written = rounds[0], 0
    while now.done < now.ready and written < LETTERS:
        letter, number = letters[written], ready[now.done].row
        now.done += 1
        address = ctypes.addressof(letters) + written * LETTER_BYTES
        letter.size = libc.recv(rows[number].fd, address, BUFFER_BYTES, 0)
        letter.row, letter.counted = number, False
        written += letter.size >= 0
    return written


def as_written(rule: Any) -> Any:
    """The rule just as it will be compiled."""
    return rule


BYTE_BY_BYTE = Rules(quick.bind(libc.recv, libc.send, as_written), mixing.bind(libc.send, as_written))


@dataclass(frozen=True)
class Wanted:
    """How a line is used: its listeners' laws, recordings of it, and whether it is in a mix or not heard."""

    listeners: tuple[str, ...]
    planes: int
    mixed: bool
    deaf: bool


WANTED = st.builds(
    Wanted,
    st.sampled_from([("PCMU",), ("PCMU",), ("PCMA",), (), ("PCMU", "PCMU")]),
    st.sampled_from([0, 1, 1, 2]),
    st.sampled_from([False, False, False, True]),
    st.sampled_from([False, False, False, True]),
)
STEPS = st.lists(
    st.tuples(st.just("next"), st.integers(1, 12))
    | st.tuples(st.just("next"), st.integers(1, STORE_PACKETS + 10))
    | st.tuples(st.just("lose"), st.integers(1, 120))
    | st.tuples(st.just("earlier"), st.integers(0, 5))
    | st.tuples(st.just("leap"), st.integers(-20_000, 20_000))
    | st.tuples(st.sampled_from(["another", "marker", "wrong", "key", "settle", "gone"]), st.just(0))
    | st.tuples(st.just("size"), st.sampled_from([0, 1, 7, 8, 80, 159, 161, 332, 960, 961, 1200]))
    | st.tuples(st.just("junk"), st.integers(0, 2**32 - 1)),
    max_size=25,
)


class Speaker:
    """Makes the datagrams of a sequence of steps."""

    def __init__(self) -> None:
        self.seq, self.timestamp, self.ssrc = 65_530, 2**32 - 1000, 9

    def packet(self, *, kind: int = 0, payload: bytes | None = None, back: int = 0) -> bytes:
        seq, stamp = (self.seq - back) & 0xFFFF, (self.timestamp - 160 * back) & 0xFFFFFFFF
        said = bytes([seq & 255]) * 160 if payload is None else payload
        return struct.pack(">BBHII", 0x80, kind, seq, stamp, self.ssrc) + said

    def on(self, samples: int = 160) -> None:
        self.seq, self.timestamp = self.seq + 1, self.timestamp + samples

    def datagrams(self, step: str, number: int) -> list[bytes]:
        self.on()
        match step:
            case "next":
                said = [self.packet()]
                for _ in range(number - 1):
                    self.on()
                    said.append(self.packet())
                return said
            case "lose":
                self.seq, self.timestamp = self.seq + number, self.timestamp + 160 * number
            case "earlier":
                self.seq, self.timestamp = self.seq - 1, self.timestamp - 160
                return [self.packet(back=number)]
            case "leap":
                self.timestamp += number
            case "another":
                self.ssrc, self.seq = self.ssrc + 1, self.seq + 300
            case "marker":
                return [self.packet(kind=0x80)]
            case "wrong":
                return [self.packet(kind=8)]
            case "key":
                return [self.packet(kind=101, payload=struct.pack(">BBH", 5, 0x8A, 160))]
            case "size":
                return [self.packet(payload=bytes(number))]
            case "junk":
                return [number.to_bytes(4, "big") * (number % 60)]
        return [self.packet()]


def wire() -> tuple[socket.socket, socket.socket]:
    """Two sockets on loopback, connected to each other."""
    ends = [socket.socket(socket.AF_INET, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK) for _ in range(2)]
    for end in ends:
        end.bind(("127.0.0.1", 0))
    ends[0].connect(ends[1].getsockname())
    ends[1].connect(ends[0].getsockname())
    return ends[0], ends[1]


def heard_at(end: socket.socket) -> list[bytes]:
    said = []
    while True:
        try:
            said.append(end.recv(2048))
        except OSError:
            return said


class House:
    """One line with all that hangs on it."""

    def __init__(self, rules: Rules, wanted: Wanted) -> None:
        self.phone, self.line = wire()
        self.outs = [wire() for _ in wanted.listeners]
        self.ears = Ears(rules)
        self.incoming = said = Incoming(law="PCMU", dtmf=101, name="leg")
        self.number = self.ears.lines.add(said)
        self.ears.listen(self.number, self.line)
        self.tape = Tape(clock=8000, position=0)
        shelf: Shelf = self.ears.lines.shelf
        self.planes = tuple(Plane(self.tape, "PCMU", shelf) for _ in range(wanted.planes))
        self.tape.left += self.planes
        said.planes, said.deaf = self.planes, wanted.deaf
        if wanted.mixed:
            said.mixed(more=1)
        said.fans = tuple(
            Outgoing(law=law, dtmf=101, ssrc=77 + n, send=out.send, fd=out.fileno())
            for n, (law, (out, _)) in enumerate(zip(wanted.listeners, self.outs, strict=True))
        )
        said.arrange()

    def after(self, steps: list[tuple[str, int]]) -> dict[str, Any]:
        """All that can be told of it once this was said."""
        speaker, clock, keys, mixed = Speaker(), 8000, [], []
        said = self.incoming
        for step, number in steps:
            if step == "settle":
                for plane in self.planes:
                    plane.settle(said.transit)
            elif step == "gone" and self.outs:
                self.outs[0][1].close()
            for datagram in speaker.datagrams(step, number):
                self.phone.send(datagram)
                clock += 160
                keys += self.ears.hear(clock, rounds=2)
                if said.slot is not None:
                    mixed.append(said.slot.take(clock))
        for plane in self.planes:
            plane.settle(said.transit)
        figures = ("received", "lost", "repeated", "invalid", "next", "ssrc", "transit", "heard_at", "heard")
        return {
            "figures": {name: getattr(said, name) for name in figures},
            "jitter": round(said.jitter, 6),
            "keys": keys,
            "mixed": mixed,
            "sent": [out.sent for out in said.fans],
            "heard": [heard_at(end) for _, end in self.outs],
            "recorded": [(part.left, part.index) for part in self.tape.finish(clock + 160)],
        }


@contextmanager
def house(rules: Rules, wanted: Wanted) -> Iterator[House]:
    made = House(rules, wanted)
    try:
        yield made
    finally:
        for end in (made.phone, made.line, *(end for both in made.outs for end in both)):
            end.close()
        made.ears.lines.remove(made.number)
        for plane in made.planes:
            plane.end(0)


@settings(max_examples=60, deadline=None)
@given(wanted=WANTED, steps=STEPS)
def test_machine_code_python_and_the_long_way_agree(
    rules: Rules, wanted: Wanted, steps: list[tuple[str, int]]
) -> None:
    found = []
    for way in (rules, compiled.as_python(), BYTE_BY_BYTE, Rules(nothing_quick, rules.mix)):
        with house(way, wanted) as made:
            found.append(made.after(steps))
    assert found[1:] == [found[0]] * 3


def test_a_voice_is_relayed_and_kept_without_being_given_back(
    rules: Rules, monkeypatch: pytest.MonkeyPatch
) -> None:
    given_back: list[int] = []
    monkeypatch.setattr(Incoming, "take", _noting(given_back))
    with house(rules, Wanted(("PCMU",), 1, False, False)) as made:
        heard = made.after([("next", 50)])["heard"]
    assert len(given_back) == 1
    assert len(heard[0]) == 50


def _noting(sizes: list[int]) -> Any:
    take = Incoming.take

    def noted(said: Incoming, data: memoryview, size: int, clock: int, *, counted: bool) -> str | None:
        sizes.append(size)
        return take(said, data, size, clock, counted=counted)

    return noted


@pytest.mark.parametrize("stores_left", [True, False])
def test_every_packet_is_recorded_when_the_store_is_full_or_there_is_none(
    rules: Rules, stores_left: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not stores_left:
        monkeypatch.setattr(Shelf, "take", lambda shelf: None)
    count = STORE_PACKETS + 20
    with house(rules, Wanted((), 1, False, False)) as made:
        recorded = b"".join(left for left, _ in made.after([("next", count)])["recorded"])
    said = b"".join(bytes([(65_531 + n) & 255]) * 160 for n in range(count))
    assert said in recorded


VOICES = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 12), st.binary(min_size=160, max_size=160)))
SCORES = st.lists(st.tuples(st.integers(0, 4), st.lists(st.integers(0, 4), unique=True)), max_size=6)
LAWS = st.lists(st.sampled_from(["PCMU", "PCMA"]), min_size=5, max_size=5)


@settings(max_examples=60, deadline=None)
@given(laws=LAWS, turns=st.lists(st.tuples(VOICES, SCORES), max_size=6))
def test_machine_code_and_python_mix_the_same(
    rules: Rules, laws: list[str], turns: list[tuple[list[tuple[int, int, bytes]], Any]]
) -> None:
    found = []
    for way in (rules, compiled.as_python(), BYTE_BY_BYTE):
        room = Room(laws, way)
        ends = [wire() for _ in laws]
        for feed, (line, _) in zip(room.lines.feeds, ends, strict=False):
            feed.fd = line.fileno()
        for turn, (voices, hears) in enumerate(turns):
            for speaker, place, voice in voices:
                room.say(speaker, 160 * (turn + place), voice)
            room.mix(hears, 8000 + 160 * turn)
        beds = [bytes(party.incoming.bed) for party in room.parties]
        found.append(([heard_at(end) for _, end in ends], beds))
        for end in (end for both in ends for end in both):
            end.close()
    assert found[1:] == [found[0]] * 2


def test_many_odd_packets_at_once_are_all_taken(rules: Rules) -> None:
    ears = Ears(rules)
    pairs = [wire() for _ in range(3 * LETTERS)]
    said = [Incoming(law="PCMU", dtmf=None, name=str(n)) for n in range(len(pairs))]
    numbers = [ears.lines.add(one) for one in said]
    for number, (_, line) in zip(numbers, pairs, strict=True):
        ears.listen(number, line)
    for phone, _ in pairs:
        phone.send(Speaker().packet(kind=0x80))
    ears.hear(160, rounds=1)
    assert [one.received for one in said] == [1] * len(pairs)
    for number, both in zip(numbers, pairs, strict=True):
        for end in both:
            end.close()
        ears.lines.remove(number)
