"""What routing hears of other rooms: that an agent called because a call back was promised."""

from huawu.interactions.events import Dialled
from huawu.platform.facts import Envelope, load
from huawu.platform.subscriptions import Subscriber
from huawu.platform.work import Work
from huawu.routing.service import callbacks


async def _dialled(work: Work, envelope: Envelope) -> None:
    fact: Dialled = load(envelope.kind, envelope.version, envelope.body)
    if fact.callback is not None:
        await callbacks.called(work, fact.callback, fact.signal)


KEEPS_PROMISES = Subscriber("routing.promises", frozenset({"interaction.dialled"}), _dialled)
"""Promised calls back are done when whom they were promised to answers, and tried again when not."""
