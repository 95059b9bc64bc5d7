"""What cases hear: that somebody works here no more, that a case made a step, that somebody was called."""

from huawu.cases.events import CaseStepped, RemedyAsked, RemedySettled
from huawu.cases.service import belonging, hours, improvements, notices, owner_left, progress, visits
from huawu.customers.events import CustomerMarked
from huawu.interactions.events import Dialled
from huawu.people.events import AccountChanged
from huawu.platform.config import ConfigPublished
from huawu.platform.facts import Envelope, load
from huawu.platform.subscriptions import Subscriber
from huawu.platform.work import Work


async def _account(work: Work, envelope: Envelope) -> None:
    fact: AccountChanged = load(envelope.kind, envelope.version, envelope.body)
    if fact.what == "left":
        await owner_left(work, fact.agent)
        await visits.visitor_left(work, fact.agent)
        await belonging.doer_left(work, fact.agent)
        await improvements.owner_left(work, fact.agent)


TAKES_BACK = Subscriber("cases.owners", frozenset({"account.changed"}), _account)
"""The open cases and visits of somebody who has left go back to the lists of their teams, their tasks to
whoever has the case; for their improvements somebody else is to be found."""


async def _visits(work: Work, envelope: Envelope) -> None:
    fact = load(envelope.kind, envelope.version, envelope.body)
    if isinstance(fact, CaseStepped):
        await visits.stepped(work, fact.case, fact.step, fact.at)
    elif isinstance(fact, Dialled) and fact.callback is not None:
        await visits.called(work, fact.callback, fact.interaction, agent=fact.agent, signal=fact.signal)


async def _progress(work: Work, envelope: Envelope) -> None:
    fact = load(envelope.kind, envelope.version, envelope.body)
    await progress.plan(work, fact.case)


PROGRESS = Subscriber("cases.progress", frozenset({"case.opened", "case.stepped", "case.changed"}), _progress)
"""When a customer is told next how it stands is planned with the case, and follows its owner."""


async def _notices(work: Work, envelope: Envelope) -> None:
    fact = load(envelope.kind, envelope.version, envelope.body)
    if isinstance(fact, RemedyAsked):
        await notices.remedy_asked(work, fact)
    elif isinstance(fact, RemedySettled):
        await notices.remedy_settled(work, fact)
    elif isinstance(fact, CustomerMarked):
        await notices.marked(work, fact)


NOTICES = Subscriber(
    "cases.notices",
    frozenset({"case.remedy_asked", "case.remedy_settled", "customer.marked"}),
    _notices,
)
"""Whoever is to know is told, until they have seen it."""


async def _hours(work: Work, envelope: Envelope) -> None:
    fact: ConfigPublished = load(envelope.kind, envelope.version, envelope.body)
    await hours.published(work, fact.number, fact.items)


HOURS = Subscriber("cases.hours", frozenset({"config.published"}), _hours)
"""Clocks run by other business hours as soon as these are published."""

KEPT = (PROGRESS, NOTICES, HOURS)
"""Of what is kept with cases."""


VISITS = Subscriber("cases.visits", frozenset({"case.stepped", "interaction.dialled"}), _visits)
"""Return visits are planned when a case comes to a state, and know the calls that are made for them."""
