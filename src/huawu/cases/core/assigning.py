"""Who gets a case: the team of its type, and there nobody yet, a named expert, or whoever has least to do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

WAYS = ("team", "load", "expert")


@dataclass(frozen=True, slots=True)
class Worker:
    """Somebody of the team. `open`: so many open cases are theirs."""

    agent: str
    number: str  # 工号
    open: int


def assignee(way: str, team: Sequence[Worker], experts: Sequence[str] = ()) -> str | None:
    """Which agent gets it. `experts`: by their numbers, the first choice first. `load`: who has fewest open
    cases, of equals who comes first by number. None: it waits in the team's list until somebody takes it."""
    if way == "expert":
        by_number: Mapping[str, str] = {worker.number: worker.agent for worker in team}
        return next((by_number[number] for number in experts if number in by_number), None)
    if way == "load" and team:
        return min(team, key=lambda worker: (worker.open, worker.number)).agent
    return None
