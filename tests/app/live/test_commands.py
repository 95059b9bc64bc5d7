"""What agents ask of the live process: the real one and the twin in tests of `web` keep one contract."""

from pathlib import Path
from typing import Any, Protocol

import pytest

from huawu.app.live_client import LiveClient
from huawu.app.pretend_live import PretendLive
from huawu.platform.refusals import Invalid, NotFound, Refusal
from tests.app.live.office import Office

pytestmark = pytest.mark.core


class Life(Protocol):
    """A live process under test."""

    async def ask(self, name: str, args: dict[str, Any]) -> Any: ...

    def register(self, extension: str) -> None: ...

    def talk(self) -> str: ...

    def hang_up(self) -> None: ...


class Twin:
    """The pretend one, with what a test does to it."""

    def __init__(self) -> None:
        self.live = PretendLive(["a1", "a2"])

    async def ask(self, name: str, args: dict[str, Any]) -> Any:
        return await self.live.ask(name, args)

    def register(self, extension: str) -> None:
        self.live.phones.add({"8001": "a1", "8002": "a2"}[extension])

    def talk(self) -> str:
        self.live.ring("a1", "i1")
        return "i1"

    def hang_up(self) -> None:
        self.live.end_talk("a1")


@pytest.fixture(params=["real", "pretend"])
def life(request: pytest.FixtureRequest, tmp_path: Path) -> Life:
    return Office(tmp_path) if request.param == "real" else Twin()


async def test_nobody_signs_in_without_a_phone(life: Life) -> None:
    live = LiveClient(life)
    with pytest.raises(Refusal, match="phone_not_registered"):
        await live.sign_in("a1")
    life.register("8001")
    view = await live.sign_in("a1")
    assert (view["state"], view["phone_registered"]) == ("ready", True)


async def test_an_agent_pauses_with_a_reason_and_comes_back(life: Life) -> None:
    live = LiveClient(life)
    life.register("8001")
    await live.sign_in("a1")
    paused = await live.change("a1", "paused", "meal")
    assert (paused["state"], paused["reason"]) == ("paused", "meal")
    assert (await live.change("a1", "ready", ""))["state"] == "ready"
    assert (await live.sign_out("a1"))["state"] == "signed_out"


async def test_who_is_not_signed_in_cannot_change_state(life: Life) -> None:
    life.register("8001")
    with pytest.raises(Refusal, match="not_signed_in"):
        await LiveClient(life).change("a1", "paused", "meal")


async def test_a_state_that_does_not_exist_is_refused(life: Life) -> None:
    live = LiveClient(life)
    life.register("8001")
    await live.sign_in("a1")
    with pytest.raises(Invalid, match="state_unknown"):
        await live.change("a1", "dancing", "")


async def test_a_stranger_is_not_found(life: Life) -> None:
    with pytest.raises(NotFound, match=r"agent\.unknown"):
        await LiveClient(life).show("nobody")


async def test_a_wrap_up_frees_the_agent_who_waits_for_it_and_nobody_else(life: Life) -> None:
    live = LiveClient(life)
    life.register("8001")
    await live.sign_in("a1")
    contact = life.talk()
    assert (await live.show("a1"))["contact"] == contact
    assert await live.stages() == {contact: "talk"}
    life.hang_up()
    await live.wrapped_up("a1", "another")
    assert (await live.show("a1"))["state"] == "wrap_up"
    await live.wrapped_up("a1", contact)
    assert (await live.show("a1"))["state"] == "ready"


async def test_an_agent_asks_for_help_and_someone_who_leads_sees_it(life: Life) -> None:
    live = LiveClient(life)
    life.register("8001")
    await live.sign_in("a1")
    contact = life.talk()
    await live.act("a1", "help", reason="upset")
    await live.help_seen(contact, by="u1")
    await live.help_seen(contact, by="u2")
    asked = (await live.show("a1"))["call"]["help"]
    assert (asked["reason"], asked["seen_by"]) == ("upset", "u1")
    assert (await live.board())["calls"][contact]["help"] == asked
    await live.act("a1", "no_help")
    assert (await live.show("a1"))["call"]["help"] is None
    with pytest.raises(Refusal, match=r"help\.over"):
        await live.help_seen(contact, by="u1")


async def test_there_must_be_a_call_to_hang_up(life: Life) -> None:
    life.register("8001")
    await LiveClient(life).sign_in("a1")
    with pytest.raises(Refusal, match=r"agent\.no_call"):
        await life.ask("agent.call", {"agent": "a1", "action": "hang_up"})
