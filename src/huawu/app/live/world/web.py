"""One HTTP request on behalf of a flow, to a host that is taken for hostile.

Only https, or an origin that the site's configuration names; only to addresses of the public network, looked
up once and then connected to by address, so that no second look-up can lead inside; no redirect is followed;
what comes is bounded in size, must be JSON, and is waited for no longer than asked. Nothing of it is logged.
"""

import asyncio
import io
import ipaddress
import json
import socket
import ssl
from collections.abc import Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from http.client import HTTPException, HTTPResponse
from typing import Any, cast
from urllib.parse import SplitResult, urlsplit

from huawu.flows.types import Web
from huawu.telephony.ports.world import WorldFailed

MOST_BYTES = 64 * 1024
_LONGEST_URL = 2000
_PORTS = {"https": 443, "http": 80}


@dataclass(frozen=True, slots=True)
class Where:
    """Where a request goes. `trusted`: the configuration names the origin, which may lie inside."""

    parts: SplitResult
    host: str
    port: int
    trusted: bool


def where(url: str, allowed: Collection[str]) -> Where:
    """Raises WorldFailed for what is no address, or one that nobody may ask."""
    if len(url) > _LONGEST_URL or any(sign <= " " or sign > "~" for sign in url):
        raise WorldFailed("bad_url")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port or _PORTS.get(parts.scheme, 0)
    except ValueError:
        raise WorldFailed("bad_url") from None
    if not host or parts.scheme not in _PORTS or parts.username is not None or parts.password is not None:
        raise WorldFailed("bad_url")
    trusted = f"{parts.scheme}://{host}:{port}" in {_whole(each) for each in allowed}
    if parts.scheme != "https" and not trusted:
        raise WorldFailed("not_allowed")
    return Where(parts, host, port, trusted)


def _whole(origin: str) -> str:
    """An origin with its port."""
    parts = urlsplit(origin)
    return f"{parts.scheme}://{parts.hostname}:{parts.port or _PORTS.get(parts.scheme, 0)}"


_NAMES = ThreadPoolExecutor(max_workers=8, thread_name_prefix="names")
"""Looks names up, apart from the threads that others wait for: a name server may be slow."""


def _found(host: str, port: int) -> list[Any]:
    return list(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))


@cache
def _secure() -> ssl.SSLContext:
    return ssl.create_default_context()


async def addresses(to: Where) -> list[str]:
    """The addresses of a host; refused when any of them is not public. Raises WorldFailed."""
    try:
        loop = asyncio.get_running_loop()
        found = await loop.run_in_executor(_NAMES, _found, to.host, to.port)
    except (OSError, UnicodeError):
        raise WorldFailed("unknown_host") from None
    known = [str(each[4][0]) for each in found]
    if not known or (not to.trusted and not all(is_public(each) for each in known)):
        raise WorldFailed("not_allowed")
    return known


def is_public(address: str) -> bool:
    """Whether an address belongs to the public network, also one of IPv4 within IPv6."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    inner = (ip.ipv4_mapped or ip.sixtofour) if isinstance(ip, ipaddress.IPv6Address) else None
    if isinstance(ip, ipaddress.IPv6Address) and ip in ipaddress.ip_network("64:ff9b::/96"):
        inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return (inner or ip).is_global and not (inner or ip).is_multicast


async def ask(question: Web, allowed: Collection[str]) -> Mapping[str, Any]:
    """The JSON object that came; other JSON under "". Raises WorldFailed."""
    to = where(question.url, allowed)
    for address in await addresses(to):
        try:
            raw = await _exchange(to, address, _request(to, question))
        except (OSError, ssl.SSLError, asyncio.IncompleteReadError):
            continue
        return _answer(raw)
    raise WorldFailed("unreachable")


def _request(to: Where, question: Web) -> bytes:
    body = json.dumps(question.body).encode() if question.method == "POST" else b""
    path = (to.parts.path or "/") + (f"?{to.parts.query}" if to.parts.query else "")
    host = f"[{to.host}]" if ":" in to.host else to.host
    named = host if to.port == _PORTS[to.parts.scheme] else f"{host}:{to.port}"
    lines = [f"{question.method} {path} HTTP/1.1", f"Host: {named}", "User-Agent: huawu"]
    lines += ["Accept: application/json", "Accept-Encoding: identity", "Connection: close"]
    lines += [f"{name}: {text}" for name, text in question.headers]
    if question.method == "POST":
        lines += ["Content-Type: application/json", f"Content-Length: {len(body)}"]
    return "\r\n".join([*lines, "", ""]).encode("ascii") + body


async def _exchange(to: Where, address: str, request: bytes) -> bytes:
    """Everything that comes until the other side closes."""
    secure = _secure() if to.parts.scheme == "https" else None
    reader, writer = await asyncio.open_connection(
        address, to.port, ssl=secure, server_hostname=to.host if secure else None, limit=MOST_BYTES
    )
    try:
        writer.write(request)
        await writer.drain()
        came = bytearray()
        while piece := await reader.read(16 * 1024):
            came += piece
            if len(came) > MOST_BYTES:
                raise WorldFailed("too_large")
        return bytes(came)
    finally:
        writer.close()


class _Came:
    """What came, as `HTTPResponse` wants to be given it."""

    def __init__(self, raw: bytes) -> None:
        self._raw = raw

    def makefile(self, mode: str) -> io.BytesIO:
        return io.BytesIO(self._raw)


def _answer(raw: bytes) -> Mapping[str, Any]:
    try:
        response = HTTPResponse(cast(socket.socket, _Came(raw)))
        response.begin()
        if not 200 <= response.status < 300:
            raise WorldFailed("redirected" if 300 <= response.status < 400 else "refused")
        read = json.loads(response.read() or b"{}")
    except (HTTPException, ValueError, RecursionError):
        raise WorldFailed("not_json") from None
    return read if isinstance(read, dict) else {"": read}
