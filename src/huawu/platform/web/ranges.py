"""Parts of a body: the Range header for one span of bytes (RFC 9110 section 14)."""

import re
from dataclasses import dataclass

_ONE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")


@dataclass(frozen=True, slots=True)
class Span:
    """Bytes from `start` up to, not including, `end`."""

    start: int
    end: int


class Unsatisfiable(ValueError):
    """None of what was asked for is there (416)."""


def asked_span(header: str | None, size: int) -> Span | None:
    """The span that a Range header asks for; None to send everything. Raises Unsatisfiable.

    Several spans and units that we do not know are answered with everything, as the RFC allows.
    """
    match = _ONE.fullmatch(header.strip()) if header else None
    if match is None or match.groups() == ("", ""):
        return None
    first, last = match.groups()
    if not first:
        start, end = max(0, size - int(last)), size
    else:
        start, end = int(first), min(int(last) + 1 if last else size, size)
        if last and int(last) < int(first):
            return None
    if start >= end:
        raise Unsatisfiable
    return Span(start, end)
