"""The front frames requests and tells web who sent them; it says so when web is away."""

import json

import pytest

from huawu.app.live.front import parse_head, with_peer
from huawu.app.live.refusing import answer_of, header
from huawu.platform.refusals import Refusal
from huawu.platform.words import say

pytestmark = pytest.mark.core


def test_a_request_is_framed_by_its_content_length() -> None:
    head = parse_head(b"POST /api/x?y=1 HTTP/1.1\r\nHost: a\r\nContent-Length: 12\r\n\r\n")
    assert (head.method, head.path, head.length, head.upgrade) == ("POST", "/api/x", 12, False)


@pytest.mark.parametrize(
    "raw",
    [
        b"nonsense\r\n\r\n",
        b"GET / HTTP/2\r\n\r\n",
        b"POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
        b"POST / HTTP/1.1\r\nContent-Length: 1e3\r\n\r\n",
        b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n",
    ],
)
def test_what_could_be_framed_in_two_ways_is_not_passed_on(raw: bytes) -> None:
    with pytest.raises(Refusal, match="request"):
        parse_head(raw)


def test_a_sender_cannot_make_up_its_own_address() -> None:
    head = parse_head(b"GET / HTTP/1.1\r\nHost: a\r\nX-HUAWU-PEER: 9.9.9.9\r\n\r\n")
    passed = with_peer(head, "127.0.0.1")
    assert b"9.9.9.9" not in passed
    assert passed.endswith(b"X-Huawu-Peer: 127.0.0.1\r\n\r\n")
    assert parse_head(passed).path == "/"


def test_an_upgrade_is_seen_whatever_its_spelling() -> None:
    head = parse_head(b"GET /sip HTTP/1.1\r\nConnection: Upgrade\r\nupgrade: WebSocket\r\n\r\n")
    assert head.upgrade


class Away(Refusal):
    status = 503


def test_who_loads_a_page_while_web_is_away_reads_why_and_the_page_comes_by_itself() -> None:
    asks = b"GET /desk HTTP/1.1\r\nAccept: text/html,*/*;q=0.8\r\nAccept-Language: en-US,en\r\n\r\n"
    head, _, body = answer_of(Away("web.away"), asks).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 503 ")
    assert header(head, b"refresh") == "1"
    assert header(head, b"content-type") == "text/html; charset=utf-8"
    assert header(head, b"content-length") == str(len(body))
    title = say("web.away", "en-US").title
    assert f"<h1>{title}</h1>" in body.decode()


@pytest.mark.parametrize("head", [b"", b"GET /api/cases HTTP/1.1\r\nAccept: application/json\r\n\r\n"])
def test_a_script_is_told_in_its_own_way(head: bytes) -> None:
    told, _, body = answer_of(Away("web.away"), head).partition(b"\r\n\r\n")
    assert header(told, b"content-type") == "application/problem+json"
    assert header(told, b"refresh") == ""
    assert json.loads(body)["key"] == "web.away"
