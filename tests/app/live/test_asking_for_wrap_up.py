"""Wrap-up on request: an agent asks during the talk. The real live process and its twin keep one contract."""

from pathlib import Path

import pytest

from huawu.app.live_client import LiveClient
from huawu.platform.refusals import Refusal
from tests.app.live.office import SITE, Office
from tests.app.live.test_commands import Life, Twin

pytestmark = pytest.mark.core


class OnRequest(Office):
    """The queue gives wrap-up only when the agent asks for it."""

    source = SITE | {"queues": {"front": {**SITE["queues"]["front"], "wrap_up": "on_request"}}}


def twin(*, on_request: bool) -> Twin:
    life = Twin()
    if on_request:
        life.live.wrap_up_asked["a1"] = False
    return life


@pytest.fixture(params=["real", "pretend"])
def life(request: pytest.FixtureRequest, tmp_path: Path) -> Life:
    return OnRequest(tmp_path) if request.param == "real" else twin(on_request=True)


@pytest.fixture(params=["real", "pretend"])
def other_life(request: pytest.FixtureRequest, tmp_path: Path) -> Life:
    """Where wrap-up needs no asking."""
    return Office(tmp_path) if request.param == "real" else twin(on_request=False)


async def talking(life: Life) -> LiveClient:
    live = LiveClient(life)
    life.register("8001")
    await live.sign_in("a1")
    life.talk()
    return live


async def asked(live: LiveClient) -> bool | None:
    shown: bool | None = (await live.show("a1"))["call"]["wrap_up_asked"]
    return shown


async def test_who_asks_during_the_talk_has_wrap_up_after_it(life: Life) -> None:
    live = await talking(life)
    assert await asked(live) is False
    await live.act("a1", "wrap_up")
    await live.act("a1", "wrap_up")
    assert await asked(live) is True
    life.hang_up()
    assert (await live.show("a1"))["state"] == "wrap_up"


async def test_who_does_not_ask_is_ready_at_once(life: Life) -> None:
    live = await talking(life)
    life.hang_up()
    assert (await live.show("a1"))["state"] == "ready"


async def test_where_wrap_up_comes_anyhow_there_is_nothing_to_ask_for(other_life: Life) -> None:
    live = await talking(other_life)
    assert await asked(live) is None
    with pytest.raises(Refusal, match=r"agent\.wrap_up_not_on_request"):
        await live.act("a1", "wrap_up")


async def test_without_a_talk_it_is_refused(life: Life) -> None:
    live = await talking(life)
    life.hang_up()
    with pytest.raises(Refusal, match=r"agent\.no_call"):
        await live.act("a1", "wrap_up")


async def test_what_was_asked_for_holds_when_the_process_dies_during_the_talk(tmp_path: Path) -> None:
    office = OnRequest(tmp_path)
    await (await talking(office)).act("a1", "wrap_up")
    after = OnRequest(tmp_path, before=office)
    assert await asked(LiveClient(after)) is True
    after.hang_up()
    assert (await LiveClient(after).show("a1"))["state"] == "wrap_up"
