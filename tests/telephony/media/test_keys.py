"""Key presses (RFC 4733) in virtual time."""

import struct

import pytest

from huawu.telephony.core.media.keys import LONGEST_QUEUE, KeysIn, KeysOut

pytestmark = pytest.mark.core


def event(key: int, *, end: bool = False, duration: int = 160) -> bytes:
    return struct.pack(">BBH", key, (0x80 if end else 0) | 10, duration)


def heard(keys: KeysIn, packets: list[tuple[int, int, bytes]], *, ssrc: int = 7) -> list[str]:
    told = (keys.heard(data, seq=seq, timestamp=stamp, ssrc=ssrc) for seq, stamp, data in packets)
    return [key for key in told if key is not None]


def press(key: int, *, seq: int, stamp: int, ends: int = 3) -> list[tuple[int, int, bytes]]:
    body = [(seq + n, stamp, event(key, duration=160 * (n + 1))) for n in range(5)]
    return body + [(seq + 5 + n, stamp, event(key, end=True, duration=960)) for n in range(ends)]


def test_one_press_with_three_ends_is_one_key() -> None:
    assert heard(KeysIn(), press(5, seq=1, stamp=800)) == ["5"]


def test_all_sixteen_keys_have_their_names() -> None:
    keys = KeysIn()
    told = [heard(keys, press(n, seq=n * 10, stamp=n * 2000)) for n in range(16)]
    assert "".join(key for one in told for key in one) == "0123456789*#ABCD"


def test_the_same_key_twice_is_two_keys() -> None:
    keys = KeysIn()
    assert heard(keys, press(1, seq=1, stamp=800) + press(1, seq=20, stamp=4000)) == ["1", "1"]


def test_lost_ends_do_not_swallow_the_next_press_of_the_same_key() -> None:
    keys = KeysIn()
    assert heard(keys, press(1, seq=1, stamp=800, ends=0) + press(1, seq=20, stamp=4000)) == ["1", "1"]


def test_a_press_of_which_only_an_end_arrived_is_a_key() -> None:
    assert heard(KeysIn(), press(9, seq=1, stamp=800)[-1:]) == ["9"]


def test_packets_out_of_order_make_no_second_key() -> None:
    one, two = press(3, seq=1, stamp=800), press(4, seq=20, stamp=4000)
    assert heard(KeysIn(), [*one[:4], *two[:2], one[5], *two[2:], one[6]]) == ["3", "4"]


def test_a_long_press_in_segments_is_one_key() -> None:
    first = [(1, 800, event(2, duration=0xFFFF))]
    second = [(2, 800 + 0xFFFF, event(2, duration=160)), (3, 800 + 0xFFFF, event(2, end=True, duration=320))]
    assert heard(KeysIn(), first + second) == ["2"]


def test_a_sender_that_moves_the_time_stamp_with_each_packet_makes_one_key() -> None:
    moving = [(n, 800 + 160 * n, event(6, duration=160 * (n + 1))) for n in range(5)]
    assert heard(KeysIn(), moving) == ["6"]


def test_nonsense_is_no_key() -> None:
    assert (
        heard(KeysIn(), [(1, 800, b""), (2, 800, b"\x01\x02"), (3, 800, event(16)), (4, 0, event(255))]) == []
    )


def packets_of(keys: KeysOut, count: int) -> list[tuple[int, bool, int, bool, int, int] | None]:
    out: list[tuple[int, bool, int, bool, int, int] | None] = []
    for n in range(count):
        made = keys.next(1000 + 160 * n)
        if made is None:
            out.append(None)
        else:
            key, flags, duration = struct.unpack(">BBH", made[0])
            out.append((key, bool(flags & 0x80), duration, made[1], keys.timestamp, n))
    return out


def test_a_key_is_sent_as_start_continuations_three_equal_ends_and_a_pause() -> None:
    keys = KeysOut()
    keys.press("7")
    sent = packets_of(keys, 13)
    assert [one[2] for one in sent if one] == [160, 320, 480, 640, 800, 960, 960, 960, 960]
    assert [one[1] for one in sent if one] == [False] * 6 + [True] * 3
    assert [one[3] for one in sent if one] == [True] + [False] * 8
    assert {one[4] for one in sent if one} == {1000}
    assert sent[9:] == [None] * 4
    assert not keys


def test_what_is_sent_is_heard() -> None:
    keys, ear = KeysOut(), KeysIn()
    keys.press("12#a")
    told = ""
    for n in range(60):
        if not keys:
            break
        made = keys.next(160 * n)
        if made:
            told += ear.heard(made[0], seq=n, timestamp=keys.timestamp, ssrc=1) or ""
    assert told == "12#A"


def test_what_is_no_key_and_what_is_too_much_is_left_out() -> None:
    keys = KeysOut()
    keys.press("x y")
    assert not keys
    keys.press("5" * 1000)
    count = 0
    while keys:
        keys.next(0)
        count += 1
    assert count == LONGEST_QUEUE * 13
