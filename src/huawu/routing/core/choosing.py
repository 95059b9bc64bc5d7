"""Who of the idle agents is asked for a contact."""

from dataclasses import field

from huawu.platform.ids import Id
from huawu.platform.values import value
from huawu.routing.core.floor import Floor
from huawu.routing.core.groups import Entry, Group
from huawu.routing.core.state import Agent, Waiting
from huawu.routing.core.strategies import Asked

WHY_NOT = 3
"""How many of those passed over are named in the reason of an offer."""

Passed = list[dict[str, object]]


@value
class Choice:
    """An agent for a contact. `by`: who chose whom; `passed`: who was passed over, and why."""

    agent: Agent
    by: str
    passed: Passed = field(default_factory=list)


def choose(floor: Floor, waiting: Waiting, group: Group, *, again: bool = False) -> Choice | None:
    """The first idle agent who may take this contact. `again`: when there is nobody else, also one who
    lately did not take it."""
    wished = _wished(floor, waiting, group)
    if wished is not None:
        return Choice(wished, "preferred")
    passed: Passed = []
    fallback: Id | None = None
    tied: list[Agent] = []
    best: tuple[int, int] | None = None
    contact, asked, agents = waiting.contact.id, group.line.asked, floor.agents
    for entry in _idle(group):
        who = entry[4]
        agent = agents[who]
        if not group.takes(agent) or contact in agent.jobs:
            continue
        if best is not None and entry[:2] != best:
            break
        if waiting.avoid and avoids(floor, waiting, who):
            if fallback is None and may_again(floor, waiting, who):
                fallback = who
            note(passed, "agent", who)
            continue
        if not asked:
            return Choice(agent, "contact", passed)
        best = entry[:2]
        tied.append(agent)
    if tied:
        return Choice(_first_of(floor, tied, group), "contact", passed)
    if not again or fallback is None:
        return None
    return Choice(floor.agents[fallback], "contact")


def _idle(group: Group) -> list[Entry]:
    """The idle agents of the line in order; of a group that names its agents only these."""
    idle = group.line.idle
    if group.wish.only is None:
        return idle
    return sorted(entry for agent in group.asked() for line, entry in agent.entries if line is idle)


def _wished(floor: Floor, waiting: Waiting, group: Group) -> Agent | None:
    """The agent whom the contact would like, when idle."""
    contact = waiting.contact
    wish = contact.preferred or (contact.last if group.line.queue.strategy == "last_agent" else None)
    if wish is None:
        return None
    agent = group.line.members.get(wish)
    if agent is None or not group.takes(agent):
        return None
    able = agent.idle and contact.id not in agent.jobs and agent.may_take(group.line.queue.channel)
    return agent if able and not avoids(floor, waiting, wish) else None


def _first_of(floor: Floor, tied: list[Agent], group: Group) -> Agent:
    asked = Asked(group.wish.skills(), floor.plan.seed ^ floor.turns)
    strategy = group.line.strategy
    return min(tied, key=lambda agent: (strategy(agent, asked), agent.id))


def avoids(floor: Floor, waiting: Waiting, agent: Id) -> bool:
    """Did this agent lately not take this contact?"""
    span = waiting.avoid.get(agent)
    return span is not None and floor.now < span[1]


def may_again(floor: Floor, waiting: Waiting, agent: Id) -> bool:
    """Is the breath after a refusal over?"""
    return floor.now >= waiting.avoid[agent][0]


def note(passed: Passed, what: str, whose: Id) -> None:
    """Remember one that was passed over, for the reason of the offer."""
    if len(passed) < WHY_NOT:
        passed.append({what: whose, "why": "did_not_take_it"})
