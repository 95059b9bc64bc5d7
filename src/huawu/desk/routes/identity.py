"""Finding out whether the caller is the customer."""

from typing import Annotated

from fastapi import APIRouter, Depends

from huawu.customers import queries as customers
from huawu.customers import service
from huawu.customers.ports import Codes
from huawu.customers.types import Caller
from huawu.desk.ports import LiveCalls
from huawu.desk.queries.pop import call_at_hand, caller_of
from huawu.desk.schemas.identity import (
    CallerIdentity,
    CodeAsked,
    CodeTold,
    IdentityAnswers,
    OpenAsked,
)
from huawu.people.types import AGENT_WORK, CUSTOMERS_OPEN, CUSTOMERS_SEE
from huawu.platform.refusals import Unavailable
from huawu.platform.web.place import Here
from huawu.platform.web.ports import port
from huawu.platform.web.shapes import PathId
from huawu.platform.web.signed_in import Person

router = APIRouter(prefix="/desk/pop/{interaction_id}/identity/{customer_id}", tags=["desk"])


class Line:
    """The contact at hand: who asks, and how codes go out."""

    def __init__(
        self,
        interaction_id: PathId,
        customer_id: PathId,
        person: Person,
        place: Here,
        live: Annotated[LiveCalls, Depends(port(LiveCalls))],
        codes: Annotated[Codes, Depends(port(Codes))],
    ) -> None:
        self.interaction, self.customer = interaction_id, customer_id
        self.person, self.place, self.live, self.codes = person, place, live, codes

    async def caller(self) -> Caller:
        """Who is on the line. Refused unless it is this person's contact."""
        self.person.require(AGENT_WORK)
        self.person.require(CUSTOMERS_SEE)
        live = await self.live.call(self.interaction)
        async with self.place.sessions() as session:
            call, _ = await call_at_hand(session, self.person, self.interaction, live)
        return caller_of(call)

    def once(self, told: str) -> str:
        """A name for one try of this person in this contact."""
        return f"{self.person.user} {self.interaction} {told}"


AtHand = Annotated[Line, Depends()]


@router.get("")
async def show_caller_identity(line: AtHand) -> CallerIdentity:
    """How surely the caller is this customer, and what can be done to know it. Says no value."""
    return await _shown(line, await line.caller())


@router.post("/answers")
async def answer_identity_questions(body: IdentityAnswers, line: AtHand) -> CallerIdentity:
    """Compare what the caller answers with what is written down, without showing it or telling which answer
    was wrong. After some wrong tries the contact is locked."""
    caller = await line.caller()
    async with line.place.work(line.person.actor) as work:
        passed = await service.answer_questions(
            work, caller, line.customer, body.answers, once=line.once(body.once)
        )
    return await _shown(line, caller, passed=passed)


@router.post("/code")
async def send_identity_code(body: CodeAsked, line: AtHand) -> CallerIdentity:
    """Send the customer a code that the caller is to read out; one sent before holds no more."""
    caller = await line.caller()
    way = line.codes.ways.get(body.way)
    if way is None or not await way.ready():
        raise Unavailable("customer.code_not_sent")
    async with line.place.work(line.person.actor) as work:
        made = await service.make_code(work, caller, line.customer, body.way, body.place, key=line.codes.key)
    try:
        await way.send(made.to, made.code, minutes=made.minutes, language=made.language)
    except Unavailable:
        async with line.place.work(line.person.actor) as work:
            await service.void_code(work, made.id)
        raise
    return await _shown(line, caller)


@router.post("/code/check")
async def check_identity_code(body: CodeTold, line: AtHand) -> CallerIdentity:
    """Compare the code that the caller read out. A wrong one is a wrong try."""
    caller = await line.caller()
    async with line.place.work(line.person.actor) as work:
        passed = await service.try_code(
            work, caller, line.customer, body.code, key=line.codes.key, once=line.once(body.once)
        )
    return await _shown(line, caller, passed=passed)


@router.post("/open")
async def open_unverified(body: OpenAsked, line: AtHand) -> CallerIdentity:
    """See what is private although it is not known who calls; the reason is written down."""
    line.person.require(CUSTOMERS_OPEN)
    caller = await line.caller()
    async with line.place.work(line.person.actor) as work:
        await service.open_anyway(work, caller, line.customer, body.reason)
    return await _shown(line, caller)


async def _shown(line: Line, caller: Caller, *, passed: bool | None = None) -> CallerIdentity:
    ready = [way for way, port_ in line.codes.ways.items() if await port_.ready()]
    async with line.place.sessions() as session:
        standing = await customers.known_standing(session, line.customer)
        found = await customers.identity_of(session, caller, standing, line.person.user)
    return CallerIdentity.model_validate(
        {
            "level": found.level,
            "needs": found.needs,
            "enough": found.enough,
            "opened": found.opened,
            "may_open": line.person.may(CUSTOMERS_OPEN),
            "left": found.left,
            "questions": [
                {"field": field, "name": name, "kind": kind} for field, name, kind in found.questions
            ],
            "needed": found.needed,
            "codes": [
                {"way": way, "place": place, "to": to}
                for way, place, to in customers.code_targets(standing)
                if way in ready
            ],
            "passed": passed,
        }
    )
