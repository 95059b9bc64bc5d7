"""The contract of the two ports, held by every engine; and how an OpenAI-compatible server is spoken to."""

import asyncio
import importlib.util
import io
import json
import os
import threading
import wave
from collections.abc import AsyncIterator, Iterator
from email.message import Message
from email.parser import BytesParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import pytest

from huawu.platform.refusals import Refusal
from huawu.speech.adapters.builtin import BuiltinTts
from huawu.speech.adapters.openai_http import OpenAiStt, OpenAiTts, Server
from huawu.speech.adapters.pretend import PretendStt, PretendTts
from huawu.speech.core.sound import dbfs, from_s16le, to_s16le
from huawu.speech.errors import CannotSay, EngineFailed
from huawu.speech.ports import LONGEST_TEXT, Stt, Tts
from huawu.speech.types import Began, Endpoint, Failed, Final, Voice

pytestmark = pytest.mark.room

SENTENCE = "您好，欢迎致电。"
WORDS = "请问还有房间吗"
VOICES_FOLDER = "HUAWU_TEST_VOICES"


class Asked:
    """What the server was asked, for the test to look at."""

    def __init__(self) -> None:
        self.speech: list[dict[str, Any]] = []
        self.heard: list[dict[str, str]] = []
        self.heard_seconds: list[float] = []
        self.keys: list[str] = []
        self.answer: tuple[int, str, bytes] | None = None  # instead of the usual one


def _handler(asked: Asked) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        routes: ClassVar = {"/v1/audio/speech": "speak", "/v1/audio/transcriptions": "hear"}

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            asked.keys.append(self.headers.get("Authorization", ""))
            route = self.routes.get(self.path)
            answer = (404, "application/json", b"{}") if route is None else getattr(self, route)(body)
            status, kind, content = asked.answer or answer
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def speak(self, body: bytes) -> tuple[int, str, bytes]:
            told = json.loads(body)
            asked.speech.append(told)
            at = np.arange(int(24000 * 0.15 * len(told["input"]) / told["speed"])) / 24000
            return 200, "audio/pcm", to_s16le(0.2 * np.sin(2 * np.pi * 700 * at))

        def hear(self, body: bytes) -> tuple[int, str, bytes]:
            fields, file = _form(self.headers.get("Content-Type", ""), body)
            asked.heard.append(fields)
            with wave.open(io.BytesIO(file)) as sound:
                seconds = sound.getnframes() / sound.getframerate()
            asked.heard_seconds.append(seconds)
            told = {
                "text": WORDS,
                "segments": [{"start": 0.0, "end": seconds, "text": f" {WORDS}"}],
                "words": [{"word": "请问", "start": 0.1, "end": 0.5}],
            }
            return 200, "application/json", json.dumps(told).encode()

        def log_message(self, format: str, *args: object) -> None:
            """Quiet."""

    return Handler


def _form(kind: str, body: bytes) -> tuple[dict[str, str], bytes]:
    head = f"Content-Type: {kind}\r\n\r\n".encode()
    parts = BytesParser().parsebytes(head + body).get_payload()
    fields, file = {}, b""
    for part in parts:
        assert isinstance(part, Message)
        content = part.get_payload(decode=True)
        assert isinstance(content, bytes)
        name = str(part.get_param("name", header="content-disposition"))
        if name == "file":
            file = content
        else:
            fields[name] = content.decode()
    return fields, file


@pytest.fixture
def engine_server() -> Iterator[tuple[str, Asked]]:
    """The address of an OpenAI-compatible server on loopback, and what it is asked."""
    asked = Asked()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(asked))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1", asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(params=["pretend", "openai_http", "builtin"])
async def tts(request: pytest.FixtureRequest) -> AsyncIterator[Tts]:
    engine: Tts
    if request.param == "pretend":
        engine = PretendTts()
    elif request.param == "openai_http":
        address, _ = request.getfixturevalue("engine_server")
        engine = OpenAiTts(Server(address, "kokoro"), [Voice("alloy", "zh-CN", "unknown", 24000)])
    else:
        folder = os.environ.get(VOICES_FOLDER)
        if not folder or importlib.util.find_spec("onnxruntime") is None:
            pytest.skip(f"needs the extra huawu[speech] and a folder of voices in {VOICES_FOLDER}")
        engine = BuiltinTts(Path(folder))
    yield engine
    await engine.close()


