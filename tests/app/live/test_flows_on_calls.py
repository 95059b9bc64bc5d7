"""Flows in the live process: the world is asked beside the loop, and what was said, typed and asked outlives
a kill -9."""

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from huawu.app.live.asking import MOST_AT_ONCE, Asking
from huawu.app.live.values import prompts_of
from huawu.flows.types import Look, Send, Spoken, Web
from huawu.platform.clock import SECOND
from huawu.speech import service as speech
from huawu.telephony.ports.world import Nobody, World, WorldFailed
from tests.app.live.office import SITE, Office

pytestmark = pytest.mark.core

GRAPH: dict[str, Any] = {
    "start": "ask",
    "variables": {"room": {"type": "digits"}, "order": {"type": "text"}},
    "nodes": {
        "ask": {"do": "digits", "say": ["goodbye"], "into": "room", "most": 4, "next": "english"},
        "english": {"do": "set", "values": {}, "language": "en", "next": "look"},
        "look": {
            "do": "look_up",
            "what": "customer",
            "by": "room",
            "into": {"order": "order"},
            "seconds": 2,
            "found": "say",
            "missing": "none",
            "failed": "failed",
        },
        "say": {"do": "hang_up", "say": [{"value": "order", "as": "digits"}, "own/holiday"]},
        "none": {"do": "hang_up", "say": ["closed.hours"]},
        "failed": {"do": "hang_up", "say": ["call.failed"]},
    },
}


class Known:
    """A world that knows one customer, when it is let."""

    def __init__(self) -> None:
        self.asked = 0
        self.may = asyncio.Event()
        self.fails: Exception | None = None

    async def look(self, question: Look) -> Mapping[str, Any] | None:
        self.asked += 1
        await self.may.wait()
        if self.fails is not None:
            raise self.fails
        return {"order": "42"} if question.by == "1234" else None

    async def web(self, question: Web) -> Mapping[str, Any]:
        raise WorldFailed("refused")

    async def send(self, question: Send) -> None:
        return None

    async def say(self, text: str, language: str) -> str:
        self.asked += 1
        await self.may.wait()
        if self.fails is not None:
            raise self.fails
        return f"sounds/{language}"


class Hotel(Office):
    source = SITE | {
        "flows": {"hotel": {"version": 1, "graph": GRAPH}},
        "prompts": {"holiday": {"zh-CN": "a1", "en-US": "b2"}},
    }
    world: World = Nobody()

    def __init__(self, folder: Path, world: World, before: "Office | None" = None) -> None:
        self.world = world
        super().__init__(folder, before)

    def _take_up(self, ids: Any) -> None:  # noqa: ANN401 - as in Office
        Asking(self.owner, self.world)
        super()._take_up(ids)

    def typing(self, keys: str, leg: str = "c1") -> None:
        self.phones.arrive(leg, "4001")
        self.turn()
        self.presses(leg, keys)

    def hears(self, leg: str = "c1") -> list[str]:
        return self.phones.legs[leg].hears


async def settled(world: Known, asked: int = 1) -> None:
    """Let what was begun go on until the world has been asked so often."""
    while world.asked < asked:
        await asyncio.sleep(0)


async def answered(office: Hotel, leg: str = "c1") -> None:
    while office.hears(leg) == ["silence:1000"]:
        await asyncio.sleep(0)


async def test_the_loop_goes_on_while_the_world_is_asked_and_the_caller_hears_what_it_said(
    tmp_path: Path,
) -> None:
    world = Known()
    office = Hotel(tmp_path, world)
    office.typing("1234")
    office.typing("9999", "c2")
    await settled(world, 2)
    assert office.hears() == ["silence:1000"]
    world.may.set()
    await answered(office)
    await answered(office, "c2")
    assert office.hears() == [*speech.say_digits("42", "en-US"), "own/b2"]
    assert office.hears("c2") == ["en-US/closed.hours"]


