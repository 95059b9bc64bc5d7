"""How the front refuses: problem+json like `web`'s (RFC 9457), in the language that the client asks for; who
loads a page while `web` is away is shown words, and the page comes by itself.

Built here from the words alone, so that the live process does not carry a web framework for it.
"""

import json
from html import escape
from http import HTTPStatus

from huawu.platform.refusals import Refusal
from huawu.platform.words import preferred, say


class NotUnderstood(Refusal):
    """A request that the front cannot pass on. `head`: what was read of it."""

    status = 400
    head = b""


class LengthNeeded(NotUnderstood):
    """A body without a Content-Length."""

    status = 411


class HeadTooLarge(NotUnderstood):
    status = 431


def body_of(refusal: Refusal, language: str = "", *, status: int = 0) -> bytes:
    """The body of an answer that refuses."""
    said = say(refusal.key, preferred(language), refusal.params)
    told = {
        "type": f"urn:huawu:{refusal.key}",
        "title": said.title,
        "status": status or refusal.status,
        "key": refusal.key,
        "params": refusal.params,
        "detail": said.detail,
    }
    return json.dumps(told, ensure_ascii=False).encode()


def answer_of(refusal: Refusal, head: bytes = b"") -> bytes:
    """A whole answer that refuses and ends the connection; `head` says the language, and who asks."""
    language, status = header(head, b"accept-language"), HTTPStatus(refusal.status)
    body, kind, again = body_of(refusal, language), "application/problem+json", ""
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        again = "Retry-After: 1\r\n"
        if head.startswith(b"GET ") and "text/html" in header(head, b"accept"):
            body, kind = _page_of(refusal, language), "text/html; charset=utf-8"
            again += "Refresh: 1\r\nContent-Security-Policy: default-src 'none'\r\n"
    return (
        f"HTTP/1.1 {status.value} {status.phrase}\r\nContent-Type: {kind}\r\n{again}"
        f"Cache-Control: no-store\r\nConnection: close\r\nContent-Length: {len(body)}\r\n\r\n"
    ).encode() + body


def _page_of(refusal: Refusal, language: str) -> bytes:
    spoken = preferred(language)
    said = say(refusal.key, spoken, refusal.params)
    title, detail = escape(said.title), escape(said.detail)
    return f'<!doctype html><html lang="{spoken}"><title>{title}</title><h1>{title}</h1><p>{detail}'.encode()


def header(head: bytes, name: bytes) -> str:
    """A header of a raw head; "" without."""
    for line in head.split(b"\r\n")[1:]:
        key, _, value = line.partition(b":")
        if key.strip().lower() == name:
            return value.strip().decode("latin-1")
    return ""
