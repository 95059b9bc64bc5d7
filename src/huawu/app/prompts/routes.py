"""Prompts over HTTP. A sound is kept first, by its hash; a draft then names it; `POST /api/config/publish`
with the kind `prompt` puts drafts in force, and the live process says them from the next call on."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from huawu.app.config_routes import Key
from huawu.app.config_seen import changed, saying_who
from huawu.app.prompts.schemas import (
    Language,
    OwnPrompt,
    OwnSound,
    PromptAsked,
    Prompts,
    ShippedPrompt,
    SoundMade,
    SoundName,
    SpokenAsked,
    UsedIn,
)
from huawu.app.prompts.usage import used_in
from huawu.people import queries as people
from huawu.people.types import CONFIG_SEE, PROMPTS_CHANGE
from huawu.platform import config
from huawu.platform.config.checks import Body, Whole
from huawu.platform.refusals import Invalid
from huawu.platform.web.place import Here, Reading
from huawu.platform.web.ports import port
from huawu.platform.web.shapes import Words
from huawu.platform.web.signed_in import Person
from huawu.speech import service as speech
from huawu.speech.config import PROMPT
from huawu.speech.errors import NotInstalled
from huawu.speech.ports import Tts

router = APIRouter(prefix="/api/prompts", tags=["prompts"])
OWN = "own/"
_VOICE_RATE = 16000
_LANGUAGES: tuple[Language, ...] = ("zh-CN", "en-US")


@dataclass(frozen=True, slots=True)
class Studio:
    """Where own sounds lie, and who speaks: `voice` answers the site's voice, None when it has none."""

    shelf: speech.OwnSounds
    voice: Callable[[], Awaitable[Tts | None]]


InStudio = Annotated[Studio, Depends(port(Studio))]


@router.get("")
async def list_prompts(person: Person, session: Reading, place: Here, studio: InStudio) -> Prompts:
    """The centre's own prompts, in force and drafts, and those that come with the product."""
    person.require(CONFIG_SEE)
    now = await config.whole(session, place.site)
    then = await config.drafted(session, place.site)
    drafts = {d.key: d.body for d in await config.drafts(session, place.site) if d.kind == PROMPT}
    latest = await config.standings(session, place.site)
    keys = sorted(now.get(PROMPT, {}).keys() | drafts.keys())
    names = await people.user_names(session, {latest[PROMPT, key].by for key in keys})
    used = used_in(now, then)
    items = []
    for key in keys:
        body = drafts.get(key) or now.get(PROMPT, {}).get(key) or {}
        sounds = await asyncio.to_thread(_sounds, body, studio.shelf)
        items.append(
            OwnPrompt(
                key=key,
                name=Words.model_validate(body.get("name") or {"zh": key}),
                sounds=sounds,
                missing=[language for language in _LANGUAGES if language not in sounds],
                in_force=key in now.get(PROMPT, {}),
                draft=key in drafts,
                draft_removes=key in drafts and drafts[key] is None,
                used=used.get(OWN + key, []),
                changed=changed(latest[PROMPT, key], names),
            )
        )
    speaks = await studio.voice() is not None
    return Prompts(items=items, shipped=_shipped(used), nothing=config.NOTHING, speaks=speaks)


def _sounds(body: Body, shelf: speech.OwnSounds) -> dict[Language, OwnSound]:
    held = body.get("sounds", {})
    return {
        language: OwnSound(
            sound=held[language]["sound"],
            seconds=held[language].get("seconds", 0),
            text=held[language].get("text", ""),
            made=held[language].get("made", "uploaded"),
            there=shelf.there(held[language]["sound"]),
        )
        for language in _LANGUAGES
        if language in held
    }


def _shipped(used: dict[str, list[UsedIn]]) -> list[ShippedPrompt]:
    """Whole sentences; pieces of numbers and of test callers are no use by themselves."""
    found = speech.sentences()
    return [
        ShippedPrompt(
            id=name,
            texts={language: texts[language] for language in _LANGUAGES if language in texts},
            seconds=seconds,
            used=used.get(name, []),
        )
        for name, (texts, seconds) in sorted(found.items())
    ]


# ---- sounds ------------------------------------------------------------------------------------------------


