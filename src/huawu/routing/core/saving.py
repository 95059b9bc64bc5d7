"""Agents and waiting contacts as plain values, and back. Timers and lines are made again from these."""

from typing import Any

from huawu.routing.core.state import Agent, Waiting
from huawu.routing.types import AgentState, Contact

Row = dict[str, Any]


def contact_out(contact: Contact) -> Row:
    return {
        "id": contact.id,
        "queue": contact.queue,
        "since": contact.since,
        "priority": contact.priority,
        "needs": [list(need) for need in contact.needs],
        "preferred": contact.preferred,
    }


def contact_in(row: Row) -> Contact:
    needs = tuple((skill, level) for skill, level in row["needs"])
    return Contact(row["id"], row["queue"], row["since"], row["priority"], needs, row["preferred"])


def waiting_out(waiting: Waiting) -> Row:
    return contact_out(waiting.contact) | {
        "give_up": waiting.give_up,
        "offer": waiting.offer,
        "overdue": waiting.overdue,
        "avoid": {agent: list(span) for agent, span in waiting.avoid.items()},
    }


def waiting_in(row: Row) -> Waiting:
    avoid = {agent: (first, last) for agent, (first, last) in row["avoid"].items()}
    return Waiting(contact_in(row), row["give_up"], row["offer"], row["overdue"], avoid)


_AGENT_PLAIN = (
    "id",
    "reason",
    "since",
    "until",
    "contact",
    "offer",
    "deadline",
    "queue",
    "misses",
    "handled",
    "idle_since",
    "turn",
)


def agent_out(agent: Agent) -> Row:
    row: Row = {name: getattr(agent, name) for name in _AGENT_PLAIN}
    pending = None if agent.pending is None else [agent.pending[0].value, agent.pending[1]]
    return row | {"state": agent.state.value, "pending": pending, "phone": agent.phone}


def agent_in(row: Row) -> Agent:
    pending = row["pending"]
    return Agent(
        **{name: row[name] for name in _AGENT_PLAIN},
        state=AgentState(row["state"]),
        phone=row.get("phone", ""),
        pending=None if pending is None else (AgentState(pending[0]), pending[1]),
        seated=False,
    )
