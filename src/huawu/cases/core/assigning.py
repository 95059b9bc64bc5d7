"""Who gets a case: the team of its type, and there nobody yet, a named expert, whoever has least to do, or
whose turn it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from huawu.platform.clock import Micros

WAYS = ("team", "load", "rota", "expert")
IN_TURN = frozenset({"load", "rota"})
"""Whom the next case goes to depends on whom the last one went to."""


@dataclass(frozen=True, slots=True)
class Worker:
    """Somebody of the team. `open`: so many open cases are theirs; `last`: when the newest of their cases was
    opened, microseconds UTC, 0 for who never had one."""

    agent: str
    number: str  # 工号
    open: int
    last: Micros = 0


def assignee(way: str, team: Sequence[Worker], experts: Sequence[str] = ()) -> str | None:
    """Which agent gets it. `experts`: by their numbers, the first choice first. `load`: who has fewest open
    cases; `rota`: whose newest case is the oldest; of equals who comes first by number. None: it waits in the
    team's list until somebody takes it."""
    if way == "expert":
        by_number: Mapping[str, str] = {worker.number: worker.agent for worker in team}
        return next((by_number[number] for number in experts if number in by_number), None)
    if way == "load" and team:
        return min(team, key=lambda worker: (worker.open, worker.number)).agent
    if way == "rota" and team:
        return min(team, key=lambda worker: (worker.last, worker.number)).agent
    return None
