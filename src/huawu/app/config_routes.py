"""The configuration over HTTP: see, draft, publish, export, import. Only `publish` changes what is in
force.
"""

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Path, Response
from pydantic import Field

from huawu.app import publishing, site_plan
from huawu.app.config_queries import in_force
from huawu.app.config_seen import Changed, Mark, MarkAsked, changed, saying_who
from huawu.app.config_usual import usual_of
from huawu.app.live_client import LiveClient
from huawu.cases.config import KINDS as CASE_KINDS
from huawu.flows import service as flows
from huawu.people import queries as people
from huawu.people.types import (
    ABILITIES_CHANGE,
    CASES_ARRANGE,
    CONFIG_CHANGE,
    CONFIG_SEE,
    CUSTOMERS_KEEP,
    FLOWS_CHANGE,
    PROMPTS_CHANGE,
    ROUTING_CHANGE,
    TICKETS_ARRANGE,
)
from huawu.platform import config
from huawu.platform.config import known_kinds
from huawu.platform.config.checks import Whole
from huawu.platform.refusals import NotFound
from huawu.platform.web.place import Here, Place, Reading
from huawu.platform.web.ports import port
from huawu.platform.web.shapes import Asked, Shape, ShortText, moment_or_none
from huawu.platform.web.signed_in import Person, SignedIn
from huawu.platform.work import Work
from huawu.routing.config import leave_guarded

router = APIRouter(prefix="/api/config", tags=["configuration"])
Live = Annotated[LiveClient, Depends(port(LiveClient))]
Kind = Annotated[str, Path(pattern=r"^[a-z_]{1,40}$")]
Key = Annotated[str, Path(pattern=r"^[0-9A-Za-z*#+._-]{1,64}$")]
Kinds = Annotated[list[Annotated[str, Field(pattern=r"^[a-z_]{1,40}$")]], Field(min_length=1, max_length=40)]
_MOST_YAML = 1024 * 1024
_LEADERS_MAY = {"queue": ROUTING_CHANGE, "skill": ROUTING_CHANGE, "hours": ROUTING_CHANGE} | {
    "team": ABILITIES_CHANGE,
    "agent": ABILITIES_CHANGE,
    "prompt": PROMPTS_CHANGE,
    "flow": FLOWS_CHANGE,
    **dict.fromkeys(
        (*CASE_KINDS, "complaint_guide", "case_visit", "case_emergency", "case_plan"), CASES_ARRANGE
    ),
    "customer_item": CUSTOMERS_KEEP,
    "customer_field": CUSTOMERS_KEEP,
    "ticket_life": TICKETS_ARRANGE,
    "enquiry_rule": TICKETS_ARRANGE,
}
"""What also people may change who may not change everything, kind by kind. Remedies are money and customer
rules protect records: administrators arrange them."""


def may_change(person: SignedIn, kinds: list[str] | None) -> None:
    """Refused for who may change neither everything nor these kinds. None: everything."""
    if kinds is None or not all(kind in _LEADERS_MAY and person.may(_LEADERS_MAY[kind]) for kind in kinds):
        person.require(CONFIG_CHANGE)


def allowed_to(person: SignedIn) -> config.Allow | None:
    """What this person may leave or bring in force of the kinds that they may change; None: anything."""
    return None if person.may(CONFIG_CHANGE) else _leave_guarded


def _leave_guarded(before: Whole, after: Whole) -> None:
    leave_guarded(before, after)
    flows.leave_guarded(before, after)


class ConfigEntry(Shape):
    """An item in force, and its draft if one waits. `value` null: not in force yet; `draft` null: none.
    `changed`: of the draft, else of what is in force."""

    key: str
    value: dict[str, Any] | None
    version: int
    published_at: datetime | None
    published_by: str | None
    draft: dict[str, Any] | None
    draft_removes: bool
    changed: Changed


class ConfigList(Shape):
    """`nothing`: the mark of an item that is not there, the base of a new one."""

    kind: str
    number: int
    items: list[ConfigEntry]
    nothing: str


class ConfigUsual(Shape):
    """Bodies by key."""

    items: dict[str, dict[str, Any]]


class DraftAsked(Asked):
    """`value` null: take the item away. `base`: the mark of what it was made from; null: from anything."""

    value: dict[str, Any] | None
    base: Mark | None = None
    note: ShortText = ""


class DraftKept(Shape):
    kind: str
    key: str
    version: int


class PublishAsked(Asked):
    """`kinds`: only the drafts of these; null: all."""

    kinds: Kinds | None = None
    note: ShortText = ""


class Published(Shape):
    """The number of the configuration now in force."""

    number: int


class DocumentAsked(Asked):
    """`whole`: what the document does not name is taken away. `over`: all that differs is as the document has
    it, whatever others have changed since it was exported. `kinds`: only what is of these; null: all."""

    yaml: Annotated[str, Field(max_length=_MOST_YAML)]
    whole: bool = False
    over: bool = False
    kinds: Kinds | None = None


class ImportAsked(DocumentAsked):
    note: ShortText = ""


class Imported(Shape):
    """The items that differ: saved as drafts."""

    changed: list[list[str]]


class WouldChange(Shape):
    """`before`: in force, null where it would be new; `after` null: it would be taken away. `late`: who
    changed it since the document was exported, and when; null: nobody else, or the document does not say
    what it was made from."""

    kind: str
    key: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    late: Changed | None


class ImportChecked(Shape):
    """What an import would draft; with anything `late` it is refused, unless all is to be as the document has
    it. `others`: so many items of other kinds differ too, and are left alone."""

    items: list[WouldChange]
    others: int


