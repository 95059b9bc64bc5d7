"""The centre's own prompts over HTTP: sounds, drafts, where they are used, who may, and publishing."""

import io
import wave
from collections.abc import AsyncIterator
from typing import Any

import httpx
import numpy as np
import pytest

from huawu.app import site_plan
from huawu.app.prompts.routes import Studio
from huawu.platform.web.ports import provide
from huawu.speech.service import OwnSounds
from tests.app.web.house import Browser, House

pytestmark = pytest.mark.room

NAME = {"zh": "春节", "en": "New Year"}


def wav(seconds: float = 1.5, rate: int = 16000, level: float = 0.2) -> bytes:
    at = np.arange(int(seconds * rate)) / rate
    file = io.BytesIO()
    with wave.open(file, "wb") as made:
        made.setnchannels(1)
        made.setsampwidth(2)
        made.setframerate(rate)
        made.writeframes((level * 32767 * np.sin(2 * np.pi * 440 * at)).astype("<i2").tobytes())
    return file.getvalue()


async def send(browser: Browser, data: bytes) -> httpx.Response:
    headers = {"X-CSRF-Token": browser.csrf, "content-type": "audio/wav"}
    return await browser.http.post("/api/prompts/sounds", content=data, headers=headers)


async def kept(browser: Browser, level: float = 0.2) -> str:
    answer = await send(browser, wav(level=level))
    assert answer.status_code == 200, answer.text
    return str(answer.json()["sound"])


async def save(browser: Browser, sounds: dict[str, Any], key: str = "holiday") -> httpx.Response:
    return await browser.put(f"/api/prompts/{key}", {"name": NAME, "sounds": sounds})


def flow(*say: str) -> dict[str, Any]:
    nodes = {"hello": {"do": "play", "say": list(say), "next": ""}}
    return {"name": {"zh": "问候", "en": "Hello"}, "graph": {"start": "hello", "nodes": nodes}}


async def in_force(house: House) -> dict[str, Any]:
    async with house.sessions() as session:
        found: dict[str, Any] = (await site_plan.load_site(session, house.settings.site))["prompts"]
        return found


async def test_a_prompt_is_made_heard_drafted_published_and_then_said_by_live(house: House) -> None:
    leader = await house.browser("team_leader")
    chinese, english = await kept(leader), await kept(leader, 0.3)
    heard = await leader.get(f"/api/prompts/sounds/{chinese}")
    assert (heard.headers["content-type"], heard.content[:4]) == ("audio/wav", b"RIFF")

    told = {"sound": chinese, "text": "春节快乐", "made": "recorded"}
    assert (await save(leader, {"zh-CN": told})).status_code == 204
    shown = (await leader.get("/api/prompts")).json()
    [prompt] = shown["items"]
    assert (prompt["missing"], prompt["in_force"], prompt["draft"]) == (["en-US"], False, True)
    assert prompt["sounds"]["zh-CN"] == {**told, "seconds": pytest.approx(1.6, abs=0.2), "there": True}
    assert await in_force(house) == {}

    await save(leader, {"zh-CN": told, "en-US": {"sound": english}})
    published = await leader.post("/api/config/publish", {"kinds": ["prompt"]})
    assert published.status_code == 200, published.text
    assert await in_force(house) == {"holiday": {"zh-CN": chinese, "en-US": english}}
    file = house.settings.prompts_dir / "own" / f"{chinese}.ulaw"
    assert 0.5 * 8000 < file.stat().st_size < 2 * 8000


async def test_what_flows_say_is_shown_at_the_prompt_and_keeps_it_from_being_taken_away(house: House) -> None:
    admin = await house.browser("administrator")
    sound = {"sound": await kept(admin)}
    await save(admin, {"zh-CN": sound, "en-US": sound})
    await admin.put("/api/config/flow/hello", {"value": flow("own/holiday", "goodbye")})
    assert (await admin.post("/api/config/publish", {})).status_code == 200
    await admin.put("/api/config/flow/other", {"value": flow("own/holiday")})
    shown = (await admin.get("/api/prompts")).json()
    assert [(used["flow"], used["draft"]) for used in shown["items"][0]["used"]] == [
        ("hello", False),
        ("other", True),
    ]
    goodbye = next(one for one in shown["shipped"] if one["id"] == "goodbye")
    assert goodbye["texts"]["zh-CN"]
    assert [used["flow"] for used in goodbye["used"]] == ["hello"]

    assert (await admin.delete("/api/prompts/holiday")).status_code == 204
    refused = await admin.post("/api/config/publish", {"kinds": ["prompt"]})
    assert refused.status_code == 422
    assert "holiday" in await in_force(house)


async def test_what_queues_tell_callers_is_shown_at_the_prompt(house: House) -> None:
    admin = await house.browser("administrator")
    sound = {"sound": await kept(admin)}
    await save(admin, {"zh-CN": sound, "en-US": sound})
    to = {"outside": "13911112222", "then": {"announcement": "own/holiday", "then": {"queue": "back"}}}
    trunk = {"networks": ["127.0.0.0/8"], "uri": "sip:127.0.0.1:5090"}
    await admin.put("/api/config/trunk/out", {"value": trunk})
    await admin.put("/api/config/queue/back", {"value": {"name": NAME, "order": 2}})
    rules = [{"when": "wait", "above": 60, "to": to}, {"when": "closed", "to": {"announcement": "goodbye"}}]
    saved = await admin.put(
        "/api/config/queue/front", {"value": {"name": NAME, "order": 1, "overflows": rules}}
    )
    assert saved.status_code == 200, saved.text
    shown = (await admin.get("/api/prompts")).json()
    used = {"flow": "", "queue": "front", "name": NAME, "draft": True}
    assert shown["items"][0]["used"] == [used]
    goodbye = next(one for one in shown["shipped"] if one["id"] == "goodbye")
    assert goodbye["used"] == [used]


