"""A flow asks another system: only where it may, no redirect, nothing endless; whatever comes is borne."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huawu.app.live.world import web
from huawu.flows.types import Web
from huawu.telephony.ports.world import WorldFailed

pytestmark = pytest.mark.core

Serve = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@asynccontextmanager
async def serving(serve: Serve) -> AsyncIterator[str]:
    """A server on loopback, whose origin is answered."""
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()


def saying(answer: bytes, heard: list[bytes] | None = None) -> Serve:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        if b"Content-Length: " in head:
            head += await reader.readexactly(int(head.split(b"Content-Length: ")[1].split(b"\r\n")[0]))
        if heard is not None:
            heard.append(head)
        writer.write(answer)
        await writer.drain()
        writer.close()

    return serve


async def cause(question: Web, *allowed: str) -> str:
    with pytest.raises(WorldFailed) as failed:
        await web.ask(question, allowed)
    return failed.value.cause


def get(url: str) -> Web:
    return Web("GET", url, {}, 2)


async def test_json_comes_back_whatever_way_it_is_sent() -> None:
    heard: list[bytes] = []
    chunked = b'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n8\r\n{"a": 1}\r\n0\r\n\r\n'
    for answer, found in (
        (b'HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\n{"a": 1}', {"a": 1}),
        (chunked, {"a": 1}),
        (b"HTTP/1.0 200 OK\r\n\r\n[1, 2]", {"": [1, 2]}),
        (b"HTTP/1.1 204 No Content\r\n\r\n", {}),
    ):
        async with serving(saying(answer, heard)) as origin:
            asked = Web("POST", f"{origin}/a?b=%E4%BD%A0", {"who": "王"}, 2, (("X-Key", "k 1"),))
            assert await web.ask(asked, [origin]) == found
    assert heard[0].startswith(b"POST /a?b=%E4%BD%A0 HTTP/1.1\r\nHost: 127.0.0.1:")
    assert b"\r\nX-Key: k 1\r\n" in heard[0]
    assert heard[0].endswith(b'{"who": "\\u738b"}')


async def test_what_is_no_good_answer_fails_with_its_reason() -> None:
    for answer, why in (
        (b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1/\r\n\r\n", "redirected"),
        (b"HTTP/1.1 500 Oops\r\n\r\n{}", "refused"),
        (b"HTTP/1.1 200 OK\r\n\r\n<html>", "not_json"),
        (b"nonsense", "not_json"),
        (b"", "not_json"),
        (b"HTTP/1.1 200 OK\r\n\r\n" + b"[" * 50_000, "not_json"),
        (b"HTTP/1.1 200 OK\r\n\r\n" + b" " * web.MOST_BYTES, "too_large"),
    ):
        async with serving(saying(answer)) as origin:
            assert await cause(get(origin), origin) == why


async def test_a_server_that_says_nothing_can_be_given_up_at_any_moment() -> None:
    reached = asyncio.Event()

    async def hang(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        reached.set()
        await reader.read()
        writer.close()

    async with serving(hang) as origin:
        asking = asyncio.ensure_future(web.ask(get(origin), [origin]))
        await reached.wait()
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://example.com/", "not_allowed"),
        ("https://127.0.0.1/", "not_allowed"),
        ("https://[::1]/", "not_allowed"),
        ("https://10.0.0.8:8443/x", "not_allowed"),
        ("https://169.254.169.254/latest", "not_allowed"),
        ("https://[::ffff:192.168.1.1]/", "not_allowed"),
        ("https://0.0.0.0/", "not_allowed"),
        ("https://localhost/", "not_allowed"),
        ("https://user:secret@example.com/", "bad_url"),
        ("file:///etc/passwd", "bad_url"),
        ("https://", "bad_url"),
        ("https://example.com:x/", "bad_url"),
        ("https://example.com/\r\nX: 1", "bad_url"),
        ("https://example.com/" + "a" * 3000, "bad_url"),
    ],
)
async def test_nothing_inside_is_asked_and_nothing_without_a_secret_line(url: str, why: str) -> None:
    assert await cause(get(url)) == why


async def test_an_origin_that_is_named_may_lie_inside_and_no_other_port_of_it() -> None:
    async with serving(saying(b"HTTP/1.1 200 OK\r\n\r\n{}")) as origin:
        assert await web.ask(get(f"{origin}/x"), [origin]) == {}
        assert await cause(get(f"{origin}/x"), "http://127.0.0.1:1") == "not_allowed"
    assert await cause(get(f"{origin}/x"), origin) == "unreachable"


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111"])
def test_public_addresses_are_public(address: str) -> None:
    assert web.is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "10.1.1.1",
        "100.64.0.1",
        "224.0.0.1",
        "fe80::1%eth0",
        "fc00::1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "x",
    ],
)
def test_others_are_not(address: str) -> None:
    assert not web.is_public(address)


@given(st.text(max_size=60))
def test_no_address_breaks_the_check(text: str) -> None:
    for url in (text, f"https://{text}"):
        try:
            web.where(url, [])
        except WorldFailed:
            continue
