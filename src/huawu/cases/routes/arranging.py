"""What whoever arranges cases has to know: what of the arrangement is in use."""

from fastapi import APIRouter

from huawu.cases.queries.used import uses
from huawu.cases.schemas.shown import CaseUses
from huawu.people.types import CONFIG_SEE
from huawu.platform.web.place import Here, Reading
from huawu.platform.web.signed_in import Person

router = APIRouter(prefix="/cases/arrangement")


@router.get("/uses")
async def count_case_uses(person: Person, session: Reading, place: Here) -> CaseUses:
    """How many open cases have each type, cause and solution, and how many major incidents run by each plan:
    what is used is not taken away."""
    person.require(CONFIG_SEE)
    return CaseUses.model_validate(await uses(session, place.site))
