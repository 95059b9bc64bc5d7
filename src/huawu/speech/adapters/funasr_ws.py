"""A FunASR server over WebSocket: the usual recogniser of Mandarin on machines of one's own.

One connection an utterance: first a JSON object (mode, sizes of chunks, rate, hotwords, `is_speaking`), then
16-bit PCM in binary frames, then `{"is_speaking": false}`. The server answers JSON objects: `mode`
2pass-online is what it understands so far, 2pass-offline (or offline) the final text of a stretch. Newer
servers say that they are done (`is_end`) or hang up; for older ones, whose `is_final` means different things,
a moment without another stretch is the end.

Sound does not leave this machine unless the administrator says so (`may_leave_host`).
"""

import asyncio
import json
import ssl
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, WebSocketException

from huawu.speech.adapters.listening import ByUtterance, heard_anything, seconds_within
from huawu.speech.core.plans import is_this_machine
from huawu.speech.errors import EngineFailed
from huawu.speech.types import Caps, Transcript, TranscriptSegment

_CHUNK_SECONDS = 0.6
_WEIGHT = 20
"""How much a hotword counts."""
_LARGEST_ANSWER = 1 << 20
_QUIET_SECONDS = 0.3
_CAPS = Caps(
    languages=("zh-CN", "en-US"),
    rate=8000,
    streaming=False,
    partials=True,
    word_times=False,
    punctuation=True,
    hotwords=True,
    max_seconds=600.0,
    is_local=True,
)


@dataclass(frozen=True, slots=True)
class FunasrServer:
    """Where the server is and how to treat it: `ws://127.0.0.1:10095`."""

    url: str
    may_leave_host: bool = False
    timeout_seconds: float = 10.0
    tls: ssl.SSLContext | None = None

    def require_allowed(self) -> None:
        """Raises EngineFailed when the address is none, or sound would leave the machine unasked."""
        try:
            place = urlsplit(self.url)
            known = place.scheme in ("ws", "wss") and bool(place.hostname) and place.port != 0
        except ValueError:
            known = False
        if not known:
            raise EngineFailed("speech.engine_address", retryable=False)
        if not self.may_leave_host and not is_this_machine(place.hostname or ""):
            raise EngineFailed("speech.may_not_leave_host", retryable=False)


class FunasrStt(ByUtterance):
    """Recognition by a FunASR server."""

    id = "funasr_ws"
    version = "2pass"
    caps = _CAPS

    def __init__(self, server: FunasrServer) -> None:
        self._server = server

    async def transcribe(
        self,
        pcm: bytes,
        rate: int,
        *,
        language: str | None = None,
        hotwords: Sequence[str] = (),
        channel: int = 0,
    ) -> Transcript:
        self._server.require_allowed()
        seconds = seconds_within(self.caps, pcm, rate)
        if not await asyncio.to_thread(heard_anything, pcm, rate):
            return Transcript((), self.id, self.version)
        async with self._connected() as line:
            await line.send(json.dumps(_begin(rate, hotwords), ensure_ascii=False))
            step = int(rate * _CHUNK_SECONDS) * 2
            for start in range(0, len(pcm), step):
                await line.send(pcm[start : start + step])
            await line.send(json.dumps({"is_speaking": False, "is_end": True}))
            text = await _final(line)
        segment = TranscriptSegment(0.0, seconds, text, language or "", channel)
        return Transcript((segment,) if text else (), self.id, self.version)

    async def close(self) -> None:
        """Every utterance has its own connection: nothing is held."""

    @asynccontextmanager
    async def _connected(self) -> AsyncIterator[ClientConnection]:
        """A connection. What goes wrong on it is an EngineFailed."""
        server = self._server
        tls: dict[str, Any] = {"ssl": server.tls} if server.url.startswith("wss") and server.tls else {}
        try:
            async with (
                asyncio.timeout(server.timeout_seconds),
                connect(server.url, max_size=_LARGEST_ANSWER, proxy=None, **tls) as line,
            ):
                yield line
        except (OSError, TimeoutError, WebSocketException) as away:
            raise EngineFailed("speech.engine_away", retryable=True) from away


def _begin(rate: int, hotwords: Sequence[str]) -> dict[str, Any]:
    told: dict[str, Any] = {
        "mode": "2pass",
        "chunk_size": [5, 10, 5],
        "chunk_interval": 10,
        "audio_fs": rate,
        "wav_format": "pcm",
        "wav_name": "call",
        "is_speaking": True,
        "itn": True,
    }
    words = {word: _WEIGHT for word in hotwords}
    return told | ({"hotwords": json.dumps(words, ensure_ascii=False)} if words else {})


async def _final(line: ClientConnection) -> str:
    """The final text of all stretches. Raises EngineFailed for what is no answer."""
    stretches: list[str] = []
    while True:
        try:
            message = await asyncio.wait_for(line.recv(), _QUIET_SECONDS if stretches else None)
        except TimeoutError:
            break
        except ConnectionClosed:
            if stretches:
                break
            raise
        told = _answer(message)
        if told.get("mode", "").endswith("offline"):
            stretches.append(str(told.get("text", "")).strip())
        if told.get("is_end"):
            break
    return "".join(stretches)


def _answer(message: str | bytes) -> dict[str, Any]:
    try:
        told = json.loads(message)
        if isinstance(told, dict) and isinstance(told.get("mode", ""), str):
            return told
    except ValueError as wrong:
        raise EngineFailed("speech.engine_failed", status=200, retryable=False) from wrong
    raise EngineFailed("speech.engine_failed", status=200, retryable=False)
