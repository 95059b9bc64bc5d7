"""Recordings with their sound."""

import asyncio
from dataclasses import asdict, dataclass
from pathlib import Path as FilePath
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Query
from fastapi.responses import Response, StreamingResponse
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.interactions import queries as interactions
from huawu.interactions import service
from huawu.interactions.queries import finding
from huawu.interactions.queries.showing import shown_recordings
from huawu.interactions.types import RecordingRecord, RecordingShown
from huawu.people import queries as people
from huawu.people.types import RECORDINGS_ALL, RECORDINGS_EXPORT, RECORDINGS_HOLD
from huawu.platform.ids import Id
from huawu.platform.refusals import NotFound
from huawu.platform.web.place import Here, Reading, Working
from huawu.platform.web.ports import port
from huawu.platform.web.shapes import PathId, cursor, moment
from huawu.platform.web.signed_in import Person, SignedIn
from huawu.telephony import recordings
from huawu.telephony.recordings.exporting import marked
from huawu.telephony.recordings.space import space_of
from huawu.telephony.routes.sound import sounding
from huawu.telephony.schemas import MarksShown, PauseShown, RecordingPage, SpaceShown, WhyAsked

router = APIRouter(tags=["telephony"])


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where recordings lie and whose keys open them."""

    folder: FilePath
    keys: recordings.KeyPort


@router.get("/recordings")
async def list_recordings(
    asked: Annotated[finding.AskedList, Query()], person: Person, session: Reading
) -> RecordingPage:
    """Recordings, newest first. Without `recordings.all` one sees one's own."""
    found = await interactions.recordings(session, finding.recordings_wanted_by(person, asked))
    more = len(found) == asked.limit
    items = await shown_recordings(session, person, found)
    return RecordingPage(items=items, next=cursor(found[-1].started_at, found[-1].id) if more else None)


@router.get("/recordings/space")
async def recording_space(person: Person, shelf: Annotated[Shelf, Depends(port(Shelf))]) -> SpaceShown:
    """How much room is left for recordings."""
    person.require(RECORDINGS_ALL)
    found = await asyncio.to_thread(space_of, shelf.folder)
    return SpaceShown.model_validate(asdict(found))


@router.get("/recordings/{recording_id}")
async def show_recording(recording_id: PathId, person: Person, session: Reading) -> RecordingShown:
    """One recording."""
    return await _shown(session, person, recording_id)


@router.get(
    "/recordings/{recording_id}/audio",
    response_class=StreamingResponse,
    responses={
        200: {
            "content": {"audio/wav": {}},
            "description": "WAV: stereo, 8 kHz, 16 bit; left is the outside party",
        },
        206: {"content": {"audio/wav": {}}, "description": "The bytes that Range asked for"},
        416: {"description": "There are no such bytes"},
    },
)
async def recording_audio(
    recording_id: PathId,
    person: Person,
    session: Reading,
    shelf: Annotated[Shelf, Depends(port(Shelf))],
    wanted: Annotated[str | None, Header(alias="range", include_in_schema=False)] = None,
) -> Response:
    """The sound, decrypted while it is sent. A recording still being made ends where it is now."""
    found = await audible(session, person, recording_id)
    view = await asyncio.to_thread(recordings.open_wav, found.path, shelf.keys, inside=shelf.folder)
    return sounding(view, wanted)


@router.get("/recordings/{recording_id}/marks")
async def recording_marks(
    recording_id: PathId, person: Person, session: Reading, shelf: Annotated[Shelf, Depends(port(Shelf))]
) -> MarksShown:
    """When recording was paused, in seconds since its start."""
    found = await audible(session, person, recording_id)
    pauses = await asyncio.to_thread(recordings.pauses, found.path, inside=shelf.folder)
    return MarksShown(pauses=[PauseShown(start=start, end=end) for start, end in pauses])


@router.put("/recordings/{recording_id}/hold")
async def hold_recording(
    recording_id: PathId, body: WhyAsked, person: Person, work: Working
) -> RecordingShown:
    """Keep it from being deleted when its time is over."""
    person.require(RECORDINGS_HOLD)
    await service.hold_recording(work, await _known(work.session, person, recording_id), body.why)
    return await _shown(work.session, person, recording_id)


@router.delete("/recordings/{recording_id}/hold")
async def release_recording(recording_id: PathId, person: Person, work: Working) -> RecordingShown:
    """Let it be deleted when its time is over."""
    person.require(RECORDINGS_HOLD)
    await service.release_recording(work, await _known(work.session, person, recording_id))
    return await _shown(work.session, person, recording_id)


@router.post(
    "/recordings/{recording_id}/exports",
    response_class=StreamingResponse,
    responses={200: {"content": {"audio/wav": {}}, "description": "WAV, marked with who took it and when"}},
)
async def export_recording(
    recording_id: PathId,
    body: WhyAsked,
    person: Person,
    place: Here,
    shelf: Annotated[Shelf, Depends(port(Shelf))],
) -> Response:
    """The sound to be taken out of the house. Who, when and why are written down first, and in the file."""
    person.require(RECORDINGS_EXPORT)
    async with place.sessions() as session:
        found = await audible(session, person, recording_id)
        profile = await people.profile(session, person.user)
    who = profile.login if profile else person.user
    view = await asyncio.to_thread(recordings.open_wav, found.path, shelf.keys, inside=shelf.folder)
    async with place.work(person.actor) as work:
        await service.export_recording(work, found, body.why)
        at = work.now
    mark = {"IART": who, "ICRD": f"{moment(at):%Y-%m-%dT%H:%M:%SZ}", "ISRC": found.id}
    file = marked(view, {**mark, "ICMT": body.why, "ISFT": "Huawu"})
    name = f"attachment; filename={recording_id}.wav"
    headers = {"content-disposition": name, "cache-control": "private, no-store"}
    headers["content-length"] = str(file.size)
    return StreamingResponse(file.pieces(), 200, headers, "audio/wav")


async def _shown(session: AsyncSession, person: SignedIn, recording: Id) -> RecordingShown:
    return (await shown_recordings(session, person, [await _known(session, person, recording)]))[0]


async def _known(session: AsyncSession, person: SignedIn, recording: Id) -> RecordingRecord:
    found = await interactions.recording(session, recording)
    if found is None or not finding.may_hear(person, found):
        raise NotFound("recording.unknown")
    return found


async def audible(session: AsyncSession, person: SignedIn, recording: Id) -> RecordingRecord:
    """A recording that this person may hear. Raises NotFound."""
    found = await _known(session, person, recording)
    if found.deleted_at is not None:
        raise NotFound("recording.deleted")
    return found
