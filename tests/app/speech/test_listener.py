"""The speech process listens to the legs that live names, and tells what was said on each."""

import asyncio
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from huawu.app.speech.process import Listener
from huawu.speech import service as speech
from huawu.speech.adapters.chain import ChainStt, ChainTts, Link
from huawu.speech.adapters.pretend import PretendStt
from huawu.speech.core.plans import Plan
from huawu.speech.core.sound import to_ulaw
from huawu.speech.core.understanding import Lexicon
from huawu.speech.sounds import KeptSounds
from huawu.speech.types import Transcript
from huawu.telephony import recordings
from huawu.telephony.recordings.words import INSIDE, OUTSIDE, read

pytestmark = pytest.mark.core

SPOKEN = to_ulaw(0.2 * np.sin(2 * np.pi * 440 * np.arange(8000) / 8000)) + b"\xff" * 8000


class Noise(PretendStt):
    """Hears no words in anything."""

    async def transcribe(self, pcm: bytes, rate: int, **more: Any) -> Transcript:
        return Transcript((), self.id, self.version)


class Pretending(speech.House):
    """Engines that hear these texts in turn, whatever the plan."""

    def __init__(self, folder: Path, *texts: str) -> None:
        super().__init__(speech.Folders.of(folder, folder))
        links = [Link(PretendStt(texts), 5.0)] if texts else []
        self.made = speech.Engines(
            Plan(), ChainStt(links), ChainTts([]), Lexicon(()), KeptSounds(folder / "sounds")
        )

    def engines(self, name: str = "default") -> speech.Engines:
        return self.made


class Live:
    """The other end of the line."""

    def __init__(self, listener: Listener) -> None:
        self.told: list[tuple[str, dict[str, Any]]] = []
        self.listener = listener
        listener.peers.add(self)  # type: ignore[arg-type]

    def tell(self, name: str, args: dict[str, Any]) -> None:
        self.told.append((name, args))

    def asks(self, leg: str, number: int, **more: Any) -> None:
        question = {"expects": "text", "phrases": [], "language": "zh-CN", "today": "2026-11-23", **more}
        self.do("hear", leg=leg, number=number, **question)

    def do(self, name: str, **args: Any) -> None:
        self.listener.handle(self, name, args)  # type: ignore[arg-type]

    def says(self, leg: str, sound: bytes = SPOKEN) -> None:
        for start in range(0, len(sound), 800):
            self.listener.media_event("sound", {"leg": leg, "ulaw": sound[start : start + 800]})

    async def hears(self, number: int) -> dict[str, Any]:
        async with asyncio.timeout(5):
            while not (found := [a for n, a in self.told if n == "heard" and a["number"] == number]):
                await asyncio.sleep(0)
        return found[0]


async def test_who_begins_to_speak_is_told_at_once_and_then_what_they_said(tmp_path: Path) -> None:
    live = Live(Listener(Pretending(tmp_path, "我要投诉", "二零四"), tmp_path))
    live.asks("a", 1)
    live.says("a", SPOKEN[:4000])
    async with asyncio.timeout(5):
        while not live.told:
            await asyncio.sleep(0)
    assert live.told == [("began", {"leg": "a", "number": 1})]
    live.says("a", SPOKEN[4000:])
    heard = await live.hears(1)
    assert (heard["text"], heard["failed"], heard["language"]) == ("我要投诉", "", "zh-CN")
    live.asks("a", 2, expects="digits")
    live.says("a")
    assert (await live.hears(2))["text"] == "204"


async def test_each_leg_has_an_ear_of_its_own_and_one_that_is_let_go_hears_nothing(tmp_path: Path) -> None:
    live = Live(Listener(Pretending(tmp_path, "好"), tmp_path))
    live.asks("a", 1)
    live.asks("b", 2)
    live.do("deaf", leg="a")
    live.says("a")
    live.says("b")
    await live.hears(2)
    assert {args["number"] for _, args in live.told} == {2}


