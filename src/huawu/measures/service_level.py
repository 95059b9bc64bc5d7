"""Service level in all the definitions of the trade, each by its name. Counts in, shares out; None when
nobody counts. Never average service levels of intervals: add the counts, then divide.

Say with each figure when the clock starts (here: at the entry into the queue, ringing included).
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Counts:
    """Of one queue over one span. `in_time`: within the threshold T; `short`: abandoned within the shorter
    time s that is not held against the centre."""

    offered: int
    answered: int
    answered_in_time: int
    abandoned: int = 0
    abandoned_in_time: int = 0
    short_abandoned: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.offered + other.offered,
            self.answered + other.answered,
            self.answered_in_time + other.answered_in_time,
            self.abandoned + other.abandoned,
            self.abandoned_in_time + other.abandoned_in_time,
            self.short_abandoned + other.short_abandoned,
        )


def share(part: float, whole: float) -> float | None:
    """A part of a whole, None of nothing."""
    return part / whole if whole > 0 else None


def of_offered(counts: Counts) -> float | None:
    """Answered in time of all offered: every abandonment counts against the centre. The default of the
    house."""
    return share(counts.answered_in_time, counts.offered)


def of_answered(counts: Counts) -> float | None:
    """Answered in time of all answered: abandonments do not count at all."""
    return share(counts.answered_in_time, counts.answered)


def abandoned_in_time_good(counts: Counts) -> float | None:
    """Answered or abandoned in time, of all offered."""
    return share(counts.answered_in_time + counts.abandoned_in_time, counts.offered)


def abandoned_in_time_removed(counts: Counts) -> float | None:
    """Answered in time, of all but those abandoned in time."""
    return share(counts.answered_in_time, counts.offered - counts.abandoned_in_time)


def short_abandoned_removed(counts: Counts) -> float | None:
    """Answered in time, of all but those who left within the short time."""
    return share(counts.answered_in_time, counts.offered - counts.short_abandoned)


def abandon_rate(counts: Counts) -> float | None:
    """Abandoned of all offered."""
    return share(counts.abandoned, counts.offered)


def abandon_rate_without_short(counts: Counts) -> float | None:
    """Abandoned later than the short time, of all but those who left within it."""
    return share(counts.abandoned - counts.short_abandoned, counts.offered - counts.short_abandoned)


SERVICE_LEVELS = {
    "offered": of_offered,
    "answered": of_answered,
    "abandons_good": abandoned_in_time_good,
    "abandons_removed": abandoned_in_time_removed,
    "short_removed": short_abandoned_removed,
}
"""The definitions by name. The sixth, *virtual* (what a caller of endless patience would meet), cannot be
counted; `erlang.patience` computes it."""
