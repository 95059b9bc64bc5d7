"""Receipts (签收): a case that goes to another team is confirmed by that team within so much working time."""

from typing import Any

from huawu.platform.clock import SECOND, Micros
from huawu.platform.ids import Id

WAITING, CONFIRMED, REFUSED = "waiting", "confirmed", "refused"
MOST_MINUTES = 366 * 24 * 60
_MINUTE: Micros = 60 * SECOND
_AWAY = frozenset({"take", "close"})


def limit(minutes: int) -> Micros:
    """Within so much working time."""
    return minutes * _MINUTE


def asked(minutes: int | None, team: str, sender: str) -> bool:
    """Whether a team is to confirm a case that somebody of the team `sender` ("": of none) gives to it.
    Within a team nobody confirms anything to anybody."""
    return bool(minutes) and bool(team) and team != sender


def after_step(step: str, *, of_team: bool) -> str | None:
    """What becomes of a receipt that is awaited when somebody makes a step: who works on it for the team has
    it (confirmed); one that another takes, or that is closed, is awaited no more (""). None: it stays."""
    if of_team:
        return CONFIRMED
    return "" if step in _AWAY else None


def why_not(state: str | None, *, of_team: bool) -> str | None:
    """The key of the reason why somebody cannot confirm or refuse now; None: they can. `state` None: no
    receipt is asked of this case."""
    if state is None:
        return "case.receipt_not_asked"
    if state == CONFIRMED:
        return "case.receipt_confirmed"
    if state == REFUSED:
        return "case.receipt_sent_back"
    return None if of_team else "case.receipt_not_yours"


def back_to(sender: Id | None, team: str, *, here: bool) -> tuple[str, Id | None]:
    """Where a case goes that is refused: to whoever sent it, else into the list of their team. `here`: the
    sender works here still."""
    return team, sender if here else None


def known_by(kept: dict[str, Any] | None) -> Any:  # noqa: ANN401 - compared only
    """By what one sees that a receipt is still what a change made of it. When it is due, and who was told,
    is no change of it."""
    return kept and (kept["team"], kept["state"], kept["sent_at"])


def again(before: dict[str, Any] | None, now: dict[str, Any] | None) -> dict[str, Any] | None:
    """A receipt as it was; who was told that it is late stays told."""
    if before and now and now["look_at"] is None and now["sent_at"] == before["sent_at"]:
        told: bool = before["state"] == WAITING and now["state"] == WAITING
        return before | {"look_at": None} if told else before
    return before
