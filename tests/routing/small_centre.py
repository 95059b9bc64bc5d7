"""A small centre: an engine with a clock in seconds, its answers as short sentences."""

import itertools
from collections.abc import Sequence
from typing import Any

from huawu.platform.clock import SECOND
from huawu.routing import service as routing
from huawu.routing.types import (
    Accepted,
    AgentReady,
    Answered,
    Arrived,
    Connect,
    Contact,
    Declined,
    Offer,
    Overflow,
    Overstayed,
    Plan,
    Queue,
    Seat,
    Told,
    Withdraw,
)


def line(answer: Answered) -> str:
    """One answer as a short sentence."""
    if isinstance(answer, Offer):
        return f"ring {answer.agent} for {answer.contact}"
    if isinstance(answer, Withdraw):
        return f"stop ringing {answer.agent} for {answer.contact}: {answer.cause}"
    if isinstance(answer, Connect):
        return f"join {answer.contact} and {answer.agent}"
    if isinstance(answer, Overflow):
        to = "" if answer.to is None else f" to {answer.to.kind} {answer.to.name}".rstrip()
        return f"send {answer.contact} on{to}: {answer.cause}"
    if isinstance(answer, Overstayed):
        return f"{answer.agent} stays too long ({answer.reason})"
    reason = f" ({answer.reason})" if answer.reason else ""
    phone = f" (no calls: {answer.phone})" if answer.phone else ""
    return f"{answer.agent} is {answer.state.value}{reason}{phone}"


class Centre:
    """An engine with a clock in seconds; offers are named by the agent they ring."""

    def __init__(self, *queues: Queue, seats: Sequence[Seat] | None = None, agents: str = "ann bo") -> None:
        self.queues = queues or (Queue("desk"),)
        served = tuple(queue.id for queue in self.queues)
        seats = seats or [Seat(name, served) for name in agents.split()]
        self.plan = Plan(1, {queue.id: queue for queue in self.queues}, {seat.agent: seat for seat in seats})
        numbers = itertools.count(1)
        self.engine = routing.open_engine(self.plan, lambda: f"o{next(numbers)}")
        self.seconds = 0.0
        self.rings: dict[str, Offer] = {}

    @property
    def now(self) -> int:
        return round(self.seconds * SECOND)

    def at(self, seconds: float) -> "Centre":
        self.seconds = seconds
        return self

    def tell(self, told: Told) -> list[str]:
        return self.follow(self.engine.tell(told, self.now))

    def follow(self, answers: list[Answered]) -> list[str]:
        self.rings |= {answer.agent: answer for answer in answers if isinstance(answer, Offer)}
        return [line(answer) for answer in answers]

    def calls(self, contact: str, queue: str = "desk", **more: Any) -> list[str]:
        return self.tell(Arrived(Contact(contact, queue, self.now, **more)))

    def ready(self, *agents: str) -> list[str]:
        return [said for agent in agents for said in self.tell(AgentReady(agent))]

    def takes(self, agent: str) -> list[str]:
        return self.tell(Accepted(self.rings[agent].id))

    def refuses(self, agent: str, cause: str = "declined") -> list[str]:
        return self.tell(Declined(self.rings[agent].id, cause))

    def state(self, agent: str) -> str:
        view = self.engine.agent(agent)
        assert view is not None
        return f"{view.state.value} {view.reason}".strip()
