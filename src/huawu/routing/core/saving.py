"""Agents and waiting contacts as plain values, and back. Timers and lines are made again from these."""

from typing import TYPE_CHECKING, Any

from huawu.platform.plain import plain_row
from huawu.routing.core.conditions import as_value
from huawu.routing.core.plan import Seat, Step
from huawu.routing.core.reading import condition_from
from huawu.routing.core.state import Agent, Back, Job, Move, Waiting, key_of
from huawu.routing.types import AgentState, Contact, Goal

if TYPE_CHECKING:
    from huawu.routing.core.floor import Floor

Row = dict[str, Any]

# ---- the floor ---------------------------------------------------------------------------------------------


def floor_out(floor: "Floor") -> Row:
    """Everything that an engine remembers."""
    return {
        "v": 2,
        "plan": floor.plan.version,
        "now": floor.now,
        "turns": floor.turns,
        "agents": [agent_out(floor.agents[agent]) for agent in sorted(floor.agents)],
        "waiting": [waiting_out(floor.waiting[contact]) for contact in sorted(floor.waiting)],
        "called": [waiting_out(floor.called[contact]) for contact in sorted(floor.called)],
        "pace": floor.pace.out(),
        "figures": floor.figures.out(),
        "closed": {name: None if to is None else [to.kind, to.name] for name, to in floor.closed.items()},
        "open": dict(floor.open),
        "left": [[*whose, *kept] for whose, kept in floor.left.items()],
        "helping": [[*key, since] for key, since in sorted(floor.helping.items())],
        "looks": [[*key, at] for key, at in sorted(floor.looks.items())],
        "ignored": dict(floor.ignored),
    }


def floor_in(floor: "Floor", saved: Row) -> None:
    """Put what `floor_out` gave, of this release or the first one, onto an empty floor."""
    floor.now, floor.turns = saved["now"], saved["turns"]
    floor.ignored = dict(saved["ignored"])
    closed = saved.get("closed", {})
    floor.closed = {name: None if to is None else Goal(*to) for name, to in closed.items()}
    floor.open = dict(saved.get("open", {}))
    left = saved.get("left", [])
    if isinstance(left, list):  # it once was a mapping that did not say in which queue
        floor.left = {(queue, caller): (place, until) for queue, caller, place, until in left}
    floor.helping = {(queue, number): since for queue, number, since in saved.get("helping", [])}
    floor.take_up([agent_in(row) for row in saved["agents"]], [waiting_in(row) for row in saved["waiting"]])
    floor.called = {row["id"]: waiting_in(row) for row in saved.get("called", [])}
    floor.build(floor.plan)
    for kind, queue, at in saved.get("looks", []):
        floor.look_at(kind, queue, at)


# ---- contacts ----------------------------------------------------------------------------------------------


def contact_out(contact: Contact) -> Row:
    row: Row = {
        "id": contact.id,
        "queue": contact.queue,
        "since": contact.since,
        "priority": contact.priority,
        "needs": [list(need) for need in contact.needs],
        "preferred": contact.preferred,
    }
    for name in ("vip", "last", "caller"):
        if value := getattr(contact, name):
            row[name] = value
    if contact.steps:
        row["steps"] = [step_out(step) for step in contact.steps]
    return row


def contact_in(row: Row) -> Contact:
    return Contact(
        row["id"],
        row["queue"],
        row["since"],
        row["priority"],
        tuple((skill, level) for skill, level in row["needs"]),
        row["preferred"],
        vip=row.get("vip", False),
        steps=steps_in(row.get("steps", [])),
        last=row.get("last"),
        caller=row.get("caller"),
    )


def step_out(step: Step) -> Row:
    return {
        "who": as_value(step.condition),
        "seconds": step.seconds,
        "skip_when_nobody": step.skip_when_nobody,
    }


def steps_in(rows: list[Row]) -> tuple[Step, ...]:
    return tuple(Step(condition_from(row["who"]), row["seconds"], row["skip_when_nobody"]) for row in rows)


_WAITING_PLAIN = ("entered", "give_up", "overdue", "step", "step_since", "depth", "next_stage")


