"""When an engine that keeps failing is left in peace, and when it is tried again (a circuit breaker).

Closed: everything goes through. After so many failures in a row it opens: nothing goes through until the rest
is over. Then it is half open: one try goes through; success closes it, failure opens it again for twice as
long, up to a limit. Time is told, in microseconds.
"""

from dataclasses import dataclass

SECOND = 1_000_000
LONGEST_REST = 300 * SECOND


@dataclass(slots=True)
class Breaker:
    """`most`: failures in a row that open it. `rest`: how long it then stays open at first."""

    most: int = 3
    rest: int = 15 * SECOND
    _failures: int = 0
    _open_until: int | None = None
    _resting: int = 0
    _trying_until: int = 0

    def state(self, now: int) -> str:
        """closed, open or half_open."""
        if self._open_until is None:
            return "closed"
        return "open" if now < self._open_until else "half_open"

    def admits(self, now: int, *, lasts: int) -> bool:
        """Whether a request may go out now. Half open it is the only one for as long as it may last
        (`lasts`): one that never tells how it ended holds nothing up for ever."""
        state = self.state(now)
        if state == "half_open" and now >= self._trying_until:
            self._trying_until = now + lasts
            return True
        return state == "closed"

    def succeeded(self) -> None:
        """A request was answered."""
        self._failures, self._open_until, self._resting, self._trying_until = 0, None, 0, 0

    def failed(self, now: int) -> None:
        """A request was not answered, or not in time."""
        self._failures += 1
        if self._failures >= self.most or self._open_until is not None:
            self._resting = min(max(self.rest, self._resting * 2), LONGEST_REST)
            self._open_until, self._trying_until = now + self._resting, 0

    def spared(self) -> None:
        """A request went out and says nothing of the engine (it was given up, or was at fault itself)."""
        self._trying_until = 0