async def test_what_fails_in_the_world_is_a_way_of_the_flow_and_says_nothing_personal(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for fails in (WorldFailed("refused"), RuntimeError("13800000000")):
        world = Known()
        world.fails = fails
        world.may.set()
        office = Hotel(tmp_path / type(fails).__name__, world)
        office.typing("1234")
        await settled(world)
        await answered(office)
        assert office.hears() == ["en-US/call.failed"]
    assert "13800000000" not in caplog.text


async def test_the_next_process_asks_again_and_knows_the_language_and_what_was_typed(tmp_path: Path) -> None:
    world = Known()
    first = Hotel(tmp_path, world)
    first.typing("12")
    first = Hotel(tmp_path, world, before=first)
    first.presses("c1", "34")
    await settled(world)
    second = Hotel(tmp_path, world, before=first)
    await settled(world, 2)
    world.may.set()
    await answered(second)
    assert second.hears()[-1] == "own/b2"
    second.phones.said("c1")
    second.turn()
    third = Hotel(tmp_path, world, before=second)
    third.typing("", "c3")
    assert third.hears("c3") == ["en-US/goodbye"]


async def test_more_callers_than_can_be_asked_for_at_once_go_on_without(tmp_path: Path) -> None:
    world = Known()
    office = Hotel(tmp_path, world)
    for number in range(MOST_AT_ONCE + 1):
        office.typing("1234", f"c{number}")
    assert office.hears(f"c{MOST_AT_ONCE - 1}") == ["silence:1000"]
    assert office.hears(f"c{MOST_AT_ONCE}") == ["en-US/call.failed"]
    world.may.set()


NOTICE: dict[str, Any] = {
    "start": "say",
    "nodes": {"say": {"do": "hang_up", "say": ["closed.hours", {"value": "call.language", "as": "text"}]}},
}


class Notices(Hotel):
    source = SITE | {"flows": {"hotel": {"version": 1, "graph": NOTICE}}}


async def test_texts_are_said_by_the_world_beside_the_loop_or_left_out(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for fails in (None, WorldFailed("not_set_up"), RuntimeError("13800000000")):
        world = Known()
        world.fails = fails
        office = Notices(tmp_path / type(fails).__name__, world)
        office.typing("")
        await settled(world)
        assert office.hears() == ["silence:1000"]
        world.may.set()
        await answered(office)
        assert office.hears() == ["zh-CN/closed.hours", *(["sounds/zh-CN"] if fails is None else [])]
    assert "13800000000" not in caplog.text


VIP: dict[str, Any] = {
    "start": "who",
    "nodes": {
        "who": {
            "do": "condition",
            "cases": [{"when": {"value": "customer.vip", "equals": True}, "next": "vip"}],
            "otherwise": "other",
        },
        "vip": {"do": "hang_up", "say": ["greeting.hotel"]},
        "other": {"do": "hang_up", "say": ["goodbye"]},
    },
}


class Guests(Known):
    async def look(self, question: Look) -> Mapping[str, Any] | None:
        await super().look(question)
        return {"name": "王", "vip": True} if question.by == "13800000000" else None


class VipHotel(Hotel):
    source = SITE | {"flows": {"hotel": {"version": 1, "graph": VIP}}}


async def test_a_flow_that_asks_who_calls_begins_when_that_is_known(tmp_path: Path) -> None:
    for caller, said in (("13800000000", "greeting.hotel"), ("13900000000", "goodbye")):
        world = Guests()
        world.may.set()
        office = VipHotel(tmp_path / caller, world)
        office.phones.arrive("c1", "4001", caller=caller)
        office.turn()
        await settled(world)
        await answered(office)
        assert office.hears() == [f"zh-CN/{said}"]


async def test_a_flow_that_asks_who_calls_begins_without_when_nobody_says_it_in_time(tmp_path: Path) -> None:
    first = VipHotel(tmp_path, Guests())
    first.phones.arrive("c1", "4001")
    first.turn()
    assert first.hears() == ["silence:1000"]
    first.now += SECOND
    first.owner.tick()
    assert first.hears() == ["zh-CN/goodbye"]
    first.phones.arrive("c2", "4001")
    first.turn()
    second = VipHotel(tmp_path, Nobody(), before=first)
    assert second.hears("c2") == ["zh-CN/goodbye"]


@pytest.mark.parametrize("language", speech.LANGUAGES)
@pytest.mark.parametrize(
    ("text", "as_"),
    [("1023", "digits"), ("-3.50", "number"), ("12.5", "money"), ("2026-11-22", "date"), ("15:30", "time")],
)
def test_values_are_said_from_prompts_that_exist(text: str, as_: str, language: str) -> None:
    said = prompts_of(Spoken(text, as_), language)
    assert said
    assert set(said) <= speech.known_prompts()


@pytest.mark.parametrize(
    ("text", "as_"),
    [("x", "digits"), ("", "digits"), ("x", "number"), ("NaN", "money"), ("Infinity", "money"), ("1", "date")]
    + [("25:00", "time"), ("王", "text"), ("9" * 40, "number")],
)
def test_what_cannot_be_said_is_left_out(text: str, as_: str) -> None:
    assert prompts_of(Spoken(text, as_), "zh-CN") == []
