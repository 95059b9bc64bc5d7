"""A state in which open tickets stand is not taken out of their life."""

from huawu.platform.config.checks import Whole
from huawu.platform.refusals import Invalid
from huawu.platform.work import Work
from huawu.switchboard.config import ITEMS, KIND, lives_of
from huawu.switchboard.queries.ticket_uses import open_in_states


async def require_empty_states(work: Work, before: Whole, after: Whole) -> None:
    """Refused when open tickets stand in a state that would be gone, or an end: nobody could take them on any
    more. Says how many."""
    now, then = lives_of(before), lives_of(after)
    if now == then:
        return
    standing = await open_in_states(work.session, work.site)
    for purpose, life in now.items():
        going_on = {state["id"] for state in then[purpose]["states"] if not state["end"]}
        for state in life["states"]:
            many = standing.get(purpose, {}).get(state["id"], 0)
            if many and state["id"] not in going_on:
                at = {"item": ITEMS[purpose], "state_name": state["name"]}
                raise Invalid("ticket.state_in_use", kind=KIND, many=many, **at)
