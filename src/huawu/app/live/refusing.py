"""How the front refuses: problem+json like `web`'s (RFC 9457), in the language that the client asks for.

Built here from the words alone, so that the live process does not carry a web framework for it.
"""

import json
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
    """A whole answer that refuses and ends the connection; `head` says the language."""
    body = body_of(refusal, header(head, b"accept-language"))
    status = HTTPStatus(refusal.status)
    again = b"Retry-After: 1\r\n" if status == HTTPStatus.SERVICE_UNAVAILABLE else b""
    return (
        f"HTTP/1.1 {status.value} {status.phrase}\r\nContent-Type: application/problem+json\r\n".encode()
        + again
        + f"Cache-Control: no-store\r\nConnection: close\r\nContent-Length: {len(body)}\r\n\r\n".encode()
        + body
    )


def header(head: bytes, name: bytes) -> str:
    """A header of a raw head; "" without."""
    for line in head.split(b"\r\n")[1:]:
        key, _, value = line.partition(b":")
        if key.strip().lower() == name:
            return value.strip().decode("latin-1")
    return ""
