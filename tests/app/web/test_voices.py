"""Speech over HTTP: what there is, how engines do, trying plans before they are in force, and who may."""

import base64
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from huawu.platform.web.ports import provide
from huawu.speech.adapters.pretend import PretendStt, PretendTts
from huawu.speech.service import Folders
from huawu.speech.service import House as SpeechHouse
from huawu.speech.service import house as making
from tests.app.web.house import Browser, House
from tests.app.web.test_prompts import wav

pytestmark = pytest.mark.room

VOICES = {"zh-CN": "pretend_zh", "en-US": "pretend_en"}
PLAN: dict[str, Any] = {
    "name": {"zh": "默认", "en": "Default"},
    "hear": [{"engine": "builtin"}],
    "say": [{"engine": "builtin", "voices": VOICES}],
    "lexicon": [{"term": "云栖酒店"}],
}


@pytest.fixture
async def engines(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[SpeechHouse]:
    """The house's engines, with pretend ones for the built-in ones."""
    monkeypatch.setattr(making, "BuiltinStt", lambda models: PretendStt(["欢迎来到云七酒店"]))
    monkeypatch.setattr(making, "BuiltinTts", lambda voices: PretendTts())
    made = SpeechHouse(Folders.of(tmp_path / "data", tmp_path / "keys"), clock=house.clock)
    provide(house.app, SpeechHouse, made)
    yield made
    await made.close()


@pytest.fixture
async def admin(house: House, engines: SpeechHouse) -> Browser:
    return await house.browser("administrator")


async def in_force(admin: Browser, plan: dict[str, Any]) -> None:
    assert (await admin.put("/api/config/speech/default", {"value": plan})).status_code == 200
    assert (await admin.post("/api/config/publish", {"kinds": ["speech"]})).status_code == 200


def spoken(seconds: float = 1.0) -> str:
    return base64.b64encode(wav(seconds)).decode()


async def test_a_sentence_is_said_and_one_is_heard_by_the_plan_in_force_and_counted(admin: Browser) -> None:
    await in_force(admin, PLAN)
    said = (await admin.post("/api/speech/say", {"text": "您好。", "language": "zh-CN"})).json()
    assert base64.b64decode(said["wav"])[:4] == b"RIFF"
    assert (said["engine"], said["voice"]) == ("pretend", "pretend_zh")
    heard = (await admin.post("/api/speech/hear", {"wav": spoken(), "language": "zh-CN"})).json()
    assert (heard["words"], heard["text"]) == ("欢迎来到云七酒店", "欢迎来到云栖酒店")
    assert heard["seconds"] == 1.0
    doing = (await admin.get("/api/speech")).json()["plans"]["default"]
    (ear,) = doing["hear"]
    assert (ear["engine"], ear["state"], ear["answered"]) == ("pretend", "closed", 1)
    assert doing["say"][0]["asked"] == 1


async def test_a_plan_is_tried_before_it_is_in_force_and_changes_nothing(admin: Browser) -> None:
    asked = {"text": "Hello", "language": "en-US"}
    nobody = await admin.post("/api/speech/say", asked)
    assert (nobody.status_code, nobody.json()["key"]) == (503, "speech.not_installed")
    said = await admin.post("/api/speech/say", {**asked, "plan": PLAN})
    assert said.json()["voice"] == "pretend_en"
    assert (await admin.get("/api/speech")).json()["plans"] == {}


async def test_sound_leaves_the_house_only_where_the_plan_that_is_tried_says_so(admin: Browser) -> None:
    away = {"engine": "openai_http", "url": "https://ears.example/v1", "model": "m"}
    asked = {"wav": spoken(29.0), "language": "zh-CN", "plan": {"hear": [away]}}
    answer = await admin.post("/api/speech/hear", asked)
    assert (answer.status_code, answer.json()["key"]) == (422, "speech.may_not_leave_host")
    assert answer.json()["params"]["field"] == "hear.0.url"


async def test_an_engine_that_fails_again_and_again_is_seen_to_rest(admin: Browser) -> None:
    broken = {"engine": "openai_http", "url": "http://127.0.0.1:9/v1", "model": "m", "seconds": 2}
    await in_force(admin, {**PLAN, "hear": [broken]})
    for _ in range(3):
        answer = await admin.post("/api/speech/hear", {"wav": spoken(), "language": "zh-CN"})
        assert answer.status_code == 503
    (engine,) = (await admin.get("/api/speech")).json()["plans"]["default"]["hear"]
    assert (engine["state"], engine["failed"]) == ("open", 3)


@pytest.mark.parametrize(
    ("data", "key"),
    [(b"no sound at all", "prompt.not_wav"), (wav(31.0, rate=4000), "speech.too_long")],
    ids=["no sound", "too long"],
)
async def test_what_is_no_short_sound_is_refused(admin: Browser, data: bytes, key: str) -> None:
    asked = {"wav": base64.b64encode(data).decode(), "language": "zh-CN", "plan": PLAN}
    answer = await admin.post("/api/speech/hear", asked)
    assert (answer.status_code, answer.json()["key"]) == (422, key)


async def test_terms_are_shown_by_their_sounds(admin: Browser) -> None:
    answer = await admin.post("/api/speech/sounds-like", {"terms": ["云栖", "WiFi 密码", ""]})
    assert answer.json() == {"sounds": ["yun qi", "wifi mi ma", ""]}


async def test_only_who_may_change_everything_tries_engines(house: House, engines: SpeechHouse) -> None:
    leader, agent = await house.browser("team_leader"), await house.browser("agent")
    asked = {"text": "您好", "language": "zh-CN", "plan": PLAN}
    assert (await leader.post("/api/speech/say", asked)).status_code == 403
    assert (await leader.get("/api/speech")).status_code == 200
    assert (await agent.get("/api/speech")).status_code == 403
