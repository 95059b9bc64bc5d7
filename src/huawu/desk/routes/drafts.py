"""Drafts of wrap-ups: kept on the server while they are written."""

from typing import Annotated

from fastapi import APIRouter, Depends

from huawu.desk import queries, service
from huawu.desk.ports import LiveCalls
from huawu.desk.queries.draft_lines import draft_lines, draft_shown, nothing_written
from huawu.desk.queries.pop import call_at_hand
from huawu.desk.schemas import DraftAsked, DraftList, DraftShown
from huawu.people.types import AGENT_WORK
from huawu.platform.web.place import Here, Reading
from huawu.platform.web.ports import port
from huawu.platform.web.shapes import PathId
from huawu.platform.web.signed_in import Person, SignedIn

router = APIRouter(prefix="/desk/drafts", tags=["desk"])
Live = Annotated[LiveCalls, Depends(port(LiveCalls))]
_MOST = 100


@router.get("")
async def list_drafts(person: Person, session: Reading) -> DraftList:
    """My drafts, the one last written first."""
    mine = await queries.drafts(session, _agent(person), _MOST)
    return DraftList(items=await draft_lines(session, person, mine))


@router.get("/{interaction_id}")
async def show_draft(interaction_id: PathId, person: Person, session: Reading) -> DraftShown:
    """My draft about a contact; an empty one with revision 0 when there is none."""
    draft = await queries.draft(session, interaction_id, _agent(person))
    return draft_shown(draft) if draft else nothing_written(interaction_id)


@router.put("/{interaction_id}")
async def keep_draft(
    interaction_id: PathId, body: DraftAsked, person: Person, place: Here, live: Live
) -> DraftShown:
    """Keep what is written so far. Refused with the newer revision when another tab has kept one."""
    agent = _agent(person)
    written = body.model_dump(mode="json", exclude={"revision"})
    call = await live.call(interaction_id) if body.revision == 0 else None
    async with place.work(person.actor) as work:
        if body.revision == 0:
            await call_at_hand(work.session, person, interaction_id, call)
        return draft_shown(
            await service.keep_draft(work, interaction_id, agent, body=written, seen=body.revision)
        )


@router.delete("/{interaction_id}", status_code=204)
async def drop_draft(interaction_id: PathId, person: Person, place: Here) -> None:
    """Throw my draft away."""
    async with place.work(person.actor) as work:
        await service.drop_draft(work, interaction_id, _agent(person))


def _agent(person: SignedIn) -> str:
    person.require(AGENT_WORK)
    return person.own_agent()
