"""What whoever arranges the lives of tickets has to know: which states are in use."""

from fastapi import APIRouter

from huawu.people.types import CONFIG_SEE
from huawu.platform.web.place import Here, Reading
from huawu.platform.web.shapes import Shape
from huawu.platform.web.signed_in import Person
from huawu.switchboard.queries.ticket_uses import open_in_states

router = APIRouter(prefix="/ticket-uses", tags=["switchboard"])


class TicketUses(Shape):
    """Open tickets of each purpose, by their state."""

    call: dict[str, int] = {}
    enquiry: dict[str, int] = {}


@router.get("")
async def count_ticket_uses(person: Person, session: Reading, place: Here) -> TicketUses:
    """How many open tickets stand in each state: what is used is not taken away."""
    person.require(CONFIG_SEE)
    return TicketUses.model_validate(await open_in_states(session, place.site))
