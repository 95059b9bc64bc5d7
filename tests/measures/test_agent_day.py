"""An agent's day and the speed of answers, against figures worked out by hand."""

import pytest

from huawu.measures.agent_day import AgentDay, Pause, State, agent_day
from huawu.measures.answer_speed import answer_speed
from huawu.measures.ledger import SECOND, Segment

pytestmark = pytest.mark.core


def interval(role: str, start: int, end: int, ending: str = "next") -> Segment:
    return Segment(role, "ann", "support", start * SECOND, end * SECOND, ending)


def test_an_empty_day_is_nothing() -> None:
    day = agent_day([], [], since=0, until=100 * SECOND)

    assert day == AgentDay()
    assert (day.average_handle(), day.occupancy()) == (None, None)


def test_each_ring_is_counted_once_by_how_it_ended() -> None:
    ends = ["answered", "answered", "no_answer", "busy", "unreachable", "declined", "withdrawn"]
    day = agent_day(
        [interval("ringing", 10 * n, 10 * n + n, end) for n, end in enumerate(ends, 1)],
        [],
        since=0,
        until=1000 * SECOND,
    )

    assert (day.offered, day.answered, day.missed, day.declined, day.left) == (7, 2, 3, 1, 1)
    assert day.rang == (1 * SECOND, 2 * SECOND)


def test_what_a_colleague_answered_while_it_rang_at_both_counts_for_the_colleague_alone() -> None:
    rings = [interval("ringing", 10, 14, "taken"), interval("ringing", 20, 29, "answered")]
    day = agent_day(rings, [], since=0, until=100 * SECOND)

    assert (day.offered, day.answered, day.missed, day.left) == (1, 1, 0, 0)


def test_what_ended_before_the_day_began_is_yesterdays() -> None:
    day = agent_day(
        [interval("talk", 50, 99), interval("talk", 90, 110), interval("hold", 110, 120)],
        [],
        since=100 * SECOND,
        until=200 * SECOND,
    )

    assert (day.talk, day.hold) == (20 * SECOND, 10 * SECOND)


def test_states_last_until_the_next_and_the_last_one_until_now() -> None:
    states = [
        State("ready", "", 40 * SECOND),
        State("paused", "break", 130 * SECOND),
        State("talking", "", 150 * SECOND),
        State("paused", "break", 170 * SECOND),
    ]
    day = agent_day([interval("talk", 150, 170)], states, since=100 * SECOND, until=200 * SECOND)

    assert day.ready == 30 * SECOND, "cut at the beginning of the day"
    assert day.paused == {"break": Pause(50 * SECOND, 2)}
    assert day.occupancy() == 20 / 50


def test_by_the_second_ring_is_within_ten_seconds_and_by_the_third_within_fifteen() -> None:
    speed = answer_speed([3, 10, 10.5, 15, 15.1])

    assert (speed.median_seconds, speed.by_goal, speed.by_limit) == (10.5, 2 / 5, 4 / 5)
    assert answer_speed([]).by_goal is None
    assert answer_speed([11], ring_seconds=6).by_goal == 1.0, "where a ring lasts six seconds"
