"""This machine's engines for other programs, in the words of the OpenAI audio API.

`POST /v1/audio/transcriptions` (multipart: file, language, response_format json, text or verbose_json) and
`POST /v1/audio/speech` (JSON: input, voice, speed, response_format wav or pcm of 24 kHz). Off unless the
default plan of speech says `serve`, and then only for who brings the token: the one line of `speech/server`
in the folder of keys. No cookie of a person counts here.
"""

import asyncio
import hmac
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, File, Form, Request, UploadFile
from fastapi.responses import PlainTextResponse, Response
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool

from huawu.platform.refusals import Invalid, NotSignedIn
from huawu.platform.web.place import Here
from huawu.platform.web.ports import port
from huawu.speech.core import wav
from huawu.speech.core.sound import from_s16le, to_s16le
from huawu.speech.errors import NotServed
from huawu.speech.ports import LONGEST_TEXT
from huawu.speech.service.house import Engines, House
from huawu.speech.types import Transcript, TranscriptSegment

router = APIRouter(prefix="/v1/audio", include_in_schema=False)
TOKEN = "server"  # noqa: S105 - the name of a file
_RATE = 24000
_LANGUAGES = {"zh": "zh-CN", "en": "en-US"}
_FORMATS = ("json", "text", "verbose_json")


async def _served(request: Request, place: Here, house: Annotated[House, Depends(port(House))]) -> Engines:
    """The engines, for who may use them. Raises NotServed, NotSignedIn."""
    async with place.sessions() as session:
        await house.refresh(session, place.site)
    engines = house.engines()
    token = await asyncio.to_thread(house.folders.key, TOKEN)
    if not engines.plan.serve or not token:
        raise NotServed("speech.not_served")
    kind, _, given = request.headers.get("authorization", "").partition(" ")
    if kind.lower() != "bearer" or not hmac.compare_digest(given.strip().encode(), token.encode()):
        raise NotSignedIn("speech.wrong_token")
    return engines


Served = Annotated[Engines, Depends(_served)]


@router.post("/transcriptions", response_model=None)
async def transcriptions(
    engines: Served,
    file: Annotated[UploadFile, File()],
    language: Annotated[str, Form(max_length=10)] = "",
    response_format: Annotated[str, Form(max_length=20)] = "json",
) -> dict[str, Any] | Response:
    """What is said in a WAV file."""
    if response_format not in _FORMATS:
        raise Invalid("speech.bad_format", formats=", ".join(_FORMATS))
    samples, rate = await run_in_threadpool(wav.read, await file.read())
    asked = _LANGUAGES.get(language.partition("-")[0].lower())
    sound = to_s16le(samples)
    heard = await engines.stt.transcribe(sound, rate, language=asked, hotwords=engines.hotwords)
    seconds = len(samples) / rate
    told = [_segment(engines, number, each) for number, each in enumerate(heard.segments)]
    text = _text(told, heard)
    if response_format == "text":
        return PlainTextResponse(text)
    if response_format == "json":
        return {"text": text}
    spoken = next((each.language for each in heard.segments if each.language), asked or "")
    return {
        "task": "transcribe",
        "language": spoken,
        "duration": round(seconds, 3),
        "text": text,
        "segments": told,
    }


def _segment(engines: Engines, number: int, segment: TranscriptSegment) -> dict[str, Any]:
    return {
        "id": number,
        "start": round(segment.start, 3),
        "end": round(segment.end, 3),
        "text": engines.lexicon.corrected(segment.text),
    }


def _text(told: list[dict[str, Any]], heard: Transcript) -> str:
    """Mandarin is joined without spaces."""
    is_chinese = any(each.language.startswith("zh") for each in heard.segments)
    return ("" if is_chinese else " ").join(each["text"] for each in told)


class SpeechAsked(BaseModel):
    """What is to be said. Fields that other servers know besides are let be."""

    input: Annotated[str, Field(min_length=1, max_length=LONGEST_TEXT)]
    model: str = ""
    voice: Annotated[str, Field(max_length=64)] = ""
    speed: Annotated[float, Field(ge=0.5, le=2.0)] = 1.0
    response_format: Literal["wav", "pcm"] = "wav"


@router.post("/speech", response_class=Response)
async def speech(asked: SpeechAsked, engines: Served) -> Response:
    """The sound of a text. A voice that is not known here is the usual one of the text's language."""
    is_chinese = any("\u4e00" <= sign <= "\u9fff" for sign in asked.input)
    known = {voice.id for voice in engines.tts.voices()}
    chunks = engines.tts.synth(
        asked.input,
        voice=asked.voice if asked.voice in known else "",
        language="zh-CN" if is_chinese else "en-US",
        speed=asked.speed,
        rate=_RATE,
    )
    pcm = b"".join([chunk async for chunk in chunks])
    if asked.response_format == "pcm":
        return Response(pcm, media_type="audio/pcm")
    return Response(wav.write(from_s16le(pcm), _RATE), media_type="audio/wav")
