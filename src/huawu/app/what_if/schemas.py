"""What the HTTP interface says about past days played again."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import Field

from huawu.people.types import BilingualName
from huawu.platform.web.shapes import Asked, Shape, Words, moment, moment_or_none
from huawu.platform.words import say
from huawu.routing.models import ReplayRow

Key = Annotated[str, Field(pattern=r"^[0-9A-Za-z*#+._-]{1,64}$")]
Clock = Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
Day = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
_MOST = 50


class Hours(Asked):
    """Times of the site's clock; without them the whole day."""

    model_config = Asked.model_config | {"populate_by_name": True}

    from_: Annotated[Clock | None, Field(alias="from")] = None
    until: Clock | None = None


class MoreAgents(Hours):
    """So many more, able to do what `like` can, or what is said."""

    count: Annotated[int, Field(ge=1, le=200)] = 1
    like: Key | None = None
    queues: Annotated[list[Key], Field(max_length=_MOST)] = []
    skills: Annotated[dict[Key, Annotated[int, Field(ge=1, le=5)]], Field(max_length=_MOST)] = {}


class WithoutAgent(Hours):
    agent: Key


class QueueChanged(Asked):
    """Rules of a queue that are different; null: as they are."""

    strategy: Annotated[str | None, Field(max_length=40)] = None
    ring_seconds: int | None = None
    ring_at_once: int | None = None
    wrap_up_seconds: int | None = None
    max_waiting: int | None = None
    max_wait_seconds: int | None = None
    reserve_after_seconds: int | None = None


class Changes(Asked):
    """What is to be different. `rules`: the configuration that was in force on the day, that is in force now,
    or with the drafts. `patience`: that of callers times so much; `calls_percent`: so many more calls, or
    fewer."""

    rules: Literal["then", "now", "draft"] = "then"
    queues: Annotated[dict[Key, QueueChanged], Field(max_length=_MOST)] = {}
    agents: Annotated[list[MoreAgents], Field(max_length=20)] = []
    without: Annotated[list[WithoutAgent], Field(max_length=200)] = []
    patience: Annotated[float, Field(ge=0.01, le=100)] = 1
    calls_percent: Annotated[float, Field(ge=-100, le=400)] = 0

    def plain(self) -> dict[str, Any]:
        """As `routing.service.replay.changes` reads it."""
        return self.model_dump(by_alias=True, exclude_none=True, exclude_defaults=True)


class ReplayAsked(Asked):
    """`repeats`: how often each side is played; what is not known of the day is drawn anew each time."""

    day: Day
    changes: Changes = Changes()
    repeats: Annotated[int, Field(ge=5, le=200)] = 20


class Interval(Shape):
    """A mean, and the ends of its 95 % confidence interval over the repeats."""

    mean: float | None
    low: float | None
    high: float | None


class Counted(Shape):
    """By figure (offered, answered, abandoned, elsewhere, service_level, abandonment, mean_wait_seconds,
    occupancy): of the day, and of each half-hour. Shares are 0 to 1; null: of nothing."""

    total: dict[str, float | None]
    by: dict[str, list[float | None]]


class Estimated(Shape):
    """As `Counted`, of what was played."""

    total: dict[str, Interval]
    by: dict[str, list[Interval]]


class QueueCompared(Shape):
    """`real`: the day itself; `same`: played as it was; `changed`: played with the changes; `difference`:
    changed less same, on the same callers."""

    real: Counted
    same: Estimated
    changed: Estimated
    difference: Estimated


class PatienceKnown(Shape):
    gave_up: int
    answered: int
    median_seconds: float | None


class ReplayResult(Shape):
    """`half_hours`: which ones since the day began; `queues`: by queue, "" is all of them. `guessed`: agents
    of whom no states are kept: they were taken to be there from their first to their last call. `left_out`:
    calls of queues that one of the sides does not know. `absent`: agents who were there and do not work there
    under the rules of one side: without them it is played. `lendings`, `closings`: how often agents
    were lent or taken out for a while, and queues closed early on the day, which holds in both sides.
    `configurations`: the numbers of those that were in force on the day and told apart; empty: that is not
    known, and those of now stood for them."""

    half_hours: list[int]
    queues: dict[str, QueueCompared]
    repeats: int
    customers: int
    lost: int
    never_served: int
    left_out: int
    absent: int = 0
    lendings: int = 0
    closings: int = 0
    configurations: list[int] = []
    guessed: list[str]
    patience: dict[str, PatienceKnown]


class Fault(Shape):
    """Why it failed: the key of a refusal, and what it says in the reader's language."""

    key: str
    params: dict[str, Any] = {}
    title: str
    detail: str


class ReplayBrief(Shape):
    """`done`: of so many `repeats`."""

    id: str
    day: str
    changes: dict[str, Any]
    repeats: int
    done: int
    state: Literal["waiting", "running", "done", "cancelled", "failed"]
    asked_at: datetime
    ended_at: datetime | None
    fault: Fault | None


class ReplayShown(ReplayBrief):
    result: ReplayResult | None


class ReplayList(Shape):
    items: list[ReplayBrief]


class DayCounted(Shape):
    """A day on which somebody called. `offered`: how often somebody waited in a queue."""

    day: str
    offered: int


class DayList(Shape):
    items: list[DayCounted]


class AgentThere(Shape):
    """An agent of the site. `spans`: when they could be given calls on the day, in minutes since it began."""

    id: str
    name: Words
    number: str
    queues: list[str]
    spans: list[tuple[int, int]]


class Choice(Shape):
    id: str
    name: Words


class QueueChoice(Choice):
    strategy: str


class DayChoices(Shape):
    """What can be chosen for a day. `begins_at`: the day; `drafts`: whether something waits to be
    published."""

    day: str
    begins_at: datetime
    agents: list[AgentThere]
    queues: list[QueueChoice]
    skills: list[Choice]
    strategies: list[str]
    drafts: bool


def words(name: BilingualName | None, key: str) -> Words:
    """A name, or the key of what has none."""
    return Words.model_validate(name) if name else Words(zh=key)


def brief(row: ReplayRow, locale: str) -> ReplayBrief:
    return ReplayBrief.model_validate(_values(row, locale))


def shown(row: ReplayRow, locale: str) -> ReplayShown:
    return ReplayShown.model_validate(_values(row, locale) | {"result": row.result})


def _fault(fault: dict[str, Any] | None, locale: str) -> dict[str, Any] | None:
    if fault is None:
        return None
    said = say(fault["key"], locale, fault.get("params"))
    return fault | {"title": said.title, "detail": said.detail}


def _values(row: ReplayRow, locale: str) -> dict[str, Any]:
    return {
        "id": row.id,
        "day": row.day,
        "changes": row.changes,
        "repeats": row.repeats,
        "done": row.done,
        "state": row.state,
        "asked_at": moment(row.asked_at),
        "ended_at": moment_or_none(row.ended_at),
        "fault": _fault(row.fault, locale),
    }
