"""Voice mailboxes: what lies in them, with its sound, and what is done with it."""

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header
from fastapi.responses import Response, StreamingResponse

from huawu.people.service.passwords import hash_password
from huawu.people.types import CALLS_SUPERVISE
from huawu.platform.refusals import Invalid, NotAllowed, NotFound
from huawu.platform.web.place import Here, Place
from huawu.platform.web.ports import port
from huawu.platform.web.shapes import PathId
from huawu.platform.web.signed_in import Person, SignedIn
from huawu.telephony import recordings
from huawu.telephony.core.voicemail import pins
from huawu.telephony.core.voicemail.box import is_shared
from huawu.telephony.ports.pages import Mailboxes
from huawu.telephony.queries import mailboxes as queries
from huawu.telephony.routes.recordings import Shelf
from huawu.telephony.routes.sound import sounding
from huawu.telephony.schemas.mailboxes import MailboxId, MailboxList, MailboxShown, MarkAsked, PinAsked

router = APIRouter(prefix="/mailboxes", tags=["mailboxes"])
Live = Annotated[Mailboxes, Depends(port(Mailboxes))]


@router.get("")
async def list_mailboxes(person: Person, place: Here, live: Live) -> MailboxList:
    """Mine, and those of the queues that I serve or lead."""
    async with place.sessions() as session:
        names = await queries.mailboxes_of(session, person, place.site)
    counts = await live.mailbox_counts(list(names))
    return MailboxList(items=queries.briefs(counts, names))


@router.get("/{mailbox}")
async def show_mailbox(mailbox: MailboxId, person: Person, place: Here, live: Live) -> MailboxShown:
    """What lies in a mailbox."""
    await _open(place, person, mailbox)
    return await _shown(place, person, await live.show_mailbox(mailbox))


@router.post("/{mailbox}/messages/{message_id}")
async def mark_message(
    mailbox: MailboxId, message_id: PathId, body: MarkAsked, person: Person, place: Here, live: Live
) -> MailboxShown:
    """Heard, taken, done, deleted; or had back. It holds when this is answered."""
    await _open(place, person, mailbox)
    by = person.agent or person.user
    return await _shown(place, person, await live.mark_message(mailbox, message_id, body.state, by=by))


@router.get(
    "/{mailbox}/messages/{message_id}/audio",
    response_class=StreamingResponse,
    responses={
        200: {"content": {"audio/wav": {}}, "description": "WAV: stereo, 8 kHz, 16 bit; left is the caller"},
        206: {"content": {"audio/wav": {}}, "description": "The bytes that Range asked for"},
        416: {"description": "There are no such bytes"},
    },
)
async def message_audio(
    mailbox: MailboxId,
    message_id: PathId,
    person: Person,
    place: Here,
    live: Live,
    shelf: Annotated[Shelf, Depends(port(Shelf))],
    wanted: Annotated[str | None, Header(alias="range", include_in_schema=False)] = None,
) -> Response:
    """The sound, decrypted while it is sent. It does not mark the message."""
    await _open(place, person, mailbox)
    told = await live.show_mailbox(mailbox)
    path = next((each["path"] for each in told["messages"] if each["id"] == message_id), None)
    if path is None:
        raise NotFound("voicemail.unknown")
    view = await asyncio.to_thread(recordings.open_wav, path, shelf.keys, inside=shelf.folder)
    return sounding(view, wanted)


@router.put("/{mailbox}/pin")
async def set_pin(
    mailbox: MailboxId, body: PinAsked, person: Person, place: Here, live: Live
) -> MailboxShown:
    """The secret number for listening by telephone, by the owner or who may supervise; it ends a lock."""
    await _own(place, person, mailbox)
    if is_shared(mailbox) or pins.is_bad(body.pin, mailbox=mailbox):
        raise Invalid("voicemail.bad_pin")
    told = await live.set_pin(mailbox, await hash_password(body.pin), by=person.user)
    return await _settings(place, person, mailbox, told)


@router.delete("/{mailbox}/greeting")
async def drop_greeting(mailbox: MailboxId, person: Person, place: Here, live: Live) -> MailboxShown:
    """Let callers hear the usual greeting again."""
    await _own(place, person, mailbox)
    return await _settings(place, person, mailbox, await live.drop_greeting(mailbox, by=person.user))


async def _own(place: Place, person: SignedIn, mailbox: str) -> None:
    if not person.may(CALLS_SUPERVISE):
        await _open(place, person, mailbox)


async def _open(place: Place, person: SignedIn, mailbox: str) -> None:
    async with place.sessions() as session:
        if not await queries.may_open(session, person, place.site, mailbox):
            raise NotAllowed("voicemail.not_yours")


async def _shown(place: Place, person: SignedIn, told: dict[str, Any]) -> MailboxShown:
    async with place.sessions() as session:
        return await queries.mailbox_shown(session, person, place.site, told)


async def _settings(place: Place, person: SignedIn, mailbox: str, told: dict[str, Any]) -> MailboxShown:
    """Who leads sets a number for others, and sees no message of theirs."""
    async with place.sessions() as session:
        mine = await queries.may_open(session, person, place.site, mailbox)
        shown = told if mine else {**told, "messages": []}
        return await queries.mailbox_shown(session, person, place.site, shown)
