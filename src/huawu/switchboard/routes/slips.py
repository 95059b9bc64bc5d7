"""Messages for people who are away (留言条): taken, read back, delivered, acknowledged, called back."""

from typing import Annotated

from fastapi import APIRouter, Query

from huawu.people.types import SLIPS_ALL, SLIPS_TAKE
from huawu.platform.refusals import Invalid, NotFound
from huawu.platform.web.place import Here, Place, Reading
from huawu.platform.web.shapes import PathId, cursor, micros_or_none, read_cursor
from huawu.platform.web.signed_in import Person, SignedIn
from huawu.switchboard.queries import slips as queries
from huawu.switchboard.queries.slips import SlipsWanted
from huawu.switchboard.queries.slips_shown import parts_for, slip_whole, slips_shown
from huawu.switchboard.routes.directory import DirectoryPort
from huawu.switchboard.schemas.slips import (
    SlipAsked,
    SlipCorrected,
    SlipFilters,
    SlipList,
    SlipNew,
    SlipStepAsked,
    SlipStepName,
    SlipsWaiting,
    SlipTo,
    SlipWhole,
)
from huawu.switchboard.service import slips as service
from huawu.switchboard.types import Recipient, Written

router = APIRouter(prefix="/slips", tags=["switchboard"])


@router.get("")
async def list_slips(
    person: Person, session: Reading, place: Here, asked: Annotated[SlipFilters, Query()]
) -> SlipList:
    """Those for me, those that I took, or everybody's for who sees to them; the latest first."""
    person.require(SLIPS_ALL if asked.box == "all" else SLIPS_TAKE)
    if asked.box == "mine" and person.agent is None:
        return SlipList(items=[], next=None)
    wanted = SlipsWanted(
        limit=asked.limit + 1,
        agent=person.agent if asked.box == "mine" else None,
        taken_by=person.user if asked.box == "taken" else None,
        state=asked.state,
        calls=asked.calls,
        whom=(asked.whom or "").strip(),
        before=read_cursor(asked.before),
    )
    found = await queries.slips(session, place.site, wanted)
    page = found[: asked.limit]
    following = cursor(page[-1].taken_at, page[-1].id) if len(found) > asked.limit else None
    return SlipList(items=await slips_shown(session, person, page), next=following)


@router.get("/waiting")
async def count_waiting_slips(person: Person, session: Reading, place: Here) -> SlipsWaiting:
    """How many wait for me; of everybody's, for who sees to them."""
    person.require(SLIPS_TAKE)
    found = await queries.waiting(session, place.site, person.user, person.agent)
    keeper = person.may(SLIPS_ALL)
    return SlipsWaiting(
        mine=found.mine,
        urgent=found.urgent,
        calls=found.calls,
        to_read_back=found.to_read_back if keeper else found.my_unread,
        to_deliver=found.to_deliver if keeper else 0,
        open_calls=found.open_calls if keeper else 0,
    )


@router.get("/{slip}")
async def show_slip(slip: PathId, person: Person, session: Reading, place: Here) -> SlipWhole:
    """One with what became of it."""
    person.require(SLIPS_TAKE)
    found = await queries.slip(session, place.site, slip)
    if found is None or not parts_for(person, found):
        raise NotFound("slip.unknown")
    return await slip_whole(session, person, found)


@router.post("", status_code=201)
async def take_slip(body: SlipNew, person: Person, place: Here, directory: DirectoryPort) -> SlipWhole:
    """Take a message. Sent again with the same `key`, it is the same one."""
    person.require(SLIPS_TAKE)
    written = await _written(body, place, directory)
    async with place.work(person.actor) as work:
        slip = await service.take(work, body.key, written, taker=person.agent, read_back=body.read_back)
    return await _whole(place, person, slip)


@router.put("/{slip}")
async def correct_slip(
    slip: PathId, body: SlipCorrected, person: Person, place: Here, directory: DirectoryPort
) -> SlipWhole:
    """Change what it says; then it is to be read back again. Refused when somebody else changed it since
    `revision`."""
    person.require(SLIPS_TAKE)
    written = await _written(body, place, directory)
    async with place.work(person.actor) as work:
        await service.correct(work, slip, written, agent=person.agent, seen=body.revision)
    return await _whole(place, person, slip)


@router.post("/{slip}/steps/{step}")
async def step_slip(
    slip: PathId, step: SlipStepName, body: SlipStepAsked, person: Person, place: Here
) -> SlipWhole:
    """Take it on: read back, delivered, acknowledged, called back, void. Refused when somebody else changed
    it since `revision`."""
    person.require(SLIPS_TAKE)
    said = service.Said(body.note, body.how or "", body.to)
    async with place.work(person.actor) as work:
        await service.make_step(work, slip, step, said, agent=person.agent, seen=body.revision)
    return await _whole(place, person, slip)


async def _written(body: SlipAsked, place: Place, directory: DirectoryPort) -> Written:
    return Written(
        to=await _recipient(body.to, place, directory),
        caller=body.caller,
        company=body.company,
        number=body.number or "",
        from_call=body.number is None,
        about=body.about,
        urgent=body.urgent,
        wish=body.wish,
        called_at=micros_or_none(body.called_at),
        interaction=body.interaction,
        customer=body.customer,
    )


async def _recipient(to: SlipTo, place: Place, directory: DirectoryPort) -> Recipient:
    if not to.entry:
        return Recipient("name", to.name)
    async with place.sessions() as session:
        entry = (await directory.now(session)).index.get(to.entry)
    if entry is None:
        raise Invalid("directory.unknown")
    return Recipient(entry.kind, entry.zh, entry.en, entry.id, entry.agent)


async def _whole(place: Place, person: SignedIn, slip: str) -> SlipWhole:
    async with place.sessions() as session:
        found = await queries.slip(session, place.site, slip)
        if found is None:
            raise NotFound("slip.unknown")
        return await slip_whole(session, person, found)
