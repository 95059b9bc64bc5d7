"""Signing in to the page, and whose session a token is."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import delete, select, update

from huawu.people import queries
from huawu.people.models import SignInRow, UserRow
from huawu.people.service.passwords import hash_password, is_outdated, verify_password
from huawu.people.service.users import set_password
from huawu.platform.clock import SECOND, Micros
from huawu.platform.database import AT_ONCE
from huawu.platform.ids import Id
from huawu.platform.refusals import Invalid, NotSignedIn
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


async def change_password(
    place: Place, person: SignedIn, current: str, new: str, *, right: Callable[[], None]
) -> None:
    """Give oneself a new password; one's sessions elsewhere end. Refused unless the current one is right;
    `right` is called once it is, so that a new one that is refused counts as no guess."""
    async with place.sessions() as session:
        user = await session.get(UserRow, person.user)
    if user is None or not await verify_password(current, user.password_hash):
        raise Invalid("password.wrong")
    right()
    if new == current:
        raise Invalid("password.same")
    async with place.work(person.actor) as work:
        await set_password(work, person.user, new, keep=person.session)


async def who(place: Place, token_hash: str) -> SignedIn | None:
    """The person whose session this is, noted as seen; None when it is over."""
    now = place.clock()
    async with place.sessions() as session:
        await session.connection(execution_options=AT_ONCE)
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
