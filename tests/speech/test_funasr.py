"""A FunASR server: how it is spoken to, and what is made of what it says."""

import json
from collections.abc import AsyncIterator
from typing import Any

import numpy as np
import pytest
from websockets.asyncio.server import ServerConnection, serve

from huawu.platform.refusals import Refusal
from huawu.speech.adapters.funasr_ws import FunasrServer, FunasrStt
from huawu.speech.core.sound import to_s16le
from huawu.speech.errors import EngineFailed
from huawu.speech.types import Began, Endpoint, Failed, Final

pytestmark = pytest.mark.room

WORDS = "请问还有房间吗？"


class Funasr:
    """A server that speaks the protocol; `ending` says how it tells that it is done."""

    def __init__(self) -> None:
        self.begun: list[dict[str, Any]] = []
        self.heard: list[float] = []
        self.ended: list[dict[str, Any]] = []
        self.ending = "is_end"
        self.stretches = [WORDS]

    async def serve(self, line: ServerConnection) -> None:
        begun = json.loads(await line.recv())
        self.begun.append(begun)
        pcm = b""
        async for message in line:
            if isinstance(message, bytes):
                pcm += message
                await line.send(json.dumps({"mode": "2pass-online", "text": "请问", "is_final": False}))
                continue
            self.ended.append(json.loads(message))
            break
        self.heard.append(len(pcm) / 2 / begun["audio_fs"])
        await {"is_end": self.tell, "close": self.tell, "silence": self.tell, "nonsense": self.babble}.get(
            self.ending, self.leave
        )(line)

    async def tell(self, line: ServerConnection) -> None:
        for number, text in enumerate(self.stretches, 1):
            told: dict[str, Any] = {"mode": "2pass-offline", "text": text, "is_final": False}
            if self.ending == "is_end" and number == len(self.stretches):
                told |= {"is_end": True, "is_final": True}
            await line.send(json.dumps(told, ensure_ascii=False))
        if self.ending == "silence":
            await line.wait_closed()

    async def babble(self, line: ServerConnection) -> None:
        await line.send("not json")
        await line.wait_closed()

    async def leave(self, line: ServerConnection) -> None:
        """Hang up without a word."""


Stt = tuple[Funasr, FunasrStt]


@pytest.fixture
async def there() -> AsyncIterator[Stt]:
    server = Funasr()
    async with serve(server.serve, "127.0.0.1", 0) as listening:
        port = next(iter(listening.sockets)).getsockname()[1]
        yield server, FunasrStt(FunasrServer(f"ws://127.0.0.1:{port}", timeout_seconds=5))


def voiced(seconds: float) -> bytes:
    return to_s16le(0.2 * np.sin(2 * np.pi * 440 * np.arange(int(seconds * 8000)) / 8000))


async def test_a_server_is_told_what_comes_and_answers_with_its_last_word(there: Stt) -> None:
    server, stt = there
    heard = await stt.transcribe(voiced(2), 8000, language="zh-CN", hotwords=["云栖"], channel=1)
    assert [(s.text, s.start, s.end, s.channel) for s in heard.segments] == [(WORDS, 0.0, 2.0, 1)]
    assert server.heard == [pytest.approx(2.0)]
    begun = server.begun[0]
    assert (begun["mode"], begun["audio_fs"], begun["wav_format"], begun["is_speaking"]) == (
        "2pass",
        8000,
        "pcm",
        True,
    )
    assert begun["chunk_size"] == [5, 10, 5]
    assert json.loads(begun["hotwords"]) == {"云栖": 20}
    assert server.ended[0]["is_speaking"] is False


@pytest.mark.parametrize("ending", ["is_end", "close", "silence"])
async def test_all_stretches_are_taken_however_a_server_says_that_it_is_done(there: Stt, ending: str) -> None:
    server, stt = there
    server.ending, server.stretches = ending, ["请问，", "还有房间吗？"]
    assert (await stt.transcribe(voiced(1), 8000)).text == "请问，还有房间吗？"


async def test_a_server_that_understood_nothing_gives_no_segments(there: Stt) -> None:
    server, stt = there
    server.stretches = [""]
    assert (await stt.transcribe(voiced(1), 8000)).segments == ()


async def test_a_server_is_not_troubled_with_silence(there: Stt) -> None:
    server, stt = there
    assert (await stt.transcribe(bytes(16000), 8000)).segments == ()
    assert server.begun == []


@pytest.mark.parametrize(("ending", "retryable"), [("nonsense", False), ("leave", True)])
async def test_a_server_that_babbles_or_leaves_is_a_refusal(there: Stt, ending: str, retryable: bool) -> None:
    server, stt = there
    server.ending = ending
    with pytest.raises(EngineFailed) as refused:
        await stt.transcribe(voiced(1), 8000)
    assert refused.value.params["retryable"] is retryable


async def test_a_session_tells_each_utterance_with_its_end(there: Stt) -> None:
    _, stt = there
    session = stt.stream(rate=8000, language="zh-CN")
    session.push(bytes(16000) + voiced(1) + bytes(16000))
    session.finish()
    told = [event async for event in session.events()]
    assert [type(event) for event in told] == [Began, Endpoint, Final]


async def test_a_server_that_is_away_is_told_and_the_session_goes_on() -> None:
    session = FunasrStt(FunasrServer("ws://127.0.0.1:9", timeout_seconds=2)).stream(rate=8000)
    session.push(bytes(16000) + voiced(1) + bytes(16000))
    session.finish()
    assert [event async for event in session.events()][-1] == Failed("speech.engine_away", retryable=True)


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("ws://198.51.100.7", "speech.may_not_leave_host"),
        ("wss://speech.example", "speech.may_not_leave_host"),
        ("http://127.0.0.1", "speech.engine_address"),
        ("ws://[broken", "speech.engine_address"),
    ],
)
async def test_sound_does_not_leave_this_machine_unasked(address: str, key: str) -> None:
    with pytest.raises(Refusal) as refused:
        await FunasrStt(FunasrServer(address)).transcribe(voiced(1), 8000)
    assert refused.value.key == key
