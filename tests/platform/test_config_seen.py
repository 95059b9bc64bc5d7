"""Two who change the same item: the later one is told, and nothing of either is lost unseen."""

from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.platform import config
from huawu.platform.config import checks
from huawu.platform.config.checks import Whole
from huawu.platform.database import Sessions
from huawu.platform.work import Actor, work

pytestmark = pytest.mark.room

ANNA, BO = Actor("anna", everything=True), Actor("bo", everything=True)
DESK = ("queue", "desk")


def sound(key: str, body: dict[str, Any], whole: Whole) -> None:
    """Anything is."""


@pytest.fixture(autouse=True)
def checkers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "_checkers", {"queue": sound})


class Office:
    """Everybody acts in a Work of their own."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def save(self, who: Actor, body: dict[str, Any] | None, base: str | None = None) -> None:
        async with work(self._sessions, actor=who, site="main") as w:
            await config.save_draft(w, *DESK, body, base=base)

    async def discard(self, who: Actor, base: str | None = None) -> None:
        async with work(self._sessions, actor=who, site="main") as w:
            await config.discard_draft(w, *DESK, base=base)

    async def publish(self, who: Actor) -> None:
        async with work(self._sessions, actor=who, site="main") as w:
            await config.publish(w)

    async def seen(self) -> str:
        """The mark that a page shows now."""
        async with self._sessions() as session:
            found = (await config.standings(session, "main")).get(DESK)
            return config.NOTHING if found is None else found.mark


@pytest.fixture
def office(sessions: Sessions) -> Office:
    return Office(sessions)


async def test_who_saves_over_a_change_they_have_not_seen_is_told_whose_it_is(
    office: Office, session: AsyncSession
) -> None:
    await office.save(ANNA, {"seconds": 20})
    base = await office.seen()
    await office.save(BO, {"seconds": 30}, base)

    with pytest.raises(config.ChangedMeanwhile) as refused:
        await office.save(ANNA, {"seconds": 25}, base)

    standing = (await config.standings(session, "main"))[DESK]
    assert (standing.body, standing.by) == ({"seconds": 30}, "bo"), "nothing is overwritten"
    assert refused.value.params == {"kind": "queue", "item": "desk", "by": "bo", "at": standing.at}
    await office.save(ANNA, {"seconds": 25}, standing.mark)
    await session.rollback()
    assert (await config.standings(session, "main"))[DESK].body == {"seconds": 25}, "deliberately"


async def test_two_who_make_the_same_new_item_do_not_overwrite_each_other(office: Office) -> None:
    await office.save(ANNA, {"seconds": 20}, config.NOTHING)
    with pytest.raises(config.ChangedMeanwhile):
        await office.save(BO, {"seconds": 30}, config.NOTHING)


async def test_what_was_published_meanwhile_is_not_gone_back_to(office: Office) -> None:
    await office.save(ANNA, {"seconds": 20})
    await office.publish(ANNA)
    base = await office.seen()
    await office.save(BO, {"seconds": 30}, base)
    await office.publish(BO)

    with pytest.raises(config.ChangedMeanwhile) as refused:
        await office.save(ANNA, {"seconds": 20, "more": 1}, base)
    assert refused.value.params["by"] == "bo"


async def test_a_draft_that_was_changed_is_not_thrown_away_by_who_saw_another(office: Office) -> None:
    await office.save(ANNA, {"seconds": 20})
    base = await office.seen()
    await office.save(BO, {"seconds": 30}, base)

    with pytest.raises(config.ChangedMeanwhile):
        await office.discard(ANNA, base)
    await office.discard(ANNA, await office.seen())
    assert await office.seen() == config.NOTHING


async def test_who_threw_a_draft_away_is_not_taken_for_who_published_long_before(office: Office) -> None:
    await office.save(BO, {"seconds": 10})
    await office.publish(BO)
    await office.save(ANNA, {"seconds": 20})
    base = await office.seen()
    await office.discard(BO)

    with pytest.raises(config.ChangedMeanwhile) as refused:
        await office.save(ANNA, {"seconds": 25}, base)
    assert refused.value.key == "config.discarded_meanwhile"


async def test_only_the_content_counts(office: Office) -> None:
    await office.save(ANNA, {"seconds": 20, "name": {"zh": "前台", "en": ""}})
    base = await office.seen()
    await office.publish(BO)
    await office.save(BO, {"seconds": 30}, await office.seen())
    await office.save(BO, {"name": {"en": "", "zh": "前台"}, "seconds": 20}, await office.seen())

    await office.save(ANNA, {"seconds": 25}, base)
