"""Agents and contacts as the engine is told of them. All times are microseconds UTC."""

from enum import StrEnum

from huawu.platform.clock import Micros
from huawu.platform.ids import Id
from huawu.platform.values import value
from huawu.routing.core.plan import Step


class AgentState(StrEnum):
    """What an agent is doing, as routing sees it. Each is visible on the board."""

    SIGNED_OUT = "signed_out"
    READY = "ready"
    PAUSED = "paused"  # with a reason
    RINGING = "ringing"  # an offer is out
    TALKING = "talking"
    WRAP_UP = "wrap_up"


@value
class Contact:
    """Someone waiting. `since` is the true arrival or an inherited (virtual) start: it gives the place; how
    long somebody waited here is counted from the moment the engine was told. `needs` hold in every step;
    `steps` go before those of the queue. `caller`: an id by which somebody cut off is known again."""

    id: Id
    queue: Id
    since: Micros
    priority: int = 5  # 1 first
    needs: tuple[tuple[str, int], ...] = ()  # (skill, least level)
    preferred: Id | None = None
    vip: bool = False  # before every class, however old
    steps: tuple[Step, ...] = ()
    last: Id | None = None  # who served this customer last
    caller: Id | None = None


@value
class AgentView:
    """An agent as routing sees them now. `since`: when this state began; `phone`: why no call can be
    offered, "" when it can."""

    state: AgentState
    reason: str
    since: Micros
    until: Micros | None
    contact: Id | None
    phone: str = ""


@value
class CalledBack:
    """Somebody who waits to be called back. `position`: in the line, None while they may not be called;
    `look`: when that changes."""

    position: int | None
    look: Micros | None
