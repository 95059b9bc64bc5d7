"""The codec: splitting, folding, compact forms, many values, limits, faults."""

import pytest

from huawu.telephony.core.sip import message as codec
from huawu.telephony.core.sip.message import check_request, parse, parse_via
from huawu.telephony.core.sip.types import Flow
from tests.telephony.sip.playbook import SDP, TRUNK, Stage, request

pytestmark = pytest.mark.core


def read(text: str) -> codec.Message:
    message = parse(text.replace("\n", "\r\n").encode())
    assert message is not None
    return message


def test_a_request_is_split() -> None:
    message = read(
        "INVITE sip:a@b SIP/2.0\nv: SIP/2.0/UDP c;branch=z\nF: <sip:x@y>;tag=1\n"
        "t: sip:z@w\ni: id\nCSEQ: 3 INVITE\n\nbody"
    )
    assert (message.method, message.uri, message.call_id, message.cseq) == (
        "INVITE",
        "sip:a@b",
        "id",
        (3, "INVITE"),
    )
    assert (message.from_tag, message.to_tag, message.body) == ("1", "", b"body")
    assert message.via is not None
    assert (message.via.transport, message.via.host, message.via.port, message.via.branch) == (
        "UDP",
        "c",
        0,
        "z",
    )


def test_a_response_is_split() -> None:
    message = read("SIP/2.0 404 Not  Found: really\nVia: SIP/2.0/TCP [::1]:5080;branch=z\n\n")
    assert (message.status, message.reason) == (404, "Not  Found: really")
    assert message.via is not None
    assert (message.via.host, message.via.port) == ("::1", 5080)


def test_folded_lines_are_one() -> None:
    message = read("OPTIONS sip:a SIP/2.0\nSubject : one\n two\n\tthree  \n four\nY:y\n\n")
    assert message.first("subject") == "one two three four"
    assert message.first("y") == "y"


def test_values_are_cut_at_commas_outside_quotes_and_brackets() -> None:
    message = read(
        'OPTIONS sip:a SIP/2.0\nContact: "a, \\" b" <sip:x,y@z>;q=1 , <sip:1@2>\n'
        "m: sip:3@4,\nAllow:A,B , C\n\n"
    )
    assert message.values("contact") == ['"a, \\" b" <sip:x,y@z>;q=1', "<sip:1@2>", "sip:3@4"]
    assert message.values("allow") == ["A", "B", "C"]
    assert message.values("absent") == []


def test_the_body_ends_where_content_length_says() -> None:
    assert read("OPTIONS sip:a SIP/2.0\nl: 3\n\nabcdef").body == b"abc"
    assert read("OPTIONS sip:a SIP/2.0\nContent-Length: 0\n\nabc").body == b""
    assert read("OPTIONS sip:a SIP/2.0\nContent-Length: 9\n\nabc").fault
    assert read("OPTIONS sip:a SIP/2.0\nContent-Length: -1\n\nabc").fault
    assert read("OPTIONS sip:a SIP/2.0\nContent-Length: ²\n\nabc").fault


@pytest.mark.parametrize(
    "data",
    [
        b"", b"\r\n\r\n", b"GET / HTTP/1.1\r\n\r\n", b"INVITE sip:a SIP/2.0\r\nVia: x",
        b"SIP/2.0 99 No\r\n\r\n",
        b"SIP/2.0 700 No\r\n\r\n", b"SIP/2.0 2000 No\r\n\r\n", b"SIP/2.0 OK\r\n\r\n",
        b"SIP/3.0 200 OK\r\n\r\n",
        b"\x80\x00\x00\x01\r\n\r\n", b"INVITE\r\n\r\n", "SIP/2.0 ²00 OK\r\n\r\n".encode(),
    ],
)  # fmt: skip
def test_what_is_not_sip_is_none(data: bytes) -> None:
    assert parse(data) is None


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (("Call-ID: call-1\r\n", ""), "Missing Call-ID"),
        (("From: <sip:13800138000@192.0.2.10>;tag=peer\r\n", ""), "Missing From"),
        (("To: <sip:4001@192.0.2.1>\r\n", ""), "Missing To"),
        (("CSeq: 1 OPTIONS\r\n", ""), "Missing CSeq"),
        (("CSeq: 1 OPTIONS", "CSeq: 1 INVITE"), "CSeq Method Mismatch"),
        (("CSeq: 1 OPTIONS", "CSeq: 2147483648 OPTIONS"), "Bad CSeq"),
        (("CSeq: 1 OPTIONS", "CSeq: -1 OPTIONS"), "Bad CSeq"),
        (("Max-Forwards: 70", "Max-Forwards: 256"), "Bad Max-Forwards"),
        (("Max-Forwards: 70", "Max-Forwards: 70\r\nMax-Forwards: 70"), "Multiple Max-Forwards"),
        (("Call-ID: call-1", "Call-ID: call-1\r\ni: call-2"), "Multiple Call-Id"),
        (("To: <sip:4001@192.0.2.1>", 'To: "open <sip:4001@192.0.2.1>'), "Bad To"),
        (("To: <sip:4001@192.0.2.1>", "To: <sip:4001@192.0.2.1"), "Bad To"),
        (("To: <sip:4001@192.0.2.1>", "To: < sip:4001@192.0.2.1 >"), "Bad To"),
        (("To: <sip:4001@192.0.2.1>", "To: a, b <sip:4001@192.0.2.1>"), "Bad To"),
        (("To: <sip:4001@192.0.2.1>", "To: <sip:4001@192.0.2.1> x"), "Bad To"),
        (("To: <sip:4001@192.0.2.1>", 'To: <sip:4001@192.0.2.1>;x="y'), "Bad To"),
        (("OPTIONS sip:4001@192.0.2.1 SIP", "OPTIONS  sip:4001@192.0.2.1 SIP"), "Malformed Request Line"),
        (("sip:4001@192.0.2.1 SIP/2.0", "sip:4001@192.0.2.1 SIP/2.0 "), "Malformed Request Line"),
        (("Max-Forwards: 70\r\n", "Max-Forwards: 70\r\nnonsense\r\n"), "Malformed Header"),
        (("Max-Forwards: 70\r\n", "Max-Forwards: 70\r\nbad name: x\r\n"), "Malformed Header"),
        (("Max-Forwards: 70\r\n", "Max-Forwards: 70\r\nX: a\nY: b\r\n"), "Bare Line Break"),
    ],
)  # fmt: skip
def test_a_malformed_request_is_400_with_the_reason_and_nothing_is_kept(
    change: tuple[str, str], fault: str
) -> None:
    text = request("OPTIONS")
    assert change[0] in text
    stage = Stage()
    stage.hear(text.replace(*change, 1))
    refusal = stage.one()
    assert (refusal.status, refusal.reason) == (400, fault)
    assert stage.open() == 0
    assert stage.endpoint.statistics()["malformed"] == 1


