"""What cases hear of other rooms: that somebody works here no more."""

from huawu.cases.service import owner_left
from huawu.people.events import AccountChanged
from huawu.platform.facts import Envelope, load
from huawu.platform.subscriptions import Subscriber
from huawu.platform.work import Work


async def _account(work: Work, envelope: Envelope) -> None:
    fact: AccountChanged = load(envelope.kind, envelope.version, envelope.body)
    if fact.what == "left":
        await owner_left(work, fact.agent)


TAKES_BACK = Subscriber("cases.owners", frozenset({"account.changed"}), _account)
"""The open cases of somebody who has left go back to the lists of their teams."""
