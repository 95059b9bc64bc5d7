"""The contacts that slips and tickets are written from."""

from huawu.interactions import queries as interactions
from huawu.interactions.types import InteractionRecord
from huawu.people.types import INTERACTIONS_ALL
from huawu.platform.ids import Id
from huawu.platform.refusals import Invalid
from huawu.platform.work import Work
from huawu.routing import queries as routing


async def own_contact(work: Work, interaction: Id, agent: Id | None) -> InteractionRecord:
    """A contact that `agent` took part in; any, for who may see everybody's. Raises Invalid."""
    contact = await interactions.interaction(work.session, interaction)
    if contact is None or not await _may_name(work, contact, agent):
        raise Invalid("interaction.unknown")
    return contact


async def _may_name(work: Work, contact: InteractionRecord, agent: Id | None) -> bool:
    if work.allows(INTERACTIONS_ALL):
        return True
    return agent is not None and await routing.had_part(work.session, contact, agent)
