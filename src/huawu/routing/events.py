"""Facts of routing."""

from dataclasses import dataclass
from typing import Any

from huawu.platform.clock import Micros
from huawu.platform.facts import fact
from huawu.platform.ids import Id


@fact("agent.changed")
@dataclass(frozen=True, slots=True)
class AgentStateChanged:
    """Stream: the agent. `since` is when the state began, `until` when wrap-up ends by itself."""

    agent: Id
    state: str
    reason: str
    since: Micros
    until: Micros | None
    contact: Id | None


@fact("routing.decided")
@dataclass(frozen=True, slots=True)
class Decided:
    """The engine was told something and answered. Stream: the engine. Replaying `told` in order gives
    `answers`."""

    told: dict[str, Any]
    answers: list[dict[str, Any]]
    plan: int
    contact: Id | None
