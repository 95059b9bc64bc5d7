"""What would happen to a caller under a plan that is not in force yet, with the people who are there now.

The engine of the live process knows only its own plan, so another one is told who is there and who waits, as
the board shows it: who is ready and since when, who is busy, who is away. What the board does not know is
left out: of those who wait, what they need; the pace of queues, and with it estimates.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any

from huawu.platform.clock import Micros
from huawu.platform.ids import Id
from huawu.routing.core.engine import Engine
from huawu.routing.types import (
    AgentAway,
    AgentBusy,
    AgentReady,
    AgentState,
    Arrived,
    Contact,
    PhoneChanged,
    Plan,
    Tick,
    Told,
)

_AT_WORK = frozenset(("ringing", "talking", "wrap_up"))
_NOBODY = "somebody-new"
"""The id of the contact that is only thought of: it belongs to nobody."""


@dataclass(frozen=True, slots=True)
class There:
    """Somebody who is signed in: a state of `AgentState`, since when, and why no call can be offered ("":
    one can)."""

    state: str
    since: Micros
    phone: str = ""


def imagined(asked: Mapping[str, Any], now: Micros) -> Contact:
    """Somebody who might come now: `queue`, `priority`, `vip`, `preferred`, `needs` (skill, least level)."""
    needs = tuple((skill, level) for skill, level in asked.get("needs") or ())
    preferred, vip = asked.get("preferred"), bool(asked.get("vip"))
    return Contact(_NOBODY, asked["queue"], now, asked.get("priority", 5), needs, preferred, vip)


def trial_under(
    plan: Plan, contact: Contact, *, there: Mapping[Id, There], waiting: Mapping[Id, Contact], now: Micros
) -> dict[str, Any]:
    """As `Engine.trial`. Who waits comes after those who work, and is given to them as the plan says."""
    names = count()
    engine = Engine(plan, lambda: f"rehearsed-{next(names)}")
    seated = {agent: each for agent, each in there.items() if agent in plan.seats}
    for at, _, told in sorted(_arriving(seated), key=lambda each: each[:2]):
        engine.tell(told, at)
    for each in sorted(waiting.values(), key=lambda each: (each.since, each.id)):
        if each.queue in plan.queues:
            engine.tell(Arrived(each), max(now - 1, each.since))
    engine.tell(Tick(), now)
    found = engine.trial(contact)
    for agent, shown in seated.items():
        if shown.state in _AT_WORK and found["agents"].get(agent) == "talking":
            found["agents"][agent] = shown.state
    return found


def _arriving(there: Mapping[Id, There]) -> list[tuple[Micros, int, Told]]:
    """Everybody in the order in which they became what they are; those who are not ready never are in
    between, so that nobody is idle longer than they were."""
    told: list[tuple[Micros, int, Told]] = []
    for number, (agent, each) in enumerate(sorted(there.items())):
        if each.state in _AT_WORK:
            told.append((each.since, 2 * number, AgentReady(agent)))
            told.append((each.since, 2 * number + 1, AgentBusy(agent)))
        elif each.state == AgentState.READY:
            told.append((each.since, 2 * number, AgentReady(agent)))
        elif each.state == AgentState.PAUSED:
            told.append((each.since, 2 * number, AgentAway(agent, AgentState.PAUSED, "")))
        if each.phone and each.state != AgentState.SIGNED_OUT:
            told.append((each.since, 2 * number + 1, PhoneChanged(agent, each.phone)))
    return told
