"""Engines that speak the OpenAI audio API: `POST /audio/speech` and `POST /audio/transcriptions`.

Many servers that run on one's own machines do (FunASR, speaches, LocalAI and others), so this is the way to a
better voice or ear without a line of code. Spoken with the standard library in a thread: two plain requests
do not earn a dependency. Sound and text do not leave this machine unless the administrator says so
(`may_leave_host`), and the key is never logged.
"""

import asyncio
import io
import json
import math
import ssl
import wave
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Any

from huawu.speech.adapters.listening import ByUtterance, heard_anything, seconds_within
from huawu.speech.adapters.saying import in_sentences
from huawu.speech.adapters.web import Answer, Request, send
from huawu.speech.core.sound import Samples, from_s16le, resample, to_s16le
from huawu.speech.errors import EngineFailed
from huawu.speech.types import Caps, Transcript, TranscriptSegment, Voice, Word

_SPEECH_RATE = 24000
"""`response_format: pcm` is 24 kHz signed 16-bit mono."""
_HEARING_RATE = 16000
_BOUNDARY = "huawu-7d1f0b6a55c94c0e"


@dataclass(frozen=True, slots=True)
class Server:
    """Where an engine is and how to treat it. `base_url` ends in `/v1` on most servers."""

    base_url: str
    model: str
    key: str = ""
    may_leave_host: bool = False
    timeout_seconds: float = 20.0
    at_once: int = 4
    tls: ssl.SSLContext | None = None

    def request(self, path: str, kind: str, body: bytes) -> Request:
        """A request to this server. Raises EngineFailed when sound would leave the machine unasked."""
        return Request(
            url=self.base_url.rstrip("/") + path,
            headers={"Content-Type": kind} | ({"Authorization": f"Bearer {self.key}"} if self.key else {}),
            body=body,
            timeout_seconds=self.timeout_seconds,
            may_leave_host=self.may_leave_host,
            tls=self.tls,
        )


async def _ask(server: Server, free: asyncio.Semaphore, request: Request) -> Answer:
    async with free:
        answer = await asyncio.to_thread(send, request)
    if answer.status != 200:
        raise EngineFailed(
            "speech.engine_failed",
            status=answer.status,
            retryable=answer.status in (408, 429) or answer.status >= 500,
        )
    return answer


class OpenAiTts:
    """Text to speech by an OpenAI-compatible server."""

    id = "openai_http"

    def __init__(self, server: Server, voices: Sequence[Voice] = ()) -> None:
        """`voices`: those the administrator has named; the API has no way to ask for them."""
        self._server, self._voices = server, list(voices)
        self._free = asyncio.Semaphore(server.at_once)
        self.version = server.model

    def voices(self) -> list[Voice]:
        return list(self._voices)

    def synth(
        self, text: str, *, voice: str, language: str, speed: float = 1.0, rate: int = 8000
    ) -> AsyncIterator[bytes]:
        async def say(part: str) -> Samples:
            asked = {
                "model": self._server.model,
                "input": part,
                "voice": voice,
                "speed": speed,
                "response_format": "pcm",
            }
            request = self._server.request("/audio/speech", "application/json", json.dumps(asked).encode())
            answer = await _ask(self._server, self._free, request)
            if len(answer.body) < 2 or answer.kind.startswith(("text/", "application/json")):
                raise EngineFailed("speech.engine_failed", status=200, retryable=False)
            return from_s16le(answer.body)

        return in_sentences(text, say, own_rate=_SPEECH_RATE, rate=rate, speed=speed)

    async def close(self) -> None:
        """Every request has its own connection: nothing is held."""


