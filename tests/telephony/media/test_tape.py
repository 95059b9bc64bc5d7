"""What is recorded of whom, second by second, in virtual time."""

import struct

import numpy as np
import pytest

from huawu.telephony.core.media import g711
from huawu.telephony.core.media.recording import LEFT_IS_A, RATE, RIGHT_IS_A
from huawu.telephony.core.media.tape import Plane, Tape

pytestmark = pytest.mark.core

SILENT = b"\xff" * 160
BASE = 4_294_960_000


def packet(number: int, payload: bytes) -> bytes:
    return struct.pack(">BBHII", 0x80, 0, number & 0xFFFF, (BASE + 160 * number) & 0xFFFFFFFF, 1) + payload


def chunk(number: int) -> bytes:
    return bytes([number % 120]) * 160


def transit(clock_of_first: int) -> int:
    return clock_of_first - BASE


def test_each_side_is_taken_up_as_it_was_said() -> None:
    tape = Tape(clock=8000, position=0)
    left, right = Plane(tape, "PCMU"), Plane(tape, "PCMA")
    tape.left.append(left)
    tape.right.append(right)
    for n in range(50):
        left.keep(packet(n, chunk(n)))
        right.keep(packet(n, chunk(n + 50)))
    for plane in (left, right):
        plane.settle(transit(8000))
    part = tape.take()
    assert (part.index, part.first, part.laws) == (0, 0, RIGHT_IS_A)
    assert part.left == b"".join(chunk(n) for n in range(50))
    assert part.right == b"".join(chunk(n + 50) for n in range(50))


def test_loss_is_silence_and_disorder_and_repetition_do_no_harm() -> None:
    tape = Tape(clock=0, position=0)
    plane = Plane(tape, "PCMU")
    tape.left.append(plane)
    for n in (0, 1, 3, 2, 3, 5, 6):
        plane.keep(packet(n, chunk(n)))
    plane.settle(transit(0))
    said = tape.take().left
    assert [said[160 * n : 160 * n + 160] for n in range(7)] == [
        chunk(0), chunk(1), chunk(2), chunk(3), SILENT, chunk(5), chunk(6),
    ]  # fmt: skip


def test_what_comes_before_its_second_is_due_is_kept_for_it() -> None:
    tape = Tape(clock=0, position=0)
    plane = Plane(tape, "PCMU")
    tape.right.append(plane)
    for n in range(60):
        plane.keep(packet(n, chunk(n)))
    plane.settle(transit(0))
    assert tape.take().right == b"".join(chunk(n) for n in range(50))
    assert tape.take().right == b"".join(chunk(n) for n in range(50, 60)) + SILENT * 40


def test_a_file_that_goes_on_begins_within_its_second() -> None:
    tape = Tape(clock=1000, position=3 * RATE + 4000)
    first = tape.take()
    assert (first.index, first.first, len(first.left)) == (3, 4000, 4000)
    assert tape.take().index == 4


def test_the_last_second_ends_when_it_is_stopped() -> None:
    tape = Tape(clock=0, position=0)
    parts = tape.finish(RATE + 4800)
    assert [(part.index, part.first, len(part.left)) for part in parts] == [(0, 0, 8000), (1, 0, 4800)]
    assert Tape(clock=0, position=0).finish(100) == []


def test_the_legs_of_one_side_are_added() -> None:
    tape = Tape(clock=0, position=0)
    planes = [Plane(tape, "PCMU"), Plane(tape, "PCMA")]
    tape.right.extend(planes)
    codes = [
        g711.encode(np.full(160, level), plane.law) for level, plane in zip((3000, 5000), planes, strict=True)
    ]
    for plane, code in zip(planes, codes, strict=True):
        for n in range(50):
            plane.keep(packet(n, code))
        plane.settle(transit(0))
    part = tape.take()
    assert part.laws == 0
    assert np.abs(g711.decode(part.right, "PCMU").astype(int) - 8000).max() < 400


def test_a_leg_that_left_is_heard_to_its_end_and_then_no_more() -> None:
    tape = Tape(clock=0, position=0)
    plane = Plane(tape, "PCMA")
    tape.left.append(plane)
    plane.keep(packet(0, chunk(1)))
    plane.settle(transit(0))
    plane.ended = True
    part = tape.take()
    assert part.left[:160] == chunk(1)
    assert part.laws == LEFT_IS_A
    assert tape.left == []


def test_a_new_source_is_placed_by_the_clock() -> None:
    tape = Tape(clock=0, position=0)
    plane = Plane(tape, "PCMU")
    tape.left.append(plane)
    plane.keep(packet(0, chunk(1)))
    plane.new_source(transit(0))
    plane.keep(struct.pack(">BBHII", 0x80, 0, 7, 555, 2) + chunk(2))
    plane.settle(4000 - 555)
    said = tape.take().left
    assert said[:160] == chunk(1)
    assert said[4000:4160] == chunk(2)


def test_a_source_that_drifts_away_is_placed_anew() -> None:
    tape = Tape(clock=0, position=0)
    plane = Plane(tape, "PCMU")
    tape.left.append(plane)
    plane.keep(packet(0, chunk(1)))
    plane.settle(transit(0))
    plane.keep(packet(10, chunk(2)))
    plane.settle(transit(1700))
    said = tape.take().left
    assert said[1600:1760] == SILENT
    assert said[3300:3460] == chunk(2)


def test_a_law_that_changes_within_a_second_is_carried_across() -> None:
    tape = Tape(clock=0, position=0)
    plane = Plane(tape, "PCMU")
    tape.left.append(plane)
    plane.keep(packet(0, chunk(1)))
    plane.speaks("PCMA", transit(0))
    plane.keep(packet(1, g711.encode(np.full(160, 5000), "PCMA")))
    plane.settle(transit(0))
    part = tape.take()
    assert part.laws == 0
    assert part.left[:160] == chunk(1)
    assert np.abs(g711.decode(part.left[160:320], "PCMU").astype(int) - 5000).max() < 300


def test_a_standstill_of_seconds_is_left_out() -> None:
    tape = Tape(clock=0, position=0)
    tape.left.append(Plane(tape, "PCMU"))
    tape.skip_to(tape.due_at + 3 * RATE)
    assert tape.take().index == 0
    tape.skip_to(tape.due_at + 100 * RATE)
    part = tape.take()
    assert (part.index, part.first) == (101, 0)
    assert part.left == b"\xff" * RATE