async def test_a_noise_without_words_and_an_engine_that_fails_are_told(tmp_path: Path) -> None:
    house = Pretending(tmp_path, "x")
    house.made.stt.chain.links = [Link(Noise([]), 5.0)]
    live = Live(Listener(house, tmp_path))
    live.asks("a", 1)
    live.says("a")
    assert (await live.hears(1))["text"] == ""
    house.made = Pretending(tmp_path).made
    live.asks("a", 2)  # nobody can listen: the caller has keys
    live.says("a")
    assert {args["number"] for _, args in live.told} == {1}


async def test_nonsense_costs_the_others_nothing_and_without_live_nobody_listens(tmp_path: Path) -> None:
    live = Live(Listener(Pretending(tmp_path, "好"), tmp_path))
    live.asks("a", 1)
    live.asks("b", 2, today="tomorrow")
    live.do("hear")
    live.says("a")
    await live.hears(1)
    live.listener.left(live)  # type: ignore[arg-type]
    assert await live.listener.handle(live, "inventory", {}) == {"legs": [], "writing": []}  # type: ignore[arg-type,misc]


# ---- written down ------------------------------------------------------------------------------------------


class Written:
    """A recording that is written down."""

    def __init__(self, folder: Path, *texts: str) -> None:
        self.folder, self.keys = folder / "recordings", recordings.FileKeyPort(folder / "keys")
        self.live = Live(Listener(Pretending(folder, *texts), self.folder))
        self.secret = recordings.secret_for("r", path="d/r.hwr", keys=self.keys, started_at=0, site="main")

    def write(self, *, outside: str = "a", inside: str = "b", paused: bool = False) -> None:
        of = {"recording": "r", "call": "i1", "language": "zh-CN", "paused": paused, **self.secret}
        self.live.do("write", outside=[outside], inside=[inside], **of)

    async def lines(self, count: int) -> list[tuple[int, str, bool]]:
        """What is written, once there is so much of it."""
        async with asyncio.timeout(5):
            while len(found := read("d/r.hwr", self.keys, inside=self.folder)) < count:
                await asyncio.sleep(0.001)
        return [(line.side, line.text, line.typed) for line in found]

    def told(self) -> list[str]:
        return [args["text"] for name, args in self.live.told if name == "line"]


async def test_both_sides_are_written_down_and_told(tmp_path: Path) -> None:
    call = Written(tmp_path, "好")
    call.write()
    call.live.says("a")
    call.live.says("b")
    assert sorted(await call.lines(2)) == [(OUTSIDE, "好", False), (INSIDE, "好", False)]
    assert call.told() == ["好", "好"]


async def test_in_a_pause_nothing_is_written_not_even_what_is_typed(tmp_path: Path) -> None:
    call = Written(tmp_path, "一", "二", "三")
    call.write()
    call.live.says("a", SPOKEN[:6000])  # still speaks: heard to the pause
    call.write(paused=True)
    assert await call.lines(1) == [(OUTSIDE, "一", False)]
    call.live.says("a")
    call.live.do("typed", recording="r", text="卡号")
    call.write()
    call.live.do("typed", recording="r", text="谢谢")
    call.live.says("a")
    assert [text for _, text, _ in await call.lines(3)] == ["一", "二", "谢谢"]
    assert "卡号" not in call.told()


async def test_who_comes_later_is_heard_and_the_last_words_are_kept(tmp_path: Path) -> None:
    call = Written(tmp_path, "好")
    call.write()
    call.write(inside="c")
    call.live.says("b")
    call.live.says("c", SPOKEN[:6000])
    call.live.do("written", recording="r")
    assert await call.lines(1) == [(INSIDE, "好", False)]
    assert await call.live.listener.handle(call.live, "inventory", {}) == {"legs": [], "writing": []}  # type: ignore[arg-type,misc]


async def test_a_call_whose_file_cannot_be_had_is_still_shown(tmp_path: Path) -> None:
    call = Written(tmp_path, "好")
    call.secret["path"] = "../outside.hwr"
    call.write()
    call.live.says("a")
    async with asyncio.timeout(5):
        while not call.told():
            await asyncio.sleep(0)
    assert list(tmp_path.glob("*.words")) == []