@pytest.fixture(params=["pretend", "openai_http"])
async def stt(request: pytest.FixtureRequest) -> AsyncIterator[Stt]:
    engine: Stt
    if request.param == "pretend":
        engine = PretendStt([WORDS])
    else:
        address, _ = request.getfixturevalue("engine_server")
        engine = OpenAiStt(Server(address, "whisper"))
    yield engine
    await engine.close()


def voiced(seconds: float, rate: int = 8000) -> bytes:
    at = np.arange(int(seconds * rate)) / rate
    return to_s16le(0.2 * np.sin(2 * np.pi * 440 * at))


def silent(seconds: float, rate: int = 8000) -> bytes:
    return bytes(int(seconds * rate) * 2)


async def say(tts: Tts, text: str, *, speed: float = 1.0, rate: int = 8000, voice: str = "") -> bytes:
    chosen = voice or tts.voices()[0].id
    chunks = tts.synth(text, voice=chosen, language="zh-CN", speed=speed, rate=rate)
    return b"".join([chunk async for chunk in chunks])


# ---- every voice -------------------------------------------------------------------------------------------


async def test_a_voice_speaks(tts: Tts) -> None:
    pcm = await say(tts, SENTENCE)
    assert 0.4 <= len(pcm) / 2 / 8000 <= 6
    assert dbfs(from_s16le(pcm)) > -35


async def test_a_voice_has_a_name_a_language_and_a_version(tts: Tts) -> None:
    assert tts.id
    assert tts.version
    assert all(voice.id and voice.language and voice.rate >= 8000 for voice in tts.voices())


async def test_a_voice_speaks_at_the_rate_and_speed_asked_for(tts: Tts) -> None:
    usual = len(await say(tts, SENTENCE))
    assert len(await say(tts, SENTENCE, rate=16000)) == pytest.approx(usual * 2, rel=0.02)
    assert len(await say(tts, SENTENCE, speed=2.0)) < usual * 0.8


async def test_a_voice_refuses_what_cannot_be_said(tts: Tts) -> None:
    for text in ("", "。。。", "长" * (LONGEST_TEXT + 1)):
        with pytest.raises(CannotSay):
            await say(tts, text)
    for wrong in ({"rate": 7}, {"speed": 0.0}, {"speed": 99.0}):
        with pytest.raises(CannotSay):
            await say(tts, SENTENCE, **wrong)


async def test_two_may_speak_at_once(tts: Tts) -> None:
    one, two = await asyncio.gather(say(tts, SENTENCE), say(tts, SENTENCE))
    assert len(one) == len(two)


# ---- every ear ---------------------------------------------------------------------------------------------


async def test_an_ear_hears_words_inside_the_sound(stt: Stt) -> None:
    heard = await stt.transcribe(voiced(2.0), 8000, language="zh-CN", channel=1)
    assert heard.text == WORDS
    assert (heard.engine, heard.engine_version) == (stt.id, stt.version)
    for segment in heard.segments:
        assert 0 <= segment.start <= segment.end <= 2.0
        assert segment.channel == 1


async def test_an_ear_hears_nothing_in_silence(stt: Stt) -> None:
    for pcm in (silent(3.0), b"", to_s16le(np.full(8000, 0.001))):
        assert (await stt.transcribe(pcm, 8000)).segments == ()


async def test_a_listening_session_tells_each_utterance_with_its_time(stt: Stt) -> None:
    session = stt.stream(rate=8000, language="zh-CN")
    pcm = silent(1) + voiced(1) + silent(1) + voiced(2) + silent(1)
    for start in range(0, len(pcm), 317):
        session.push(pcm[start : start + 317])
    session.finish()
    told = [event async for event in session.events()]
    ends = [event.at for event in told if isinstance(event, Endpoint)]
    finals = [event.segment for event in told if isinstance(event, Final)]
    assert ends == pytest.approx([2.2, 5.2], abs=0.1)
    assert [segment.text for segment in finals] == [WORDS, WORDS]
    assert finals[0].start == pytest.approx(0.8, abs=0.1)
    assert finals[1].start == pytest.approx(2.8, abs=0.1)
    assert finals[1].end <= 5.3


