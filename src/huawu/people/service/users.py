"""Making users and agents, and changing them."""

from sqlalchemy import delete, select

from huawu.people.core.passwords import weakness
from huawu.people.core.permissions import ROLES
from huawu.people.core.sip_secrets import digest_secrets
from huawu.people.models import AgentRow, SignInRow, UserRow
from huawu.people.service.passwords import hash_password
from huawu.people.types import NewAgent, NewUser
from huawu.platform.codes import spoken_code
from huawu.platform.ids import Id, new_id
from huawu.platform.refusals import Invalid, NotFound
from huawu.platform.work import Work


async def change_settings(work: Work, user: Id, *, locale: str | None, theme: str | None) -> None:
    """Set the language and the look of the page; None leaves them."""
    row = await _user(work, user)
    row.locale, row.theme = locale or row.locale, theme or row.theme
    await work.session.flush()


def first_password(login: str) -> str:
    """A random one that can be read out and typed, and is strong enough whatever the login is."""
    while weakness(password := spoken_code(), login=login.strip()):
        pass
    return password


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
        theme="system",
        active=True,
        created_at=work.now,
    )
    work.session.add(row)
    await work.session.flush()
    return row.id


async def set_password(work: Work, user: Id, password: str, *, keep: str = "") -> None:
    """Give a user a new password and end all their sessions but the one to `keep` (the hash of its token)."""
    row = await _user(work, user)
    if reason := weakness(password, login=row.login):
        raise Invalid(reason)
    row.password_hash = await hash_password(password)
    others = (SignInRow.user_id == user) & (SignInRow.token_hash != keep)
    await work.session.execute(delete(SignInRow).where(others))


async def create_agent(work: Work, new: NewAgent) -> Id:
    """Make an agent with a phone. Refused when the number or the extension is taken, also by somebody who is
    here no more."""
    if (await work.session.execute(select(AgentRow.id).where(AgentRow.number == new.number))).first():
        raise Invalid("agent.number_taken", number=new.number)
    if (await work.session.execute(select(AgentRow.id).where(AgentRow.extension == new.extension))).first():
        raise Invalid("agent.extension_taken", extension=new.extension)
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
