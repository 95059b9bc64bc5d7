"""One HTTP request by the standard library: a limit on time and size, no redirects, loopback unless allowed.

Blocks: to be run in a thread.
"""

import http.client
import ipaddress
import ssl
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from huawu.speech.errors import EngineFailed

_LARGEST_ANSWER = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Request:
    """A POST. `tls` replaces the usual trust in certificates, for servers with one of their own."""

    url: str
    headers: dict[str, str]
    body: bytes
    timeout_seconds: float
    may_leave_host: bool
    tls: ssl.SSLContext | None


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, Content-Type and body."""

    status: int
    kind: str
    body: bytes


def send(request: Request) -> Answer:
    """Send it and read the answer. Raises EngineFailed when the server is away, slow or talks too much."""
    place = _allowed(request)
    connection = _connection(place, request)
    try:
        path = f"{place.path}?{place.query}" if place.query else place.path
        connection.request("POST", path, request.body, request.headers)
        answer = connection.getresponse()
        body = answer.read(_LARGEST_ANSWER + 1)
        if len(body) > _LARGEST_ANSWER:
            raise EngineFailed("speech.engine_failed", status=answer.status, retryable=False)
        return Answer(answer.status, answer.headers.get_content_type(), body)
    except (OSError, http.client.HTTPException) as away:
        raise EngineFailed("speech.engine_away", retryable=True) from away
    finally:
        connection.close()


def _allowed(request: Request) -> SplitResult:
    try:
        place = urlsplit(request.url)
        known = place.scheme in ("http", "https") and bool(place.hostname) and place.port != 0
    except ValueError:
        known = False
    if not known:
        raise EngineFailed("speech.engine_address", retryable=False)
    if not request.may_leave_host and not _is_loopback(place.hostname or ""):
        raise EngineFailed("speech.may_not_leave_host", retryable=False)
    return place


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _connection(place: SplitResult, request: Request) -> http.client.HTTPConnection:
    host, timeout = place.hostname or "", request.timeout_seconds
    if place.scheme == "https":
        tls = request.tls or ssl.create_default_context()
        return http.client.HTTPSConnection(host, place.port, timeout=timeout, context=tls)
    return http.client.HTTPConnection(host, place.port, timeout=timeout)
