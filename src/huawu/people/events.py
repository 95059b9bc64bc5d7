"""Facts of people."""

from huawu.platform.clock import Micros
from huawu.platform.facts import fact
from huawu.platform.ids import Id
from huawu.platform.values import value


@fact("account.changed")
@value
class AccountChanged:
    """Who leads people did something to an agent's account. Stream: the account. `what`: hired, left (can
    neither sign in nor be called any more), returned, password (was given a new one). `by`: the user."""

    agent: Id
    what: str
    by: Id
    at: Micros
