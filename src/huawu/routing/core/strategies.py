"""Who of the idle agents is asked first: plain functions in a table.

Each gives two numbers; the smallest pair is asked first, ties go by the agent's id. They are read once,
when the agent becomes idle, so they may only look at what does not change while one is idle.
"""

from collections.abc import Callable

from huawu.routing.core.state import Agent, Needs

Strategy = Callable[[Agent, Needs], tuple[int, int]]


def longest_idle(agent: Agent, needs: Needs) -> tuple[int, int]:
    """Who has had nothing to do for the longest time."""
    return (agent.idle_since, 0)


def fewest_contacts(agent: Agent, needs: Needs) -> tuple[int, int]:
    """Who has answered the fewest contacts; then the longest idle."""
    return (agent.handled, agent.idle_since)


def round_robin(agent: Agent, needs: Needs) -> tuple[int, int]:
    """Whose last offer lies furthest back, answered or not."""
    return (agent.turn, 0)


def linear(agent: Agent, needs: Needs) -> tuple[int, int]:
    """Always in the order of the plan."""
    return (agent.order, 0)


def best_skill(agent: Agent, needs: Needs) -> tuple[int, int]:
    """The highest levels in the skills asked for (in all skills when none is); then the longest idle."""
    wanted = [skill for skill, _ in needs] or list(agent.skills)
    return (-sum(agent.skills.get(skill, 0) for skill in wanted), agent.idle_since)


STRATEGIES: dict[str, Strategy] = {
    "longest_idle": longest_idle,
    "fewest_contacts": fewest_contacts,
    "round_robin": round_robin,
    "linear": linear,
    "best_skill": best_skill,
}
