"""Receipts of departments: confirmed, refused, sent again. Each answers with the case as it is then."""

from fastapi import APIRouter

from huawu.cases import queries
from huawu.cases.queries.asking import who
from huawu.cases.routes.whole import case_shown
from huawu.cases.schemas.asked import CaseReceiptRefusal, CaseSendingAgain
from huawu.cases.schemas.shown import CaseWhole
from huawu.cases.service import receipts as service
from huawu.people.types import CASES_SEE
from huawu.platform.clock import as_micros
from huawu.platform.web.place import Here
from huawu.platform.web.shapes import PathId
from huawu.platform.web.signed_in import Person

router = APIRouter(prefix="/cases/{case_id}/receipt")


@router.post("/confirm")
async def confirm_receipt(case_id: PathId, person: Person, place: Here) -> CaseWhole:
    """My team has it. Said twice, it is one; refused (409, with who) when a colleague was quicker."""
    person.require(CASES_SEE)
    async with place.work(person.actor) as work:
        asks = await who(work.session, person.agent, person.may)
        await service.confirm_first(work, case_id, asks)
    return await case_shown(place, person, case_id)


@router.post("/refuse")
async def refuse_receipt(case_id: PathId, body: CaseReceiptRefusal, person: Person, place: Here) -> CaseWhole:
    """My team does not take it: back to whoever sent it."""
    person.require(CASES_SEE)
    async with place.work(person.actor) as work:
        there = await queries.arranged(work.session, work.site)
        asks = await who(work.session, person.agent, person.may)
        await service.refuse(work, there, case_id, asks, sent_at=as_micros(body.sent_at), reason=body.reason)
    return await case_shown(place, person, case_id)


@router.post("/again")
async def send_receipt_again(
    case_id: PathId, body: CaseSendingAgain, person: Person, place: Here
) -> CaseWhole:
    """A case that came back goes out again."""
    person.require(CASES_SEE)
    async with place.work(person.actor) as work:
        there = await queries.arranged(work.session, work.site)
        asks = await who(work.session, person.agent, person.may)
        await service.send_again(work, there, case_id, asks, sent_at=as_micros(body.sent_at), team=body.team)
    return await case_shown(place, person, case_id)
