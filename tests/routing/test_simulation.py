"""The engine in virtual time against Erlang C, with the spread that ten runs allow."""

import heapq
import itertools
from random import Random
from statistics import mean, stdev

import pytest

from huawu.measures.erlang.delay import delay
from huawu.platform.clock import SECOND
from huawu.routing import service as routing
from huawu.routing.types import (
    Accepted,
    AgentReady,
    Arrived,
    Contact,
    Finished,
    Offer,
    Plan,
    Queue,
    Seat,
    Told,
)

pytestmark = pytest.mark.core

AGENTS, LOAD, AHT, THRESHOLD = 10, 8.0, 180.0, 20.0
CALLS, WARM_UP, RUNS = 1_500, 200, 10
STUDENT_99 = 3.25  # nine degrees of freedom, two-sided
PRACTICE = Queue("q", wrap_up_seconds=0, ring_seconds=60)


def one_run(seed: int) -> tuple[float, float, float]:
    """Share that waits, mean wait and service level of M/M/n; phones are answered at once."""
    dice = Random(seed)
    plan = Plan(1, {"q": PRACTICE}, {f"a{i}": Seat(f"a{i}", ("q",)) for i in range(AGENTS)})
    numbers = itertools.count()
    engine = routing.open_engine(plan, lambda: str(next(numbers)))
    events: list[tuple[int, int, Told]] = []
    ties = itertools.count()
    arrived: dict[str, int] = {}
    waits: list[float] = []
    at = 0
    for i in range(CALLS):
        at += round(dice.expovariate(LOAD / AHT) * SECOND)
        heapq.heappush(events, (at, next(ties), Arrived(Contact(f"c{i:05}", "q", at))))
        arrived[f"c{i:05}"] = at
    for agent in plan.seats:
        engine.tell(AgentReady(agent), 0)
    while events:
        now, _, told = heapq.heappop(events)
        for answer in engine.tell(told, now):
            if isinstance(answer, Offer):
                engine.tell(Accepted(answer.id), now)
                waits.append((now - arrived[answer.contact]) / SECOND)
                end = now + round(dice.expovariate(1 / AHT) * SECOND)
                heapq.heappush(events, (end, next(ties), Finished(answer.agent, answer.contact)))
    assert len(waits) == CALLS
    counted = waits[WARM_UP:]
    return (
        mean(wait > 0 for wait in counted),
        mean(counted),
        mean(wait <= THRESHOLD for wait in counted),
    )


def test_ten_runs_of_a_centre_agree_with_erlang_c() -> None:
    exact = delay(AGENTS, LOAD, aht=AHT, threshold=THRESHOLD)
    runs = [one_run(seed) for seed in range(RUNS)]
    for found, expected in zip(
        zip(*runs, strict=True), (exact.p_wait, exact.mean_wait, exact.service_level), strict=True
    ):
        half = STUDENT_99 * stdev(found) / RUNS**0.5
        assert abs(mean(found) - expected) <= half
        assert half < 0.5 * expected, "too wide to say anything"
