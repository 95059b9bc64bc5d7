"""Offer and answer for G.711 and telephone events."""

import pytest

from huawu.telephony.core.sip import sdp
from huawu.telephony.core.sip.sdp import Place

pytestmark = pytest.mark.core

HEAD = "v=0\r\no=- 1 1 IN IP4 192.0.2.9\r\ns=-\r\nc=IN IP4 192.0.2.9\r\nt=0 0\r\n"
PLACE = Place("192.0.2.1", 30000, 7, 2)


def read(*lines: str) -> sdp.Session:
    session = sdp.parse(HEAD + "".join(f"{line}\r\n" for line in lines))
    assert session is not None
    return session


def test_what_a_description_says() -> None:
    session = read(
        "m=audio 4000 RTP/AVP 18 0 96 8 101", "c=IN IP4 192.0.2.77", "a=rtpmap:96 PCMU/16000",
        "a=rtpmap:101 telephone-event/8000", "a=sendonly",
    )  # fmt: skip
    assert session.remote == ("192.0.2.77", 4000)
    assert session.codecs == ("PCMU", "PCMA")
    assert session.dtmf == 101
    assert session.direction == "sendonly"
    assert session.on_hold


@pytest.mark.parametrize(
    ("lines", "held"),
    [
        (["m=audio 4000 RTP/AVP 0"], False),
        (["m=audio 4000 RTP/AVP 0", "a=recvonly"], False),
        (["m=audio 4000 RTP/AVP 0", "a=inactive"], True),
        (["m=audio 4000 RTP/AVP 0", "c=IN IP4 0.0.0.0"], True),
        (["m=audio 0 RTP/AVP 0"], True),
    ],
)
def test_hold_is_seen_in_the_new_way_and_the_old(lines: list[str], held: bool) -> None:
    assert read(*lines).on_hold is held


def test_a_direction_of_the_session_holds_for_media_without_one() -> None:
    session = sdp.parse(HEAD + "a=inactive\r\nm=audio 4000 RTP/AVP 0\r\n")
    assert session is not None
    assert session.direction == "inactive"


@pytest.mark.parametrize(
    "text",
    [
        "", "v=1\r\n", "x", HEAD + "m=audio\r\n", HEAD + "m=audio x RTP/AVP 0\r\n",
        HEAD + "m=audio 99999 RTP/AVP 0\r\n",
        "v=0\r\nm=audio 4000 RTP/AVP 0\r\n",
        HEAD + "m=audio 0 RTP/AVP 0\r\n" * 17, "v=0" + "\r\na=x" * 20_000,
        "v=0\r\nc=IN IP4 evil.example\r\nm=audio 4000 RTP/AVP 0\r\n", HEAD + "m=audio ² RTP/AVP 0\r\n",
    ],
)  # fmt: skip
def test_what_is_no_description_is_none(text: str) -> None:
    assert sdp.parse(text) is None


def test_an_offer_reads_back() -> None:
    session = sdp.parse(sdp.offer(PLACE, direction="sendonly"))
    assert session is not None
    assert session.remote == ("192.0.2.1", 30000)
    assert (session.codecs, session.dtmf, session.direction) == (("PCMA", "PCMU"), 101, "sendonly")
    assert "o=- 7 2 IN IP4 192.0.2.1\r\n" in sdp.offer(PLACE)
    assert "101" not in sdp.offer(PLACE, dtmf=None)
    assert "c=IN IP6 ::1\r\n" in sdp.offer(Place("::1", 1))


def test_the_answer_takes_their_first_codec_of_ours_under_their_numbers_and_refuses_the_rest_in_place() -> (
    None
):
    offered = read(
        "m=video 5000 RTP/AVP 31", "m=audio 4000 RTP/AVP 18 97 0 100", "a=rtpmap:97 pcma/8000/1",
        "a=rtpmap:100 telephone-event/8000", "m=audio 4002 RTP/AVP 0", "m=image 4004 udptl t38",
    )  # fmt: skip
    agreed = sdp.answer(offered, PLACE)
    assert agreed is not None
    assert (agreed.remote, agreed.codec, agreed.dtmf, agreed.direction) == (
        ("192.0.2.9", 4000),
        "PCMA",
        100,
        "sendrecv",
    )
    assert [line for line in agreed.sdp.splitlines() if line.startswith("m=")] == [
        "m=video 0 RTP/AVP 31", "m=audio 30000 RTP/AVP 97 100", "m=audio 0 RTP/AVP 0", "m=image 0 udptl t38",
    ]  # fmt: skip
    assert "a=rtpmap:97 PCMA/8000" in agreed.sdp


@pytest.mark.parametrize(
    ("theirs", "wish", "ours"),
    [
        ("sendrecv", "sendrecv", "sendrecv"),
        ("sendonly", "sendrecv", "recvonly"),
        ("recvonly", "sendrecv", "sendonly"),
        ("inactive", "sendrecv", "inactive"),
        ("sendrecv", "sendonly", "sendonly"),
        ("sendonly", "sendonly", "inactive"),
    ],
)
def test_the_answer_is_within_both_directions(theirs: str, wish: str, ours: str) -> None:
    agreed = sdp.answer(read("m=audio 4000 RTP/AVP 0", f"a={theirs}"), PLACE, direction=wish)
    assert agreed is not None
    assert agreed.direction == ours
    assert f"a={ours}\r\n" in agreed.sdp


@pytest.mark.parametrize(
    "lines",
    [
        ["m=audio 4000 RTP/AVP 18 101"], ["m=audio 0 RTP/AVP 0"], ["m=video 4000 RTP/AVP 31"], [],
        ["m=audio 4000 UDP/TLS/RTP/SAVPF 0"], ["m=audio 4000 RTP/AVP 8", "a=rtpmap:8 opus/48000"],
    ],
)  # fmt: skip
def test_nothing_in_common_is_no_answer(lines: list[str]) -> None:
    assert sdp.answer(read(*lines), PLACE) is None


def test_a_choice_of_codecs_is_ours_to_narrow() -> None:
    agreed = sdp.answer(read("m=audio 4000 RTP/AVP 8 0"), PLACE, codecs=("PCMU",))
    assert agreed is not None
    assert agreed.codec == "PCMU"


def test_what_their_answer_settles() -> None:
    settled = sdp.agreed(read("m=audio 4000 RTP/AVP 0 101", "a=recvonly"), direction="sendonly")
    assert settled is not None
    assert (settled.remote, settled.codec, settled.dtmf, settled.direction) == (
        ("192.0.2.9", 4000),
        "PCMU",
        None,
        "sendonly",
    )
    assert sdp.agreed(read("m=audio 0 RTP/AVP 0")) is None