@router.get("/export")
async def export_config(person: Person, session: Reading, place: Here) -> Response:
    """The configuration in force as YAML."""
    person.require(CONFIG_SEE)
    text = await config.export_yaml(session, place.site)
    headers = {"content-disposition": 'attachment; filename="huawu-config.yaml"'}
    return Response(text, headers=headers, media_type="application/yaml")


@router.post("/import")
async def import_config(body: ImportAsked, person: Person, place: Here) -> Imported:
    """Save what a YAML document says differently as drafts. Refused (409) where somebody else has changed the
    same since the document was exported."""
    may_change(person, body.kinds)
    async with saying_who(place), place.work(person.actor) as work:
        changed = await config.import_yaml(
            work,
            body.yaml,
            whole=body.whole,
            over=body.over,
            kinds=body.kinds,
            allow=allowed_to(person),
            note=body.note,
        )
    return Imported(changed=[list(item) for item in changed])


class _OnlyLooked(Exception):
    """Nothing is to be kept."""


@router.post("/import/check")
async def check_import(body: DocumentAsked, person: Person, place: Here) -> ImportChecked:
    """What an import would draft. It is checked as an import is, and refused as it would be, but where others
    have changed the same: that is told item by item. Nothing is saved."""
    may_change(person, body.kinds)
    try:
        async with place.work(person.actor) as work:
            found = await config.wanted(work, body.yaml, whole=body.whole, over=body.over, kinds=body.kinds)
            names = await people.user_names(work.session, {each.by for each in found.late.values()})
            if not found.late:
                await config.save_drafts(work, found.changes, allow=allowed_to(person))
            raise _OnlyLooked
    except _OnlyLooked:
        pass
    return ImportChecked(
        others=found.others,
        items=[
            WouldChange(
                kind=item[0],
                key=item[1],
                before=found.before[item],
                after=after,
                late=changed(found.late[item], names) if item in found.late else None,
            )
            for item, after in sorted(found.changes.items())
        ],
    )


@router.post("/publish")
async def publish_config(body: PublishAsked, person: Person, place: Here, live: Live) -> Published:
    """Put all drafts in force, or those of some kinds; all or none."""
    may_change(person, body.kinds)
    async with place.work(person.actor) as work:
        items = None if body.kinds is None else await _drafts_of(work, body.kinds)
        number = await publishing.publish(work, items, note=body.note, allow=allowed_to(person))
    return await in_force_now(place, live, number)


async def in_force_now(place: Place, live: LiveClient, number: int) -> Published:
    """Let those know who work by it."""
    await site_plan.refresh(place)
    await live.config_changed()
    return Published(number=number)


async def _drafts_of(work: Work, kinds: list[str]) -> list[publishing.Item]:
    found = [(d.kind, d.key) for d in await config.drafts(work.session, work.site) if d.kind in kinds]
    if not found:
        raise NotFound("config.nothing_to_publish")
    return found


@router.get("/{kind}")
async def list_config(kind: Kind, person: Person, session: Reading, place: Here) -> ConfigList:
    """The items of a kind: in force, and drafts."""
    person.require(CONFIG_SEE)
    _known(kind)
    drafts = {d.key: d for d in await config.drafts(session, place.site) if d.kind == kind}
    standing = await in_force(session, place.site, kind)
    latest = await config.standings(session, place.site)
    names = await people.user_names(session, {each.by for (of, _), each in latest.items() if of == kind})
    items = []
    for key in sorted(drafts.keys() | standing.keys()):
        draft, now = drafts.get(key), standing.get(key)
        items.append(
            ConfigEntry(
                key=key,
                value=now.body if now else None,
                version=now.version if now else 0,
                published_at=moment_or_none(now.published_at) if now else None,
                published_by=now.published_by if now else None,
                draft=draft.body if draft else None,
                draft_removes=draft is not None and draft.body is None,
                changed=changed(latest[kind, key], names),
            )
        )
    number = await config.number(session, place.site)
    return ConfigList(kind=kind, number=number, items=items, nothing=config.NOTHING)


@router.get("/{kind}/usual")
async def show_usual(kind: Kind, person: Person) -> ConfigUsual:
    """What is in force of a kind under the keys of which the site says nothing."""
    person.require(CONFIG_SEE)
    _known(kind)
    return ConfigUsual(items={key: dict(body) for key, body in usual_of(kind).items()})


@router.put("/{kind}/{key}")
async def save_config_draft(
    kind: Kind, key: Key, body: Annotated[DraftAsked, Body()], person: Person, place: Here
) -> DraftKept:
    """Save a draft; nothing changes before it is published."""
    may_change(person, [kind])
    _known(kind)
    async with saying_who(place), place.work(person.actor) as work:
        version = await config.save_draft(
            work, kind, key, body.value, base=body.base, note=body.note, allow=allowed_to(person)
        )
    return DraftKept(kind=kind, key=key, version=version)


@router.delete("/{kind}/{key}", status_code=204)
async def discard_config_draft(
    kind: Kind, key: Key, person: Person, place: Here, base: MarkAsked = None
) -> None:
    """Throw a draft away. `base`: the mark of the one that is meant."""
    may_change(person, [kind])
    _known(kind)
    async with saying_who(place), place.work(person.actor) as work:
        await config.discard_draft(work, kind, key, base=base)


def _known(kind: str) -> None:
    if kind not in known_kinds():
        raise NotFound("config.unknown_kind", kind=kind)
