"""The outermost layer: one log line a request, security headers, size and rate limits, the last resort.

The log line has the method, the route's pattern (never the address: it may hold a number), the status and the
time taken. Nothing about who asked.
"""

import hashlib
import logging
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from math import ceil
from typing import Any

from huawu.platform.clock import MILLI, Clock, system_clock
from huawu.platform.web.limits import (
    App,
    Rate,
    Receive,
    Scope,
    Send,
    Throttle,
    TooLarge,
    limited,
    most_bytes,
)
from huawu.platform.web.policy import policy
from huawu.platform.web.problems import MEDIA_TYPE, raw_problem
from huawu.platform.web.traces import trace

log = logging.getLogger("huawu.access")

SESSION_COOKIE = "huawu_session"
_HEADERS = [
    (b"content-security-policy", policy().encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), payment=(), microphone=(self)"),
]
_PER_ADDRESS = Rate(per_second=200, burst=1000)  # a whole office behind one address
_PER_SESSION = Rate(per_second=40, burst=200)


@dataclass(slots=True)
class _Answer:
    """What has been sent of the answer so far."""

    status: int = 0
    started: bool = False
    extra: list[tuple[bytes, bytes]] = field(default_factory=list)


class Edge:
    """ASGI middleware around everything."""

    def __init__(self, app: App, clock: Clock = system_clock) -> None:
        self._app, self._clock = app, clock
        self._addresses = Throttle(_PER_ADDRESS, clock)
        self._sessions = Throttle(_PER_SESSION, clock)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, answer = self._clock(), _Answer()
        headers = _headers(scope)
        guarded = _guarded(send, answer, cached=not scope["path"].startswith("/api"))
        try:
            if not await self._refused(scope, headers, guarded):
                await self._app(scope, limited(receive, most_bytes(scope)), guarded)
        except TooLarge:
            await _say(guarded, answer, "request.too_large", 413, headers)
        except Exception as error:
            log.error("%s %s failed: %s", scope["method"], _pattern(scope), trace(error))
            await _say(guarded, answer, "internal", 500, headers)
        finally:
            taken = (self._clock() - began) / MILLI
            log.info("%s %s %s %.1f ms", scope["method"], _pattern(scope), answer.status or "-", taken)

    async def _refused(self, scope: Scope, headers: dict[str, str], send: Send) -> bool:
        """Refuse what is too large or too often before anything reads it."""
        accept = headers.get("accept-language", "")
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length[:18]) > most_bytes(scope):
            await _send(send, 413, raw_problem("request.too_large", 413, accept), [])
            return True
        wait = self._addresses.take(client_address(scope, headers))
        if cookie := session_cookie(headers):
            key = hashlib.sha256(cookie.encode(errors="replace")).hexdigest()
            wait = max(wait, self._sessions.take(key))
        if wait:
            seconds = ceil(wait)
            body = raw_problem("request.too_many", 429, accept, {"retry_after_seconds": seconds})
            await _send(send, 429, body, [(b"retry-after", str(seconds).encode())])
        return bool(wait)


def client_address(scope: Scope, headers: dict[str, str]) -> str:
    """Who asks: `live`, the only one who can reach our socket, appends the address that it saw."""
    forwarded = headers.get("x-huawu-peer", "").strip()
    client = scope.get("client")
    return forwarded or (client[0] if client else "local")


def session_cookie(headers: dict[str, str]) -> str | None:
    """The session token of a request."""
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(SESSION_COOKIE)
    except CookieError:
        return None
    return found.value[:200] if found else None


def _headers(scope: Scope) -> dict[str, str]:
    return {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}


def _pattern(scope: Scope) -> str:
    route: Any = scope.get("route")
    return str(getattr(route, "path", "(no route)"))


def _guarded(send: Send, answer: _Answer, *, cached: bool) -> Send:
    async def with_headers(message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            answer.started, answer.status = True, message["status"]
            present = {name for name, _ in message["headers"]}
            message["headers"] = [*message["headers"], *(h for h in _HEADERS if h[0] not in present)]
            if not cached and b"cache-control" not in present:
                message["headers"].append((b"cache-control", b"no-store"))
        await send(message)

    return with_headers


async def _say(send: Send, answer: _Answer, key: str, status: int, headers: dict[str, str]) -> None:
    if not answer.started:
        await _send(send, status, raw_problem(key, status, headers.get("accept-language", "")), [])


async def _send(send: Send, status: int, body: bytes, extra: list[tuple[bytes, bytes]]) -> None:
    headers = [(b"content-type", MEDIA_TYPE.encode()), (b"content-length", str(len(body)).encode()), *extra]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
