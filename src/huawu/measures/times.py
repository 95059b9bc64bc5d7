"""Times and rates of work: handling, speed of answer, occupancy, adherence, satisfaction. None of nothing."""

import math
from collections.abc import Iterable

from huawu.measures.service_level import share


def average_handle(talk: float, hold: float, wrap_up: float, *, handled: int) -> float | None:
    """(talk + hold + wrap-up) / handled."""
    return share(talk + hold + wrap_up, handled)


def average_speed_of_answer(waits_of_answered: float, *, answered: int) -> float | None:
    """Sum of the waits of those answered / answered. (Erlang A's mean wait is over all callers: another
    figure.)"""
    return share(waits_of_answered, answered)


def occupancy(handling: float, available: float) -> float | None:
    """Handling / (handling + ready): how full the time was in which one could work."""
    return share(handling, handling + available)


def utilisation(handling: float, paid: float) -> float | None:
    """Handling / paid time."""
    return share(handling, paid)


def shrinkage(absent: float, paid: float) -> float | None:
    """Paid time in which one could not take contacts / paid time."""
    return share(absent, paid)


def adherence(in_adherence: float, scheduled: float) -> float | None:
    """Time in the state that the plan says / time planned: at most 1."""
    return share(in_adherence, scheduled)


def conformance(worked: float, scheduled: float) -> float | None:
    """Time worked / time planned, whenever it was: can exceed 1."""
    return share(worked, scheduled)


def first_contact_resolution(contacts: int, repeated: int) -> float | None:
    """Contacts without a repeat by the same customer for the same reason in the days stated, of all."""
    return share(contacts - repeated, contacts)


def top_box(scores: Iterable[float], *, top: float) -> float | None:
    """Share of answers of at least `top`: CSAT as the share of 4 and 5 of five."""
    answers = list(scores)
    return share(sum(score >= top for score in answers), len(answers))


def net_promoter(promoters: int, passives: int, detractors: int) -> tuple[float, float] | None:
    """NPS and its standard error, both in points (-100 to 100)."""
    n = promoters + passives + detractors
    if n == 0:
        return None
    p, d = promoters / n, detractors / n
    return 100 * (p - d), 100 * math.sqrt((p + d - (p - d) ** 2) / n)
