"""What a leg says and what it hears, packet by packet, without sockets."""

import itertools
import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huawu.telephony.core.media import g711, rtp
from huawu.telephony.core.media.tape import Plane, Tape
from tests.telephony.media.wires import hear, line, say, together

pytestmark = pytest.mark.core

HEADER = struct.Struct(">BBHII")


def packet(
    seq: int,
    timestamp: int,
    payload: bytes = b"\x11" * 160,
    *,
    kind: int = 0,
    ssrc: int = 9,
    marker: bool = False,
) -> bytes:
    head = HEADER.pack(0x80, kind | (128 if marker else 0), seq & 0xFFFF, timestamp & 0xFFFFFFFF, ssrc)
    return head + payload


def test_a_relayed_stream_has_our_own_numbers_and_the_same_voice() -> None:
    one, two = line(), line()
    together(one, two)
    say(one, *(packet(65530 + n, 4294967000 + 160 * n, bytes([n]) * 160) for n in range(20)))
    heard = two.stream()
    assert [p.payload[0] for p in heard] == list(range(20))
    assert {p.ssrc for p in heard} == {0xABCD0123}
    assert {rtp.ahead(b.seq, a.seq) for a, b in itertools.pairwise(heard)} == {1}
    assert {rtp.ahead(b.timestamp, a.timestamp, 32) for a, b in itertools.pairwise(heard)} == {160}


def test_a_loss_before_us_is_seen_as_a_loss_behind_us() -> None:
    one, two = line(), line()
    together(one, two)
    say(one, *(packet(n, 160 * n) for n in (1, 2, 5, 6)))
    steps = [
        (rtp.ahead(b.seq, a.seq), b.timestamp - a.timestamp) for a, b in itertools.pairwise(two.stream())
    ]
    assert steps == [(1, 160), (3, 480), (1, 160)]
    assert (one.incoming.received, one.incoming.lost) == (4, 2)


def test_a_late_packet_is_passed_on_and_no_longer_lost_and_a_repeated_one_is_dropped() -> None:
    one, two = line(), line()
    together(one, two)
    say(one, *(packet(n, 160 * n, bytes([n]) * 160) for n in (1, 3, 2, 4, 4, 2)))
    assert [p.payload[0] for p in two.stream()] == [1, 3, 2, 4]
    assert (one.incoming.received, one.incoming.lost, one.incoming.repeated) == (4, 0, 2)


@pytest.mark.parametrize(("ours", "theirs"), [("PCMU", "PCMA"), ("PCMA", "PCMU")])
def test_between_different_laws_the_voice_is_carried_across(ours: str, theirs: str) -> None:
    one, two = line(ours), line(theirs)
    together(one, two)
    voice = bytes(range(160))
    say(one, *(packet(n, 160 * n, voice, kind=g711.PAYLOAD_TYPE[ours]) for n in range(3)))
    table = g711.crossing(ours, theirs)
    assert table is not None
    assert {p.payload for p in two.stream()} == {voice.translate(table)}
    assert {p.payload_type for p in two.stream()} == {g711.PAYLOAD_TYPE[theirs]}


def test_several_listeners_hear_one_speaker_each_in_its_own_stream() -> None:
    one, two, three = line(), line(), line("PCMA")
    together(one, two, three)
    say(one, *(packet(n, 160 * n) for n in range(5)))
    assert len(two.stream()) == len(three.stream()) == 5
    assert {p.payload_type for p in three.stream()} == {8}


def test_the_stream_is_one_across_prompt_relay_silence_and_another_source() -> None:
    one, two = line(), line()
    for n in range(3):
        two.outgoing.say(b"\x22" * 160, 160 + 160 * n)
    together(one, two)
    say(one, *(packet(500 + n, 99 + 160 * n) for n in range(3)), clock=4960)
    two.outgoing.say(two.outgoing.silence, 16160)
    say(one, *(packet(503 + n, 99 + 160 * (75 + n)) for n in range(3)), clock=16960)
    say(one, *(packet(9 + n, 7 + 160 * n, ssrc=77) for n in range(3)), clock=17440)
    heard = two.stream()
    assert {rtp.ahead(b.seq, a.seq) for a, b in itertools.pairwise(heard)} == {1}
    since = [rtp.ahead(p.timestamp, heard[0].timestamp, 32) for p in heard]
    assert since == [0, 160, 320, 4800, 4960, 5120, 16000, 16800, 16960, 17120, 17280, 17440, 17600]
    assert two.outgoing.sent == len(heard)


