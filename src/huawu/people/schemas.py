"""What the HTTP interface says about people."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from huawu.people.types import AgentName, Profile
from huawu.platform.web.place import Premises
from huawu.platform.web.shapes import Asked, Secret, Shape, ShortText, Words

Locale = Literal["zh-CN", "en-US"]
Theme = Literal["light", "dark", "system"]


class Credentials(Asked):
    login: Annotated[ShortText, Field(min_length=1)]
    password: Annotated[Secret, Field(min_length=1)]


class PasswordChange(Asked):
    """Of oneself: the one that holds, and the one to be."""

    current: Annotated[Secret, Field(min_length=1)]
    new: Annotated[Secret, Field(min_length=1)]


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


class AbleAgent(AgentShown):
    """`level`: how well they can what was asked for, 1 to 5, 5 the best."""

    level: int


class AbleAgents(Shape):
    """The best first."""

    items: list[AbleAgent]


class SiteShown(Shape):
    """Where the centre is: clocks show the time of `zone` (IANA); `name` null: nobody gave it one. A desk
    phone registers at `sip_port` (UDP, TCP).
    """

    name: Words | None
    zone: str
    day_starts_hour: int
    sip_port: int


class Session(Shape):
    """Who is signed in, what they may do, where, and the token that unsafe requests must carry."""

    user: UserShown
    agent: AgentShown | None
    permissions: list[str]
    csrf: str
    site: SiteShown


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


def session_shown(profile: Profile, csrf: str, premises: Premises) -> Session:
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
        site=SiteShown(
            name=Words.model_validate(premises.name) if premises.name else None,
            zone=premises.zone,
            day_starts_hour=premises.day_starts_hour,
            sip_port=premises.sip_port,
        ),
    )
