"""What may be suggested while a case is written, and how often it was taken."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Depends, Query

from huawu.cases import queries
from huawu.cases.ports import Overheard
from huawu.cases.queries.measured import suggestion_figures
from huawu.cases.queries.suggested import suggestions
from huawu.cases.schemas.suggested import CaseSuggestionAsked, CaseSuggestionFigures, CaseSuggestions
from huawu.people.types import CASES_WORK, FIGURES_SEE
from huawu.platform.clock import DAY
from huawu.platform.web.place import Here, Reading
from huawu.platform.web.ports import port
from huawu.platform.web.signed_in import Person

router = APIRouter(prefix="/cases/suggestions")


@router.post("")
async def suggest_for_case(
    body: CaseSuggestionAsked,
    person: Person,
    session: Reading,
    place: Here,
    overheard: Annotated[Overheard, Depends(port(Overheard))],
) -> CaseSuggestions:
    """Type, priority and risks by what was typed and what the customer said; nothing is stored."""
    person.require(CASES_WORK)
    there = await queries.arranged(session, place.site)
    said = await overheard.of_customer(session, person, body.interaction) if body.interaction else ""
    return await asyncio.to_thread(suggestions, there, f"{body.subject}\n{body.text}", said)


@router.get("/figures")
async def show_suggestion_figures(
    person: Person, session: Reading, place: Here, days: Annotated[int, Query(ge=1, le=400)] = 30
) -> CaseSuggestionFigures:
    """How often suggestions were taken, of the cases that were opened in these days."""
    person.require(FIGURES_SEE)
    return await suggestion_figures(session, place.site, place.clock() - days * DAY)
