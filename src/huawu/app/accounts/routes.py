"""Accounts of agents over HTTP. Whoever leads people may change those who can do less than they."""

from typing import Annotated

from fastapi import APIRouter, Depends

from huawu.app.accounts import leaving
from huawu.app.accounts.schemas import (
    AccountAsked,
    AccountList,
    AccountMade,
    AccountShown,
    PasswordMade,
    account_shown,
)
from huawu.app.live_client import LiveClient
from huawu.people import queries
from huawu.people import service as people
from huawu.people.types import PEOPLE_CHANGE, Account, NewColleague, agents_roles_below, is_below
from huawu.platform import config, jobs
from huawu.platform.ids import Id
from huawu.platform.refusals import Invalid
from huawu.platform.web.place import Here, Place
from huawu.platform.web.ports import port
from huawu.platform.web.shapes import PathId
from huawu.platform.web.signed_in import Person, SignedIn
from huawu.platform.work import Work

router = APIRouter(prefix="/api/people/accounts", tags=["people"])
Live = Annotated[LiveClient, Depends(port(LiveClient))]
_DIALLED = ("number", "extension", "ring_group", "park", "conference")
"""The kinds of configuration whose items are dialled by their key."""


@router.get("")
async def list_accounts(person: Person, place: Here) -> AccountList:
    """Every agent, those who left included."""
    person.require(PEOPLE_CHANGE)
    return AccountList(items=await _shown(place, person), roles=agents_roles_below(person.permissions))


@router.post("", status_code=201)
async def create_account(body: AccountAsked, person: Person, place: Here, live: Live) -> AccountMade:
    """Make an agent who can sign in and be called at once. They can do nothing yet: see their abilities."""
    person.require(PEOPLE_CHANGE)
    name = {"zh": body.name.zh.strip(), "en": body.name.en.strip()}
    new = NewColleague(name, body.number, body.login, body.extension, body.role)
    async with place.work(person.actor) as work:
        await _require_free(work, body.extension)
        made = await people.hire(work, new, locale=person.locale)
    await live.config_changed()
    account = await _one(place, person, made.agent)
    return AccountMade(account=account, password=made.password, phone_secret=made.phone_secret)


@router.post("/{agent}/password", status_code=201)
async def renew_password(agent: PathId, person: Person, place: Here) -> PasswordMade:
    """Another first password for who forgot theirs; their sessions end."""
    person.require(PEOPLE_CHANGE)
    async with place.work(person.actor) as work:
        return PasswordMade(password=await people.new_password(work, agent))


@router.post("/{agent}/deactivate")
async def deactivate_account(agent: PathId, person: Person, place: Here, live: Live) -> AccountShown:
    """Let an agent go: signed out at once; who is in a call goes when it is over and written up
    (`leaving`)."""
    person.require(PEOPLE_CHANGE)
    await leaving.let_go(place, live, agent, person.actor)
    return await _one(place, person, agent)


@router.post("/{agent}/reactivate")
async def reactivate_account(agent: PathId, person: Person, place: Here, live: Live) -> AccountShown:
    """Take an agent back, or let them stay who were about to leave."""
    person.require(PEOPLE_CHANGE)
    await leaving.keep(place, live, agent, person.actor)
    return await _one(place, person, agent)


async def _require_free(work: Work, extension: str) -> None:
    """What the configuration lets be dialled is nobody's extension."""
    whole = await config.whole(work.session, work.site)
    if any(extension in whole.get(kind, {}) for kind in _DIALLED):
        raise Invalid("agent.extension_taken", extension=extension)


async def _one(place: Place, person: SignedIn, agent: Id) -> AccountShown:
    return (await _shown(place, person, agent))[0]


async def _shown(place: Place, person: SignedIn, agent: Id | None = None) -> list[AccountShown]:
    async with place.sessions() as session:
        found = await queries.accounts(session, agent)
        gone = {told["agent"] for told in await jobs.unfinished(session, place.site, leaving.LEAVE)}
    return [account_shown(each, leaving=each.agent.id in gone, yours=_yours(person, each)) for each in found]


def _yours(person: SignedIn, account: Account) -> bool:
    return account.user != person.user and is_below(account.roles, person.permissions)