@router.post(
    "/sounds",
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {"audio/wav": {"schema": {"type": "string", "format": "binary"}}},
        }
    },
)
async def keep_sound(request: Request, person: Person, studio: InStudio) -> SoundMade:
    """Make a WAV file a prompt's sound: trimmed, levelled, 8 kHz; and keep it."""
    person.require(PROMPTS_CHANGE)
    return await _kept(studio, speech.sound_of_wav, await request.body())


@router.post("/spoken")
async def speak(body: SpokenAsked, person: Person, studio: InStudio) -> SoundMade:
    """Have the site's voice say a text, and keep that. Refused (`speech.not_installed`) without a voice."""
    person.require(PROMPTS_CHANGE)
    voice = await studio.voice()
    if voice is None:
        raise NotInstalled("speech.not_installed", what="tts")
    said = voice.synth(body.text, voice="", language=body.language, rate=_VOICE_RATE)
    pcm = b"".join([chunk async for chunk in said])
    return await _kept(studio, lambda data: speech.sound_of_pcm(data, _VOICE_RATE), pcm)


async def _kept(studio: Studio, make: Callable[[bytes], speech.Made], data: bytes) -> SoundMade:
    made = await asyncio.to_thread(make, data)
    return SoundMade(
        sound=await asyncio.to_thread(studio.shelf.put, made.sound),
        seconds=made.seconds,
        level=made.level,
        overdriven=made.overdriven,
        cut=made.cut,
    )


_WAV: dict[int | str, dict[str, Any]] = {
    200: {"content": {"audio/wav": {}}, "description": "WAV: one channel, 8 kHz, 16 bit"}
}


@router.get("/sounds/{sound}", response_class=Response, responses=_WAV)
async def hear_sound(sound: SoundName, person: Person, studio: InStudio) -> Response:
    """Listen to a sound of the centre's own."""
    person.require(CONFIG_SEE)
    return _wav(await asyncio.to_thread(studio.shelf.load, sound))


@router.get("/shipped", response_class=Response, responses=_WAV)
async def hear_shipped_prompt(
    person: Person,
    prompt: Annotated[str, Query(pattern=r"^[A-Za-z0-9_./-]{1,80}$")],
    language: Language = "zh-CN",
) -> Response:
    """Listen to a prompt that comes with the product."""
    person.require(CONFIG_SEE)
    return _wav(await asyncio.to_thread(speech.load, prompt, language))


def _wav(sound: bytes) -> Response:
    headers = {"cache-control": "private, max-age=3600"}
    return Response(speech.as_wav(sound), headers=headers, media_type="audio/wav")


# ---- drafts ------------------------------------------------------------------------------------------------


@router.put("/{key}", status_code=204)
async def save_prompt(key: Key, body: PromptAsked, person: Person, place: Here, studio: InStudio) -> None:
    """Save a draft: its name and the sounds kept before. Nothing changes before it is published."""
    person.require(PROMPTS_CHANGE)
    sounds: Body = {}
    for language, chosen in body.sounds.items():
        if not await asyncio.to_thread(studio.shelf.wanted, chosen.sound):
            raise Invalid("prompt.no_sound", language=language)
        sound = await asyncio.to_thread(studio.shelf.load, chosen.sound)
        told = {"text": chosen.text, "made": chosen.made, "seconds": round(speech.seconds(sound), 2)}
        sounds[language] = {"sound": chosen.sound, **told}
    value = {"name": body.name.model_dump(), "sounds": sounds}
    async with saying_who(place), place.work(person.actor) as work:
        await config.save_draft(work, PROMPT, key, value, base=body.base, note=body.note)


@router.delete("/{key}", status_code=204)
async def remove_prompt(key: Key, person: Person, place: Here) -> None:
    """Save as a draft that it goes; one that was never in force goes at once. Its sounds stay, for whoever
    rolls back."""
    person.require(PROMPTS_CHANGE)
    async with saying_who(place), place.work(person.actor) as work:
        now: Whole = await config.whole(work.session, work.site)
        if key in now.get(PROMPT, {}):
            await config.save_draft(work, PROMPT, key, None)
        else:
            await config.discard_draft(work, PROMPT, key)
