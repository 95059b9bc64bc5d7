"""Configuration: drafts, publishing, history, the way back, YAML."""

from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.platform import config
from huawu.platform.config import checks
from huawu.platform.config.checks import Whole
from huawu.platform.database import Sessions
from huawu.platform.outbox import read_stream
from huawu.platform.refusals import Invalid, NotFound
from huawu.platform.work import Actor, work

pytestmark = pytest.mark.room

ANNA = Actor("anna", everything=True)
BERT = Actor("bert", everything=True)


def check_queue(key: str, body: dict[str, Any], whole: Whole) -> None:
    if body.get("seconds", 0) < 0:
        raise Invalid("queue.negative", seconds=body["seconds"])


def check_number(key: str, body: dict[str, Any], whole: Whole) -> None:
    if body["queue"] not in whole.get("queue", {}):
        raise Invalid("number.no_such_queue", queue=body["queue"])


@pytest.fixture(autouse=True)
def checkers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "_checkers", {"queue": check_queue, "number": check_number})


class Desk:
    """Changes the configuration, each change in a Work of its own."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def save(self, kind: str, key: str, body: dict[str, Any] | None) -> int:
        async with work(self._sessions, actor=ANNA, site="main") as w:
            return await config.save_draft(w, kind, key, body)

    async def publish(self, items: list[tuple[str, str]] | None = None, note: str = "") -> int:
        async with work(self._sessions, actor=ANNA, site="main") as w:
            return await config.publish(w, items, note=note)

    async def roll_back(self, to: int) -> int:
        async with work(self._sessions, actor=ANNA, site="main") as w:
            return await config.roll_back(w, to)

    async def take_in(
        self, document: str, *, whole: bool = False, over: bool = False
    ) -> list[tuple[str, str]]:
        async with work(self._sessions, actor=ANNA, site="main") as w:
            return await config.import_yaml(w, document, whole=whole, over=over)

    async def meanwhile(self, seconds: int, *, publish: bool = True) -> None:
        """Somebody else changes the desk."""
        async with work(self._sessions, actor=BERT, site="main") as w:
            await config.save_draft(w, "queue", "desk", {"seconds": seconds})
            if publish:
                await config.publish(w)

    async def exported(self, *queues: str) -> str:
        """These queues are in force, with a name of their own each."""
        for queue in queues:
            await self.save("queue", queue, {"seconds": 20, "of": queue})
        await self.publish()
        async with self._sessions() as session:
            return await config.export_yaml(session, "main")


@pytest.fixture
def desk(sessions: Sessions) -> Desk:
    return Desk(sessions)


async def test_a_draft_is_not_in_force_until_it_is_published(desk: Desk, session: AsyncSession) -> None:
    assert await desk.save("queue", "desk", {"seconds": 20}) == 1
    assert await config.published(session, "main", "queue") == {}
    assert await desk.publish() == 1
    await session.rollback()
    assert await config.published(session, "main", "queue") == {"desk": {"seconds": 20}}
    assert await config.published(session, "elsewhere", "queue") == {}
    assert await config.number(session, "main") == 1
    assert await config.drafts(session, "main") == []


async def test_saving_a_draft_again_replaces_it(desk: Desk, session: AsyncSession) -> None:
    await desk.save("queue", "desk", {"seconds": 20})
    assert await desk.save("queue", "desk", {"seconds": 30}) == 1
    (draft,) = await config.drafts(session, "main")
    assert (draft.body, draft.version, draft.created_by) == ({"seconds": 30}, 1, "anna")


async def test_history_tells_who_changed_what_and_under_which_number(
    desk: Desk, session: AsyncSession
) -> None:
    for seconds in (20, 30):
        await desk.save("queue", "desk", {"seconds": seconds})
        await desk.publish()
    await desk.save("queue", "desk", None)
    versions = await config.history(session, "main", "queue", "desk")
    assert [(v.version, v.body, v.status, v.number, v.published_by) for v in versions] == [
        (3, None, "draft", None, None),
        (2, {"seconds": 30}, "published", 2, "anna"),
        (1, {"seconds": 20}, "retired", 1, "anna"),
    ]


async def test_publishing_is_all_or_nothing_and_checks_the_whole(desk: Desk, session: AsyncSession) -> None:
    await desk.save("queue", "desk", {"seconds": 20})
    await desk.save("number", "4001", {"queue": "desk"})
    await desk.publish()
    await desk.save("queue", "other", {"seconds": 5})
    await desk.save("queue", "desk", None)
    with pytest.raises(Invalid) as refused:
        await desk.publish()
    assert refused.value.key == "number.no_such_queue"
    assert refused.value.params == {"kind": "number", "item": "4001", "queue": "desk"}
    assert sorted(await config.published(session, "main", "queue")) == ["desk"]
    assert await config.number(session, "main") == 1


async def test_some_drafts_can_be_published_and_others_wait(desk: Desk, session: AsyncSession) -> None:
    await desk.save("queue", "a", {})
    await desk.save("queue", "b", {})
    await desk.publish([("queue", "b")])
    assert list(await config.published(session, "main", "queue")) == ["b"]
    assert [d.key for d in await config.drafts(session, "main")] == ["a"]
    with pytest.raises(NotFound):
        await desk.publish([("queue", "c")])


async def test_what_makes_no_sense_is_refused_when_it_is_saved(desk: Desk, session: AsyncSession) -> None:
    wrong: list[tuple[str, str, dict[str, Any], str]] = [
        ("queue", "desk", {"seconds": -1}, "queue.negative"),
        ("number", "4001", {"queue": "desk"}, "number.no_such_queue"),
        ("wish", "x", {}, "config.unknown_kind"),
        ("queue", "", {}, "config.bad_key"),
        ("queue", "a\nb", {}, "config.bad_key"),
        ("queue", "x" * 65, {}, "config.bad_key"),
    ]
    for kind, key, body, why in wrong:
        with pytest.raises(Invalid) as refused:
            await desk.save(kind, key, body)
        assert refused.value.key == why
    assert await config.drafts(session, "main") == []


async def test_rolling_back_brings_back_and_takes_away_under_a_new_number(
    desk: Desk, session: AsyncSession
) -> None:
    await desk.save("queue", "desk", {"seconds": 20})
    await desk.save("queue", "gone", {})
    await desk.publish()
    await desk.save("queue", "desk", {"seconds": 99})
    await desk.save("queue", "gone", None)
    await desk.save("queue", "new", {})
    await desk.publish()
    assert await desk.roll_back(1) == 3
    assert await config.published(session, "main", "queue") == {"desk": {"seconds": 20}, "gone": {}}
    assert await config.at_number(session, "main", 2) == {"queue": {"desk": {"seconds": 99}, "new": {}}}
    with pytest.raises(NotFound):
        await desk.roll_back(1)
    with pytest.raises(NotFound):
        await desk.roll_back(4)


async def test_publishing_is_announced_with_its_number(desk: Desk, session: AsyncSession) -> None:
    await desk.save("queue", "desk", {})
    await desk.publish()
    (fact,) = await read_stream(session, "config/main")
    assert (fact.kind, fact.body) == ("config.published", {"number": 1, "items": [["queue", "desk"]]})


async def test_an_export_read_in_elsewhere_is_the_same_configuration(
    desk: Desk, sessions: Sessions, session: AsyncSession
) -> None:
    await desk.save("queue", "desk", {"name": {"zh": "前台", "en": "Desk"}, "from": "08:30", "no": "no"})
    await desk.save("number", "4001", {"queue": "desk"})
    await desk.publish()
    document = await config.export_yaml(session, "main")
    assert "前台" in document
    assert await desk.take_in(document) == []
    async with work(sessions, actor=ANNA, site="branch") as w:
        await config.import_yaml(w, document)
        await config.publish(w)
    assert await config.whole(session, "branch") == await config.whole(session, "main")


async def test_an_import_of_the_whole_takes_away_what_it_does_not_name(
    desk: Desk, session: AsyncSession
) -> None:
    await desk.save("queue", "old", {})
    await desk.publish()
    document = "huawu_config: 1\nitems:\n  queue:\n    new: {from: 10:30, on: 2026-10-01, x: on}\n"
    assert await desk.take_in(document) == [("queue", "new")]
    assert await desk.take_in(document, whole=True) == [("queue", "new"), ("queue", "old")]
    await desk.publish()
    new = {"from": "10:30", "on": "2026-10-01", "x": "on"}
    assert await config.published(session, "main", "queue") == {"new": new}


LAUGHS = "a: &a [x, x]\nb: &b [*a, *a]\nhuawu_config: 1\n"


@pytest.mark.parametrize(
    ("document", "why"),
    [
        ("{", "config.not_yaml"),
        (LAUGHS, "config.not_yaml"),
        ("[" * 100_000, "config.not_yaml"),
        ("!!python/object/apply:os.system [ls]", "config.not_yaml"),
        ("x" * 5_000_000, "config.document_too_long"),
        ("just words", "config.not_a_configuration"),
        ("huawu_config: 2", "config.not_a_configuration"),
        ("huawu_config: 1\nitems: [1]", "config.not_a_configuration"),
        ("huawu_config: 1\nitems: {wish: {a: {}}}", "config.unknown_kind"),
        ("huawu_config: 1\nitems: {queue: {a: 5}}", "config.bad_body"),
    ],
    ids=lambda value: str(value)[:20],
)
async def test_a_document_that_is_no_configuration_is_refused(desk: Desk, document: str, why: str) -> None:
    with pytest.raises(Invalid) as refused:
        await desk.take_in(document)
    assert refused.value.key == why


# ---- a document, and who changed the same meanwhile --------------------------------------------------------


@pytest.mark.parametrize("publish", [True, False])
async def test_an_import_is_refused_where_somebody_else_has_changed_the_same_since_the_export(
    desk: Desk, session: AsyncSession, publish: bool
) -> None:
    document = (await desk.exported("desk")).replace("20", "25")
    await desk.meanwhile(30, publish=publish)
    with pytest.raises(config.ChangedMeanwhile) as refused:
        await desk.take_in(document)
    assert refused.value.key == "config.changed_since_export"
    assert refused.value.params["by"] == "bert"
    assert (refused.value.params["kind"], refused.value.params["item"]) == ("queue", "desk")
    drafts = {draft.key: draft.body for draft in await config.drafts(session, "main")}
    assert drafts == ({} if publish else {"desk": {"seconds": 30}})

    assert await desk.take_in(document, over=True) == [("queue", "desk")]


async def test_an_import_takes_only_what_was_changed_in_the_document(
    desk: Desk, session: AsyncSession
) -> None:
    document = (await desk.exported("desk", "help")).replace("of: help", "of: others")
    await desk.meanwhile(30)
    assert await desk.take_in(document) == [("queue", "help")]
    await desk.publish()
    assert (await config.published(session, "main", "queue"))["desk"] == {"seconds": 30}


async def test_of_the_whole_nothing_is_taken_away_that_is_newer_than_the_document(
    desk: Desk, session: AsyncSession
) -> None:
    document = await desk.exported("help")
    await desk.meanwhile(30)
    assert await desk.take_in(document, whole=True) == []
    assert await desk.take_in(document, whole=True, over=True) == [("queue", "desk")]


async def test_a_new_item_is_refused_where_somebody_else_has_made_it_meanwhile(desk: Desk) -> None:
    document = (await desk.exported("help")) + "    desk: {seconds: 5}\n"
    await desk.meanwhile(30)
    with pytest.raises(config.ChangedMeanwhile):
        await desk.take_in(document)


async def test_who_reads_the_same_document_in_again_is_not_in_their_own_way(desk: Desk) -> None:
    document = await desk.exported("desk")
    assert await desk.take_in(document.replace("20", "25")) == [("queue", "desk")]
    assert await desk.take_in(document.replace("20", "26")) == [("queue", "desk")]


async def test_a_document_of_another_installation_or_written_by_hand_holds_as_it_is(desk: Desk) -> None:
    document = (await desk.exported("desk")).replace("seconds: 20", "seconds: 25")
    mark = next(line for line in document.splitlines() if line.startswith("mark: "))
    await desk.meanwhile(30)
    assert await desk.take_in(document.replace(mark, "mark: '0123456789abcdef'")) == [("queue", "desk")]
    assert await desk.take_in(document.replace(mark + "\n", "")) == [("queue", "desk")]


async def test_what_was_in_force_in_a_span_of_time_is_known_with_when_it_began(
    sessions: Sessions, session: AsyncSession
) -> None:
    for minute in (10, 20, 30):
        async with work(sessions, actor=ANNA, site="main", clock=lambda at=minute: at) as w:  # type: ignore[misc]
            await config.save_draft(w, "queue", "desk", {"seconds": minute})
            await config.publish(w)
    assert await config.in_force_between(session, "main", 5, 10) == []
    assert await config.in_force_between(session, "main", 5, 25) == [(1, 10), (2, 20)]
    assert await config.in_force_between(session, "main", 20, 30) == [(2, 20)]
    assert await config.in_force_between(session, "main", 25, 35) == [(2, 20), (3, 30)]
    assert await config.in_force_between(session, "main", 90, 95) == [(3, 30)]
    assert await config.in_force_between(session, "elsewhere", 0, 99) == []
