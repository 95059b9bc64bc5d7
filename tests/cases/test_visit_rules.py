"""Which return visits follow from a case, when one calls, and what comes of what was said."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from huawu.cases.config.visits import check_visit
from huawu.cases.core import visits
from huawu.cases.core.business import WorkingTime
from huawu.cases.core.visits import About, Next
from huawu.platform.clock import SECOND, Micros, as_micros
from huawu.platform.hours import Hours
from huawu.platform.refusals import Invalid

pytestmark = pytest.mark.core

HOUR: Micros = 3600 * SECOND
ZONE = "Asia/Shanghai"
DAYTIME = WorkingTime(visits.daytime(ZONE))
OFFICE = WorkingTime(Hours(ZONE, (((9 * 60, 18 * 60),),) * 5 + ((), ())))
RULE: dict[str, Any] = {
    "after": "closed",
    "types": ["complaint"],
    "priorities": ["high", "medium"],
    "share": 100,
}
ABOUT = About("case-1", "closed", ("complaint", "noise"), "medium")
QUESTIONS: list[dict[str, Any]] = [
    {"id": "overall", "kind": "scale", "most": 5, "required": True, "satisfaction": True},
    {"id": "polite", "kind": "yes_no"},
    {"id": "wish", "kind": "text"},
]


def at(text: str) -> Micros:

    return as_micros(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(ZONE)))


@pytest.mark.parametrize(
    ("about", "follows"),
    [
        (ABOUT, True),
        (About("case-1", "confirmed", ("complaint", "noise"), "medium"), False),
        (About("case-1", "closed", ("enquiry", "bill"), "medium"), False),
        (About("case-1", "closed", ("complaint", "noise"), "low"), False),
    ],
)
def test_a_rule_speaks_of_state_type_and_priority(about: About, follows: bool) -> None:
    assert visits.follows("after-complaint", RULE, about) is follows


def test_a_rule_that_names_no_types_and_priorities_speaks_of_all() -> None:
    assert visits.follows("any", {"after": "closed"}, About("c", "closed", ("bill",), "low"))


def test_a_share_is_drawn_the_same_way_each_time_and_differently_by_each_rule() -> None:
    cases = [f"case-{nth}" for nth in range(4000)]
    drawn = [case for case in cases if visits.in_share("a", case, 30)]
    assert drawn == [case for case in cases if visits.in_share("a", case, 30)]
    assert 0.27 < len(drawn) / len(cases) < 0.33
    assert drawn != [case for case in cases if visits.in_share("b", case, 30)]
    assert set(drawn) <= {case for case in cases if visits.in_share("a", case, 60)}
    assert not any(visits.in_share("a", case, 0) for case in cases)
    assert all(visits.in_share("a", case, 100) for case in cases)


@pytest.mark.parametrize(
    ("closed", "hours", "due"),
    [
        ("2026-11-24T10:00", 4, "2026-11-24T14:00"),
        ("2026-11-24T16:00", 4, "2026-11-25T11:00"),
        ("2026-11-27T17:00", 9, "2026-11-30T17:00"),
        ("2026-11-24T22:00", 0, "2026-11-25T09:00"),
    ],
)
def test_one_calls_after_so_much_working_time_and_by_day(closed: str, hours: int, due: str) -> None:
    assert visits.first_due(OFFICE, DAYTIME, at(closed), hours * HOUR) == at(due)


def test_nobody_is_called_at_night() -> None:
    assert visits.callable_from(DAYTIME, at("2026-11-24T19:59")) == at("2026-11-24T19:59")
    assert visits.callable_from(DAYTIME, at("2026-11-24T20:00")) == at("2026-11-25T09:00")
    assert visits.callable_from(DAYTIME, at("2026-11-24T03:00")) == at("2026-11-24T09:00")
    never = WorkingTime(Hours(ZONE, ((),) * 7))
    assert visits.callable_from(never, at("2026-11-24T03:00")) == at("2026-11-24T03:00")


@pytest.mark.parametrize(
    ("result", "tries", "after"),
    [
        ("not_reached", 0, Next("planned", 1, again=True)),
        ("not_reached", 1, Next("planned", 2, again=True)),
        ("not_reached", 2, Next("not_reached", 3, again=False)),
        ("later", 2, Next("planned", 2, again=True)),
        ("reached", 0, Next("reached", 1, again=False)),
        ("refused", 1, Next("refused", 2, again=False)),
        ("wrong_number", 0, Next("wrong_number", 1, again=False)),
    ],
)
def test_a_visit_is_tried_so_often_and_ends(result: str, tries: int, after: Next) -> None:
    assert visits.after_try(result, tries, 3) == after


def test_answers_are_kept_that_fit_and_others_named() -> None:
    said = {"overall": 4, "polite": False, "wish": "", "unasked": "x"}
    assert visits.answers_taken(QUESTIONS, said) == ({"overall": 4, "polite": False}, [])
    for bad in (None, 0, 6, True, "4", 3.0):
        assert visits.answers_taken(QUESTIONS, {"overall": bad})[1] == ["overall"]
    wrong = {"overall": 1, "polite": "no", "wish": "a\0"}
    assert visits.answers_taken(QUESTIONS, wrong) == ({"overall": 1}, ["polite", "wish"])


def test_a_dissatisfied_answer_calls_for_what_the_rule_says() -> None:
    assert visits.satisfaction_of(QUESTIONS, {"overall": 2, "polite": True}) == 2
    assert visits.satisfaction_of(QUESTIONS, {"polite": True}) is None
    rule = {"dissatisfied": {"at_most": 2, "then": "reopen"}}
    assert [visits.follow_up(rule, said) for said in (1, 2, 3, None)] == ["reopen", "reopen", None, None]
    assert visits.follow_up({}, 1) is None


def test_the_rate_is_of_those_that_ended() -> None:
    assert visits.rate(3, 4) == 0.75
    assert visits.rate(0, 0) is None


WHOLE: dict[str, dict[str, Any]] = {
    "case_type": {"complaint": {}},
    "team": {"front": {}},
    "hours": {"office": {}},
    "agent": {"1001": {}},
}
GOOD = RULE | {
    "name": {"zh": "投诉回访"},
    "minutes": 60,
    "hours": "office",
    "calling": "office",
    "who": "agent",
    "agent": "1001",
    "tries": 3,
    "pause_minutes": 60,
    "questions": [dict(each, name={"zh": "问题"}) for each in QUESTIONS],
    "dissatisfied": {"at_most": 2, "then": "task", "task": "致电"},
}


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (
            {},
            {
                "case_type": "case.unknown_type",
                "hours": "case.unknown_hours",
                "agent": "visit.unknown_agent",
            },
        ),
        ({"who": "team", "team": "front", "share": 0.5}, {"team": "case.unknown_team"}),
    ],
)
def test_a_rule_is_taken_where_there_is_all_that_it_names(
    change: dict[str, Any], named: dict[str, str]
) -> None:
    check_visit("x", GOOD | change, WHOLE)
    for kind, key in named.items():
        with pytest.raises(Invalid) as refused:
            check_visit("x", GOOD | change, {each: WHOLE[each] for each in WHOLE if each != kind})
        assert refused.value.key == key


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"after": "received"}, "config.bad_field"),
        ({"share": 0}, "config.bad_field"),
        ({"share": 101}, "config.bad_field"),
        ({"tries": 0}, "config.bad_field"),
        ({"tries": True}, "config.bad_field"),
        ({"priorities": ["urgent"]}, "config.bad_field"),
        ({"types": ["gone"]}, "case.unknown_type"),
        ({"hours": "gone"}, "case.unknown_hours"),
        ({"calling": "gone"}, "case.unknown_hours"),
        ({"who": "team"}, "case.unknown_team"),
        ({"agent": "9999"}, "visit.unknown_agent"),
        ({"questions": []}, "config.bad_field"),
        ({"questions": [GOOD["questions"][0], GOOD["questions"][0]]}, "config.bad_field"),
        ({"questions": [GOOD["questions"][1]]}, "config.bad_field"),
        ({"dissatisfied": {"at_most": 2, "then": "task"}}, "config.bad_field"),
        ({"dissatisfied": {"at_most": 5, "then": "reopen"}}, "config.bad_field"),
        ({"extra": 1}, "config.unknown_field"),
    ],
)
def test_a_rule_that_could_not_be_followed_is_refused(change: dict[str, Any], key: str) -> None:
    with pytest.raises(Invalid) as refused:
        check_visit("x", GOOD | change, WHOLE)
    assert refused.value.key == key