def test_packets_that_are_not_the_legs_audio_are_counted_and_go_nowhere() -> None:
    one, two = line(), line()
    together(one, two)
    bad = [
        b"",
        b"x",
        b"\x00" * 172,
        packet(1, 1)[:12],
        packet(1, 1, kind=8),
        packet(1, 1, b"\1" * 1200),
        bytes(11),
    ]
    say(one, *bad)
    assert two.sent == []
    assert one.incoming.invalid == len(bad)
    assert one.incoming.received == 0


def test_rtcp_on_the_port_is_neither_heard_nor_held_against_anyone() -> None:
    one = line()
    say(one, bytes([0x80, 200, 0, 6]) + bytes(24))
    assert (one.incoming.invalid, one.incoming.received) == (0, 0)


def test_padding_extension_and_contributing_sources_are_taken_off() -> None:
    one, two = line(), line()
    together(one, two)
    voice = b"\x33" * 160
    head = HEADER.pack(0x80 | 0x20 | 0x10 | 2, 0x80, 5, 800, 9)
    dressed = head + b"csrccsrc" + b"\xbe\xde\x00\x01" + b"exte" + voice + b"\0\0\0\4"
    say(one, dressed)
    assert [(p.payload, p.marker) for p in two.stream()] == [(voice, True)]


def test_a_deaf_leg_is_counted_and_not_heard() -> None:
    one, two = line(), line()
    together(one, two)
    one.incoming.deaf = True
    one.incoming.arrange()
    say(one, *(packet(n, 160 * n) for n in range(3)))
    assert two.sent == []
    assert one.incoming.received == 3


def test_keys_are_told_and_do_not_look_like_loss_to_the_listener() -> None:
    one, two = line(), line()
    together(one, two)
    key = struct.pack(">BBH", 5, 10, 160)
    end = struct.pack(">BBH", 5, 0x8A, 160)
    keys = say(
        one,
        packet(1, 160),
        packet(2, 320, key, kind=101, marker=True),
        packet(3, 320, end, kind=101),
        packet(4, 320, end, kind=101),
        packet(5, 640),
    )
    assert keys == [("leg", "5")]
    heard = two.stream()
    assert [rtp.ahead(p.seq, heard[0].seq) for p in heard] == [0, 1]
    assert heard[1].timestamp - heard[0].timestamp == 480
    assert two.outgoing.sent == 2


def test_jitter_is_that_of_rfc_3550() -> None:
    one = line()
    expected, transit = 0.0, None
    for n in range(200):
        clock = 8000 + 160 * n + (n * 37 % 5) * 40
        say(one, packet(n, 160 * n), clock=clock)
        now = clock - 160 * n
        expected += (abs(now - (now if transit is None else transit)) - expected) / 16
        transit = now
    assert one.incoming.jitter == pytest.approx(expected)
    assert expected > 20


def test_a_closed_far_port_does_not_stop_the_others() -> None:
    one, two, three, dead = line(), line(), line(), line()
    dead.closed = True
    together(one, two)
    together(three, dead)
    for n in range(3):
        one.coming.append(packet(n, 160))
        three.coming.append(packet(n, 160))
        hear(dead, three, one, clock=1)
    assert len(two.sent) == 3


def test_mixes_and_recordings_get_every_packet_beside_the_relay() -> None:
    one, two = line(), line()
    together(one, two)
    tape = Tape(clock=8000, position=0)
    plane = Plane(tape, "PCMU")
    tape.left.append(plane)
    one.incoming.planes = (plane,)
    one.incoming.mixed(more=1)
    say(one, *(packet(n, 160 * n, bytes([n + 1]) * 160) for n in range(50)))
    plane.settle(one.incoming.transit)
    assert tape.take().left == b"".join(bytes([n + 1]) * 160 for n in range(50))
    assert one.incoming.slot is not None
    assert one.incoming.slot.take(1)[0] in range(1, 51)
    assert len(two.sent) == 50


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.binary(max_size=1500) | st.binary(min_size=160, max_size=200).map(lambda b: packet(1, 5, b)))
)
def test_no_datagram_breaks_the_way_in(datagrams: list[bytes]) -> None:
    one, two = line(), line("PCMA")
    together(one, two)
    one.incoming.planes = (Plane(Tape(clock=0, position=0), "PCMU"),)
    one.incoming.mixed(more=1)
    say(one, *datagrams)
    one.incoming.planes[0].settle(one.incoming.transit)
    assert all(p.payload_type == 8 for p in two.stream())
