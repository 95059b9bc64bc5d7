"""Nonsense to the HTTP port of the running product: problem+json with the right status, and nothing dies."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
import pytest_asyncio

from tests.system.calling import processes
from tests.system.product import Product

pytestmark = [pytest.mark.system, pytest.mark.asyncio(loop_scope="session")]

UPGRADE = (
    "Host: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
)


@pytest_asyncio.fixture(autouse=True, loop_scope="session")
async def unharmed(product: Product) -> AsyncIterator[None]:
    """Whatever was sent, the same processes run and answer afterwards."""
    before = processes(product)
    yield
    await product.healthy(5)
    assert processes(product) == before


async def said(product: Product, request: str | bytes) -> tuple[int, dict[str, str], bytes]:
    """What comes back for these bytes until the connection ends: status, headers, body."""
    reader, writer = await asyncio.open_connection("127.0.0.1", product.http_port)
    writer.write(request.encode() if isinstance(request, str) else request)
    async with asyncio.timeout(10):
        whole = await reader.read()
    writer.close()
    head, _, body = whole.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    return int(first.split(" ")[1]), headers, body


def is_problem(status: int, answer: tuple[int, dict[str, str], bytes], key: str) -> None:
    assert answer[0] == status
    assert answer[1]["content-type"] == "application/problem+json"
    body = json.loads(answer[2])
    assert (body["status"], body["key"], body["type"]) == (status, key, f"urn:huawu:{key}")
    assert body["title"]
    assert body["title"] != key, "it is said in words"


@pytest.mark.parametrize(
    "request_sent",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
        "HELLO\r\n\r\n",
        "GET /\r\n\r\n",
        "GET / FTP/1.0\r\n\r\n",
        "GET / HTTP/1.1\r\nno colon\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\n folded: y\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\nContent-Length: 5\r\n\r\nhello",
        "POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        "POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
        "POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Length : 2\r\n\r\n{}",
    ],
    ids=lambda sent: (sent if isinstance(sent, bytes) else sent.encode())[:40].decode("latin-1").strip(),
)
async def test_what_is_no_clear_request_is_a_bad_request(product: Product, request_sent: str | bytes) -> None:
    is_problem(400, await said(product, request_sent), "request.malformed")


async def test_a_chunked_body_is_asked_for_its_length(product: Product) -> None:
    sent = (
        "POST /api/session HTTP/1.1\r\nHost: x\r\nAccept-Language: en\r\nContent-Type: application/json\r\n"
        "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"
    )
    answer = await said(product, sent)
    is_problem(411, answer, "request.length_needed")
    assert json.loads(answer[2])["title"] == "Send the body with a Content-Length."


async def test_huge_headers_are_refused(product: Product) -> None:
    sent = "GET / HTTP/1.1\r\nHost: x\r\n" + "".join(f"X-{n}: {'y' * 1000}\r\n" for n in range(200)) + "\r\n"
    is_problem(431, await said(product, sent), "request.head_too_large")


async def test_a_huge_body_is_refused(product: Product) -> None:
    async with httpx.AsyncClient(base_url=product.url) as client:
        answer = await client.post("/api/session", content=b"[" * 3_000_000, headers=JSON)
    is_problem(413, told(answer), "request.too_large")


JSON = {"content-type": "application/json"}


def told(answer: httpx.Response) -> tuple[int, dict[str, str], bytes]:
    return answer.status_code, dict(answer.headers), answer.content


@pytest.mark.parametrize(
    ("method", "path", "more", "status", "key"),
    [
        ("POST", "/api/session", {"content": b"{nonsense", "headers": JSON}, 400, "request.not_json"),
        ("POST", "/api/session", {"json": {"login": ["a"], "password": 1}}, 422, "request.invalid"),
        ("POST", "/api/session", {"json": {"login": "lin", "password": "no"}}, 401, None),
        ("GET", "/api/board", {}, 401, "session.needed"),
        ("GET", "/api/board", {"headers": {"cookie": "huawu_session=made-up"}}, 401, "session.needed"),
        ("GET", "/api/there-is-no-such-thing", {}, 404, "request.unknown_address"),
        ("DELETE", "/api/board", {}, 405, "request.wrong_method"),
    ],
)
async def test_nonsense_to_the_interface_is_refused_with_a_key(
    product: Product, method: str, path: str, more: dict[str, Any], status: int, key: str | None
) -> None:
    async with httpx.AsyncClient(base_url=product.url) as client:
        answer = await client.request(method, path, **more)
    is_problem(status, told(answer), key or "session.wrong_credentials")


@pytest.mark.parametrize("path", ["/api/board%00", "/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/\xff"])
async def test_odd_addresses_lead_nowhere(product: Product, path: str) -> None:
    status, _, body = await said(
        product, f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode("latin-1")
    )
    assert status in (200, 400, 404)
    assert b"root:x:" not in body


@pytest.mark.parametrize(
    ("query", "key"),
    [("", "ticket.wrong"), ("?ticket=abc", "ticket.wrong"), ("?ticket=" + "a" * 5000, "ticket.wrong")],
    ids=["none", "made up", "endless"],
)
async def test_a_live_screen_with_a_wrong_ticket_is_forbidden(product: Product, query: str, key: str) -> None:
    is_problem(403, await said(product, f"GET /live{query} HTTP/1.1\r\n{UPGRADE}\r\n"), key)


async def test_a_websocket_elsewhere_leads_nowhere(product: Product) -> None:
    answer = await said(product, f"GET /api/board HTTP/1.1\r\n{UPGRADE}\r\n")
    is_problem(404, answer, "request.unknown_address")


@pytest.mark.parametrize(
    ("spoiled", "into", "status"),
    [
        ("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n", "", 400),
        ("Sec-WebSocket-Version: 13", "Sec-WebSocket-Version: 1", 400),
        ("Connection: Upgrade", "Connection: close", 426),
    ],
    ids=["no key", "old version", "not upgraded"],
)
async def test_a_bad_upgrade_is_refused(product: Product, spoiled: str, into: str, status: int) -> None:
    answer = await said(product, f"GET /sip HTTP/1.1\r\n{UPGRADE}\r\n".replace(spoiled, into))
    is_problem(status, answer, "request.bad_upgrade")


async def test_frames_that_break_the_rules_close_only_their_own_connection(product: Product) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", product.http_port)
    writer.write(f"GET /sip HTTP/1.1\r\n{UPGRADE}Sec-WebSocket-Protocol: sip\r\n\r\n".encode())
    async with asyncio.timeout(10):
        assert b" 101 " in await reader.readuntil(b"\r\n\r\n")
        writer.write(b"\xff" * 64)
        await reader.read()
    writer.close()


async def test_connections_that_say_nothing_do_not_stand_in_the_way(product: Product) -> None:
    idle = [await asyncio.open_connection("127.0.0.1", product.http_port) for _ in range(100)]
    for _, writer in idle[:50]:
        writer.write(b"POST /api/session HTTP/1.1\r\nContent-Length: 1000\r\n\r\n{")
    await product.healthy(5)
    for _, writer in idle:
        writer.close()
