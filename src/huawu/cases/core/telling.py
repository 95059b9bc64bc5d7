"""What a customer is told of a case and asked about it."""

from huawu.platform.clock import SECOND, Micros

WHATS = ("progress", "result", "satisfaction")
HOWS = ("call", "message", "mail", "in_person")
"""电话, 短信或消息, 邮件, 当面."""
ASKED_ELSE = ["satisfaction"]
"""What a follow-up asks where the type says nothing of it."""
FOLLOW_UP = ("result", "satisfaction")
_HOUR: Micros = 3600 * SECOND


def every(hours: int | None) -> Micros | None:
    """How much working time there is between two words to the customer; None: none is planned."""
    return hours * _HOUR if hours else None
