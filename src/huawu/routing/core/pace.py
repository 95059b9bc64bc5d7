"""How fast a queue moves, what somebody in it has to expect, and how wrong that was.

Two figures a queue, both smoothed: the time between two contacts that leave it towards an agent while others
wait, and how long a talk lasts. A wait is a sum of such gaps, so it is spoken of as a range: the median and
the ninth decile of a gamma law with as many stages as there are contacts to go (by Wilson and Hilferty's
cube, 1931, which is good to a few per cent from one stage on).
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from huawu.platform.clock import SECOND, Micros
from huawu.platform.ids import Id
from huawu.routing.core.state import Waiting

if TYPE_CHECKING:
    from huawu.routing.core.floor import Floor

WEIGHT = 0.2
"""Weight of the newest value in a smoothed one."""
NINTH_DECILE = 1.2816
SAMPLED = 8
"""Of so many contacts that have to wait one is watched to learn how good estimates are."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """Seconds still to be waited: as likely as not, and hardly more than."""

    likely: int
    at_most: int


@dataclass(slots=True)
class Errors:
    """How estimates of a queue did: how many, how far off in all (seconds), how many within their range."""

    watched: int = 0
    off: float = 0.0
    kept: int = 0


class Pace:
    """What is known of each queue. Times in microseconds."""

    def __init__(self) -> None:
        self._last: dict[Id, Micros] = {}
        self._gap: dict[Id, float] = {}
        self._talk: dict[Id, float] = {}
        self._arrived = 0
        self._errors: dict[Id, Errors] = {}

    # ---- learning ------------------------------------------------------------------------------------------

    def moved(self, queue: Id, left: int, now: Micros) -> None:
        """A contact went to an agent and `left` others wait. A gap counts only while somebody waited
        through it."""
        last = self._last.pop(queue, None)
        if last is not None:
            _smooth(self._gap, queue, now - last)
        if left:
            self._last[queue] = now

    def handled(self, queue: Id, talk: Micros) -> None:
        """A talk lasted so long."""
        _smooth(self._talk, queue, talk)

    def watch(self, floor: "Floor", waiting: Waiting) -> None:
        """This contact has to wait; of some of them is noted what they could be told."""
        self._arrived += 1
        if self._arrived % SAMPLED == 1 and (found := self.estimate(floor, waiting)) is not None:
            waiting.promised = (floor.now, found.likely, found.at_most)

    def taken(self, floor: "Floor", waiting: Waiting) -> None:
        """An agent has taken it: was the estimate any good?"""
        if waiting.promised is None:
            return
        at, likely, at_most = waiting.promised
        waited = (floor.now - at) / SECOND
        errors = self._errors.setdefault(waiting.contact.queue, Errors())
        errors.watched += 1
        errors.off += abs(waited - likely)
        errors.kept += waited <= at_most

    # ---- telling -------------------------------------------------------------------------------------------

    def seconds(self, queue: Id, position: int, now: Micros) -> int | None:
        """Seconds until the contact at `position` is taken; None while nothing is known of the queue."""
        gap = self._gap.get(queue)
        if gap is None:
            return None
        waited = now - self._last.get(queue, now)
        return round(max(0.0, position * gap - min(waited, gap)) / SECOND)

    def estimate(self, floor: "Floor", waiting: Waiting) -> Estimate | None:
        """What this contact has to expect in its step; None while nothing is known."""
        group, queue = waiting.group, waiting.contact.queue
        if group is None or (queue not in self._gap and queue not in self._talk):
            return None
        line, present = group.line, group.present()
        if not present:
            return None
        stages = line.position(waiting.key, floor.now)
        gap = self._gap.get(queue)
        if present < line.signed_in or gap is None:
            # Only some of the agents may take it, or nobody has had to wait yet: by the length of talks.
            talk = self._talk.get(queue)
            if talk is None:
                return None
            gap = talk / present
            stages = max(1, round(stages * group.size / max(1, line.count)))
        mean = stages * gap / SECOND
        return Estimate(round(mean * _cube(stages, 0.0)), round(mean * _cube(stages, NINTH_DECILE)))

    def errors(self, queue: Id) -> dict[str, Any]:
        """How good estimates were: `watched`, mean distance from the likely wait, share within the range."""
        errors = self._errors.get(queue, Errors())
        if not errors.watched:
            return {"watched": 0, "off_seconds": None, "kept": None}
        return {
            "watched": errors.watched,
            "off_seconds": round(errors.off / errors.watched, 1),
            "kept": round(errors.kept / errors.watched, 4),
        }

    def out(self) -> dict[str, Any]:
        return {
            "last": dict(self._last),
            "gap": dict(self._gap),
            "talk": dict(self._talk),
            "arrived": self._arrived,
            "errors": {queue: [e.watched, e.off, e.kept] for queue, e in self._errors.items()},
        }

    @classmethod
    def taken_up(cls, saved: dict[str, Any]) -> Self:
        """What `out` gave; what an older release did not know begins empty."""
        pace = cls()
        pace._last, pace._gap = dict(saved["last"]), dict(saved["gap"])
        pace._talk, pace._arrived = dict(saved.get("talk", {})), saved.get("arrived", 0)
        pace._errors = {queue: Errors(*row) for queue, row in saved.get("errors", {}).items()}
        return pace


def _smooth(values: dict[Id, float], queue: Id, newest: Micros) -> None:
    before = values.get(queue)
    values[queue] = newest if before is None else before + WEIGHT * (newest - before)


def _cube(stages: int, z: float) -> float:
    """A quantile of a gamma law with mean 1, `z` being the normal one."""
    return float((1 - 1 / (9 * stages) + z / (3 * stages**0.5)) ** 3)
