"""The history of the configuration over HTTP: what was published when and by whom, what that changed, and the
way back."""

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query

from huawu.app import publishing
from huawu.app.config_routes import Kinds, Live, Published, allowed_to, in_force_now, may_change
from huawu.people import queries as people
from huawu.people.types import CONFIG_SEE
from huawu.platform import config
from huawu.platform.refusals import NotFound
from huawu.platform.web.place import Here, Reading
from huawu.platform.web.shapes import Asked, Limit, Shape, ShortText, Words, moment
from huawu.platform.web.signed_in import Person

router = APIRouter(prefix="/api/config-history", tags=["configuration"])
KindsAsked = Annotated[list[str] | None, Query(max_length=40)]
NumberAsked = Annotated[int | None, Query(ge=1, le=2**53)]


class PublicationShown(Shape):
    """`by`: who published it; null: the system, or somebody from the command line. `items`: what it
    changed, as [kind, key]."""

    number: int
    at: datetime
    by: Words | None
    note: str
    items: list[list[str]]


class PublicationList(Shape):
    """`number`: the one in force. `next`: where the next page begins (`before`); null: it was the last."""

    number: int
    items: list[PublicationShown]
    next: int | None


class ItemChanged(Shape):
    """`before` null: it is new; `after` null: it is taken away."""

    kind: str
    key: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None


class Compared(Shape):
    items: list[ItemChanged]


class RollBackAsked(Asked):
    """`to`: the number to go back to; `kinds`: only what is of these; `seen`: the newest publication (of
    these kinds) that the page knew: refused when there is a newer one."""

    to: int
    kinds: Kinds | None = None
    seen: int | None = None
    note: ShortText = ""


@router.get("")
async def list_publications(
    person: Person,
    session: Reading,
    place: Here,
    kind: KindsAsked = None,
    before: NumberAsked = None,
    limit: Limit = 50,
) -> PublicationList:
    """What was published, newest first; of some kinds only, where `kind` says so."""
    person.require(CONFIG_SEE)
    found = await config.publications(session, place.site, kinds=kind, before=before, most=limit + 1)
    names = await people.user_names(session, {each.by for each in found})
    shown = [
        PublicationShown(
            number=each.number,
            at=moment(each.at),
            by=Words.model_validate(names[each.by]) if each.by in names else None,
            note=each.note,
            items=[list(item) for item in each.items],
        )
        for each in found[:limit]
    ]
    following = found[limit - 1].number if len(found) > limit else None
    return PublicationList(number=await config.number(session, place.site), items=shown, next=following)


@router.get("/changes")
async def compare_configurations(
    person: Person,
    session: Reading,
    place: Here,
    since: Annotated[int, Query(ge=0, le=2**53)],
    until: NumberAsked = None,
    kind: KindsAsked = None,
) -> Compared:
    """What differs between two configurations: `since` and `until`, or the one in force."""
    person.require(CONFIG_SEE)
    last = await config.number(session, place.site)
    if since > last or (until or 0) > last:
        raise NotFound("config.no_such_number", number=max(since, until or 0))
    then = await config.at_number(session, place.site, since) if since else {}
    now = await config.at_number(session, place.site, until or last)
    return Compared(
        items=[
            ItemChanged(kind=of, key=key, before=then.get(of, {}).get(key), after=now.get(of, {}).get(key))
            for of, key in config.differing(then, now, kind)
        ]
    )


@router.post("/roll-back")
async def roll_back_config(body: RollBackAsked, person: Person, place: Here, live: Live) -> Published:
    """Put an earlier configuration in force again, under a new number: all, or what is of some kinds."""
    may_change(person, body.kinds)
    async with place.work(person.actor) as work:
        number = await publishing.roll_back(
            work, body.to, kinds=body.kinds, note=body.note, seen=body.seen, allow=allowed_to(person)
        )
    return await in_force_now(place, live, number)
