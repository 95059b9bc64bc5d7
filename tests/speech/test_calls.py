"""Listening to a caller, and the transcript of both sides of a call."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from huawu.speech.adapters.chain import ChainStt, ChainTts, Link
from huawu.speech.adapters.pretend import PretendStt, PretendTts
from huawu.speech.core.plans import Plan
from huawu.speech.core.sound import to_ulaw
from huawu.speech.core.understanding import Lexicon, Term
from huawu.speech.errors import NotInstalled
from huawu.speech.service.calls import CallEar, CallTranscript, Expected, Heard, Spoken, transcribe
from huawu.speech.service.house import Engines
from huawu.speech.sounds import KeptSounds

pytestmark = pytest.mark.core

TERMS = (Term("云栖酒店"),)
SUNDAY = date(2026, 11, 22)


def engines(folder: Path, *texts: str) -> Engines:
    return Engines(
        Plan(lexicon=TERMS),
        ChainStt([Link(PretendStt(texts), 5.0)] if texts else []),
        ChainTts([Link(PretendTts(), 5.0, voices={"zh-CN": "pretend_zh"})]),
        Lexicon(TERMS),
        KeptSounds(folder),
    )


def voiced(seconds: float) -> bytes:
    return to_ulaw(0.2 * np.sin(2 * np.pi * 440 * np.arange(int(seconds * 8000)) / 8000))


def silent(seconds: float) -> bytes:
    return b"\xff" * int(seconds * 8000)


async def answer(ear: CallEar) -> list[Heard]:
    ear.push(silent(1) + voiced(1) + silent(1))
    ear.finish()
    began, *heard = [each async for each in ear.heard()]
    assert not began.is_final
    return heard


async def test_a_caller_is_heard_as_what_was_asked_for(tmp_path: Path) -> None:
    ear = CallEar(
        engines(tmp_path, "我住幺零零八"), language="zh-CN", expected=Expected(SUNDAY, kind="digits")
    )
    heard = await answer(ear)
    assert heard == [Heard("1008", 0.8, "zh-CN", words="我住幺零零八")]


async def test_a_phrase_of_the_menu_is_told_as_it_is_written(tmp_path: Path) -> None:
    ear = CallEar(
        engines(tmp_path, "我要头诉"), language="zh-CN", expected=Expected(SUNDAY, "choice", ("订房", "投诉"))
    )
    (heard,) = await answer(ear)
    assert heard.text == "投诉"
    assert heard.confidence > 0.5


async def test_words_that_make_no_sense_are_told_with_no_confidence(tmp_path: Path) -> None:
    ear = CallEar(engines(tmp_path, "今天天气不错"), language="zh-CN", expected=Expected(SUNDAY, "digits"))
    (heard,) = await answer(ear)
    assert (heard.text, heard.confidence) == ("今天天气不错", 0.0)


async def test_another_question_is_understood_in_its_own_way(tmp_path: Path) -> None:
    ear = CallEar(engines(tmp_path, "二十三"), language="zh-CN", expected=Expected(SUNDAY, "text"))
    ear.expect(Expected(SUNDAY, "number"))
    (heard,) = await answer(ear)
    assert heard.text == "23"


async def test_without_an_engine_nobody_listens(tmp_path: Path) -> None:
    with pytest.raises(NotInstalled):
        CallEar(engines(tmp_path), language="zh-CN", expected=Expected(SUNDAY))


async def test_both_sides_of_a_call_are_written_down_as_they_speak(tmp_path: Path) -> None:
    transcript = CallTranscript(engines(tmp_path, "我在云七酒店"), language="zh-CN")
    transcript.push(0, silent(1) + voiced(1) + silent(3))
    transcript.push(1, silent(3) + voiced(1) + silent(1))
    transcript.finish()
    spoken = sorted([each async for each in transcript.spoken()], key=lambda each: each.start)
    assert [(each.channel, each.text) for each in spoken] == [(0, "我在云栖酒店"), (1, "我在云栖酒店")]
    assert all(isinstance(each, Spoken) and each.is_final for each in spoken)
    assert [each.start for each in spoken] == pytest.approx([0.8, 2.8], abs=0.1)


async def test_a_recorded_call_becomes_segments_in_the_order_they_were_said(tmp_path: Path) -> None:
    told = await transcribe(
        engines(tmp_path, "我在云七酒店", "好的"), [voiced(2), silent(1) + voiced(1)], language="zh-CN"
    )
    assert [(segment.channel, segment.text) for segment in told.segments] == [
        (0, "我在云栖酒店"),
        (1, "好的"),
    ]
    assert told.engine == "pretend"
