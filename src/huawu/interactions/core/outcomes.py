"""What became of a contact, in one word."""

from typing import Protocol

from huawu.platform.clock import Micros
from huawu.platform.ids import Id

OUTCOMES = ("answered", "abandoned", "overflowed", "left", "unreached", "callback", "open")

CALLBACK = "callback"
"""The cause of a contact whose customer is called back instead of waiting, and its outcome."""


class Contact(Protocol):
    """As much of a contact as its outcome depends on."""

    @property
    def direction(self) -> str: ...
    @property
    def answered_at(self) -> Micros | None: ...
    @property
    def ended_at(self) -> Micros | None: ...
    @property
    def ended_by(self) -> str | None: ...
    @property
    def cause(self) -> str | None: ...
    @property
    def queue(self) -> Id | None: ...


def outcome_of(contact: Contact) -> str:
    """open: it goes on. answered: an agent took it. left: it ended before any queue. abandoned: the
    customer hung up while waiting. overflowed: we ended it, or sent it elsewhere, while it waited. unreached:
    we called, and nobody answered (its cause says what the line said). callback: they asked to be called back
    instead of waiting."""
    if contact.ended_at is None:
        return "open"
    if contact.answered_at is not None:
        return "answered"
    if contact.direction == "out":
        return "unreached"
    if contact.queue is None:
        return "left"
    if contact.cause == CALLBACK:
        return CALLBACK
    return "abandoned" if contact.ended_by == "customer" else "overflowed"
