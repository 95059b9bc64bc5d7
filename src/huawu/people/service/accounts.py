"""Agents' accounts in the hands of who leads people: hired, given a new password, let go and taken back.

First passwords are random and told once; there is no default one. Nobody does this to somebody who can do as
much as they (unless they may do everything), nor to themselves.
"""

import secrets

from sqlalchemy import delete

from huawu.people import queries
from huawu.people.core.permissions import agents_roles_below, is_below
from huawu.people.events import AccountChanged
from huawu.people.models import AgentRow, SignInRow, UserRow
from huawu.people.service.users import create_agent, create_user, first_password, set_password
from huawu.people.types import Account, Hired, NewAgent, NewColleague, NewUser
from huawu.platform.ids import Id
from huawu.platform.refusals import NotAllowed, NotFound, Refusal
from huawu.platform.work import Work


async def hire(work: Work, new: NewColleague, *, locale: str) -> Hired:
    """Make a user and their agent. Refused for a role that the actor may not give, and when number, login or
    extension are taken."""
    if not work.actor.everything and new.role not in agents_roles_below(work.actor.permissions):
        raise NotAllowed("role.not_yours", role=new.role)
    await work.alone("huawu people")
    password, phone_secret = first_password(new.login), secrets.token_urlsafe(15)
    user = await create_user(work, NewUser(new.login, password, new.name, (new.role,), locale))
    agent = await create_agent(work, NewAgent(user, new.number, new.name, new.extension, phone_secret))
    await _say(work, agent, "hired")
    return Hired(agent, password, phone_secret)


async def new_password(work: Work, agent: Id) -> str:
    """Another first password; all sessions of theirs end."""
    account = await governed(work, agent)
    if account.user is None:
        raise Refusal("agent.no_user")
    password = first_password(account.login)
    await set_password(work, account.user, password)
    await _say(work, agent, "password")
    return password


async def leave(work: Work, agent: Id) -> None:
    """They can neither sign in nor be called any more; number, login and extension stay theirs, and what
    they did stays told of them."""
    await _set_active(work, agent, active=False)
    await _say(work, agent, "left")


async def come_back(work: Work, agent: Id) -> None:
    """They are as they were before they left, with the password of then."""
    await _set_active(work, agent, active=True)
    await _say(work, agent, "returned")


async def governed(work: Work, agent: Id) -> Account:
    """The account, when the actor may change it; refused else."""
    found = await queries.accounts(work.session, agent)
    if not found:
        raise NotFound("agent.unknown")
    account = found[0]
    if account.user == work.actor.id:
        raise Refusal("agent.yourself")
    if not work.actor.everything and not is_below(account.roles, work.actor.permissions):
        raise NotAllowed("agent.not_below")
    return account


async def _set_active(work: Work, agent: Id, *, active: bool) -> None:
    row = await work.session.get(AgentRow, agent)
    if row is None:
        raise NotFound("agent.unknown")
    row.active = active
    user = await work.session.get(UserRow, row.user_id) if row.user_id else None
    if user is None:
        return
    user.active = active
    if not active:
        await work.session.execute(delete(SignInRow).where(SignInRow.user_id == user.id))


async def _say(work: Work, agent: Id, what: str) -> None:
    await work.announce(f"account/{agent}", AccountChanged(agent, what, work.actor.id, work.now))