class OpenAiStt(ByUtterance):
    """Recognition by an OpenAI-compatible server."""

    id = "openai_http"

    def __init__(self, server: Server) -> None:
        self._server = server
        self._free = asyncio.Semaphore(server.at_once)
        self.version = server.model
        self.caps = Caps(
            languages=(),
            rate=_HEARING_RATE,
            streaming=False,
            partials=False,
            word_times=True,
            punctuation=True,
            hotwords=True,
            max_seconds=600.0,
            is_local=not server.may_leave_host,
        )

    async def transcribe(
        self,
        pcm: bytes,
        rate: int,
        *,
        language: str | None = None,
        hotwords: Sequence[str] = (),
        channel: int = 0,
    ) -> Transcript:
        seconds = seconds_within(self.caps, pcm, rate)
        if not await asyncio.to_thread(heard_anything, pcm, rate):
            return Transcript((), self.id, self.version)
        fields = [("model", self._server.model), ("response_format", "verbose_json")]
        fields += [("language", language.partition("-")[0])] if language else []
        fields += [("prompt", "，".join(hotwords))] if hotwords else []
        body = await asyncio.to_thread(_form, fields, pcm, rate)
        kind = f"multipart/form-data; boundary={_BOUNDARY}"
        answer = await _ask(
            self._server, self._free, self._server.request("/audio/transcriptions", kind, body)
        )
        segments = _segments(answer.body, seconds, language or "", channel)
        return Transcript(segments, self.id, self.version)

    async def close(self) -> None:
        """Every request has its own connection: nothing is held."""


def _form(fields: list[tuple[str, str]], pcm: bytes, rate: int) -> bytes:
    """multipart/form-data (RFC 7578) with the sound as a 16 kHz WAV file."""
    parts = [
        f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields
    ]
    file = f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="speech.wav"\r\n'
    parts += [file.encode(), b"Content-Type: audio/wav\r\n\r\n", _wav(pcm, rate), b"\r\n"]
    return b"".join([*parts, f"--{_BOUNDARY}--\r\n".encode()])


def _wav(pcm: bytes, rate: int) -> bytes:
    held = io.BytesIO()
    with wave.open(held, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(_HEARING_RATE)
        file.writeframes(to_s16le(resample(from_s16le(pcm), rate, _HEARING_RATE)))
    return held.getvalue()


def _segments(body: bytes, seconds: float, language: str, channel: int) -> tuple[TranscriptSegment, ...]:
    """What the server heard; a server that only gives `text` has heard one segment. Raises EngineFailed."""
    try:
        told = json.loads(body)
        given = told.get("segments") or [{"start": 0.0, "end": seconds, "text": told["text"]}]
        words = [_word(word, seconds) for word in told.get("words") or []]
        segments = [
            TranscriptSegment(
                start=_inside(float(part["start"]), seconds),
                end=_inside(float(part["end"]), seconds),
                text=str(part["text"]).strip(),
                language=language,
                channel=channel,
                confidence=_confidence(part),
            )
            for part in given
        ]
    except (ValueError, KeyError, TypeError, AttributeError) as wrong:
        raise EngineFailed("speech.engine_failed", status=200, retryable=False) from wrong
    return tuple(_with_words(part, words) for part in segments if part.text)


def _confidence(part: dict[str, Any]) -> float | None:
    """From the mean logarithm of the probabilities, where the server tells it."""
    told = part.get("avg_logprob")
    return round(math.exp(min(0.0, float(told))), 3) if isinstance(told, int | float) else None


def _word(told: dict[str, Any], seconds: float) -> Word:
    return Word(
        str(told["word"]).strip(),
        _inside(float(told["start"]), seconds),
        _inside(float(told["end"]), seconds),
    )


def _with_words(segment: TranscriptSegment, words: list[Word]) -> TranscriptSegment:
    """The words that begin within the segment."""
    own = tuple(word for word in words if segment.start <= word.start < segment.end)
    return TranscriptSegment(
        segment.start, segment.end, segment.text, segment.language, segment.channel, own, segment.confidence
    )


def _inside(at: float, seconds: float) -> float:
    return min(max(at, 0.0), seconds)