async def test_a_session_that_hears_nothing_ends(stt: Stt) -> None:
    session = stt.stream(rate=8000)
    session.push(silent(2))
    session.finish()
    assert [event async for event in session.events()] == []


# ---- what is special to one --------------------------------------------------------------------------------


async def test_a_server_is_asked_in_the_words_of_its_api(engine_server: tuple[str, Asked]) -> None:
    address, asked = engine_server
    server = Server(address, "best", key="secret")
    await say(OpenAiTts(server), SENTENCE, voice="alloy", speed=0.9)
    assert asked.speech == [
        {"model": "best", "input": SENTENCE, "voice": "alloy", "speed": 0.9, "response_format": "pcm"}
    ]
    await OpenAiStt(server).transcribe(voiced(1.5), 8000, language="zh-CN", hotwords=["云栖", "大床房"])
    assert asked.heard == [
        {"model": "best", "response_format": "verbose_json", "language": "zh", "prompt": "云栖，大床房"}
    ]
    assert asked.heard_seconds == [pytest.approx(1.5, abs=0.01)]
    assert asked.keys == ["Bearer secret", "Bearer secret"]


async def test_a_server_is_not_troubled_with_silence(engine_server: tuple[str, Asked]) -> None:
    address, asked = engine_server
    await OpenAiStt(Server(address, "whisper")).transcribe(silent(2), 8000)
    assert asked.heard == []


@pytest.mark.parametrize(
    ("answer", "retryable"),
    [
        ((500, "text/plain", b"oops"), True),
        ((429, "application/json", b"{}"), True),
        ((401, "application/json", b"{}"), False),
        ((200, "application/json", b"not json"), False),
        ((200, "application/json", b"[1]"), False),
        ((200, "application/json", b'{"segments": [{"text": "x"}]}'), False),
        ((302, "text/html", b""), False),
    ],
)
async def test_a_server_that_answers_nonsense_is_a_refusal(
    engine_server: tuple[str, Asked], answer: tuple[int, str, bytes], retryable: bool
) -> None:
    address, asked = engine_server
    asked.answer = answer
    with pytest.raises(EngineFailed) as refused:
        await OpenAiStt(Server(address, "whisper")).transcribe(voiced(1), 8000)
    assert refused.value.params["retryable"] is retryable
    with pytest.raises(EngineFailed):
        await say(OpenAiTts(Server(address, "kokoro")), SENTENCE, voice="alloy")


async def test_a_server_that_tells_only_the_text_is_heard(engine_server: tuple[str, Asked]) -> None:
    address, asked = engine_server
    asked.answer = (200, "application/json", '{"text": " 你好 "}'.encode())
    heard = await OpenAiStt(Server(address, "whisper")).transcribe(voiced(1), 8000)
    assert [(s.text, s.start, s.end) for s in heard.segments] == [("你好", 0.0, 1.0)]


async def test_a_server_that_is_away_is_a_refusal_and_the_session_goes_on() -> None:
    ear = OpenAiStt(Server("http://127.0.0.1:9/v1", "whisper", timeout_seconds=2))
    session = ear.stream(rate=8000)
    session.push(silent(1) + voiced(1) + silent(1))
    session.finish()
    told = [event async for event in session.events()]
    assert [type(event) for event in told] == [Began, Endpoint, Failed]
    assert told[-1] == Failed("speech.engine_away", retryable=True)


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("http://198.51.100.7/v1", "speech.may_not_leave_host"),
        ("https://speech.example/v1", "speech.may_not_leave_host"),
        ("http://127.0.0.1.example/v1", "speech.may_not_leave_host"),
        ("file:///etc/passwd", "speech.engine_address"),
        ("http://[broken", "speech.engine_address"),
        ("", "speech.engine_address"),
    ],
)
async def test_sound_does_not_leave_this_machine_unasked(address: str, key: str) -> None:
    with pytest.raises(Refusal) as refused:
        await OpenAiStt(Server(address, "whisper")).transcribe(voiced(1), 8000)
    assert refused.value.key == key
