"""How long messages in mailboxes are kept, and what the database gives back to a live process without any."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from sqlalchemy import select

from huawu.app.site_plan import check_site
from huawu.platform import config, jobs
from huawu.platform.clock import SECOND
from huawu.platform.config import Checker
from huawu.platform.refusals import Invalid, Unavailable
from huawu.platform.work import work
from huawu.routing.config import check_queue
from huawu.telephony.jobs import EXPIRE, expire_messages, expiring
from huawu.telephony.models import VoicemailRow
from huawu.telephony.queries.mailboxes import messages_kept
from tests.app.web.house import NOON, House

pytestmark = pytest.mark.room
DAY = 86_400 * SECOND


@dataclass
class Keeper:
    """The live process; it knows `here`."""

    here: set[str]
    away: bool = False
    expired: list[tuple[str, list[str]]] = field(default_factory=list)

    async def message_mailed(self, mailbox: str, message: str) -> None:
        raise AssertionError

    async def expire_messages(self, mailbox: str, messages: list[str]) -> list[str]:
        if self.away:
            raise Unavailable("live.away")
        self.expired.append((mailbox, messages))
        return [each for each in messages if each not in self.here]


async def leave(house: House, name: str, mailbox: str, *, days: int, **more: Any) -> None:
    """A message that was left so many days ago."""
    at = NOON - days * DAY
    async with work(house.sessions, site=house.settings.site, clock=house.clock) as w:
        row = {"site_id": w.site, "mailbox": mailbox, "interaction": "c1", "caller": "1", "caller_name": ""}
        what = {"path": f"voicemail/{name}.hwr", "seconds": 1.0, "size": 1, "left_at": at, "changed_at": at}
        w.session.add(VoicemailRow(id=name, **{**row, **what, "state": "new", **more}))


async def publish(house: House, kind: str, key: str, **body: Any) -> None:
    async with work(house.sessions, site=house.settings.site, clock=house.clock) as w:
        await config.save_draft(w, kind, key, {"name": {"zh": "客服", "en": "Support"}, **body})
        await config.publish(w)


async def tidy(house: House) -> int:
    async with work(house.sessions, site=house.settings.site, clock=house.clock) as w:
        return await expire_messages(w)


async def do_next(house: House, keeper: Keeper) -> bool:
    handlers = {EXPIRE: expiring(lambda: house.sessions, keeper, clock=house.clock)}
    return await jobs.do_next(house.sessions, handlers, clock=house.clock)


async def states(house: House) -> dict[str, str]:
    async with house.sessions() as session:
        rows = (await session.execute(select(VoicemailRow))).scalars()
        return {row.id: row.state for row in rows}


async def test_messages_are_kept_for_ever_unless_somebody_says_how_long(house: House) -> None:
    await leave(house, "m1", "8001", days=3000)
    assert await tidy(house) == 0


async def test_a_queue_says_how_long_its_messages_are_kept_and_the_site_for_all_others(house: House) -> None:
    await publish(house, "site", "site", voicemail_days=30)
    await publish(house, "queue", "support", voicemail_days=90)
    await leave(house, "young", "8001", days=29)
    await leave(house, "old", "8001", days=31)
    await leave(house, "gone", "8001", days=31, state="deleted")
    await leave(house, "longer", "queue:support", days=31)
    await leave(house, "oldest", "queue:support", days=91)
    await leave(house, "other", "queue:other", days=31, state="done")
    assert await tidy(house) == 3
    assert await tidy(house) == 3  # a job waits already
    keeper = Keeper({"old", "oldest", "other"})
    assert await do_next(house, keeper)
    assert not await do_next(house, keeper)
    assert dict(keeper.expired) == {"8001": ["old"], "queue:support": ["oldest"], "queue:other": ["other"]}


async def test_live_may_be_away_and_what_it_does_not_know_is_written_down_as_deleted(house: House) -> None:
    await publish(house, "site", "site", voicemail_days=30)
    await leave(house, "known", "8001", days=31)
    await leave(house, "lost", "8001", days=31)
    await tidy(house)
    keeper = Keeper({"known"}, away=True)
    assert await do_next(house, keeper)
    assert not await do_next(house, keeper)
    keeper.away = False
    house.clock.now += 61 * SECOND
    assert await do_next(house, keeper)
    assert await states(house) == {"known": "new", "lost": "deleted"}


@pytest.mark.parametrize("days", [0, 36_501, True, "30"])
@pytest.mark.parametrize("check", [check_site, check_queue])
def test_days_that_are_none_are_refused(check: Checker, days: object) -> None:
    name = {"zh": "客服", "en": "Support"}
    with pytest.raises(Invalid) as refused:
        check("site", {"name": name, "voicemail_days": days}, {})
    assert refused.value.params["field"] == "voicemail_days"


async def test_the_database_knows_what_lies_in_mailboxes(house: House) -> None:
    await leave(house, "m1", "8001", days=2)
    await leave(house, "m2", "queue:support", days=1, state="taken", changed_by="a1")
    await leave(house, "m3", "8001", days=1, state="deleted")
    await leave(house, "m4", "8001", days=1, removed_at=NOON)
    async with house.sessions() as session:
        first, second = await messages_kept(session, house.settings.site)
        assert await messages_kept(session, "other") == []
    assert (first.id, first.mailbox, first.call, first.state) == ("m1", "8001", "c1", "new")
    assert (first.path, first.at, first.size) == ("voicemail/m1.hwr", NOON - 2 * DAY, 1)
    assert (second.id, second.state, second.by) == ("m2", "taken", "a1")
