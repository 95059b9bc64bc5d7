"""How fast a queue moves: a smoothed time between two contacts that leave it towards an agent while others
wait."""

from typing import Any, Self

from huawu.platform.clock import SECOND, Micros
from huawu.platform.ids import Id

WEIGHT = 0.2
"""Weight of the newest gap in the smoothed one."""


class Pace:
    """Per queue: when it last moved and the smoothed gap (microseconds)."""

    def __init__(self) -> None:
        self._last: dict[Id, Micros] = {}
        self._gap: dict[Id, float] = {}

    def moved(self, queue: Id, left: int, now: Micros) -> None:
        """A contact went to an agent and `left` others wait. A gap counts only while somebody waited
        through it."""
        last = self._last.pop(queue, None)
        if last is not None:
            before = self._gap.get(queue)
            self._gap[queue] = now - last if before is None else before + WEIGHT * (now - last - before)
        if left:
            self._last[queue] = now

    def seconds(self, queue: Id, position: int, now: Micros) -> int | None:
        """Seconds until the contact at `position` is taken; None while nothing is known of the queue."""
        gap = self._gap.get(queue)
        if gap is None:
            return None
        waited = now - self._last.get(queue, now)
        return round(max(0.0, position * gap - min(waited, gap)) / SECOND)

    def out(self) -> dict[str, Any]:
        return {"last": dict(self._last), "gap": dict(self._gap)}

    @classmethod
    def taken(cls, saved: dict[str, Any]) -> Self:
        pace = cls()
        pace._last, pace._gap = dict(saved["last"]), dict(saved["gap"])
        return pace
