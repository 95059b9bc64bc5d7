"""What the HTTP interface says about agents' accounts."""

from typing import Annotated

from pydantic import Field

from huawu.app.setup.asked import Login, NameAsked, Number
from huawu.interactions.queries.presenting import agent_brief
from huawu.interactions.types import AgentBrief
from huawu.people.types import Account
from huawu.platform.web.shapes import Asked, Shape


class AccountAsked(Asked):
    """Somebody who is to take calls. `number`: 工号; `role`: one of those that the asker may give."""

    name: NameAsked
    number: Number
    login: Login
    extension: Number
    role: Annotated[str, Field(max_length=40)]


class AccountShown(Shape):
    """`login` empty: nobody can sign in as this agent. `leaving`: is to leave as soon as the call that they
    are in is written up. `yours`: whether the asker may change it."""

    agent: AgentBrief
    login: str
    roles: list[str]
    active: bool
    leaving: bool
    yours: bool


class AccountList(Shape):
    """By number. `roles`: those that the asker may give."""

    items: list[AccountShown]
    roles: list[str]


class AccountMade(Shape):
    """`password` (of the page) and `phone_secret` (of a desk phone; browsers need none) are shown this
    once."""

    account: AccountShown
    password: str
    phone_secret: str


class PasswordMade(Shape):
    """Shown this once."""

    password: str


def account_shown(account: Account, *, leaving: bool, yours: bool) -> AccountShown:
    return AccountShown(
        agent=agent_brief(account.agent),
        login=account.login,
        roles=list(account.roles),
        active=account.active,
        leaving=leaving and account.active,
        yours=yours,
    )
