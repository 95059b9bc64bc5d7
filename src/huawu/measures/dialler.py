"""Dialling ahead of free agents: what one shot of several dials costs in abandoned calls."""

import math
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Shot:
    expected_answered: float
    expected_abandoned: float
    abandon_rate_of_answered: float
    agent_hit_rate: float  # share of the idle agents who get a call


def one_shot(idle_agents: int, dials: int, answer_prob: float) -> Shot:
    """`dials` at once for `idle_agents`: answers are binomial, those beyond the agents are abandoned."""
    p = answer_prob
    answered = dials * p
    abandoned = sum(
        (k - idle_agents) * math.comb(dials, k) * p**k * (1 - p) ** (dials - k)
        for k in range(idle_agents + 1, dials + 1)
    )
    rate = abandoned / answered if answered else 0.0
    hit = (answered - abandoned) / idle_agents if idle_agents else 0.0
    return Shot(answered, abandoned, rate, hit)


def most_dials(idle_agents: int, answer_prob: float, *, cap: float) -> int:
    """The most dials whose expected share of abandoned calls stays within the cap."""
    dials = idle_agents
    while (
        answer_prob > 0
        and one_shot(idle_agents, dials + 1, answer_prob).abandon_rate_of_answered <= cap
        and dials < 100 * max(1, idle_agents)
    ):
        dials += 1
    return dials


def within_cap(answered: int, abandoned: int, *, cap: Fraction) -> bool:
    """Is the share of answered calls that were abandoned within a rule's cap? Exact, on whole counts."""
    return answered == 0 or Fraction(abandoned, answered) <= cap
