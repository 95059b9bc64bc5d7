"""The jitter slot in virtual time: a speaker, a network, a reader every 20 ms."""

import heapq

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huawu.telephony.core.media.jitter import JitterSlot
from huawu.telephony.core.media.row import RING

pytestmark = pytest.mark.core

SILENCE = b"\xff" * 160


def said(number: int) -> bytes:
    """20 ms that can be told apart and are never silence."""
    return bytes([number % 200, number // 200 % 200]) * 80


def heard(arrivals: list[tuple[float, int]], *, ticks: int, start: int = 4_294_967_000) -> list[bytes]:
    """Packets by (when in ms, number); the reader reads at 20, 40, 60 ms."""
    slot, waiting, out = JitterSlot("PCMU"), list(arrivals), []
    heapq.heapify(waiting)
    for tick in range(1, ticks + 1):
        while waiting and waiting[0][0] <= 20 * tick:
            _, number = heapq.heappop(waiting)
            slot.put((start + 160 * number) & 0xFFFFFFFF, said(number))
        out.append(slot.take(tick))
    return out


def numbers(chunks: list[bytes]) -> list[int]:
    return [chunk[0] + 200 * chunk[1] for chunk in chunks if chunk != SILENCE]


def test_a_steady_speaker_is_heard_whole_and_in_order() -> None:
    out = heard([(20 * n + 1, n) for n in range(100)], ticks=100)
    assert numbers(out) == list(range(99))
    assert SILENCE not in out[2:]


def test_jitter_of_sixty_milliseconds_costs_nothing_once_it_is_known() -> None:
    late = [0, 55, 10, 30, 60, 5, 40, 20]
    out = heard([(20 * n + late[n % 8], n) for n in range(300)], ticks=303)
    assert numbers(out) == sorted(set(numbers(out)))
    assert SILENCE not in out[50:290]
    assert set(range(60, 280)) <= set(numbers(out))


def test_packets_out_of_order_are_put_right() -> None:
    order = [0, 1, 2, 4, 3, 5, 6, 8, 7, 9, 10, 11, 12]
    out = heard([(20 * place + 1, number) for place, number in enumerate(order)], ticks=14)
    assert numbers(out) == list(range(13))


def test_a_lost_packet_is_silence_in_its_place() -> None:
    out = heard([(20 * n + 1, n) for n in range(30) if n != 10], ticks=30)
    at = out.index(said(9))
    assert out[at + 1 : at + 3] == [SILENCE, said(11)]


def test_a_packet_sent_twice_is_heard_once() -> None:
    out = heard([(20 * n + 1 + again, n) for n in range(30) for again in (0, 3)], ticks=30)
    assert numbers(out) == list(range(29))


@pytest.mark.parametrize("speed", [0.99, 1.01])
def test_a_speaker_whose_clock_is_off_is_heard_without_growing_delay(speed: float) -> None:
    count = 3000
    slot, number, delays = JitterSlot("PCMU"), 0, []
    for tick in range(1, count):
        while number * 20 / speed <= tick * 20:
            slot.put(160 * number, said(number))
            number += 1
        chunk = slot.take(tick)
        if chunk != SILENCE:
            delays.append(number - 1 - numbers([chunk])[0] % 40000)
    assert max(delays[500:]) <= 6
    assert len(delays) > 0.97 * count * min(speed, 1)


def test_after_a_pause_the_speaker_is_heard_again_soon() -> None:
    packets = [(20.0 * n + 1, n) for n in range(50)] + [(20.0 * n + 1, n) for n in range(250, 300)]
    out = heard(packets, ticks=300)
    assert numbers(out[:55]) == list(range(50))
    assert numbers(out[250:254])[0] == 250


def test_other_packet_times_are_heard_whole() -> None:
    slot, out = JitterSlot("PCMU"), b""
    stream = bytes(n * 7 % 250 for n in range(8000))
    for tick in range(1, 34):
        at = 240 * (tick - 1)
        slot.put(at, stream[at : at + 240])
        out += slot.take(2 * tick) + (slot.take(2 * tick + 1) if tick % 2 else b"")
    spoken = out.replace(SILENCE, b"")
    assert spoken
    assert spoken in stream


def test_two_readers_of_one_tick_hear_the_same() -> None:
    slot = JitterSlot("PCMU")
    for n in range(4):
        slot.put(160 * n, said(n))
    assert slot.take(1) == slot.take(1) == said(0)
    assert slot.take(2) == said(1)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 2**32 - 1) | st.integers(0, RING), st.integers(1, 960)), max_size=60)
)
def test_nothing_that_is_put_in_breaks_it(packets: list[tuple[int, int]]) -> None:
    slot = JitterSlot("PCMA")
    for tick, (timestamp, length) in enumerate(packets):
        slot.put(timestamp, b"\x10" * length)
        assert len(slot.take(tick)) == 160
