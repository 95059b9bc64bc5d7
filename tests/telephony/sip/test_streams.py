"""Messages on TCP connections."""

import pytest

from huawu.telephony.core.sip.types import Flow
from tests.telephony.sip.playbook import SDP, Stage, request

pytestmark = pytest.mark.core

FLOW = Flow("tcp", "192.0.2.10", 40000, 9)
VIA = "SIP/2.0/TCP 192.0.2.10;branch=z9hG4bK-"


def options(n: int) -> bytes:
    return request("OPTIONS", via=f"{VIA}{n}", call_id=f"c{n}").encode()


def feed(stage: Stage, data: bytes, flow: Flow = FLOW) -> None:
    stage.endpoint.receive_stream(data, flow, stage.now)


def test_messages_are_cut_wherever_the_bytes_break() -> None:
    invite = request("INVITE", body=SDP, via=f"{VIA}i").encode()
    stream = b"\r\n" + options(1) + invite + b"\r\n\r\n" + options(2)
    for step in (1, 2, 3, 7, 100, len(stream)):
        stage = Stage()
        for at in range(0, len(stream), step):
            feed(stage, stream[at : at + step])
        out = [item.data for item in stage.out()]
        kinds = [data[:11] for data in out]
        assert kinds == [b"SIP/2.0 200", b"\r\n", b"SIP/2.0 200", b"SIP/2.0 100"], step


def test_two_line_breaks_are_answered_by_one() -> None:
    stage = Stage()
    feed(stage, b"\r\n\r\n\r\n\r\n")
    assert [item.data for item in stage.out()] == [b"\r\n", b"\r\n"]
    feed(stage, b"\r\n")
    assert stage.out() == []


def test_connections_do_not_mix() -> None:
    stage = Stage()
    other = Flow("tcp", "192.0.2.10", 40001, 10)
    feed(stage, options(1)[:50])
    feed(stage, options(2), other)
    feed(stage, options(1)[50:])
    assert [item.flow for item in stage.out()] == [other, FLOW]


@pytest.mark.parametrize("length", ["Content-Length: 70000", "l : 99999999999999999999"])
def test_an_announced_body_beyond_the_limit_is_513_and_the_connection_is_closed(length: str) -> None:
    stage = Stage()
    feed(stage, options(1).replace(b"Content-Length: 0", length.encode()))
    answer, close = stage.out()
    assert answer.data.startswith(b"SIP/2.0 513 ")
    assert (close.flow, close.data) == (FLOW, b"")
    feed(stage, options(2))
    assert stage.out() == []
    stage.endpoint.connection_lost(FLOW, stage.now)
    feed(stage, options(3))
    assert len(stage.out()) == 1


def test_headers_without_end_close_the_connection() -> None:
    stage = Stage()
    for _ in range(40):
        feed(stage, b"X" * 1000)
    assert [item.data for item in stage.out()] == [b""]
    assert stage.endpoint.statistics()["oversized"] == 1


def test_a_message_without_content_length_is_400_and_the_connection_is_closed() -> None:
    stage = Stage()
    feed(stage, options(1).replace(b"Content-Length: 0\r\n", b""))
    answer, close = stage.out()
    assert answer.data.startswith(b"SIP/2.0 400 ")
    assert close.data == b""


def test_nonsense_with_an_end_closes_the_connection_silently() -> None:
    stage = Stage()
    feed(stage, b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
    assert [item.data for item in stage.out()] == [b""]
