"""A past day played again: as it was it gives about its own figures, nobody is lost, changes change it."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huawu.platform.clock import SECOND
from huawu.platform.refusals import Invalid
from huawu.routing.core.engine import Engine
from huawu.routing.core.plan import Plan
from huawu.routing.service.replay import PastDay, Visit, day_from, replay
from huawu.routing.service.replay.people import Crowd, Known
from huawu.routing.types import Answered, Offer, Told
from tests.routing.replay.past import BEGINS, DAY, SITE, made_up

pytestmark = pytest.mark.core

NOW = {"now": SITE, "draft": SITE}


@pytest.fixture(scope="module")
def day() -> PastDay:
    return made_up()


def total(found: dict[str, Any], row: str, figure: str, queue: str = "") -> Any:
    return found["queues"][queue][row]["total"][figure]


def test_played_as_it_was_the_day_gives_about_its_own_figures(day: PastDay) -> None:
    found = replay(day, NOW, {}, repeats=5)
    assert found["lost"] == 0
    assert total(found, "real", "offered") == len(day.visits) > 200
    for figure, off in (("service_level", 0.03), ("abandonment", 0.02), ("occupancy", 0.02)):
        assert total(found, "same", figure)["mean"] == pytest.approx(total(found, "real", figure), abs=off)
    wait = total(found, "real", "mean_wait_seconds")
    assert total(found, "same", "mean_wait_seconds")["mean"] == pytest.approx(wait, rel=0.15)
    assert total(found, "difference", "abandoned") == {"mean": 0, "low": 0, "high": 0}


def test_one_more_agent_for_two_hours_helps_in_those_hours(day: PastDay) -> None:
    more = {"agents": [{"queues": ["desk"], "from": "09:00", "until": "11:00"}]}
    found = replay(day, NOW, more, repeats=5)
    fewer = total(found, "difference", "abandoned", "desk")
    assert fewer["high"] < 0
    by = dict(zip(found["half_hours"], found["queues"]["desk"]["difference"]["by"]["abandoned"], strict=True))
    inside = sum(by[half_hour]["mean"] for half_hour in range(18, 22))
    before = sum(by[half_hour]["mean"] for half_hour in by if half_hour < 18)
    assert inside < 0.7 * fewer["mean"]
    assert before == 0


def test_fewer_agents_more_calls_and_shorter_patience_cost_what_they_should(day: PastDay) -> None:
    gone = {"without": [{"agent": "d0"}, {"agent": "d1", "from": "13:00", "until": "15:00"}]}
    assert total(replay(day, NOW, gone, repeats=5), "difference", "abandoned")["low"] > 0
    more = replay(day, NOW, {"calls_percent": 20}, repeats=5)
    assert total(more, "difference", "offered")["mean"] == pytest.approx(0.2 * len(day.visits), rel=0.2)
    assert total(more, "difference", "service_level")["high"] < 0
    short = replay(day, NOW, {"patience": 0.5}, repeats=5)
    assert total(short, "difference", "abandoned")["low"] > 0
    assert total(short, "difference", "mean_wait_seconds")["high"] < 0


def test_agents_who_have_left_since_are_told(day: PastDay) -> None:
    assert replay(day, NOW, {}, repeats=5)["absent"] == 0
    seats = {agent: seat for agent, seat in SITE["seats"].items() if agent != "d0"}
    left = {"now": {**SITE, "seats": seats}, "draft": SITE}
    found = replay(day, left, {}, repeats=5)
    assert found["absent"] == 1
    assert total(found, "same", "answered")["mean"] < total(found, "real", "answered")


def test_the_drafts_and_changed_rules_of_a_queue_are_played(day: PastDay) -> None:
    desk = {**SITE["queues"]["desk"], "max_waiting": 0}
    drafted = {**SITE, "queues": {**SITE["queues"], "desk": desk}}
    found = replay(day, {"now": SITE, "draft": drafted}, {"rules": "draft"}, repeats=5)
    assert total(found, "difference", "elsewhere", "desk")["low"] > 20
    said = replay(day, NOW, {"queues": {"desk": {"max_waiting": 0}}}, repeats=5)
    assert said["queues"]["desk"]["changed"] == found["queues"]["desk"]["changed"]


def test_the_same_question_has_the_same_answer_and_survives_being_written_down(day: PastDay) -> None:
    again = day_from(json.loads(json.dumps(day.plain())))
    assert again == day
    changes = {"calls_percent": 10}
    assert replay(again, NOW, changes, repeats=5) == replay(day, NOW, changes, repeats=5)


def test_customers_are_themselves_under_every_rule(day: PastDay) -> None:
    known = Known(day)
    one, other = (
        {c.at: (c.talk, c.wrap, c.answer, c.patience) for c in Crowd(day, known, 1.0, calls).of(1, 3)}
        for calls in (1.0, 1.2)
    )
    assert one.items() <= other.items()
    for visit, customer in zip(day.visits, Crowd(day, known).of(1, 3), strict=True):
        if visit.how == "gave_up":
            assert customer.patience == visit.wait
        elif customer.patience is not None:
            assert customer.patience >= visit.wait


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"more": 1}, "simulation.malformed"),
        ({"agents": [{"like": "nobody"}]}, "simulation.unknown_agent"),
        ({"agents": [{"queues": []}]}, "simulation.malformed"),
        ({"agents": [{"queues": ["desk"], "from": "12:00", "until": "10:00"}]}, "simulation.malformed"),
        ({"without": [{"agent": "nobody"}]}, "simulation.unknown_agent"),
        ({"queues": {"desk": {"strategy": "by_beauty"}}}, "routing.unknown_strategy"),
        ({"patience": 0}, "simulation.malformed"),
        ({"rules": "wishes"}, "simulation.malformed"),
        ({"calls_percent": 400}, "simulation.too_large"),
    ],
)
def test_changes_that_make_no_sense_are_refused(day: PastDay, changes: dict[str, Any], key: str) -> None:
    with pytest.raises(Invalid) as refusal:
        replay(day, NOW, changes, repeats=200)
    assert refusal.value.key == key


SPANS = st.lists(st.tuples(st.integers(0, 2_000), st.integers(1, 1_500)), max_size=2)
VISITS = st.lists(
    st.builds(
        lambda queue, at, wait, how, talk: Visit(
            queue,
            at * SECOND,
            (at + wait) * SECOND,
            how,
            *(("d0", SECOND, talk * SECOND, SECOND) if how == "answered" else ()),
        ),
        st.sampled_from(["desk", "help"]),
        st.integers(0, 3_000),
        st.integers(0, 200),
        st.sampled_from(["answered", "gave_up", "otherwise"]),
        st.integers(1, 400),
    ),
    min_size=1,
    max_size=25,
)


@settings(max_examples=25, deadline=None)
@given(VISITS, st.dictionaries(st.sampled_from(list(SITE["seats"])), SPANS), st.integers(0, 100))
def test_whoever_comes_is_counted_once_whatever_the_day_was(
    visits: list[Visit], spans: dict[str, list[tuple[int, int]]], percent: int
) -> None:
    """Conservation: answered, given up, sent elsewhere or never served; and no more than came."""
    presence = {
        agent: tuple((begin * SECOND, (begin + length) * SECOND) for begin, length in rows[:1])
        for agent, rows in spans.items()
    }
    found = replay(
        PastDay(BEGINS, DAY, tuple(visits), presence, rings=9, missed=1),
        NOW,
        {"calls_percent": percent},
        repeats=5,
    )
    assert found["lost"] == 0
    same = {name: value["mean"] for name, value in found["queues"][""]["same"]["total"].items()}
    assert same["offered"] == len(visits)
    ends = same["answered"] + same["abandoned"] + same["elsewhere"]
    assert ends <= same["offered"]
    assert ends == same["offered"] or found["never_served"] > 0


class Leaks(Engine):
    """Faulty: forgets to say every third offer."""

    heard = 0

    def tell(self, told: Told, now: int) -> list[Answered]:
        answers = super().tell(told, now)
        Leaks.heard += any(isinstance(answer, Offer) for answer in answers)
        if Leaks.heard % 3 == 2:
            return [answer for answer in answers if not isinstance(answer, Offer)]
        return answers


def test_an_engine_that_leaks_offers_does_not_meet_the_day(day: PastDay) -> None:
    numbers = iter(range(10**9))

    def faulty(plan: Plan) -> Engine:
        return Leaks(plan, lambda: f"o{next(numbers)}")

    found = replay(day, NOW, {}, repeats=5, engine=faulty)
    off = total(found, "same", "mean_wait_seconds")["mean"] / total(found, "real", "mean_wait_seconds")
    assert not 0.85 < off < 1.15


# ---- the rules of the day ----------------------------------------------------------------------------------

NOON = 12 * 3600 * SECOND
NOBODY = {**SITE, "queues": {**SITE["queues"], "desk": {**SITE["queues"]["desk"], "max_waiting": 0}}}
"""Who finds nobody free at the desk is turned away."""


def elsewhere(found: dict[str, Any], row: str = "same") -> dict[int, float]:
    by = found["queues"]["desk"][row]["by"]["elsewhere"]
    return {half: value["mean"] for half, value in zip(found["half_hours"], by, strict=True)}


def test_a_day_is_played_by_the_rules_that_were_in_force_at_each_time_of_it(day: PastDay) -> None:
    sites = {"then": [[0, SITE], [NOON, NOBODY]], "now": SITE, "draft": SITE}
    found = replay(day, sites, {}, repeats=5)
    assert found["lost"] == 0
    assert sum(many for half, many in elsewhere(found).items() if half < 24) == 0
    assert sum(many for half, many in elsewhere(found).items() if half >= 24) > 10
    assert total(found, "difference", "abandoned") == {"mean": 0, "low": 0, "high": 0}


def test_the_rules_of_now_are_a_change_like_another(day: PastDay) -> None:
    sites = {"then": [[0, SITE]], "now": NOBODY, "draft": SITE}
    assert sum(elsewhere(replay(day, sites, {}, repeats=5)).values()) == 0
    found = replay(day, sites, {"rules": "now"}, repeats=5)
    assert sum(elsewhere(found).values()) == 0
    assert sum(elsewhere(found, "changed").values()) > 20


def test_in_time_is_what_was_promised_when_the_customer_came(day: PastDay) -> None:
    desk = {**SITE["queues"]["desk"], "answer_seconds": 3600}
    patient = {**SITE, "queues": {**SITE["queues"], "desk": desk}}
    sites = {"then": [[0, SITE], [NOON, patient]], "now": SITE, "draft": SITE}
    found = replay(day, sites, {}, repeats=5)
    levels = found["queues"]["desk"]["real"]["by"]
    for half, level, gone in zip(
        found["half_hours"], levels["service_level"], levels["abandonment"], strict=True
    ):
        if half >= 24 and level is not None:
            assert level == pytest.approx(1 - gone)


def test_who_left_since_was_there_then_and_is_missed_only_under_the_rules_of_now(day: PastDay) -> None:
    seats = {agent: seat for agent, seat in SITE["seats"].items() if agent != "d0"}
    sites = {"then": [[0, SITE]], "now": {**SITE, "seats": seats}, "draft": SITE}
    assert replay(day, sites, {}, repeats=5)["absent"] == 0
    found = replay(day, sites, {"rules": "now"}, repeats=5)
    assert found["absent"] == 1
    assert total(found, "difference", "answered")["mean"] < 0


def test_changes_hold_under_each_of_the_rules_of_the_day(day: PastDay) -> None:
    other = {**SITE, "queues": {**SITE["queues"], "night": {"answer_seconds": 20}}}
    sites = {"then": [[0, SITE], [NOON, other]], "now": SITE, "draft": SITE}
    plain = {"then": [[0, SITE]], "now": SITE, "draft": SITE}
    for changes in (
        {"queues": {"desk": {"max_waiting": 0}}},
        {"agents": [{"like": "d0", "count": 2}]},
        {"agents": [{"queues": ["desk"], "from": "10:00", "until": "14:00"}]},
        {"without": [{"agent": "d1"}]},
    ):
        two = replay(day, sites, changes, repeats=5)["queues"]["desk"]["changed"]
        assert two == replay(day, plain, changes, repeats=5)["queues"]["desk"]["changed"], changes


def test_a_visit_of_a_queue_that_one_of_the_sides_does_not_know_is_left_out(day: PastDay) -> None:
    gone = {**SITE, "queues": {"desk": SITE["queues"]["desk"]}}
    gone["seats"] = {agent: {"queues": ["desk"]} for agent in SITE["seats"]}
    sites = {"then": [[0, SITE]], "now": gone, "draft": SITE}
    assert replay(day, sites, {}, repeats=5)["left_out"] == 0
    found = replay(day, sites, {"rules": "now"}, repeats=5)
    assert found["left_out"] == sum(visit.queue == "help" for visit in day.visits) > 0
    assert found["lost"] == 0
