"""What each step of a queue is worth: who entered it, who was taken in it, who outlasted it, how long they
waited in it."""

from dataclasses import dataclass
from typing import Any, Self

from huawu.platform.clock import SECOND, Micros
from huawu.platform.ids import Id
from huawu.routing.core.state import Waiting

StepKey = tuple[Id, int]
"""Queue and step: -1 is the wait for the preferred agent; after the last step comes "anyone"."""


@dataclass(slots=True)
class Counts:
    entered: int = 0
    joined: int = 0  # taken by an agent in this step
    expired: int = 0
    left: int = 0
    overflowed: int = 0
    waited: Micros = 0  # in all


LATELY = 50
"""So many answered contacts make the service level of now."""


class Figures:
    """Counts since the engine began, by queue and step, and which of the latest contacts were in time."""

    def __init__(self) -> None:
        self._counts: dict[StepKey, Counts] = {}
        self._in_time: dict[Id, list[int]] = {}

    def _of(self, waiting: Waiting) -> Counts:
        key = (waiting.contact.queue, waiting.step)
        found = self._counts.get(key)
        if found is None:
            found = self._counts[key] = Counts()
        return found

    def entered(self, waiting: Waiting, now: Micros) -> None:
        """A contact begins a step."""
        waiting.step_since = now
        waiting.counts = self._of(waiting)
        waiting.counts.entered += 1

    def ended(self, waiting: Waiting, how: str, now: Micros) -> None:
        """It leaves its step. `how`: joined, expired, left, overflowed."""
        counts = waiting.counts or self._of(waiting)
        counts.waited += now - waiting.step_since
        setattr(counts, how, getattr(counts, how) + 1)

    def answered(self, queue: Id, in_time: bool) -> None:
        """An agent took a contact of this queue, in time or not."""
        lately = self._in_time.get(queue)
        if lately is None:
            lately = self._in_time[queue] = []
        lately.append(int(in_time))
        if len(lately) > LATELY:
            del lately[0]

    def level(self, queue: Id) -> float:
        """The service level of the latest contacts in per cent; 100 while there was none."""
        lately = self._in_time.get(queue)
        return 100 * sum(lately) / len(lately) if lately else 100.0

    def of_queue(self, queue: Id) -> list[dict[str, Any]]:
        """A row a step, in order; `wait_seconds` is the mean wait in the step of those whose step is over."""
        rows = []
        for (of, step), counts in sorted(self._counts.items()):
            if of == queue:
                over = counts.joined + counts.expired + counts.left + counts.overflowed
                row = {name: getattr(counts, name) for name in Counts.__slots__ if name != "waited"}
                mean = round(counts.waited / over / SECOND, 3) if over else None
                rows.append({"step": step, **row, "wait_seconds": mean})
        return rows

    def out(self) -> dict[str, Any]:
        steps = [
            [*key, *(getattr(counts, name) for name in Counts.__slots__)]
            for key, counts in sorted(self._counts.items())
        ]
        return {"steps": steps, "in_time": {queue: list(row) for queue, row in self._in_time.items()}}

    @classmethod
    def taken_up(cls, saved: dict[str, Any]) -> Self:
        figures = cls()
        figures._counts = {(row[0], row[1]): Counts(*row[2:]) for row in saved["steps"]}
        figures._in_time = {queue: list(row) for queue, row in saved["in_time"].items()}
        return figures
