"""What the HTTP interface says about people."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from huawu.people.types import AgentName, Profile
from huawu.platform.web.shapes import Asked, Secret, Shape, ShortText, Words

Locale = Literal["zh-CN", "en-US"]
Theme = Literal["light", "dark"]


class Credentials(Asked):
    login: Annotated[ShortText, Field(min_length=1)]
    password: Annotated[Secret, Field(min_length=1)]


class Settings(Asked):
    """What a user may change about their own page; what is left out stays."""

    locale: Locale | None = None
    theme: Theme | None = None


class UserShown(Shape):
    id: str
    login: str
    name: Words
    roles: list[str]
    locale: Locale
    theme: Theme


class AgentShown(Shape):
    id: str
    number: str
    extension: str
    name: Words


class Session(Shape):
    """Who is signed in, what they may do, and the token that unsafe requests must carry."""

    user: UserShown
    agent: AgentShown | None
    permissions: list[str]
    csrf: str


class LiveTicket(Shape):
    """Opens `/live?ticket=...` within 30 seconds."""

    ticket: str
    expires_at: datetime


def agent_shown(agent: AgentName) -> AgentShown:
    return AgentShown(
        id=agent.id,
        number=agent.number,
        extension=agent.extension,
        name=Words.model_validate(agent.name),
    )


def session_shown(profile: Profile, csrf: str) -> Session:
    user = UserShown.model_validate(
        {
            "id": profile.id,
            "login": profile.login,
            "name": profile.name,
            "roles": list(profile.roles),
            "locale": profile.locale,
            "theme": profile.theme,
        }
    )
    return Session(
        user=user,
        agent=agent_shown(profile.agent) if profile.agent else None,
        permissions=sorted(profile.permissions()),
        csrf=csrf,
    )
