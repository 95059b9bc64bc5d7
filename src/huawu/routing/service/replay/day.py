"""A past day of a site as plain values: who came, what became of them, who was there.

Times are microseconds since the day began. A *visit* is one wait for an agent: somebody sent on from queue to
queue makes one visit, somebody who was transferred into a queue after a talk makes another.
"""

from dataclasses import asdict, dataclass, field
from typing import Any

from huawu.platform.clock import Micros
from huawu.platform.ids import Id

Span = tuple[Micros, Micros]

ANSWERED, GAVE_UP, OTHERWISE = "answered", "gave_up", "otherwise"


@dataclass(frozen=True, slots=True)
class Visit:
    """`how` it ended at `end`: ANSWERED (by `agent`, whose phone rang for `rang`, who talked for `talk` and
    wrote up for `wrap`), GAVE_UP, or OTHERWISE (sent elsewhere): then nobody knows how long they would have
    waited. `older`: how much earlier their place began. `steps` as configuration writes them."""

    queue: Id
    at: Micros
    end: Micros
    how: str
    agent: Id | None = None
    rang: Micros = 0
    talk: Micros = 0
    wrap: Micros = 0
    older: Micros = 0
    priority: int = 5
    needs: tuple[tuple[str, int], ...] = ()
    vip: bool = False
    steps: tuple[dict[str, Any], ...] = ()
    preferred: Id | None = None
    last: Id | None = None

    @property
    def wait(self) -> Micros:
        return self.end - self.at


@dataclass(frozen=True, slots=True)
class Lending:
    """Somebody who leads lent an agent to a queue at `level`, or took them out of it (None), until then; or
    took that back: `until` None. `at` 0: it held already when the day began."""

    at: Micros
    agent: Id
    queue: Id
    level: int | None
    until: Micros | None


@dataclass(frozen=True, slots=True)
class Door:
    """Somebody who leads closed a queue before its time, or opened it again. `to`: where those who waited
    were sent, as (kind, name); None: as the queue's own rules say. `until`: when it opens by itself."""

    at: Micros
    queue: Id
    open: bool
    to: tuple[str, str] | None = None
    until: Micros | None = None


@dataclass(frozen=True, slots=True)
class PastDay:
    """`begins`: UTC; `length`: of the day; `presence`: when each agent could be given calls of queues, in
    order. `rings` and `missed`: how many phones rang, and how many of them in vain; `paused`: how long agents
    were paused for that, on average. `guessed`: agents of whom only calls are known: they were there from
    their first to their last. `lendings`, `doors`: what those who led did on it, in order."""

    begins: Micros
    length: Micros
    visits: tuple[Visit, ...]
    presence: dict[Id, tuple[Span, ...]]
    rings: int = 0
    missed: int = 0
    paused: Micros = 60_000_000
    guessed: tuple[Id, ...] = field(default=())
    lendings: tuple[Lending, ...] = ()
    doors: tuple[Door, ...] = ()

    def plain(self) -> dict[str, Any]:
        """As values that JSON can carry."""
        return asdict(self)


def day_from(plain: dict[str, Any]) -> PastDay:
    """What `PastDay.plain` gave, after JSON too."""
    visits = tuple(
        Visit(
            **row
            | {
                "needs": tuple((skill, level) for skill, level in row["needs"]),
                "steps": tuple(row["steps"]),
            }
        )
        for row in plain["visits"]
    )
    presence = {
        agent: tuple((begin, end) for begin, end in spans) for agent, spans in plain["presence"].items()
    }
    doors = tuple(Door(**row | {"to": row["to"] and tuple(row["to"])}) for row in plain["doors"])
    return PastDay(
        **plain
        | {
            "visits": visits,
            "presence": presence,
            "guessed": tuple(plain["guessed"]),
            "lendings": tuple(Lending(**row) for row in plain["lendings"]),
            "doors": doors,
        }
    )
