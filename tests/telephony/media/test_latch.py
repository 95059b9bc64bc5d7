"""Whose packets are a leg's."""

import pytest

from huawu.telephony.core.media.latch import QUIET, Address, Latch, may_stand_in
from huawu.telephony.core.media.rtp import Packet

pytestmark = pytest.mark.core

SDP: Address = ("8.8.4.4", 4000)
ELSEWHERE: Address = ("9.9.9.9", 4000)
OTHER_PORT: Address = ("8.8.4.4", 4002)


def packet(seq: int, ssrc: int = 1) -> Packet:
    return Packet(0, False, seq, 160 * seq, ssrc, b"\xff" * 160)


def tries(
    latch: Latch, source: Address, seqs: list[int], *, heard_at: int | None = None, now: int = 0
) -> list[bool]:
    return [latch.taken(source, packet(seq), heard_at=heard_at, now=now + n) for n, seq in enumerate(seqs)]


def test_the_exact_address_is_taken_at_once() -> None:
    assert tries(Latch(SDP), SDP, [1]) == [True]


def test_another_port_of_the_same_host_passes_a_probation_of_three() -> None:
    assert tries(Latch(SDP), OTHER_PORT, [7, 8, 9]) == [False, False, True]


def test_numbers_that_do_not_follow_begin_the_probation_anew() -> None:
    assert tries(Latch(SDP), OTHER_PORT, [7, 9, 10, 11]) == [False, False, False, True]
    latch = Latch(SDP)
    assert tries(latch, OTHER_PORT, [7, 8]) == [False, False]
    assert not latch.taken(OTHER_PORT, packet(9, ssrc=2), heard_at=None, now=5)


def test_another_host_never_stands_in_for_one_that_can_be_reached() -> None:
    assert not any(tries(Latch(SDP), ELSEWHERE, list(range(20))))


@pytest.mark.parametrize(
    "host", ["192.168.1.7", "10.0.0.4", "172.17.0.2", "100.64.3.3", "169.254.1.1", "fe80::1"]
)
def test_behind_nat_the_real_source_stands_in(host: str) -> None:
    assert tries(Latch((host, 4000)), ELSEWHERE, [1, 2, 3]) == [False, False, True]


def test_nobody_but_loopback_stands_in_for_loopback() -> None:
    assert not may_stand_in(ELSEWHERE, ("127.0.0.1", 4000))
    assert may_stand_in(("127.0.0.1", 5), ("127.0.0.1", 4000))


def test_without_an_address_there_is_no_peer() -> None:
    assert not may_stand_in(ELSEWHERE, None)
    assert not may_stand_in(ELSEWHERE, ("0.0.0.0", 4000))
    assert not any(tries(Latch(None), ELSEWHERE, [1, 2, 3, 4]))


def test_while_the_peer_speaks_nobody_else_is_taken() -> None:
    latch = Latch(("192.168.1.7", 4000))
    assert not any(tries(latch, ELSEWHERE, list(range(10)), heard_at=1000, now=1000 + QUIET - 20))


def test_after_two_silent_seconds_a_new_source_is_taken() -> None:
    latch = Latch(("192.168.1.7", 4000))
    assert tries(latch, ELSEWHERE, [1, 2, 3], heard_at=1000, now=1000 + QUIET) == [False, False, True]


def test_the_exact_address_takes_the_leg_back_from_a_stand_in() -> None:
    latch = Latch(SDP)
    assert tries(latch, OTHER_PORT, [1, 2, 3])[-1]
    assert tries(latch, SDP, [50], heard_at=100, now=110) == [True]


def test_two_candidates_do_not_share_a_probation() -> None:
    latch = Latch(("10.1.1.1", 4000))
    assert not latch.taken(ELSEWHERE, packet(1), heard_at=None, now=0)
    assert not latch.taken(("9.9.9.77", 9), packet(2), heard_at=None, now=10)
    assert not latch.taken(ELSEWHERE, packet(2), heard_at=None, now=20)
    assert latch.taken(ELSEWHERE, packet(3), heard_at=None, now=30)


def test_a_new_address_from_sdp_begins_anew() -> None:
    latch = Latch(SDP)
    tries(latch, OTHER_PORT, [1, 2])
    latch.readdress(("8.8.4.4", 6000))
    assert tries(latch, OTHER_PORT, [3]) == [False]
    assert tries(latch, ("8.8.4.4", 6000), [1]) == [True]
