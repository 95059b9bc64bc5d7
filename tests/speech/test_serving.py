"""This machine's engines for other programs: off by default, by token only, as the OpenAI API has it."""

import io
import wave
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import pytest
from fastapi import FastAPI
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.platform.web import problems
from huawu.platform.web.place import Place
from huawu.platform.web.ports import provide
from huawu.speech import routes
from huawu.speech.adapters.chain import ChainStt, ChainTts, Link
from huawu.speech.adapters.openai_http import OpenAiStt, OpenAiTts, Server
from huawu.speech.adapters.pretend import PretendStt, PretendTts
from huawu.speech.core.plans import Plan
from huawu.speech.core.sound import to_s16le
from huawu.speech.core.understanding import Lexicon, Term
from huawu.speech.service.house import Engines, Folders, House
from huawu.speech.sounds import KeptSounds

pytestmark = pytest.mark.room

TOKEN = "a-token-of-some-length"
VOICES = {"zh-CN": "pretend_zh", "en-US": "pretend_en"}


class PretendHouse(House):
    """Has pretend engines, whatever the plan says besides `serve`."""

    def __init__(self, folder: Path, *, serve: bool, texts: tuple[str, ...]) -> None:
        super().__init__(Folders.of(folder / "data", folder / "keys"))
        terms = (Term("云栖酒店"),)
        self._pretend = Engines(
            Plan(serve=serve, lexicon=terms),
            ChainStt([Link(PretendStt(texts), 5.0)]),
            ChainTts([Link(PretendTts(), 5.0, voices=VOICES)]),
            Lexicon(terms),
            KeptSounds(folder),
        )

    async def refresh(self, session: AsyncSession, site: str) -> None:
        """Its plan never changes."""

    def engines(self, name: str = "default") -> Engines:
        return self._pretend


@asynccontextmanager
async def no_session() -> AsyncIterator[None]:
    yield None


def serving(
    tmp_path: Path, *, serve: bool = True, token: str = TOKEN, texts: tuple[str, ...] = ("我在云七酒店",)
) -> httpx.AsyncClient:
    keys = tmp_path / "keys" / "speech"
    keys.mkdir(parents=True)
    if token:
        (keys / "server").write_text(f"{token}\n")
    app = FastAPI()
    problems.install(app)
    app.include_router(routes.router)
    sessions: Any = no_session
    provide(app, Place, Place(sessions, "main"))
    provide(app, House, PretendHouse(tmp_path, serve=serve, texts=texts))
    bearer = {"Authorization": f"Bearer {TOKEN}"}
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://speech", headers=bearer)


def recording(seconds: float = 1.5) -> bytes:
    held = io.BytesIO()
    with wave.open(held, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16000)
        at = np.arange(int(seconds * 16000)) / 16000
        file.writeframes(to_s16le(0.2 * np.sin(2 * np.pi * 440 * at)))
    return held.getvalue()


async def hear(client: httpx.AsyncClient, file: bytes | None = None, **fields: str) -> httpx.Response:
    files = {"file": ("speech.wav", recording() if file is None else file, "audio/wav")}
    return await client.post("/v1/audio/transcriptions", files=files, data={"model": "any"} | fields)


async def test_a_recording_is_written_down_with_the_words_of_the_site(tmp_path: Path) -> None:
    async with serving(tmp_path) as client:
        plain = await hear(client, language="zh")
        assert (plain.status_code, plain.json()) == (200, {"text": "我在云栖酒店"})
        assert (await hear(client, response_format="text")).text == "我在云栖酒店"
        full = (await hear(client, response_format="verbose_json", language="zh")).json()
    assert (full["language"], full["duration"], full["text"]) == ("zh-CN", 1.5, "我在云栖酒店")
    assert full["segments"] == [{"id": 0, "start": 0.0, "end": 1.5, "text": "我在云栖酒店"}]


async def test_a_text_is_said_as_a_file_or_as_bare_sound(tmp_path: Path) -> None:
    async with serving(tmp_path) as client:
        said = await client.post("/v1/audio/speech", json={"model": "x", "input": "您好", "voice": "alloy"})
        bare = await client.post(
            "/v1/audio/speech", json={"input": "您好", "response_format": "pcm", "instructions": "warm"}
        )
    with wave.open(io.BytesIO(said.content)) as file:
        assert (file.getframerate(), file.getnchannels()) == (24000, 1)
        assert file.readframes(file.getnframes()) == bare.content
    assert bare.headers["content-type"] == "audio/pcm"


@pytest.mark.parametrize("way", [{"serve": False}, {"token": ""}])
async def test_nothing_is_served_unless_the_plan_says_so_and_there_is_a_token(
    tmp_path: Path, way: dict[str, Any]
) -> None:
    async with serving(tmp_path, **way) as client:
        answer = await hear(client)
        assert (answer.status_code, answer.json()["key"]) == (404, "speech.not_served")


@pytest.mark.parametrize("given", ["", "Bearer", "Bearer wrong", f"Basic {TOKEN}", "Bearer \u00e9"])
async def test_nobody_is_served_without_the_token(tmp_path: Path, given: str) -> None:
    async with serving(tmp_path) as client:
        client.headers = httpx.Headers([(b"Authorization", given.encode("latin-1"))])
        answer = await hear(client)
        assert (answer.status_code, answer.json()["key"]) == (401, "speech.wrong_token")


async def test_what_makes_no_sense_is_refused(tmp_path: Path) -> None:
    async with serving(tmp_path) as client:
        assert (await hear(client, b"an mp3")).json()["key"] == "prompt.not_wav"
        assert (await hear(client, response_format="srt")).json()["key"] == "speech.bad_format"
        for wrong in (
            {},
            {"input": ""},
            {"input": "x", "speed": 9},
            {"input": "x", "response_format": "mp3"},
        ):
            assert (await client.post("/v1/audio/speech", json=wrong)).status_code == 422
        assert (await client.post("/v1/audio/speech", json={"input": "。。。"})).status_code == 422


async def test_silence_is_written_down_as_nothing(tmp_path: Path) -> None:
    async with serving(tmp_path) as client:
        silence = recording()[:44] + bytes(32000)
        assert (await hear(client, silence)).json() == {"text": ""}


async def test_our_own_client_understands_our_own_server(tmp_path: Path) -> None:
    """The two ends are written apart: the client as other servers want it."""
    import uvicorn

    async with serving(tmp_path) as client:
        transport = client._transport
        assert isinstance(transport, httpx.ASGITransport)
        config = uvicorn.Config(transport.app, port=0, log_level="error", lifespan="off")
        server = uvicorn.Server(config)
        config.load()
        server.lifespan = config.lifespan_class(config)
        await server.startup()
        port = server.servers[0].sockets[0].getsockname()[1]
        try:
            there = Server(f"http://127.0.0.1:{port}/v1", "any", key=TOKEN)
            sound = to_s16le(0.2 * np.sin(2 * np.pi * 440 * np.arange(8000) / 8000))
            heard = await OpenAiStt(there).transcribe(sound, 8000, language="zh-CN")
            chunks = OpenAiTts(there).synth("您好，欢迎。", voice="pretend_zh", language="zh-CN")
            said = b"".join([chunk async for chunk in chunks])
        finally:
            await server.shutdown()
    assert heard.text == "我在云栖酒店"
    assert len(said) > 8000
