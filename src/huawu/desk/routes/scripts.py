"""The script library: read by everybody who talks, written by trainers and leaders, approved by another."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Path, Query
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.desk.core.scripts.check import check
from huawu.desk.queries.script_effect import effect_shown
from huawu.desk.queries.script_library import today
from huawu.desk.queries.script_showing import list_shown, problems_shown, script_shown, vocabulary
from huawu.desk.schemas.scripts import (
    ApprovalAsked,
    DraftWritten,
    ScriptAsked,
    ScriptChecked,
    ScriptEffect,
    ScriptList,
    ScriptNamed,
    ScriptProblems,
    ScriptShown,
    SendBackAsked,
    TrialEnded,
    Vocabulary,
)
from huawu.desk.service import scripts as service
from huawu.desk.types import WrittenScript
from huawu.people.types import FIGURES_SEE, SCRIPTS_SEE, SCRIPTS_WRITE
from huawu.platform.clock import SECOND
from huawu.platform.web.place import Here, Place, Reading
from huawu.platform.web.shapes import PathId
from huawu.platform.web.signed_in import Person, SignedIn

router = APIRouter(prefix="/scripts", tags=["scripts"])
Number = Annotated[int, Path(ge=1, le=1_000_000)]
_DAY = 24 * 3600 * SECOND


@router.get("")
async def list_scripts(person: Person, session: Reading, place: Here) -> ScriptList:
    """Every script, by scene: what is shown, what is on trial, what is being written, what is due."""
    person.require(SCRIPTS_SEE)
    return ScriptList(items=await list_shown(session, place.site, person.user, today(place)))


@router.get("/vocabulary")
async def script_vocabulary(person: Person) -> Vocabulary:
    """Scenes, variables, moods and reasons, with their names."""
    person.require(SCRIPTS_SEE)
    return vocabulary()


@router.post("", status_code=201)
async def create_script(body: ScriptAsked, person: Person, place: Here) -> ScriptShown:
    """A new script, without words yet."""
    async with place.work(person.actor) as work:
        name = body.name.model_dump()
        script = await service.create_script(work, body.scene, name, place=body.place)
        return await script_shown(work.session, place.site, person, script)


@router.post("/check")
async def check_script(body: ScriptChecked, person: Person) -> ScriptProblems:
    """What is wrong with words that are being written. Nothing is kept."""
    person.require(SCRIPTS_WRITE)
    return ScriptProblems(items=problems_shown(check(body.scene, body.body), person.locale))


@router.get("/{script_id}")
async def show_script(script_id: PathId, person: Person, session: Reading, place: Here) -> ScriptShown:
    """A script with all its versions."""
    person.require(SCRIPTS_SEE)
    return await script_shown(session, place.site, person, script_id)


@router.put("/{script_id}")
async def rename_script(script_id: PathId, body: ScriptNamed, person: Person, place: Here) -> ScriptShown:
    """Another name, another place in the scene."""
    async with place.work(person.actor) as work:
        await service.rename_script(work, script_id, body.name.model_dump(), place=body.place)
        await work.session.flush()
        return await script_shown(work.session, place.site, person, script_id)


@router.put("/{script_id}/draft")
async def write_script(script_id: PathId, body: DraftWritten, person: Person, place: Here) -> ScriptShown:
    """Keep what is written, sound or not. Refused with the newer revision when another has written."""
    written = WrittenScript(
        body=body.body,
        seen=body.revision,
        review_on=_iso(body.review_on),
        expires_on=_iso(body.expires_on),
        note=body.note,
    )
    async with place.work(person.actor) as work:
        await service.write_draft(work, script_id, written, today=today(place))
        return await script_shown(work.session, place.site, person, script_id)


@router.delete("/{script_id}/versions/{version}")
async def drop_script_draft(script_id: PathId, version: Number, person: Person, place: Here) -> ScriptShown:
    """Throw a draft away."""
    async with place.work(person.actor) as work:
        await service.drop_draft(work, script_id, version)
        return await script_shown(work.session, place.site, person, script_id)


@router.post("/{script_id}/versions/{version}/propose")
async def propose_script(script_id: PathId, version: Number, person: Person, place: Here) -> ScriptShown:
    """Lay it before who approves. Refused with all that is wrong with it."""
    async with place.work(person.actor) as work:
        await service.propose(work, script_id, version)
        return await _after(place, person, work.session, script_id)


@router.post("/{script_id}/versions/{version}/withdraw")
async def withdraw_script(script_id: PathId, version: Number, person: Person, place: Here) -> ScriptShown:
    """Take a proposal back, to write on."""
    async with place.work(person.actor) as work:
        await service.withdraw(work, script_id, version)
        return await _after(place, person, work.session, script_id)


@router.post("/{script_id}/versions/{version}/send-back")
async def send_script_back(
    script_id: PathId, version: Number, body: SendBackAsked, person: Person, place: Here
) -> ScriptShown:
    """Do not approve it, and say why."""
    async with place.work(person.actor) as work:
        await service.send_back(work, script_id, version, why=body.why)
        return await _after(place, person, work.session, script_id)


@router.post("/{script_id}/versions/{version}/approve")
async def approve_script(
    script_id: PathId, version: Number, body: ApprovalAsked, person: Person, place: Here
) -> ScriptShown:
    """Show it to the agents: to all, or as a trial to a share of the contacts. Refused to its writers."""
    async with place.work(person.actor) as work:
        await service.approve(work, script_id, version, share=body.share, today=today(place))
        return await _after(place, person, work.session, script_id)


@router.post("/{script_id}/trial/end")
async def end_script_trial(script_id: PathId, body: TrialEnded, person: Person, place: Here) -> ScriptShown:
    """One of the two versions is for all contacts from now on."""
    async with place.work(person.actor) as work:
        await service.end_trial(work, script_id, keep=body.keep)
        return await _after(place, person, work.session, script_id)


@router.post("/{script_id}/retire")
async def retire_script(script_id: PathId, person: Person, place: Here) -> ScriptShown:
    """Nobody needs it any more. Its figures stay."""
    async with place.work(person.actor) as work:
        await service.retire_script(work, script_id)
        return await _after(place, person, work.session, script_id)


@router.get("/{script_id}/effect")
async def script_effect(
    script_id: PathId,
    person: Person,
    session: Reading,
    place: Here,
    days: Annotated[int, Query(ge=1, le=366)] = 30,
    result: Annotated[str, Query(pattern=r"^[0-9a-z_-]{1,40}$")] = "solved",
) -> ScriptEffect:
    """How well each version did. `result`: of wrap-ups that counts as resolved."""
    person.require(SCRIPTS_SEE)
    person.require(FIGURES_SEE)
    await script_shown(session, place.site, person, script_id)
    return await effect_shown(session, script_id, since=place.clock() - days * _DAY, result=result)


async def _after(place: Place, person: SignedIn, session: AsyncSession, script: str) -> ScriptShown:
    await session.flush()
    return await script_shown(session, place.site, person, script)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
