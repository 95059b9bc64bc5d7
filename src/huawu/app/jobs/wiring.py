"""Which jobs are done, who hears which facts, and what is tidied: the rooms' parts of the `jobs` process."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from huawu.app.postgres import database_url
from huawu.desk.service import forget_old_drafts
from huawu.platform.database import engine_for, sessions_for
from huawu.platform.jobs import Handler
from huawu.platform.settings import Settings
from huawu.platform.subscriptions import Subscriber
from huawu.platform.work import Work
from huawu.routing.subscribers import KEEPS_PROMISES
from huawu.telephony.jobs import (
    DELETE_FILES,
    Exchange,
    SpaceWatch,
    delete_what_is_over,
    deleting,
    placing,
    remove_deleted_messages,
)
from huawu.telephony.service import TEST_CALL

Tidy = Callable[[Work], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Parts:
    """`handlers` by kind of job; `subscribers`; `tidies`: done hourly, each in a Work of its own, by name."""

    handlers: dict[str, Handler] = field(default_factory=dict)
    subscribers: list[Subscriber] = field(default_factory=list)
    tidies: dict[str, Tidy] = field(default_factory=dict)


def wired(settings: Settings) -> Parts:
    """The parts of this installation."""
    engine = engine_for(database_url(settings), pool_size=4, name="huawu jobs' work")
    exchange = Exchange(settings.sip_host, settings.sip_port)
    return Parts(
        subscribers=[KEEPS_PROMISES],
        handlers={
            TEST_CALL: placing(lambda: sessions_for(engine), exchange),
            DELETE_FILES: deleting(settings.recordings_dir),
        },
        tidies={
            "drafts that nobody came back to": forget_old_drafts,
            "recordings whose time is over": delete_what_is_over,
            "messages that were deleted": remove_deleted_messages,
            "room for recordings": SpaceWatch(settings.recordings_dir).look,
        },
    )
