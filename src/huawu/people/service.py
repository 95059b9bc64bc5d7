"""Use cases about people."""

import secrets
from dataclasses import dataclass

from sqlalchemy import delete, select, update

from huawu.people import queries
from huawu.people.core.passwords import weakness
from huawu.people.core.permissions import ROLES
from huawu.people.core.sip_secrets import digest_secrets
from huawu.people.models import AgentRow, SignInRow, UserRow
from huawu.people.passwords import hash_password, is_outdated, verify_password
from huawu.people.types import NewAgent, NewUser
from huawu.platform.clock import SECOND, Micros
from huawu.platform.ids import Id, new_id
from huawu.platform.refusals import Invalid, NotFound, NotSignedIn
from huawu.platform.web.place import Place
from huawu.platform.web.signed_in import SignedIn, hashed
from huawu.platform.work import Actor, Work

LONGEST: Micros = 24 * 3600 * SECOND
"""A session is over after this, however much it is used."""

_SEEN_EVERY: Micros = 60 * SECOND


@dataclass(frozen=True, slots=True)
class Entrance:
    """A new session: its token goes to the browser and nowhere else."""

    token: str
    user: Id
    seconds: int


async def sign_in(place: Place, login: str, password: str) -> Entrance:
    """Open a session. A wrong password and an unknown login are refused alike, and take as long.

    The password is checked between two transactions: hashing takes its time and must not hold a connection.
    """
    async with place.sessions() as session:
        found = await session.execute(select(UserRow).where(UserRow.login == login.strip().lower()))
        user = found.scalar_one_or_none()
    right = await verify_password(password, user.password_hash if user else None)
    if user is None or not right or not user.active:
        raise NotSignedIn("session.wrong_credentials")
    renewed = await hash_password(password) if is_outdated(user.password_hash) else None
    async with place.work(Actor(user.id)) as work:
        return await _open_session(work, user.id, renewed)


async def _open_session(work: Work, user: Id, renewed_hash: str | None) -> Entrance:
    if renewed_hash:
        await work.session.execute(
            update(UserRow).where(UserRow.id == user).values(password_hash=renewed_hash)
        )
    over = (SignInRow.user_id == user) & (SignInRow.expires_at <= work.now)
    await work.session.execute(delete(SignInRow).where(over))
    token = secrets.token_urlsafe(32)
    work.session.add(
        SignInRow(
            token_hash=hashed(token),
            user_id=user,
            created_at=work.now,
            seen_at=work.now,
            expires_at=work.now + LONGEST,
        )
    )
    return Entrance(token, user, LONGEST // SECOND)


async def who(place: Place, token_hash: str) -> SignedIn | None:
    """The person whose session this is, noted as seen; None when it is over."""
    now = place.clock()
    async with place.sessions() as session:
        found = await queries.signed_in(session, token_hash, now)
    if found is None:
        return None
    profile, seen_at = found
    if now - seen_at >= _SEEN_EVERY:
        async with place.work(Actor(profile.id)) as work:
            await _seen(work, token_hash)
    return SignedIn(
        session=token_hash,
        user=profile.id,
        agent=profile.agent.id if profile.agent else None,
        roles=profile.roles,
        permissions=profile.permissions(),
        locale=profile.locale,
    )


async def sign_out(work: Work, token_hash: str) -> None:
    """End a session. Ending it twice changes nothing."""
    await work.session.execute(delete(SignInRow).where(SignInRow.token_hash == token_hash))


async def _seen(work: Work, token_hash: str) -> None:
    await work.session.execute(
        update(SignInRow).where(SignInRow.token_hash == token_hash).values(seen_at=work.now)
    )


async def change_settings(work: Work, user: Id, *, locale: str | None, theme: str | None) -> None:
    """Set the language and the look of the page; None leaves them."""
    row = await _user(work, user)
    row.locale, row.theme = locale or row.locale, theme or row.theme
    await work.session.flush()


async def create_user(work: Work, new: NewUser) -> Id:
    """Make a user. Refused for a weak password, an unknown role or a taken login."""
    login = new.login.strip().lower()
    if reason := weakness(new.password, login=login):
        raise Invalid(reason)
    if unknown := set(new.roles) - ROLES.keys():
        raise Invalid("role.unknown", roles=sorted(unknown))
    taken = await work.session.execute(select(UserRow.id).where(UserRow.login == login))
    if taken.first():
        raise Invalid("login.taken")
    row = UserRow(
        id=new_id(),
        site_id=work.site,
        login=login,
        password_hash=await hash_password(new.password),
        name=new.name,
        roles=list(new.roles),
        locale=new.locale,
        theme="light",
        active=True,
        created_at=work.now,
    )
    work.session.add(row)
    await work.session.flush()
    return row.id


async def set_password(work: Work, user: Id, password: str) -> None:
    """Give a user a new password and end all their sessions."""
    row = await _user(work, user)
    if reason := weakness(password, login=row.login):
        raise Invalid(reason)
    row.password_hash = await hash_password(password)
    await work.session.execute(delete(SignInRow).where(SignInRow.user_id == user))


async def create_agent(work: Work, new: NewAgent) -> Id:
    """Make an agent with a phone. Refused when the number or the extension is taken."""
    clash = (AgentRow.number == new.number) | (AgentRow.extension == new.extension)
    taken = await work.session.execute(select(AgentRow.id).where(clash))
    if taken.first():
        raise Invalid("agent.taken", number=new.number, extension=new.extension)
    phone = digest_secrets(new.extension, new.sip_password)
    row = AgentRow(
        id=new_id(),
        site_id=work.site,
        user_id=new.user,
        number=new.number,
        name=new.name,
        extension=new.extension,
        ha1_md5=phone.md5,
        ha1_sha256=phone.sha256,
        phone_uri=new.phone_uri,
        queues=list(new.queues),
        skills=dict(new.skills or {}),
        active=True,
        created_at=work.now,
    )
    work.session.add(row)
    await work.session.flush()
    return row.id


async def _user(work: Work, user: Id) -> UserRow:
    row = await work.session.get(UserRow, user)
    if row is None:
        raise NotFound("user.unknown")
    return row
