"""Speech over HTTP: what there is, how the engines do; a sentence said and one heard, by the plan in force
or by one that is only written yet. What is said and heard here is kept nowhere."""

import asyncio
import base64
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Depends

from huawu.app.voices.schemas import (
    EngineDoing,
    HearAsked,
    HeardWords,
    SaidAloud,
    SayAsked,
    SpeechDoing,
    SpeechParts,
    SpeechState,
    TermsAsked,
    TermSounds,
)
from huawu.people.types import CONFIG_CHANGE, CONFIG_SEE
from huawu.platform import config
from huawu.platform.clock import MILLI
from huawu.platform.web.place import Here, Place, Reading
from huawu.platform.web.ports import port
from huawu.platform.web.signed_in import Person
from huawu.speech import service as speech
from huawu.speech.config import DEFAULT, KIND, check_speech
from huawu.speech.service import Engines, House

router = APIRouter(prefix="/api/speech", tags=["speech"])
InHouse = Annotated[House, Depends(port(House))]


@router.get("")
async def speech_state(person: Person, session: Reading, place: Here, house: InHouse) -> SpeechState:
    """What is installed, and how the engines of each plan in force do."""
    person.require(CONFIG_SEE)
    plans = await config.published(session, place.site, KIND)
    house.tell(plans)
    found = await asyncio.to_thread(speech.installed, house.folders.voices, house.folders.models)
    return SpeechState(
        parts=SpeechParts(
            voice_lacks=list(found.voice),
            ear_lacks=list(found.ear),
            detector_lacks=list(found.detector),
            voices=list(found.voices),
            missing_voices=list(found.missing_voices),
            models=list(found.models),
        ),
        plans={key: _doing(house.engines(key)) for key in sorted(plans)},
        keys=await asyncio.to_thread(house.folders.key_names),
    )


def _doing(engines: Engines) -> SpeechDoing:
    told = engines.figures()
    return SpeechDoing(
        hear=[_engine(each) for each in told["hear"]], say=[_engine(each) for each in told["say"]]
    )


def _engine(told: dict[str, Any]) -> EngineDoing:
    return EngineDoing(**{**told, "took_ms": round(told["took_ms"] / max(1, told["answered"]))})


@router.post("/say")
async def try_saying(body: SayAsked, person: Person, place: Here, house: InHouse) -> SaidAloud:
    """Have a sentence said, as a caller would hear it."""
    person.require(CONFIG_CHANGE)
    began = place.clock()
    async with _trying(place, house, body.plan) as engines:
        said = await speech.say(engines, body.text, body.language)
        sound = await asyncio.to_thread(Path(said.file).read_bytes)
    return SaidAloud(
        wav=base64.b64encode(speech.as_wav(sound)).decode(),
        engine=said.engine,
        voice=said.voice,
        seconds=round(speech.seconds(sound), 2),
        took_ms=(place.clock() - began) // MILLI,
    )


@router.post("/hear")
async def try_hearing(body: HearAsked, person: Person, place: Here, house: InHouse) -> HeardWords:
    """Have it written down what was spoken into the browser, at the quality of a telephone."""
    person.require(CONFIG_CHANGE)
    began = place.clock()
    async with _trying(place, house, body.plan) as engines:
        heard = await speech.hear_wav(engines, body.wav, body.language)
    return HeardWords(
        words=heard.words,
        text=heard.text,
        engine=heard.engine,
        confidence=heard.confidence,
        seconds=round(heard.seconds, 2),
        took_ms=(place.clock() - began) // MILLI,
    )


@router.post("/sounds-like")
async def sounds_like(body: TermsAsked, person: Person) -> TermSounds:
    """By which sounds terms of a lexicon are found."""
    person.require(CONFIG_SEE)
    found = await asyncio.to_thread(lambda: [speech.sounds_like(each) for each in body.terms])
    return TermSounds(sounds=found)


@asynccontextmanager
async def _trying(place: Place, house: House, plan: dict[str, Any] | None) -> AsyncIterator[Engines]:
    """The engines of the default plan in force, or of this one, for as long as they are tried."""
    if plan is None:
        async with place.sessions() as session:
            await house.refresh(session, place.site)
        yield house.engines()
        return
    check_speech(DEFAULT, plan, {})
    engines = house.trial(plan)
    try:
        yield engines
    finally:
        await engines.close()
