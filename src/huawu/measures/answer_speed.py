"""How fast a ringing phone is answered, in rings: the second is the goal, the third the limit.

A ring of the Chinese network lasts 5 s (GB/T 3380: 1 s on, 4 s off), so "by the second ring" is within 10 s:
before the third begins. Other networks have other cadences; `ring_seconds` says which.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from huawu.measures.service_level import share

RING_SECONDS = 5.0
GOAL_RINGS, LIMIT_RINGS = 2, 3


@dataclass(frozen=True, slots=True)
class AnswerSpeed:
    """Of answered contacts. Shares are None of nothing."""

    answered: int
    median_seconds: float | None
    by_goal: float | None
    by_limit: float | None


def within(rings: int, *, ring_seconds: float = RING_SECONDS) -> float:
    """Seconds in which a phone rings so many times."""
    return rings * ring_seconds


def answer_speed(ringing: Sequence[float], *, ring_seconds: float = RING_SECONDS) -> AnswerSpeed:
    """`ringing`: seconds that each answered contact rang."""
    goal, limit = (within(rings, ring_seconds=ring_seconds) for rings in (GOAL_RINGS, LIMIT_RINGS))
    return AnswerSpeed(
        answered=len(ringing),
        median_seconds=median(ringing) if ringing else None,
        by_goal=share(sum(seconds <= goal for seconds in ringing), len(ringing)),
        by_limit=share(sum(seconds <= limit for seconds in ringing), len(ringing)),
    )
