"""Calls in words: what was said in a recorded call, and what an agent has said by a voice."""

import asyncio
import contextlib
import re
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Depends
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.interactions import queries as interactions
from huawu.interactions.queries import finding
from huawu.interactions.types import RecordingRecord
from huawu.people.types import AGENT_WORK, CALLS_SUPERVISE
from huawu.platform.clock import SECOND
from huawu.platform.ids import Id
from huawu.platform.refusals import Refusal
from huawu.platform.tasks import spawn
from huawu.platform.web.place import Here, Reading
from huawu.platform.web.ports import port
from huawu.platform.web.shapes import PathId, moment
from huawu.platform.web.signed_in import Person, SignedIn
from huawu.speech import service as speech
from huawu.telephony.ports.pages import CallControl
from huawu.telephony.recordings import words
from huawu.telephony.routes.recordings import Shelf, audible
from huawu.telephony.schemas.words import SayAsked, Transcript, WordsLine

router = APIRouter(tags=["calls"])
Live = Annotated[CallControl, Depends(port(CallControl))]
OnShelf = Annotated[Shelf, Depends(port(Shelf))]
_HAN = re.compile("[\u4e00-\u9fff]")
_FORGOTTEN_AFTER = 600.0
"""Seconds after which the sound of what an agent typed is deleted: it is long said."""


@router.get("/recordings/{recording_id}/transcript")
async def recording_transcript(
    recording_id: PathId, person: Person, session: Reading, shelf: OnShelf
) -> Transcript:
    """What was said in a recorded call, for those who may hear it."""
    return await _read(session, [await audible(session, person, recording_id)], shelf)


@router.get("/calls/{interaction}/transcript")
async def call_transcript(
    interaction: PathId, person: Person, session: Reading, live: Live, shelf: OnShelf
) -> Transcript:
    """What has been said so far in a call that is up: for those in it, and those who may supervise."""
    leads = person.may(CALLS_SUPERVISE)
    if not leads:
        person.require(AGENT_WORK)
    await live.show_call(interaction, agent=person.agent, leads=leads)
    found = (await interactions.recordings_of(session, [interaction])).get(interaction, [])
    return await _read(session, [each for each in found if each.deleted_at is None], shelf)


async def said_in(session: AsyncSession, person: SignedIn, interaction: Id, shelf: Shelf) -> Transcript:
    """What was said so far in a contact, as far as this person may hear its recordings. Raises NotAllowed for
    who may hear none at all."""
    found = (await interactions.recordings_of(session, [interaction])).get(interaction, [])
    heard = [each for each in found if each.deleted_at is None and finding.may_hear(person, each)]
    return await _read(session, heard, shelf)


async def _read(session: AsyncSession, found: list[RecordingRecord], shelf: Shelf) -> Transcript:
    lines: list[WordsLine] = []
    for each in found:
        said = await asyncio.to_thread(words.read, each.path, shelf.keys, inside=shelf.folder)
        lines += [_shown(line, each) for line in said]
    return Transcript(lines=sorted(lines, key=lambda line: line.at))


def _shown(line: words.Line, of: RecordingRecord) -> WordsLine:
    return WordsLine(
        at=moment(line.at),
        seconds=max(0.0, (line.at - of.started_at) / SECOND),
        side="outside" if line.side == words.OUTSIDE else "inside",
        text=line.text,
        typed=line.typed,
    )


@router.post("/calls/{interaction}/say", status_code=204)
async def say_in_call(
    interaction: PathId,
    body: SayAsked,
    person: Person,
    place: Here,
    live: Live,
    house: Annotated[speech.House, Depends(port(speech.House))],
) -> None:
    """Have the site's voice say to the customer what the agent has typed. Written down with the call, unless
    its recording is paused."""
    person.require(AGENT_WORK)
    agent = person.own_agent()
    shown = await live.show_call(interaction, agent=agent, leads=False)
    if "say" not in shown["may"]:
        raise Refusal("call.not_now", action="say")
    async with place.sessions() as session:
        await house.refresh(session, place.site)
    language = "zh-CN" if _HAN.search(body.text) else "en-US"
    file = Path((await speech.say(house.engines(), body.text, language)).file)
    spawn(forget(file), name="what an agent typed")
    prompt = f"{file.parent.name}/{file.stem}"
    await live.do_in_call(agent, interaction, "say", {"prompt": prompt, "text": body.text})


async def forget(file: Path, after: float = _FORGOTTEN_AFTER) -> None:
    """Delete a sound when so many seconds are over in which nobody else had the same said."""
    used = await asyncio.to_thread(_used, file)
    await asyncio.sleep(after)
    if await asyncio.to_thread(_used, file) == used:
        await asyncio.to_thread(file.unlink, missing_ok=True)


def _used(file: Path) -> int | None:
    """When a sound was last said. None: it is gone."""
    with contextlib.suppress(FileNotFoundError):
        return file.stat().st_mtime_ns
    return None
