"""A UDP port that any socket of the machine has is none for a leg."""

import socket

import pytest

from huawu.telephony.engine.rtp_ports import can_be_had

pytestmark = pytest.mark.system


@pytest.mark.parametrize(("host", "elsewhere"), [("127.0.0.1", "127.0.0.1"), ("127.0.0.1", "0.0.0.0")])  # noqa: S104
def test_a_port_that_a_socket_has_cannot_be_had(host: str, elsewhere: str) -> None:
    with socket.socket(type=socket.SOCK_DGRAM) as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        other.bind((elsewhere, 0))
        port = other.getsockname()[1]
        assert not can_be_had(host, port)
    assert can_be_had(host, port)