def test_another_version_is_505() -> None:
    stage = Stage()
    stage.hear(request("OPTIONS").replace("SIP/2.0\r\n", "SIP/3.0\r\n", 1))
    assert stage.codes() == [505]


def test_an_ack_is_never_answered() -> None:
    stage = Stage()
    stage.hear(request("ACK"))
    stage.hear(request("ACK", cseq_method="INVITE"))
    stage.hear(request("ACK").replace("Via: ", 'Via: "', 1))
    assert stage.codes() == []


def test_a_request_without_a_way_back_is_dropped_and_counted() -> None:
    stage = Stage()
    for bad in (
        "",
        "Via: nonsense\r\n",
        "Via: HTTP/1.1 x\r\n",
    ):
        text = request("OPTIONS")
        start = text.index("Via:")
        stage.hear(text[:start] + bad + text[text.index("\r\n", start) + 2 :])
    assert stage.codes() == []
    assert stage.endpoint.statistics()["malformed"] == 3


@pytest.mark.parametrize("via", ["SIP/2.0/UDP", "SIP/2.0/UDP a b c", 'SIP/2.0/UDP a;x="', "SIP/2.0/UDP a;;"])
def test_a_via_that_cannot_be_read_is_400_to_where_it_came_from(via: str) -> None:
    stage = Stage()
    stage.hear(request("OPTIONS", via=via))
    assert stage.one_raw().startswith(b"SIP/2.0 400 ")
    assert stage.flows == [TRUNK]


def test_too_many_header_lines_or_too_long_ones_are_513() -> None:
    stage = Stage()
    stage.hear(request("OPTIONS", extra="X: y\r\n" * 300))
    stage.hear(request("OPTIONS", extra=f"X: {'y' * 40_000}\r\n"))
    stage.hear(request("INVITE", body=SDP + "a=x\r\n" * 14_000))
    assert stage.codes() == [513] * 3
    assert stage.endpoint.statistics()["oversized"] == 3


def test_noise_is_ignored() -> None:
    stage = Stage()
    for data in (
        b"",
        b"\r\n",
        b"\r\n\r\n",
        b"\0",
        b"\0\0\0\0",
        b"\x80\x60" + bytes(170),
        b"\xff" * 50,
        b"hello",
    ):
        stage.hear(data)
    assert stage.codes() == []
    assert stage.endpoint.statistics()["keepalive"] == 5
    assert stage.endpoint.statistics()["malformed"] == 3


def test_bytes_that_are_not_utf_8_go_back_as_they_came() -> None:
    stage = Stage()
    data = request("OPTIONS", sender='"?" <sip:a@b>;tag=1').encode().replace(b'"?"', b'"\xff\xfe"')
    stage.hear(data)
    (out,) = stage.out()
    assert b'From: "\xff\xfe" <sip:a@b>;tag=1\r\n' in out.data


def test_leading_line_breaks_are_skipped() -> None:
    stage = Stage()
    stage.hear("\r\n\r\n" + request("OPTIONS"))
    assert stage.codes() == [200]


@pytest.mark.parametrize(
    "line",
    [
        "SIP  /  2.0 /  UDP   a.example ; branch = z9hG4bKx",
        "SIP/2.0/UDP a.example;branch=z9hG4bKx, SIP/2.0/TCP b",
    ],
)
def test_odd_but_valid_vias(line: str) -> None:
    via = parse_via(line)
    assert via is not None
    assert (via.transport, via.host, via.branch) == ("UDP", "a.example", "z9hG4bKx")


def test_a_way_back_over_a_comma_separated_via_keeps_the_rest() -> None:
    stage = Stage()
    via = 'SIP/2.0/UDP far;rport;branch=z9hG4bK-1 , SIP/2.0/TCP "odd" , SIP/2.0/UDP last'
    stage.hear(request("OPTIONS", via=via.replace('"odd"', "odd")), Flow("udp", "192.0.2.10", 5099))
    assert stage.one().first("via") == (
        "SIP/2.0/UDP far;received=192.0.2.10;rport=5099;branch=z9hG4bK-1 , SIP/2.0/TCP odd , SIP/2.0/UDP last"
    )


def test_checking_a_sound_request_finds_nothing() -> None:
    message = parse(request("INVITE", body=SDP).encode())
    assert message is not None
    check_request(message)
    assert message.fault == ""
