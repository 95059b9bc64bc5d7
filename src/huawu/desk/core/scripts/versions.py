"""The life of a version: draft, proposed, approved, retired; or sent back to who wrote it.

Who has written any of a version does not approve it. A version is for a time: on its review date somebody
looks at it again, on its expiry date it is no longer shown. Dates are ISO days of the site (2026-11-30), so
that they compare as text; "" is never.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from typing import Literal

from huawu.platform.refusals import Invalid, NotAllowed, Refusal

Status = Literal["draft", "proposed", "approved", "sent_back", "retired"]
DRAFT, PROPOSED, APPROVED, SENT_BACK, RETIRED = "draft", "proposed", "approved", "sent_back", "retired"
UNFINISHED = (DRAFT, PROPOSED, SENT_BACK)
SOON_DAYS = 14


@dataclass(frozen=True, slots=True)
class Standing:
    """What of a version decides whether it is shown. `share`: per cent of the contacts in a trial; None: no
    trial."""

    version: int
    status: str
    share: int | None = None
    expires_on: str = ""


def require_editable(status: str) -> None:
    """Refused once it is proposed: who approves must have seen what is there."""
    if status not in (DRAFT, SENT_BACK):
        raise Refusal("script.not_a_draft")


def require_proposed(status: str) -> None:
    if status != PROPOSED:
        raise Refusal("script.not_proposed")


def require_other(writers: Iterable[str], who: str) -> None:
    """Four eyes: who has written any of it does not decide about it."""
    if who in writers:
        raise NotAllowed("script.own_work")


def require_dates(review_on: str, expires_on: str, today: str) -> None:
    """Refused: days that are none, an expiry that is past, a review after it."""
    for field, day in (("review_on", review_on), ("expires_on", expires_on)):
        if day and not _is_day(day):
            raise Invalid("script.bad_day", field=field)
    if expires_on and expires_on <= today:
        raise Invalid("script.expired_already", day=expires_on)
    if review_on and expires_on and review_on > expires_on:
        raise Invalid("script.review_after_expiry")


def _is_day(day: str) -> bool:
    try:
        return date.fromisoformat(day).isoformat() == day
    except ValueError:
        return False


def is_over(expires_on: str, today: str) -> bool:
    return bool(expires_on) and expires_on <= today


def is_due(review_on: str, expires_on: str, today: str) -> bool:
    """Somebody has to look at it: the review date has come, or it expires within two weeks."""
    soon = (date.fromisoformat(today) + timedelta(days=SOON_DAYS)).isoformat()
    return bool(review_on and review_on <= today) or bool(expires_on and expires_on <= soon)


def shown_version(versions: Sequence[Standing], *, script: str, contact: str, today: str) -> int | None:
    """Which version this contact gets; None when none may be shown.

    With two approved ones the newer is on trial: a share of the contacts gets it, always the same ones,
    whoever serves them and however often the page is loaded.
    """
    valid = [v for v in versions if v.status == APPROVED and not is_over(v.expires_on, today)]
    if not valid:
        return None
    newest = max(valid, key=lambda v: v.version)
    older = max((v for v in valid if v.version < newest.version), key=lambda v: v.version, default=None)
    if older is None or newest.share is None:
        return newest.version
    return newest.version if in_trial(script, contact, newest.share) else older.version


def in_trial(script: str, contact: str, share: int) -> bool:
    """Whether a contact belongs to the `share` per cent that get the newer version: by a hash of both ids, so
    that two trials do not take the same people."""
    thrown = int.from_bytes(sha256(f"{script}/{contact}".encode()).digest()[:8])
    return thrown * 100 < share << 64
