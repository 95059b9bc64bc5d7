"""What others may read about people."""

from collections.abc import Iterable

from sqlalchemy import Select, Text, bindparam, cast, func, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.people.config import AGENT
from huawu.people.models import AgentRow, SignInRow, UserRow
from huawu.people.types import Account, AgentName, AgentRecord, Profile, tidy
from huawu.platform.clock import SECOND, Micros
from huawu.platform.config import ConfigVersionRow
from huawu.platform.config.checks import Body
from huawu.platform.ids import Id

_AGENTS = select(AgentRow, ConfigVersionRow.body).outerjoin(
    ConfigVersionRow,
    (ConfigVersionRow.site_id == AgentRow.site_id)
    & (ConfigVersionRow.kind == AGENT)
    & (ConfigVersionRow.key == AgentRow.number)
    & (ConfigVersionRow.status == "published"),
)
"""Agents, and what the configuration in force says of each."""

_SIGNED_IN = (
    select(UserRow, AgentRow, SignInRow.seen_at)
    .join(SignInRow, SignInRow.user_id == UserRow.id)
    .outerjoin(AgentRow, (AgentRow.user_id == UserRow.id) & AgentRow.active)
    .where(
        SignInRow.token_hash == bindparam("token"),
        SignInRow.expires_at > bindparam("now"),
        SignInRow.seen_at > bindparam("idle_since"),
        UserRow.active,
    )
)
"""Put together once: it is asked at every request."""

IDLE: Micros = 12 * 3600 * SECOND
"""A session that is not used for this long is over."""


async def directory(session: AsyncSession, *, gone: bool = False) -> list[AgentRecord]:
    """Every active agent, by number: what the live process loads. `gone`: also those who have left."""
    asked = _AGENTS if gone else _AGENTS.where(AgentRow.active)
    found = await session.execute(asked.order_by(AgentRow.number))
    return [_record(row, body) for row, body in found]


async def roster_mark(session: AsyncSession) -> str:
    """Changes whenever somebody begins or ceases to be an active agent, or gets another name or extension."""
    each = func.concat_ws(" ", AgentRow.id, AgentRow.extension, AgentRow.number, cast(AgentRow.name, Text))
    added = func.sum(func.hashtextextended(each, 0))
    return str((await session.execute(select(added).where(AgentRow.active))).scalar_one())


async def agent_record(session: AsyncSession, agent: Id) -> AgentRecord | None:
    """One agent, active or not."""
    found = (await session.execute(_AGENTS.where(AgentRow.id == agent))).one_or_none()
    return _record(found[0], found[1]) if found else None


async def agent_names(session: AsyncSession, ids: Iterable[Id | None]) -> dict[Id, AgentName]:
    """Who these agents are, those no longer active included."""
    wanted = {i for i in ids if i is not None}
    if not wanted:
        return {}
    found = await session.execute(select(AgentRow).where(AgentRow.id.in_(wanted)))
    return {row.id: _name(row) for row in found.scalars()}


def agents_left() -> Select[Id]:
    """The ids of those who do not work here any more, to be asked for within another question."""
    return select(AgentRow.id).where(~AgentRow.active)


async def left_of(session: AsyncSession, agents: Iterable[Id]) -> set[Id]:
    """Who of these agents does not work here any more, or never did."""
    asked = set(agents)
    here = select(AgentRow.id).where(AgentRow.id.in_(asked), AgentRow.active)
    return asked - set(await session.scalars(here)) if asked else set()


async def accounts(session: AsyncSession, agent: Id | None = None) -> list[Account]:
    """Every agent (or one) with who signs in as them, those no longer active included, by number."""
    asked = select(AgentRow, UserRow).outerjoin(UserRow, UserRow.id == AgentRow.user_id)
    if agent is not None:
        asked = asked.where(AgentRow.id == agent)
    return [_account(row, user) for row, user in await session.execute(asked.order_by(AgentRow.number))]


