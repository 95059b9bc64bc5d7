"""What a team and an agent's abilities must be to be published.

A team: `{"name": {"zh", "en"}, "order": 1, "leader": "1007"}`; the leader is told by their number (工号).
An agent's abilities, under the agent's number: see `core.abilities`. Who has none of their own keeps the
queues and skills that they were made with.
"""

from huawu.people.core import abilities
from huawu.platform.config import checker
from huawu.platform.config.checks import Body, Whole
from huawu.platform.names import require_name
from huawu.platform.refusals import Invalid

TEAM, AGENT = "team", "agent"


def register() -> None:
    """Make teams and agents' abilities configurable."""
    checker(TEAM, check_team)
    checker(AGENT, check_agent)


def check_team(key: str, body: Body, whole: Whole) -> None:
    """Refused without a name, or with a leader who is not told by a number."""
    require_name(body)
    if unknown := sorted(set(body) - {"name", "order", "leader"}):
        raise Invalid("config.unknown_field", field=unknown[0])
    order = body.get("order", 0)
    if not isinstance(order, int) or isinstance(order, bool):
        raise Invalid("config.bad_field", field="order")
    if not isinstance(body.get("leader", ""), str):
        raise Invalid("config.bad_field", field="leader")


def check_agent(key: str, body: Body, whole: Whole) -> None:
    """Refused for a team, skill, queue or language that there is not, a level out of range, and limits that
    nobody could keep."""
    known = abilities.Known(whole.get(TEAM, {}), whole.get("skill", {}), whole.get("queue", {}))
    for wrong in abilities.wrong_with(key, body, known):
        raise Invalid(wrong.key, **wrong.params)
