"""Which jobs are done, who hears which facts, and what is tidied: the rooms' parts of the `jobs` process."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from huawu.platform.jobs import Handler
from huawu.platform.settings import Settings
from huawu.platform.subscriptions import Subscriber
from huawu.platform.work import Work

Tidy = Callable[[Work], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Parts:
    """`handlers` by kind of job; `subscribers`; `tidies`: done hourly, each in a Work of its own, by name."""

    handlers: dict[str, Handler] = field(default_factory=dict)
    subscribers: list[Subscriber] = field(default_factory=list)
    tidies: dict[str, Tidy] = field(default_factory=dict)


def wired(settings: Settings) -> Parts:
    """The parts of this installation."""
    return Parts()