def waiting_out(waiting: Waiting) -> Row:
    plain = {name: getattr(waiting, name) for name in _WAITING_PLAIN}
    return {
        **contact_out(waiting.contact),
        **plain,
        "offers": list(waiting.offers),
        "avoid": {agent: list(span) for agent, span in waiting.avoid.items()},
        "promised": None if waiting.promised is None else list(waiting.promised),
        **({} if waiting.back is None else {"back": plain_row(waiting.back)}),
        **({} if waiting.reached is None else {"reached": waiting.reached}),
    }


def waiting_in(row: Row) -> Waiting:
    contact = contact_in(row)
    waiting = Waiting(contact, key_of(contact), contact.since)
    for name in _WAITING_PLAIN:
        if name in row:
            setattr(waiting, name, row[name])
    if "offers" not in row:  # of the first release: one offer at most
        waiting.offers = [] if row["offer"] is None else [row["offer"]]
        waiting.step_since = contact.since
    else:
        waiting.offers = list(row["offers"])
    waiting.avoid = {agent: (first, last) for agent, (first, last) in row["avoid"].items()}
    at, likely, at_most = row.get("promised") or (0, 0, 0)
    waiting.promised = (at, likely, at_most) if at else None
    waiting.back = Back(*row["back"]) if "back" in row else None
    waiting.reached = row.get("reached")
    return waiting


# ---- agents ------------------------------------------------------------------------------------------------

_AGENT_PLAIN = (
    "id",
    "reason",
    "limit",
    "own_call",
    "phone",
    "misses",
    "handled",
    "worked",
    "idle_since",
    "turn",
    "since",
)
_JOB_PLAIN = Job.__slots__


def agent_out(agent: Agent) -> Row:
    state, reason, until, contact = agent.shown
    return {
        **{name: getattr(agent, name) for name in _AGENT_PLAIN},
        "presence": agent.presence.value,
        "shown": [state.value, reason, until, contact],
        "jobs": [[getattr(job, name) for name in _JOB_PLAIN] for job in agent.jobs.values()],
        **({"moves": {name: plain_row(move) for name, move in agent.moves.items()}} if agent.moves else {}),
    }


def agent_in(row: Row) -> Agent:
    if "presence" not in row:
        row = _lifted(row)
    agent = Agent(row["id"], Seat(row["id"], ()), seated=False)
    for name in _AGENT_PLAIN:
        setattr(agent, name, row[name])
    agent.presence = AgentState(row["presence"])
    state, reason, until, contact = row["shown"]
    agent.shown = (AgentState(state), reason, until, contact)
    jobs = [Job(**dict(zip(_JOB_PLAIN, values, strict=False))) for values in row["jobs"]]
    agent.jobs = {job.contact: job for job in jobs}
    agent.moves = {name: Move(*values) for name, values in row.get("moves", {}).items()}
    return agent


_PHASES = {AgentState.RINGING: "rings", AgentState.TALKING: "talks", AgentState.WRAP_UP: "wraps"}


def _lifted(row: Row) -> Row:
    """A row of the first release: one state instead of presence and jobs."""
    state, pending = AgentState(row["state"]), row["pending"]
    phase = _PHASES.get(state)
    presence, reason = (state, row["reason"]) if phase is None else (AgentState.READY, "")
    if pending is not None:
        presence, reason = AgentState(pending[0]), pending[1]
    job = {
        "contact": row["contact"],
        "queue": row["queue"],
        "channel": "voice",
        "phase": phase,
        "since": row["since"],
        "offer": row["offer"],
        "until": row["deadline"] if phase == "rings" else row["until"],
    }
    rest = {"forced": False, "write_up": False, "given": True}
    return {
        **{name: row.get(name) for name in _AGENT_PLAIN},
        "phone": row.get("phone", ""),
        "worked": 0,
        "reason": reason,
        "own_call": phase == "talks" and row["contact"] is None,
        "presence": presence.value,
        "shown": [state.value, row["reason"], row["until"], row["contact"]],
        "jobs": [[*job.values(), *rest.values()]] if phase and row["contact"] is not None else [],
    }
