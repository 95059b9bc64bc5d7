"""The sound of a recording over HTTP: WAV, any part of it, decrypted while it is sent."""

import asyncio
from collections.abc import AsyncIterator

from fastapi.responses import Response, StreamingResponse

from huawu.platform.web.ranges import Span, Unsatisfiable, asked_span
from huawu.telephony.recordings import WavView

_PIECE = 256 * 1024


def sounding(view: WavView, wanted: str | None) -> Response:
    """The whole of it, or what the header Range wants."""
    headers = {"accept-ranges": "bytes", "cache-control": "private, no-store"}
    try:
        span = asked_span(wanted, view.size)
    except Unsatisfiable:
        return Response(status_code=416, headers=headers | {"content-range": f"bytes */{view.size}"})
    if span:
        headers["content-range"] = f"bytes {span.start}-{span.end - 1}/{view.size}"
    part = span or Span(0, view.size)
    headers["content-length"] = str(part.end - part.start)
    return StreamingResponse(_pieces(view, part), 206 if span else 200, headers, "audio/wav")


async def _pieces(view: WavView, span: Span) -> AsyncIterator[bytes]:
    for start in range(span.start, span.end, _PIECE):
        yield await asyncio.to_thread(view.read, start, min(start + _PIECE, span.end))