async def test_a_flow_asks_what_the_site_allows_without_encryption_and_nothing_else(house: House) -> None:
    admin = await house.browser("administrator")
    nodes = {"ask": {"do": "web", "url": "http://10.0.0.8:8080/x", "next": ""}}
    value = {"name": NAME, "graph": {"start": "ask", "nodes": nodes}}
    refused = await admin.put("/api/config/flow/asks", {"value": value})
    assert (refused.status_code, refused.json()["key"]) == (422, "flow.bad_graph")
    site = {"name": NAME, "web_allowed": ["http://10.0.0.8:8080"]}
    await admin.put("/api/config/site/site", {"value": site})
    saved = await admin.put("/api/config/flow/asks", {"value": value})
    assert saved.status_code == 200, saved.text
    published = await admin.post("/api/config/publish", {})
    assert published.status_code == 200, published.text


async def test_who_does_not_lead_neither_makes_nor_changes_a_prompt(house: House) -> None:
    leader = await house.browser("team_leader")
    sound = {"sound": await kept(leader)}
    await save(leader, {"zh-CN": sound})
    for role, sees in (("agent", 403), ("planner", 200), ("auditor", 200)):
        browser = await house.browser(role)
        assert (await browser.get("/api/prompts")).status_code == sees
        assert (await send(browser, wav())).status_code == 403
        assert (await save(browser, {"zh-CN": sound})).status_code == 403
        assert (await browser.delete("/api/prompts/holiday")).status_code == 403
        assert (
            await browser.post("/api/prompts/spoken", {"text": "x", "language": "zh-CN"})
        ).status_code == 403
    assert (await house.client().get("/api/prompts")).status_code == 401


@pytest.mark.parametrize(
    ("data", "status", "key"),
    [
        (b"ID3 not a wav", 422, "prompt.not_wav"),
        (b"", 422, "prompt.not_wav"),
        (wav(0.05), 422, "prompt.too_short"),
        (wav(level=0.0), 422, "prompt.silent"),
        (b"x" * (9 * 1024 * 1024), 413, "request.too_large"),
    ],
)
async def test_what_is_no_prompt_is_refused_in_words(
    house: House, data: bytes, status: int, key: str
) -> None:
    leader = await house.browser("team_leader")
    answer = await send(leader, data)
    assert (answer.status_code, answer.json()["key"]) == (status, key)
    assert answer.json()["title"] not in ("", key)


async def test_longer_bodies_than_elsewhere_are_let_in_only_where_sound_is_sent(house: House) -> None:
    leader = await house.browser("team_leader")
    long = wav(60, 16000)
    assert len(long) > 1024 * 1024
    assert (await send(leader, long)).status_code == 200
    headers = {"X-CSRF-Token": leader.csrf}
    answer = await leader.http.put("/api/prompts/holiday", content=long, headers=headers)
    assert answer.status_code == 413


async def test_a_draft_names_only_sounds_that_are_there_and_what_it_was_made_from(house: House) -> None:
    leader = await house.browser("team_leader")
    answer = await save(leader, {"zh-CN": {"sound": "0" * 64}})
    assert (answer.status_code, answer.json()["key"]) == (422, "prompt.no_sound")
    assert (await save(leader, {"zh-CN": {"sound": "../x"}})).status_code == 422
    sound = {"sound": await kept(leader)}
    body = {
        "name": NAME,
        "sounds": {"zh-CN": sound},
        "base": (await leader.get("/api/prompts")).json()["nothing"],
    }
    assert (await leader.put("/api/prompts/holiday", body)).status_code == 204
    late = await leader.put("/api/prompts/holiday", body)
    assert (late.status_code, late.json()["key"]) == (409, "config.changed_meanwhile")
    assert (await leader.delete("/api/prompts/holiday")).status_code == 204
    assert (await leader.get("/api/prompts")).json()["items"] == []


class Voice:
    """Says everything as a tone."""

    async def synth(self, text: str, **how: Any) -> AsyncIterator[bytes]:
        yield wav(1.0)[44:]


async def test_a_text_is_spoken_by_the_voice_of_the_site_or_refused_plainly_without_one(house: House) -> None:
    leader = await house.browser("team_leader")
    asked = {"text": "春节快乐", "language": "zh-CN"}
    refused = await leader.post("/api/prompts/spoken", asked)
    assert (refused.status_code, refused.json()["key"]) == (503, "speech.not_installed")
    assert (await leader.get("/api/prompts")).json()["speaks"] is False

    async def voice() -> Any:  # noqa: ANN401 - stands for a Tts
        return Voice()

    provide(house.app, Studio, Studio(OwnSounds(house.settings.prompts_dir), voice))
    made = await leader.post("/api/prompts/spoken", asked)
    assert made.status_code == 200, made.text
    heard = await leader.get(f"/api/prompts/sounds/{made.json()['sound']}")
    assert heard.status_code == 200


async def test_shipped_prompts_are_heard_and_others_are_not_found(house: House) -> None:
    leader = await house.browser("team_leader")
    heard = await leader.get("/api/prompts/shipped", prompt="goodbye", language="en-US")
    assert (heard.status_code, heard.content[:4]) == (200, b"RIFF")
    for prompt in ("none", "../texts"):
        assert (await leader.get("/api/prompts/shipped", prompt=prompt)).status_code == 404
