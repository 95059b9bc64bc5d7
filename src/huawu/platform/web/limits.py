"""How much and how often a client may ask."""

import re
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from starlette.exceptions import HTTPException as StarletteHTTPException

from huawu.platform.clock import SECOND, Clock, Micros, system_clock

Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
Scope = dict[str, Any]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

MOST_BYTES = 1024 * 1024
LARGER = {
    ("POST", "/api/prompts/sounds"): 8 * 1024 * 1024,
    ("POST", "/api/customers/imports"): 8 * 1024 * 1024,
    ("POST", "/api/speech/hear"): 2 * 1024 * 1024,
    ("POST", "/v1/audio/transcriptions"): 25 * 1024 * 1024,
}
"""What may be sent where sound or a sheet is: two minutes of a prompt, half a minute to try a plan, a quarter
of an hour to be written down."""
LARGER_UNDER = (("POST", re.compile(r"/api/cases/[0-9a-z-]{1,40}/attachments"), 50 * 1024 * 1024),)
"""The same where the address names what it is for."""
_MOST_KEYS = 20_000


@dataclass(frozen=True, slots=True)
class Rate:
    """`burst` at once, then `per_second` (a token bucket)."""

    per_second: float
    burst: int


class Throttle:
    """Token buckets by key, in memory: a restart forgives, and the least recently seen are forgotten
    first.
    """

    def __init__(self, rate: Rate, clock: Clock = system_clock) -> None:
        self._rate, self._clock = rate, clock
        self._buckets: OrderedDict[str, tuple[float, Micros]] = OrderedDict()

    def take(self, key: str) -> float:
        """Take one; 0 when there was one, else the seconds until there will be."""
        level = self._level(key)
        if level < 1:
            return (1 - level) / self._rate.per_second
        self._put(key, level - 1)
        return 0

    def wait(self, key: str) -> float:
        """Seconds until `take` would succeed, without taking."""
        return max(0.0, (1 - self._level(key)) / self._rate.per_second)

    def give_back(self, key: str) -> None:
        """Undo one `take`."""
        self._put(key, min(self._rate.burst, self._level(key) + 1))

    def forgive(self, key: str) -> None:
        """Fill the bucket again."""
        self._buckets.pop(key, None)

    def _level(self, key: str) -> float:
        if key not in self._buckets:
            return float(self._rate.burst)
        level, seen = self._buckets[key]
        return min(self._rate.burst, level + (self._clock() - seen) / SECOND * self._rate.per_second)

    def _put(self, key: str, level: float) -> None:
        self._buckets[key] = (level, self._clock())
        self._buckets.move_to_end(key)
        if len(self._buckets) > _MOST_KEYS:
            self._buckets.popitem(last=False)


class TooLarge(StarletteHTTPException):
    """The body is longer than `MOST_BYTES`. Of a class that FastAPI lets pass while it reads a body."""

    def __init__(self) -> None:
        super().__init__(413)


def most_bytes(scope: Scope) -> int:
    """How long the body of a request may be."""
    asked = (scope["method"], scope["path"])
    under = (most for method, path, most in LARGER_UNDER if method == asked[0] and path.fullmatch(asked[1]))
    return LARGER.get(asked) or next(under, MOST_BYTES)


def limited(receive: Receive, most: int = MOST_BYTES) -> Receive:
    """`receive`, but a body that goes on past `most` raises TooLarge however it was announced."""
    got = 0

    async def counting() -> dict[str, Any]:
        nonlocal got
        message = await receive()
        got += len(message.get("body", b""))
        if got > most:
            raise TooLarge
        return message

    return counting
