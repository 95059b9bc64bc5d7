"""Calls in words over HTTP: who may read what was said, what goes with the recording, typed words spoken."""

import asyncio
from pathlib import Path

import pytest

from huawu.platform.clock import SECOND
from huawu.platform.web.ports import provided
from huawu.speech import service as speech
from huawu.speech.adapters.chain import ChainStt, ChainTts, Link
from huawu.speech.adapters.pretend import PretendTts
from huawu.speech.core.plans import Plan
from huawu.speech.core.understanding import Lexicon
from huawu.speech.sounds import KeptSounds
from huawu.telephony import recordings
from huawu.telephony.core.media import recording as codec
from huawu.telephony.jobs import deleting
from huawu.telephony.recordings.words import INSIDE, OUTSIDE, Line, Pen, beside
from huawu.telephony.routes.words import forget
from tests.app.web.house import NOON, Browser, House
from tests.app.web.test_keeping import days_pass, promised, publish
from tests.app.web.test_recordings import a_recording

pytestmark = pytest.mark.room

SAID = [
    Line(NOON + 2 * SECOND, NOON + 3 * SECOND, OUTSIDE, "你好，我要投诉。"),
    Line(NOON + 4 * SECOND, NOON + 5 * SECOND, INSIDE, "您请讲。", typed=True),
]


async def written_down(house: House, agent: str | None) -> str:
    """A recording with what was said in it."""
    recording = await a_recording(house, agent)
    header = {"recording": "rec", "started_at": NOON}
    path = recordings.path_for("rec", NOON)
    keys = recordings.FileKeyPort(house.settings.key_dir)
    view = house.settings.recordings_dir / path
    key = recordings.reopen(path, keys, inside=house.settings.recordings_dir)
    header |= codec.decode_header(view.read_bytes())[0]
    pen = Pen(Path(path), key=key, header=header, inside=house.settings.recordings_dir)
    for line in SAID:
        pen.write(line)
    pen.close()
    return recording


async def test_who_may_hear_a_recording_may_read_it_and_nobody_else(house: House) -> None:
    leader, other = await house.browser("team_leader"), await house.browser("agent")
    recording = await written_down(house, None)
    answer = await leader.get(f"/api/recordings/{recording}/transcript")
    assert [(e["side"], e["seconds"], e["text"], e["typed"]) for e in answer.json()["lines"]] == [
        ("outside", 2.0, "你好，我要投诉。", False),
        ("inside", 4.0, "您请讲。", True),
    ]
    refused = await other.get(f"/api/recordings/{recording}/transcript")
    assert (refused.status_code, refused.json()["key"]) == (404, "recording.unknown")


async def test_a_call_that_nobody_wrote_down_has_no_lines(house: House) -> None:
    leader = await house.browser("team_leader")
    recording = await a_recording(house, None)
    answer = await leader.get(f"/api/recordings/{recording}/transcript")
    assert (answer.status_code, answer.json()) == (200, {"lines": []})


async def test_the_words_are_deleted_with_the_recording(house: House) -> None:
    recording = await written_down(house, None)
    await publish(house, "queue", "support", recording_days=30)
    assert await days_pass(house, 31) == 1
    file = house.settings.recordings_dir / recordings.path_for("rec", NOON)
    assert beside(file).is_file()
    for job in await promised(house):
        await deleting(house.settings.recordings_dir)(job)
    assert not file.exists()
    assert not beside(file).exists()
    leader = await house.browser("team_leader")
    gone = await leader.get(f"/api/recordings/{recording}/transcript")
    assert (gone.status_code, gone.json()["key"]) == (404, "recording.deleted")


# ---- typed words -------------------------------------------------------------------------------------------


def with_a_voice(house: House) -> Path:
    """Where what it says lies."""
    folder = house.settings.data_dir / "speech" / "sounds"
    voice = Link(PretendTts(), 5.0, voices={"zh-CN": "pretend_zh", "en-US": "pretend_en"})
    made = speech.Engines(Plan(), ChainStt([]), ChainTts([voice]), Lexicon(()), KeptSounds(folder))
    provided(house.app, speech.House)._made["default"] = made
    return folder


async def in_a_call(house: House) -> tuple[Browser, str]:
    agent = await house.browser("agent")
    house.live.phones.add(house.agents["agent"])
    await agent.post("/api/agents/me/sign-in")
    house.live.ring(house.agents["agent"], "i1")
    return agent, "i1"


async def test_an_agent_types_and_the_voice_says_it_to_the_customer(house: House) -> None:
    folder = with_a_voice(house)
    agent, call = await in_a_call(house)
    house.live.may.append("say")
    answer = await agent.post(f"/api/calls/{call}/say", {"text": "请稍等，我查一下。"})
    assert answer.status_code == 204
    name, args = house.live.told[-1]
    assert (name, args["verb"], args["args"]["text"]) == ("call.verb", "say", "请稍等，我查一下。")
    (file,) = folder.glob("*.ulaw")
    assert args["args"]["prompt"] == f"sounds/{file.stem}"


async def test_nothing_is_said_without_a_voice_or_when_it_cannot_be_heard(house: House) -> None:
    agent, call = await in_a_call(house)
    house.live.may.append("say")
    refused = await agent.post(f"/api/calls/{call}/say", {"text": "你好"})
    assert (refused.status_code, refused.json()["key"]) == (503, "speech.not_installed")
    folder = with_a_voice(house)
    house.live.may.remove("say")
    refused = await agent.post(f"/api/calls/{call}/say", {"text": "你好"})
    assert refused.json()["key"] == "call.not_now"
    for text in ("", " ", "字" * 201):
        assert (await agent.post(f"/api/calls/{call}/say", {"text": text})).status_code == 422
    other = await house.browser("team_leader")
    assert (await other.post(f"/api/calls/{call}/say", {"text": "你好"})).status_code in (403, 404)
    assert not folder.exists()


@pytest.mark.parametrize("said_again", [False, True])
async def test_the_sound_of_typed_words_is_deleted_unless_somebody_had_the_same_said(
    tmp_path: Path, said_again: bool
) -> None:
    kept = KeptSounds(tmp_path)
    file = await kept.say(PretendTts(), "欢迎致电", voice="pretend_zh", language="zh-CN")
    forgetting = asyncio.create_task(forget(file, 0.2))
    await asyncio.sleep(0.1)
    if said_again:
        await kept.say(PretendTts(), "欢迎致电", voice="pretend_zh", language="zh-CN")
    await forgetting
    assert file.exists() is said_again
