"""Which RTP port a leg gets: an even one that nobody else has, one that was used long ago first."""

import pytest

from huawu.telephony.engine.rtp_ports import RtpPorts

pytestmark = pytest.mark.core


def test_each_process_has_even_ports_of_its_own_and_uses_them_in_turn() -> None:
    ports = RtpPorts(30_001, 30_011, 2)
    assert [ports.take(0) for _ in range(3)] == [30_002, 30_004, None]
    assert [ports.take(1) for _ in range(3)] == [30_006, 30_008, None]
    ports.give_back(0, 30_004)
    ports.give_back(0, 30_002)
    assert [ports.take(0), ports.take(0)] == [30_004, 30_002]


def test_the_least_used_process_is_told_and_what_is_in_the_books_is_nobody_elses() -> None:
    ports = RtpPorts(30_000, 30_007, 2)
    ports.reserve(0, 30_000)
    assert ports.least_used() == 1
    assert [ports.take(0), ports.take(0)] == [30_002, None]


def test_a_port_that_somebody_else_has_is_passed_over_until_it_is_free_again() -> None:
    others = {30_000, 30_004}
    ports = RtpPorts(30_000, 30_007, 1, is_free=lambda port: port not in others)
    assert [ports.take(0) for _ in range(3)] == [30_002, 30_006, None]
    others.clear()
    assert {ports.take(0), ports.take(0)} == {30_000, 30_004}
    for port in (30_000, 30_002, 30_004, 30_006):
        ports.give_back(0, port)
    assert ports.take(0) == 30_000
