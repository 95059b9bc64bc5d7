"""What is due when. A heap whose dead entries are dropped when they come to the top."""

from collections.abc import Callable
from heapq import heappop, heappush

from huawu.platform.clock import Micros
from huawu.platform.ids import Id

RING, WAIT, WRAP_UP, RETRY, STAGE, LIMIT, LOOK, HOURS, BACK, MOVE, REOPEN = range(11)
"""An offer's deadline, the longest wait (of a contact), the end of wrap-up (of an agent), the moment from
which a contact may be offered again to who declined it, the next step (of a contact), the end of what an
absence may last (of an agent), a look at whether helpers are needed (of a queue), its next opening or
closing, the moment from which somebody may be called back or not any more (of a contact), the end of a move
between queues (of an agent), the end of early closing (of a queue)."""

Timer = tuple[Micros, int, Id]


class Timers:
    """`alive` says of a timer whether it still means something."""

    __slots__ = ("_alive", "heap")

    def __init__(self, alive: Callable[[Timer], bool]) -> None:
        self.heap: list[Timer] = []
        self._alive = alive

    def add(self, at: Micros, kind: int, whose: Id) -> None:
        heappush(self.heap, (at, kind, whose))

    def next(self) -> Micros | None:
        """When the earliest living timer is due."""
        heap = self.heap
        while heap and not self._alive(heap[0]):
            heappop(heap)
        return heap[0][0] if heap else None

    def due(self, now: Micros) -> Timer | None:
        """Take out one that is due, in order of time, kind and id; None when none is."""
        heap = self.heap
        while heap and heap[0][0] <= now:
            timer = heappop(heap)
            if self._alive(timer):
                return timer
        return None
