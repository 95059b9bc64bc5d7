"""Recordings with their sound, test calls, and the browser as a telephone."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Query
from fastapi.responses import Response, StreamingResponse
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.interactions import queries as interactions
from huawu.interactions.queries import finding
from huawu.interactions.queries.showing import shown_recordings
from huawu.interactions.types import RecordingRecord, RecordingShown
from huawu.people.types import AGENT_WORK, TEST_CALLS
from huawu.platform.ids import Id
from huawu.platform.refusals import NotFound
from huawu.platform.web.place import Here, Reading
from huawu.platform.web.ports import port
from huawu.platform.web.ranges import Span, Unsatisfiable, asked_span
from huawu.platform.web.shapes import PathId, cursor
from huawu.platform.web.signed_in import Person, SignedIn
from huawu.telephony import queries, recordings, service
from huawu.telephony.ports import Phones
from huawu.telephony.schemas import (
    AudioTold,
    EchoAccepted,
    PhoneAsked,
    PhoneGiven,
    RecordingPage,
    Tab,
    TestCallAsked,
    TestCallShown,
    phone_given,
    test_call_shown,
)

router = APIRouter(prefix="/api", tags=["telephony"])
_PIECE = 256 * 1024
ECHO_SECONDS = 8
Desk = Annotated[Phones, Depends(port(Phones))]


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


@router.get("/recordings/{recording_id}")
async def show_recording(recording_id: PathId, person: Person, session: Reading) -> RecordingShown:
    """One recording."""
    found = await _audible(session, person, recording_id)
    return (await shown_recordings(session, person, [found]))[0]


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
    found = await _audible(session, person, recording_id)
    view = await asyncio.to_thread(recordings.open_wav, found.path, shelf.keys, inside=shelf.folder)
    headers = {"accept-ranges": "bytes", "cache-control": "private, no-store"}
    try:
        span = asked_span(wanted, view.size)
    except Unsatisfiable:
        return Response(status_code=416, headers=headers | {"content-range": f"bytes */{view.size}"})
    if span:
        headers["content-range"] = f"bytes {span.start}-{span.end - 1}/{view.size}"
    part = span or Span(0, view.size)
    headers["content-length"] = str(part.end - part.start)
    return StreamingResponse(_pieces(view, part), 206 if span else 200, headers, "audio/wav")


@router.post("/test-calls", status_code=201)
async def place_test_call(body: TestCallAsked, person: Person, place: Here) -> TestCallShown:
    """Let the built-in caller call the centre: real SIP, real sound."""
    person.require(TEST_CALLS)
    async with place.work(person.actor) as work:
        call = await service.place_test_call(work, body.number, body.press)
    async with place.sessions() as session:
        return await _test_call(session, call)


@router.get("/test-calls/{test_call_id}")
async def show_test_call(test_call_id: PathId, person: Person, session: Reading) -> TestCallShown:
    """How far a test call is."""
    person.require(TEST_CALLS)
    return await _test_call(session, test_call_id)


@router.post("/agents/me/phone")
async def open_phone(body: PhoneAsked, person: Person, phones: Desk) -> PhoneGiven:
    """Make this tab of the browser my telephone."""
    given = await phones.open_phone(_agent(person), tab=body.tab, take_over=body.take_over)
    return phone_given(given)


@router.put("/agents/me/phone/audio", status_code=204)
async def tell_audio(body: AudioTold, person: Person, phones: Desk) -> None:
    """Say how the microphone and speaker of this tab are."""
    await phones.told_audio(_agent(person), tab=body.tab, state=body.state)


@router.delete("/agents/me/phone", status_code=204)
async def leave_phone(tab: Annotated[Tab, Query()], person: Person, phones: Desk) -> None:
    """This tab is my telephone no more."""
    await phones.leave_phone(_agent(person), tab=tab)


@router.post("/agents/me/echo", status_code=202)
async def hear_myself(person: Person, phones: Desk) -> EchoAccepted:
    """Call my page; what I say comes back a second later."""
    await phones.echo(_agent(person))
    return EchoAccepted(seconds=ECHO_SECONDS)


def _agent(person: SignedIn) -> Id:
    person.require(AGENT_WORK)
    return person.own_agent()


@router.delete("/test-calls/{test_call_id}", status_code=204)
async def end_test_call(test_call_id: PathId, person: Person, place: Here) -> None:
    """Let the built-in caller hang up."""
    person.require(TEST_CALLS)
    async with place.work(person.actor) as work:
        await service.end_test_call(work, test_call_id)


async def _test_call(session: AsyncSession, call: Id) -> TestCallShown:
    found = await queries.test_call(session, call)
    if found is None:
        raise NotFound("test_call.unknown")
    return test_call_shown(found)


async def _audible(session: AsyncSession, person: SignedIn, recording: Id) -> RecordingRecord:
    found = await interactions.recording(session, recording)
    if found is None or not finding.may_hear(person, found):
        raise NotFound("recording.unknown")
    return found


async def _pieces(view: recordings.WavView, span: Span) -> AsyncIterator[bytes]:
    for start in range(span.start, span.end, _PIECE):
        yield await asyncio.to_thread(view.read, start, min(start + _PIECE, span.end))
