"""Where callers went in flows, and where they hung up."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Path, Query

from huawu.flows import queries
from huawu.flows.schemas import DropOff, drop_off_shown
from huawu.flows.types import SEE
from huawu.platform.clock import as_micros
from huawu.platform.refusals import Invalid
from huawu.platform.web.place import Here, Reading
from huawu.platform.web.signed_in import Person

router = APIRouter()
Key = Annotated[str, Path(pattern=r"^[0-9A-Za-z*#+._-]{1,64}$")]
_LONGEST_DAYS = 400


@router.get("/{key}/drop-off")
async def flow_drop_off(
    key: Key,
    person: Person,
    session: Reading,
    place: Here,
    since: Annotated[datetime, Query()],
    until: Annotated[datetime, Query()],
    version: Annotated[int | None, Query(ge=0, le=2**31 - 1)] = None,
) -> DropOff:
    """By node, from contacts that are over. `version`: only under the configuration with this number."""
    person.require(SEE)
    if since.tzinfo is None or until.tzinfo is None or not 0 <= (until - since).days <= _LONGEST_DAYS:
        raise Invalid("flow.bad_time", most_days=_LONGEST_DAYS)
    span = {"since": as_micros(since), "until": as_micros(until)}
    found = await queries.drop_off(session, place.site, key, version=version, **span)
    return drop_off_shown(await queries.versions_walked(session, place.site, key, **span), found)
