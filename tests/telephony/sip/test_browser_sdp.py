"""Session descriptions for browsers: what we offer, and what we take from what they answer."""

import pytest

from huawu.telephony.core.sip import browser
from huawu.telephony.core.sip.sdp import Place
from huawu.telephony.ports import EdgeSide

pytestmark = pytest.mark.core

SIDE = EdgeSide(("127.0.0.1", "192.0.2.2"), 41_000, f"sha-256 {':'.join(['AB'] * 32)}", "ufrag", "p" * 24)
ANSWER = "\r\n".join(
    [
        "v=0",
        "o=- 474 2 IN IP4 127.0.0.1",
        "s=-",
        "t=0 0",
        "a=group:BUNDLE 0",
        "m=audio 41394 UDP/TLS/RTP/SAVPF 0 8 101",
        "c=IN IP4 192.0.2.2",
        "a=rtcp:9 IN IP4 0.0.0.0",
        "a=candidate:25 1 udp 2122194687 192.0.2.2 41394 typ host generation 0 network-id 1",
        "a=candidate:26 1 udp 2122194686 3f2c.local 41395 typ host",
        "a=candidate:27 1 tcp 15 192.0.2.2 9 typ host tcptype active",
        "a=candidate:28 2 udp 15 192.0.2.2 41396 typ host",
        "a=ice-ufrag:1sS7",
        "a=ice-pwd:GrHZZP4Z7vze5yswrSc+zy5h",
        f"a=fingerprint:sha-256 {':'.join(['CD'] * 32)}",
        "a=setup:active",
        "a=mid:0",
        "a=sendrecv",
        "a=rtcp-mux",
        "a=rtpmap:0 PCMU/8000",
        "a=rtpmap:8 PCMA/8000",
        "a=rtpmap:101 telephone-event/8000",
        "",
    ]
)


def test_the_offer_names_every_host_and_leaves_the_choice_of_roles_to_the_browser() -> None:
    offer = browser.describe(Place("127.0.0.1", 30_000, session=7, version=3), SIDE)

    assert "m=audio 41000 UDP/TLS/RTP/SAVPF 8 0 101\r\n" in offer
    assert "o=- 7 3 IN IP4 127.0.0.1\r\n" in offer
    assert {"a=setup:actpass", "a=ice-lite", "a=rtcp-mux", "a=ice-ufrag:ufrag"} <= set(offer.splitlines())
    assert [line.split()[4] for line in offer.splitlines() if "candidate:" in line] == list(SIDE.hosts)


def test_the_law_of_the_customer_comes_first() -> None:
    offer = browser.describe(Place("127.0.0.1", 30_000), SIDE, codecs=("PCMU", "PCMA"))

    assert "SAVPF 0 8 101\r\n" in offer


def test_an_answer_gives_all_that_the_edge_needs() -> None:
    answer = browser.read(ANSWER, near="127.0.0.1")

    assert answer is not None
    assert (answer.codec, answer.dtmf, answer.direction) == ("PCMU", 101, "sendrecv")
    them = answer.browser
    assert (them.setup, them.ufrag, them.near) == ("active", "1sS7", "127.0.0.1")
    assert them.candidates == (("192.0.2.2", 41_394), ("3f2c.local", 41_395))


def test_what_the_browser_wants_to_hear_settles_our_direction() -> None:
    answer = browser.read(ANSWER.replace("a=sendrecv", "a=sendonly"))

    assert answer is not None
    assert answer.direction == "recvonly"


@pytest.mark.parametrize(
    "broken",
    [
        "",
        "nonsense",
        ANSWER.replace("m=audio 41394", "m=audio 0"),
        ANSWER.replace("UDP/TLS/RTP/SAVPF", "RTP/AVP"),
        ANSWER.replace("a=fingerprint", "a=fingertip"),
        ANSWER.replace("a=ice-pwd", "a=ice-key"),
        ANSWER.replace("SAVPF 0 8 101", "SAVPF 111").replace("rtpmap:0 PCMU/8000", "rtpmap:111 opus/48000/2"),
        "v=0\r\n" + "a=x\r\n" * 20_000,
    ],
)
def test_what_cannot_be_spoken_with_is_no_answer(broken: str) -> None:
    assert browser.read(broken) is None


def test_our_own_description_can_be_read() -> None:
    read = browser.read(browser.describe(Place("127.0.0.1", 30_000), SIDE, setup="passive"))

    assert read is not None
    assert (read.browser.setup, read.browser.fingerprint) == ("passive", SIDE.fingerprint)