async def profile(session: AsyncSession, user: Id) -> Profile | None:
    """An active user with their agent."""
    found = await session.execute(
        select(UserRow, AgentRow)
        .outerjoin(AgentRow, (AgentRow.user_id == UserRow.id) & AgentRow.active)
        .where(UserRow.id == user, UserRow.active)
    )
    pair = found.one_or_none()
    return _profile(pair[0], pair[1]) if pair else None


async def signed_in(session: AsyncSession, token_hash: str, now: Micros) -> tuple[Profile, Micros] | None:
    """Whose session this is and when it was last used; None when it never was, is over or its user
    inactive.
    """
    asked = {"token": token_hash, "now": now, "idle_since": now - IDLE}
    found = await session.execute(_SIGNED_IN, asked)
    found_one = found.one_or_none()
    return (_profile(found_one[0], found_one[1]), found_one[2]) if found_one else None


async def user_name(session: AsyncSession, user: Id) -> dict[str, str]:
    """What a user is called. The user must be there."""
    found = await session.execute(select(UserRow.name).where(UserRow.id == user))
    name: dict[str, str] = found.scalar_one()
    return name


async def user_names(session: AsyncSession, users: Iterable[Id]) -> dict[Id, dict[str, str]]:
    """What users are called; who is not there is left out."""
    wanted = set(users)
    if not wanted:
        return {}
    found = await session.execute(select(UserRow.id, UserRow.name).where(UserRow.id.in_(wanted)))
    return {user: name for user, name in found}


class UserNames:
    """Fills ports of rooms that ask who wrote something."""

    async def names(self, session: AsyncSession, users: Iterable[Id]) -> dict[Id, dict[str, str]]:
        return await user_names(session, users)


async def users_with_roles(session: AsyncSession, roles: Iterable[str]) -> dict[Id, tuple[str, ...]]:
    """Active users who have one of these roles, each with all of theirs."""
    having = UserRow.roles.has_any(cast(list(roles), ARRAY(Text)))
    found = await session.execute(select(UserRow.id, UserRow.roles).where(UserRow.active, having))
    return {user: tuple(have) for user, have in found}


async def users_of_agents(
    session: AsyncSession, agents: Iterable[Id], numbers: Iterable[str] = ()
) -> dict[str, Id | None]:
    """Who signs in as these active agents, by id and by number (工号); None: nobody does."""
    row = AgentRow
    asked = select(row.id, row.number, row.user_id)
    whose = row.id.in_(set(agents)) | row.number.in_(set(numbers))
    found: dict[str, Id | None] = {}
    for id, number, user in await session.execute(asked.where(row.active, whose)):
        found |= {id: user, number: user}
    return found


async def anybody(session: AsyncSession) -> bool:
    """Whether there is any user: an empty installation has none."""
    return (await session.execute(select(UserRow.id).limit(1))).first() is not None


def _record(row: AgentRow, body: Body | None) -> AgentRecord:
    made = tidy({"queues": dict.fromkeys(row.queues, 1), "skills": row.skills})
    able = made if body is None else tidy(body)
    return AgentRecord(
        id=row.id,
        user=row.user_id,
        number=row.number,
        name=row.name,
        extension=row.extension,
        ha1_md5=row.ha1_md5,
        ha1_sha256=row.ha1_sha256,
        phone_uri=row.phone_uri,
        abilities=able,
        made=made,
    )


def _name(row: AgentRow) -> AgentName:
    return AgentName(row.id, row.number, row.extension, row.name)


def _account(row: AgentRow, user: UserRow | None) -> Account:
    login, roles = ("", ()) if user is None else (user.login, tuple(user.roles))
    return Account(_name(row), row.user_id, login, roles, row.active)


def _profile(user: UserRow, agent: AgentRow | None) -> Profile:
    return Profile(
        id=user.id,
        login=user.login,
        name=user.name,
        roles=tuple(user.roles),
        locale=user.locale,
        theme=user.theme,
        agent=_name(agent) if agent else None,
    )
