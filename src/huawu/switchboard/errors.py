"""Refusals of the switchboard that carry more than a key."""

from huawu.platform.refusals import Invalid, Refusal
from huawu.switchboard.core import slip_words


class BadText(Invalid):
    """A text is too long or cannot be shown. `params`: `field` (its name in both languages), `most` (how many
    characters it may have)."""

    def __init__(self, field: str) -> None:
        super().__init__("slip.bad_text", field=dict(slip_words.NAMES[field]), most=slip_words.LONGEST[field])


class SlipChanged(Refusal):
    """Somebody else changed the slip since it was seen. `params`: revision, `by` (a name in both
    languages), `at` (micros), `step` (the last one) and what was changed: `fields`."""

    def __init__(self, *, revision: int, by: dict[str, str], at: int, step: str, fields: list[str]) -> None:
        super().__init__("slip.changed_meanwhile", revision=revision, by=by, at=at, step=step, fields=fields)


class TicketChanged(Refusal):
    """Somebody else took the ticket on since it was seen. `params`: revision, `by` (a name in both
    languages), `at` (micros), `step` and `state`."""

    def __init__(self, *, revision: int, by: dict[str, str], at: int, step: str, state: str) -> None:
        super().__init__("ticket.changed_meanwhile", revision=revision, by=by, at=at, step=step, state=state)
