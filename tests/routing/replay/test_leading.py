"""What those who led did on a past day: lendings and early closings are read and told again."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huawu.platform.clock import SECOND
from huawu.routing.core.engine import Engine
from huawu.routing.core.plan import Plan
from huawu.routing.events import AgentQueueMoved, QueueDoorMoved
from huawu.routing.service.replay import Ledger, PastDay, day_from, past_day, replay
from huawu.routing.service.replay.day import Door, Lending
from huawu.routing.service.replay.leading import serving
from huawu.routing.types import Answered, Offer, Told
from tests.routing.replay.past import BEGINS, DAY, SITE, ledger_of

pytestmark = pytest.mark.core

HOUR = 3600 * SECOND
NOW = {"now": SITE, "draft": SITE}
FORWARD = {
    **SITE,
    "queues": {
        **SITE["queues"],
        "desk": {**SITE["queues"]["desk"], "overflows": [{"when": "closed", "to": {"queue": "help"}}]},
    },
}


def lent(at: int, until: int | None, level: int | None = 1, agent: str = "d0") -> AgentQueueMoved:
    """To help, at an hour of the day until another one."""
    end = None if until is None else BEGINS + until * HOUR
    return AgentQueueMoved(agent, "help", level, end, "u1", BEGINS + at * HOUR)


def door(at: int, until: int | None = None, *, opened: bool = False, to: Any = None) -> QueueDoorMoved:
    end = None if until is None else BEGINS + until * HOUR
    return QueueDoorMoved("desk", opened, to, "u1", BEGINS + at * HOUR, end)


def day_with(*done: AgentQueueMoved | QueueDoorMoved) -> PastDay:
    ledger = ledger_of()
    return past_day(
        Ledger(
            ledger.begins,
            ledger.ends,
            ledger.segments,
            ledger.states,
            lendings=[each for each in done if isinstance(each, AgentQueueMoved)],
            doors=[each for each in done if isinstance(each, QueueDoorMoved)],
        )
    )


def by_hour(found: dict[str, Any], figure: str, row: str = "same", queue: str = "desk") -> dict[int, float]:
    values = found["queues"][queue][row]["by"][figure]
    hours: dict[int, float] = {}
    for half, value in zip(found["half_hours"], values, strict=True):
        hours[half // 2] = hours.get(half // 2, 0) + (value["mean"] if isinstance(value, dict) else value)
    return hours


def test_what_held_when_the_day_began_is_told_at_its_beginning_and_what_was_over_is_not() -> None:
    day = day_with(
        lent(-20, -2), lent(-5, 9), lent(-4, 8, agent="d1"), lent(-1, None, agent="d1"), lent(10, 12)
    )
    assert day.lendings == (
        Lending(0, "d0", "help", 1, 9 * HOUR),
        Lending(10 * HOUR, "d0", "help", 1, 12 * HOUR),
    )
    shut = day_with(door(-30), door(-20, opened=True), door(-3), door(9, opened=True), door(30))
    assert shut.doors == (Door(0, "desk", open=False), Door(9 * HOUR, "desk", open=True))


def test_it_survives_being_written_down() -> None:
    day = day_with(lent(9, 11), lent(12, None), door(15, 16, to=["queue", "help"]))
    assert day_from(json.loads(json.dumps(day.plain()))) == day


def test_a_queue_that_was_closed_early_turns_callers_away_until_it_opened_again() -> None:
    found = replay(day_with(door(12), door(14, opened=True)), NOW, {}, repeats=5)
    away = by_hour(found, "elsewhere")
    offered = by_hour(found, "offered")
    assert offered[12] > 0
    assert [away[hour] for hour in (12, 13)] == [offered[hour] for hour in (12, 13)]
    assert sum(many for hour, many in away.items() if hour not in (11, 12, 13)) == 0
    assert found["lost"] == 0
    assert (found["closings"], found["lendings"]) == (1, 0)


def test_an_early_closing_ends_by_itself_and_sends_where_it_was_said() -> None:
    named = replay(day_with(door(12, 14, to=["queue", "help"])), NOW, {}, repeats=5)
    ruled = replay(day_with(door(12, 14)), {"now": FORWARD, "draft": FORWARD}, {}, repeats=5)
    for found in (named, ruled):
        assert sum(by_hour(found, "elsewhere").values()) == 0, "the other queue takes them"
        assert (
            found["queues"]["desk"]["same"]
            != replay(day_with(), NOW, {}, repeats=5)["queues"]["desk"]["same"]
        )
    assert named["queues"]["desk"]["same"] == ruled["queues"]["desk"]["same"]


class Watched(Engine):
    """Keeps to whom contacts of help were offered, and when."""

    offers: list[tuple[str, int]]

    def tell(self, told: Told, now: int) -> list[Answered]:
        answers = super().tell(told, now)
        for answer in answers:
            if isinstance(answer, Offer) and (waiting := self._floor.waiting.get(answer.contact)) is not None:
                if waiting.contact.queue == "help":
                    self.offers.append((answer.agent, (now - BEGINS) // HOUR))
        return answers


def offers_of_help(day: PastDay) -> list[tuple[str, int]]:
    offers: list[tuple[str, int]] = []
    numbers = iter(range(10**9))

    def make(plan: Plan) -> Engine:
        engine = Watched(plan, lambda: f"o{next(numbers)}")
        engine.offers = offers
        return engine

    replay(day, NOW, {}, repeats=5, engine=make)
    return offers


def test_who_was_lent_is_lent_again_and_who_was_taken_out_is_not_asked() -> None:
    found = {hour for agent, hour in offers_of_help(day_with(lent(10, 13))) if agent == "d0"}
    assert found
    assert found <= {10, 11, 12}
    assert not [each for each in offers_of_help(day_with()) if each[0] == "d0"]
    out = offers_of_help(day_with(lent(10, 13, None, agent="h0")))
    assert not [each for each in out if each[1] in (10, 11, 12)]
    assert [each for each in out if each[1] not in (10, 11, 12)]


def test_the_time_of_who_was_lent_counts_for_the_queue_they_served() -> None:
    lendings = (Lending(9 * HOUR, "d0", "help", 1, 11 * HOUR), Lending(10 * HOUR, "d0", "help", 1, None))
    assert serving(("desk",), lendings, "d0", 9 * HOUR) == ("desk", "help")
    assert serving(("desk",), lendings, "d0", 8 * HOUR) == ("desk",)
    assert serving(("desk",), lendings, "d0", 10 * HOUR) == ("desk",), "taken back"
    assert serving(("desk",), lendings, "d1", 9 * HOUR) == ("desk",)
    out = (Lending(0, "h0", "help", None, DAY),)
    assert serving(("help", "desk"), out, "h0", HOUR) == ("desk",)


LENDINGS = st.builds(
    Lending,
    st.integers(0, 23).map(lambda hour: hour * HOUR),
    st.sampled_from(["d0", "h0", "gone"]),
    st.sampled_from(["desk", "help", "gone"]),
    st.sampled_from([None, 1, 3]),
    st.none() | st.integers(1, 30).map(lambda hour: hour * HOUR),
)
DOORS = st.builds(
    Door,
    st.integers(0, 23).map(lambda hour: hour * HOUR),
    st.sampled_from(["desk", "help", "gone"]),
    st.booleans(),
    st.sampled_from([None, ("queue", "help"), ("queue", "desk"), ("voicemail", "desk"), ("outside", "021")]),
    st.none() | st.integers(1, 30).map(lambda hour: hour * HOUR),
)
PLAIN = day_with()


@settings(max_examples=12, deadline=None)
@given(st.lists(LENDINGS, max_size=5), st.lists(DOORS, max_size=5))
def test_nobody_is_lost_whatever_was_done(lendings: list[Lending], doors: list[Door]) -> None:
    day = PastDay(
        BEGINS, DAY, PLAIN.visits, PLAIN.presence, 9, 1, lendings=tuple(lendings), doors=tuple(doors)
    )
    found = replay(day, NOW, {}, repeats=5)
    assert found["lost"] == 0
    same = {name: value["mean"] for name, value in found["queues"][""]["same"]["total"].items()}
    ends = same["answered"] + same["abandoned"] + same["elsewhere"]
    assert ends == same["offered"] or found["never_served"] > 0
