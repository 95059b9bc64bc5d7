"""The past day out of the ledger."""

import pytest

from huawu.interactions.types import SegmentRecord
from huawu.platform.clock import SECOND
from huawu.routing.service.replay import Ledger, State, past_day
from tests.routing.replay.past import BEGINS, DAY, ledger_of

pytestmark = pytest.mark.core

NINE = 9 * 3600


def segment(
    contact: str,
    role: str,
    begin: int,
    end: int,
    ending: str,
    *,
    agent: str | None = None,
    queue: str = "desk",
) -> SegmentRecord:
    return SegmentRecord(
        f"{contact}-{role}-{begin}",
        contact,
        role,
        agent,
        queue,
        BEGINS + (NINE + begin) * SECOND,
        BEGINS + (NINE + end) * SECOND,
        ending,
    )


def taken(
    contact: str, *, came: int, rang: int, answered: int, until: int, ending: str
) -> list[SegmentRecord]:
    """A wait that agent `a` ended, and the first talk."""
    return [
        segment(contact, "queue", came, answered, "answered"),
        segment(contact, "ringing", rang, answered, "answered", agent="a"),
        segment(contact, "talk", answered, until, ending, agent="a"),
    ]


def state(agent: str, at: int, name: str, contact: str | None = None, reason: str = "") -> State:
    return State(agent, name, reason, BEGINS + (NINE + at) * SECOND, contact)


def ledger(*segments: SegmentRecord, states: tuple[State, ...] = (), **more: object) -> Ledger:
    return Ledger(BEGINS, BEGINS + DAY, segments, states, **more)  # type: ignore[arg-type]


def seconds(span: tuple[int, int]) -> tuple[float, float]:
    return (span[0] / SECOND - NINE, span[1] / SECOND - NINE)


def test_an_answered_call_says_who_took_it_and_for_how_long_holds_included() -> None:
    day = past_day(
        ledger(
            *taken("c", came=0, rang=24, answered=30, until=90, ending="next"),
            segment("c", "hold", 90, 120, "resumed", agent="a"),
            segment("c", "talk", 120, 150, "hung_up", agent="a"),
            segment("c", "wrap_up", 150, 170, "done", agent="a"),
        )
    )
    (visit,) = day.visits
    assert (visit.how, visit.agent, visit.wait, visit.rang) == ("answered", "a", 30 * SECOND, 6 * SECOND)
    assert (visit.talk, visit.wrap) == (120 * SECOND, 20 * SECOND)
    assert day.guessed == ("a",)
    assert seconds(day.presence["a"][0]) == (24, 170)


def test_who_is_sent_on_makes_one_visit_and_who_is_transferred_makes_two() -> None:
    day = past_day(
        ledger(
            segment("sent", "queue", 0, 60, "overflowed"),
            segment("sent", "queue", 60, 80, "abandoned", queue="help"),
            *taken("moved", came=10, rang=15, answered=20, until=100, ending="transferred"),
            segment("moved", "wrap_up", 100, 110, "done", agent="a"),
            segment("moved", "queue", 100, 130, "abandoned", queue="help"),
        )
    )
    assert [(v.queue, v.wait // SECOND, v.how) for v in day.visits] == [
        ("desk", 80, "gave_up"),
        ("desk", 10, "answered"),
        ("help", 30, "gave_up"),
    ]
    assert day.visits[1].talk == 80 * SECOND


def test_breaks_own_calls_and_time_at_home_are_no_presence_but_a_pause_for_not_answering_is() -> None:
    day = past_day(
        ledger(
            *taken("c", came=100, rang=105, answered=110, until=200, ending="hung_up"),
            segment("x", "ringing", 500, 520, "no_answer", agent="a"),
            states=(
                state("a", 0, "ready"),
                state("a", 105, "ringing", "c"),
                state("a", 110, "talking", "c"),
                state("a", 200, "ready"),
                state("a", 250, "talking", "own"),
                state("a", 300, "wrap_up", "own"),
                state("a", 320, "ready"),
                state("a", 520, "paused", reason="rona"),
                state("a", 550, "ready"),
                state("a", 600, "paused", reason="meal"),
                state("a", 900, "ready"),
                state("a", 1000, "signed_out"),
            ),
        )
    )
    assert [seconds(span) for span in day.presence["a"]] == [(0, 250), (320, 600), (900, 1000)]
    assert (day.rings, day.missed, day.paused) == (2, 1, 30 * SECOND)


def test_what_routing_was_told_of_a_caller_comes_along() -> None:
    at = BEGINS + NINE * SECOND
    told = {"priority": 2, "needs": [["english", 3]], "vip": True, "since": at - 40 * SECOND, "last": "b"}
    day = past_day(ledger(segment("c", "queue", 0, 9, "abandoned"), wishes={"c": [(at, told)]}))
    (visit,) = day.visits
    assert (visit.priority, visit.needs, visit.vip, visit.last) == (2, (("english", 3),), True, "b")
    assert visit.older == 40 * SECOND


def test_a_made_up_day_is_believable() -> None:
    day = past_day(ledger_of())
    answered = [visit for visit in day.visits if visit.how == "answered"]
    assert 200 < len(day.visits) < 800
    assert 0.6 < len(answered) / len(day.visits) < 0.98
    by_agent: dict[str | None, list[tuple[int, int]]] = {}
    for visit in answered:
        by_agent.setdefault(visit.agent, []).append(
            (visit.end - visit.rang, visit.end + visit.talk + visit.wrap)
        )
    for spans in by_agent.values():
        spans.sort()
        assert all(one[1] <= other[0] for one, other in zip(spans, spans[1:], strict=False))
    assert len(by_agent) == 3
    assert day.guessed == ()
