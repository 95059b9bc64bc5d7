"""Whose calls: found by agent and by extension, without a look at every call of a site.

What is kept of agents is where to look: a call stays among an agent's until it is over, also after they left
it.
"""

from collections.abc import Mapping
from dataclasses import replace

from huawu.platform.ids import Id
from huawu.routing.types import Occupied, Released, Told
from huawu.telephony.core.switch import hearing
from huawu.telephony.core.switch.types import Call, Desk


def is_in(agent: Id, call: Call) -> bool:
    """Whether a call rings at this agent, or they are a party of it, or have dialled it."""
    if has_or_rings(agent, call):
        return True
    if call.parties:
        return hearing.part_of(agent, call.parties) is not None
    return call.dialler == agent


def has_or_rings(agent: Id, call: Call) -> bool:
    """Whether an agent is in charge of a call, or it rings at them, perhaps at others too."""
    if call.agent == agent and call.agent_leg is not None:
        return True
    return any(each.agent == agent for each in call.also)


def by_extension(desks: dict[Id, Desk]) -> dict[str, Desk]:
    """Desks by extension; of two at one, the first."""
    return {desk.extension: desk for desk in reversed(desks.values())}


def straight_on(tells: list[Told], told: Occupied) -> Occupied:
    """What routing is to hear of an agent who is in a call now. When it is still to hear that they left
    another one it hears both at once, so that they are not offered a call in between."""
    for each in tells:
        if isinstance(each, Released) and each.agent == told.agent:
            tells.remove(each)
            return replace(told, instead_of=each.contact)
    return told


class Calls:
    """Which calls to look at for an agent."""

    def __init__(self) -> None:
        self._calls: dict[Id, dict[Id, None]] = {}

    def add(self, agent: Id, call: Call) -> None:
        """This agent is in a call, or is to be."""
        self._calls.setdefault(agent, {})[call.id] = None

    def of(self, agent: Id, calls: Mapping[Id, Call]) -> Call | None:
        """The call that an agent is in, of those that go on; of two, the older one."""
        known = self._calls.get(agent, {})
        for key in [each for each in known if each not in calls]:
            del known[key]
        found = [key for key in known if is_in(agent, calls[key])]
        oldest = found if len(found) < 2 else [key for key in calls if key in found]
        return calls[oldest[0]] if oldest else None
