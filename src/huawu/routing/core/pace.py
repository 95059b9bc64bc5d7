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


@dataclass(slots=True)
class Flow:
    """How fast a queue moves. `last`: when a contact left it towards an agent while others waited; `gap`:
    smoothed time between two that did; `talk`: smoothed length of a talk. None while unknown."""

    last: Micros | None = None
    gap: float | None = None
    talk: float | None = None


class Pace:
    """What is known of each queue. Times in microseconds."""

    def __init__(self) -> None:
        self._flows: dict[Id, Flow] = {}
        self._arrived = 0
        self._errors: dict[Id, Errors] = {}
        self.learnt: set[Id] = set()  # queues of whose estimates more is known than when last asked

    # ---- learning ------------------------------------------------------------------------------------------

    def moved(self, queue: Id, left: int, now: Micros) -> None:
        """A contact went to an agent and `left` others wait. A gap counts only while somebody waited
        through it."""
        flow = self._flow(queue)
        if flow.last is not None:
            flow.gap = _smooth(flow.gap, now - flow.last)
        flow.last = now if left else None

    def handled(self, queue: Id, talk: Micros) -> None:
        """A talk lasted so long."""
        flow = self._flow(queue)
        flow.talk = _smooth(flow.talk, talk)

    def _flow(self, queue: Id) -> Flow:
        flow = self._flows.get(queue)
        if flow is None:
            flow = self._flows[queue] = Flow()
        return flow

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
        self.learnt.add(waiting.contact.queue)
        errors.watched += 1
        errors.off += abs(waited - likely)
        errors.kept += waited <= at_most

    # ---- telling -------------------------------------------------------------------------------------------

    def seconds(self, queue: Id, position: int, now: Micros) -> int | None:
        """Seconds until the contact at `position` is taken; None while nothing is known of the queue."""
        flow = self._flows.get(queue)
        if flow is None or flow.gap is None:
            return None
        waited = 0 if flow.last is None else now - flow.last
        return round(max(0.0, position * flow.gap - min(waited, flow.gap)) / SECOND)

    def estimate(self, floor: "Floor", waiting: Waiting) -> Estimate | None:
        """What this contact has to expect in its step; None while nothing is known."""
        group, flow = waiting.group, self._flows.get(waiting.contact.queue)
        if group is None or flow is None or (flow.gap is None and flow.talk is None):
            return None
        line, present = group.line, group.present()
        if not present:
            return None
        stages = line.position(waiting.key, floor.now)
        gap = flow.gap
        if present < line.signed_in or gap is None:
            # Only some of the agents may take it, or nobody has had to wait yet: by the length of talks.
            if flow.talk is None:
                return None
            gap = flow.talk / present
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
            **{name: self._known(name) for name in Flow.__slots__},
            "arrived": self._arrived,
            "errors": {queue: [e.watched, e.off, e.kept] for queue, e in self._errors.items()},
        }

    def _known(self, name: str) -> dict[Id, Any]:
        """One of the figures, of the queues of which it is known."""
        values = {queue: getattr(flow, name) for queue, flow in self._flows.items()}
        return {queue: value for queue, value in values.items() if value is not None}

    @classmethod
    def taken_up(cls, saved: dict[str, Any]) -> Self:
        """What `out` gave; what an older release did not know begins empty."""
        pace = cls()
        for name in Flow.__slots__:
            for queue, value in saved.get(name, {}).items():
                setattr(pace._flow(queue), name, value)
        pace._arrived = saved.get("arrived", 0)
        pace._errors = {queue: Errors(*row) for queue, row in saved.get("errors", {}).items()}
        return pace


def _smooth(before: float | None, newest: Micros) -> float:
    return newest if before is None else before + WEIGHT * (newest - before)


def _cube(stages: int, z: float) -> float:
    """A quantile of a gamma law with mean 1, `z` being the normal one."""
    return float((1 - 1 / (9 * stages) + z / (3 * stages**0.5)) ** 3)
