"""Who of the idle agents is asked first: plain functions in a table.

Before any of them comes the agent's level in the queue, then how many contacts they have already. The
smallest pair of numbers is asked first, ties go by the agent's id. Most look only at what does not change
while one is idle, so they are read once, when the agent becomes idle. Those in `ASKED_EACH_TIME` depend on
the contact or on chance and are read for all idle agents of the best level whenever somebody is sought.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

from huawu.routing.core.state import Agent


@dataclass(frozen=True, slots=True)
class Asked:
    """What is known of the contact when somebody is sought. `throw`: differs with every offer."""

    skills: frozenset[str] = frozenset()
    throw: int = 0


NOTHING = Asked()
Strategy = Callable[[Agent, Asked], tuple[float, float]]


def longest_idle(agent: Agent, asked: Asked) -> tuple[float, float]:
    """Who has had nothing to do for the longest time."""
    return (agent.idle_since, 0)


def fewest_contacts(agent: Agent, asked: Asked) -> tuple[float, float]:
    """Who has answered the fewest contacts; then the longest idle."""
    return (agent.handled, agent.idle_since)


def fewest_minutes(agent: Agent, asked: Asked) -> tuple[float, float]:
    """Who has talked the least; then the longest idle."""
    return (agent.worked, agent.idle_since)


def round_robin(agent: Agent, asked: Asked) -> tuple[float, float]:
    """Whose last offer lies furthest back, answered or not."""
    return (agent.turn, 0)


def linear(agent: Agent, asked: Asked) -> tuple[float, float]:
    """Always in the order of the plan."""
    return (agent.order, 0)


def least_skilled(agent: Agent, asked: Asked) -> tuple[float, float]:
    """Who can do the least besides, so that those who can do much stay free; then the longest idle."""
    seat = agent.seat
    return (sum(seat.skills.values()) + sum(seat.languages.values()), agent.idle_since)


def best_skill(agent: Agent, asked: Asked) -> tuple[float, float]:
    """The highest levels in the skills asked for (in all skills when none is); then the longest idle."""
    levels = agent.seat.skills
    if not asked.skills:
        return (-sum(levels.values()), agent.idle_since)
    return (-sum(levels.get(skill, 0) for skill in asked.skills), agent.idle_since)


def weighted_random(agent: Agent, asked: Asked) -> tuple[float, float]:
    """By chance, each as likely as their weight says: the first of races that last exponentially long."""
    return (-math.log(_chance(asked.throw, agent.order)) / max(agent.seat.weight, 1e-9), 0)


STRATEGIES: dict[str, Strategy] = {
    "longest_idle": longest_idle,
    "fewest_contacts": fewest_contacts,
    "fewest_minutes": fewest_minutes,
    "round_robin": round_robin,
    "linear": linear,
    "least_skilled": least_skilled,
    "best_skill": best_skill,
    "last_agent": longest_idle,  # after the last one, who is asked before all others
    "weighted_random": weighted_random,
}
ASKED_EACH_TIME = frozenset(("best_skill", "weighted_random"))

_MASK = (1 << 64) - 1


def _chance(throw: int, order: int) -> float:
    """A number over 0 and at most 1 that looks random and is always the same for the same throw and agent
    (splitmix64, Steele, Lea and Flood 2014)."""
    z = (throw * 0x9E3779B97F4A7C15 + order * 0xD1B54A32D192ED03 + 0x632BE59BD9B4E019) & _MASK
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & _MASK
    return ((z ^ (z >> 31)) + 1) / 2**64
