"""What the switchboard hears: that a caller came out of a flow, on the way to somebody."""

from huawu.interactions.events import MenuLeft
from huawu.platform.facts import Envelope, load
from huawu.platform.subscriptions import Subscriber
from huawu.platform.work import Work
from huawu.switchboard.service import enquiries


async def _left(work: Work, envelope: Envelope) -> None:
    fact: MenuLeft = load(envelope.kind, envelope.version, envelope.body)
    await enquiries.of_call(work, fact.interaction, flow=fact.flow, language=fact.language, at=fact.at)


OPENS_ENQUIRIES = Subscriber(enquiries.OPENER, frozenset({"interaction.menu_left"}), _left)
"""Calls for which a rule says so open an enquiry while they still ring."""
