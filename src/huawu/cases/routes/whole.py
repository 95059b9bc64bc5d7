"""The answer of whatever changes a case: the case as it is then, as this person sees it."""

from huawu.cases import queries
from huawu.cases.queries.showing import whole_shown
from huawu.cases.queries.whole import row_of
from huawu.cases.schemas.shown import CaseWhole
from huawu.platform.web.place import Place
from huawu.platform.web.signed_in import SignedIn


async def case_shown(place: Place, person: SignedIn, case: str) -> CaseWhole:
    """Raises NotFound for a case that there is not for this person."""
    async with place.sessions() as session:
        row = await row_of(session, place.site, case, viewer=person.agent)
        there = await queries.arranged(session, place.site)
        return await whole_shown(session, person, row, there, place.clock())
