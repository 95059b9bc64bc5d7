"""Which jobs are done, who hears which facts, and what is tidied: the rooms' parts of the `jobs` process."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from huawu.app.accounts.leaving import LEAVE, leaving
from huawu.app.live_client import LateLine, LiveClient
from huawu.app.postgres import database_url
from huawu.app.what_if.job import replaying
from huawu.cases.service import look as look_at_cases
from huawu.cases.service.along import ALONG
from huawu.cases.service.attachments import sweeping as sweeping_files
from huawu.cases.service.files import CaseFiles
from huawu.cases.service.following import following
from huawu.cases.service.helps import look as look_at_helps
from huawu.cases.service.hours import MOVE as MOVE_HOURS
from huawu.cases.service.hours import moving as moving_hours
from huawu.cases.service.improvements import look as look_at_improvements
from huawu.cases.service.incident_menu import TELL as BEFORE_MENU
from huawu.cases.service.incident_menu import telling as telling_menu
from huawu.cases.service.incident_solving import solving as solving_incident
from huawu.cases.service.incident_together import SOLVE as SOLVE_INCIDENT
from huawu.cases.service.notices import forget_seen
from huawu.cases.service.progress import look as look_at_progress
from huawu.cases.service.receipts_late import look as look_at_receipts
from huawu.cases.subscribers import KEPT, TAKES_BACK, VISITS
from huawu.customers.service import forget_codes
from huawu.customers.service import sweep as sweep_customers
from huawu.desk.service import forget_old_drafts
from huawu.flows.subscribers import COUNTS_WAYS
from huawu.platform.database import engine_for, sessions_for
from huawu.platform.jobs import Handler
from huawu.platform.mail import mail_out, password_in
from huawu.platform.settings import Settings
from huawu.platform.subscriptions import Subscriber
from huawu.platform.work import Work
from huawu.routing.service.replays import REPLAY, forget_old
from huawu.routing.subscribers import KEEPS_PROMISES
from huawu.speech.jobs import sweeping
from huawu.speech.service import OwnSounds
from huawu.switchboard.subscribers import OPENS_ENQUIRIES
from huawu.telephony.jobs import (
    DELETE_FILES,
    EXPIRE,
    Exchange,
    MailRoom,
    SpaceWatch,
    delete_what_is_over,
    deleting,
    expire_messages,
    expiring,
    forget_old_mails,
    mailing,
    placing,
    remove_deleted_messages,
)
from huawu.telephony.recordings import FileKeyPort
from huawu.telephony.service import TEST_CALL
from huawu.telephony.subscribers import MAIL_MESSAGE, MAILS

Tidy = Callable[[Work], Awaitable[object]]
Look = Callable[[Work], Awaitable[int]]


@dataclass(frozen=True, slots=True)
class Parts:
    """`handlers` by kind of job; `subscribers`; `tidies`: done hourly, each in a Work of its own, by name;
    `slow`: kinds of job that take minutes, each with a worker of its own, so that no other waits for them.
    `looks`: done every few seconds, each in a Work of its own, and again while it says how much it did."""

    handlers: dict[str, Handler] = field(default_factory=dict)
    subscribers: list[Subscriber] = field(default_factory=list)
    tidies: dict[str, Tidy] = field(default_factory=dict)
    slow: frozenset[str] = frozenset()
    looks: dict[str, Look] = field(default_factory=dict)


def wired(settings: Settings) -> Parts:
    """The parts of this installation."""
    engine = engine_for(database_url(settings), pool_size=4, name="huawu jobs' work")
    exchange = Exchange(settings.sip_host, settings.sip_port)
    live = LiveClient(LateLine(settings.socket("live")))
    password = password_in(settings.key_dir)
    room = MailRoom(
        sessions=lambda: sessions_for(engine),
        out=lambda server: mail_out(server, password),
        live=live,
        recordings=settings.recordings_dir,
        keys=FileKeyPort(settings.key_dir),
    )
    return Parts(
        subscribers=[KEEPS_PROMISES, MAILS, COUNTS_WAYS, TAKES_BACK, VISITS, OPENS_ENQUIRIES, *KEPT],
        handlers={
            TEST_CALL: placing(lambda: sessions_for(engine), exchange),
            DELETE_FILES: deleting(settings.recordings_dir),
            REPLAY: replaying(lambda: sessions_for(engine)),
            MAIL_MESSAGE: mailing(room),
            EXPIRE: expiring(room.sessions, live),
            LEAVE: leaving(room.sessions, live),
            MOVE_HOURS: moving_hours(room.sessions),
            ALONG: following(room.sessions),
            BEFORE_MENU: telling_menu(room.sessions, live),
            SOLVE_INCIDENT: solving_incident(room.sessions),
        },
        tidies={
            "drafts that nobody came back to": forget_old_drafts,
            "one-time codes that hold no more": forget_codes,
            "recordings whose time is over": delete_what_is_over,
            "messages that were deleted": remove_deleted_messages,
            "messages whose time is over": expire_messages,
            "letters that were sent": forget_old_mails,
            "past days that were played again": forget_old,
            "sounds that no prompt has any more": sweeping(OwnSounds(settings.prompts_dir)),
            "notices that were seen": forget_seen,
            "files that no case has any more": sweeping_files(CaseFiles(settings.attachments_dir)),
            "room for recordings": SpaceWatch(settings.recordings_dir).look,
        },
        slow=frozenset({REPLAY, MAIL_MESSAGE}),
        looks={
            "cases that come due": look_at_cases,
            "customers to be told": look_at_progress,
            "improvements that are late": look_at_improvements,
            "help that nobody sees to": look_at_helps,
            "receipts that are late": look_at_receipts,
            "customers to look at": sweep_customers,
        },
    )
