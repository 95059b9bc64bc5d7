"""Whatever somebody writes into a queue or a calendar is refused in words, or can be worked by."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huawu.platform.clock import SECOND
from huawu.platform.hours import check_hours
from huawu.platform.refusals import Invalid
from huawu.platform.words import LOCALES, say
from huawu.routing import service as routing
from huawu.routing.config import check_queue, check_skill
from huawu.routing.types import AgentReady, Arrived, Contact, Offer, Overflow, Tick

pytestmark = pytest.mark.core

NAME = {"zh": "前台", "en": "Desk"}
WEEK = {str(day): [["09:00", "18:00"]] for day in range(1, 6)}
WHOLE: dict[str, Any] = {
    "skill": {"english": {"name": {"zh": "英语", "en": "English"}}},
    "team": {"front": {"name": {"zh": "甲组", "en": "Front"}}},
    "hours": {"days": {"name": {"zh": "白天", "en": "Days"}, "week": WEEK}},
    "queue": {"help": {"name": {"zh": "后援", "en": "Help"}}},
}
AGENTS = {
    "ann": {"queues": ["desk", "help"], "skills": {"english": 4}, "languages": {"zh-CN": 5}, "team": "front"},
    "bob": {"queues": ["desk"], "team": "back"},
}
NOW = 1_790_000_000 * SECOND
ENGLISH = {"skill": "english"}
CONTRADICTS = "routing.contradictory_limits"


def both(*conditions: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"who": {"and": list(conditions)}, "seconds": 20}]


def over(when: str = "wait", above: int = 60, **more: Any) -> dict[str, Any]:
    return {"when": when, "above": above, "to": {"queue": "help"}} | more


def helps(**more: Any) -> list[dict[str, Any]]:
    return [{"team": "back", "when": "service_level", "line": 70, "back": 80} | more]


@pytest.mark.parametrize(
    ("body", "key", "says"),
    [
        ({"steps": [{"who": ENGLISH, "secs": 30}]}, "config.unknown_field", "steps.secs"),
        ({"steps": [{"who": ENGLISH | {"min": 3}}]}, "config.unknown_field", "steps.min"),
        ({"steps": [{"who": ENGLISH | {"team": "front"}}]}, "config.unknown_field", "steps.team"),
        ({"steps": [{"who": {"not": {"or": [ENGLISH | {"lest": 2}]}}}]}, "config.unknown_field", "lest"),
        ({"overflows": [over(over=9)]}, "config.unknown_field", "overflows.over"),
        ({"help": helps(bak=3)}, "config.unknown_field", "help.bak"),
        ({"order": "first"}, "config.bad_field", "order"),
        ({"steps": both({"team": "front"}, {"team": "back"})}, "routing.step_never_met", "第 1 步"),
        ({"steps": both(ENGLISH | {"least": 4}, ENGLISH | {"most": 2})}, "routing.step_never_met", "前台"),
        ({"steps": both(ENGLISH, {"not": ENGLISH})}, "routing.step_never_met", "前台"),
        ({"steps": both({"agents": ["ann"]}, {"agents": ["bob"]})}, "routing.step_never_met", "前台"),
        (
            {"steps": both({"team": "front"}, {"or": [{"team": "back"}, {"not": {"team": "front"}}]})},
            "routing.step_never_met",
            "前台",
        ),
        ({"overflows": [over(), over(above=90)]}, "routing.overflow_twice", "两条"),
        (
            {"overflows": [over("estimate"), over("estimate", 90, to={"voicemail": "help"})]},
            "routing.overflow_twice",
            "后一条永远用不上",
        ),
        ({"overflows": [over(to={"queue": "desk"})]}, "routing.overflow_circle", "绕回"),
        ({"help": helps(back=120)}, "routing.help_per_cent", "120"),
        ({"help": helps(line=0, back=0)}, "routing.help_per_cent", "百分比"),
        ({"callback": {"after_seconds": None}}, "routing.callback_never_offered", "听不到"),
        ({"callback": {"after_seconds": 90}, "max_wait_seconds": 60}, CONTRADICTS, "最多等待秒数"),
        ({"callback": {"attempts": 10, "pause_seconds": 86_400}}, CONTRADICTS, "回呼有效期"),
        ({"reserve_after_seconds": 60, "overflows": [over()]}, CONTRADICTS, "后备坐席"),
        ({"ring_seconds": "20"}, "routing.out_of_range", "“前台”的“振铃秒数”"),
        ({"steps": "everybody"}, "routing.plan_malformed", "前台 · 分配步骤"),
        ({"steps": [{"seconds": 9}]}, "routing.bad_condition", "（空）"),
    ],
)  # fmt: skip
def test_what_could_never_be_met_is_refused_in_words(body: dict[str, Any], key: str, says: str) -> None:
    with pytest.raises(Invalid) as refusal:
        check_queue("desk", {"name": NAME, **body}, WHOLE)
    assert refusal.value.key == key
    assert says in said(refusal.value, "zh-CN")


@pytest.mark.parametrize(
    "body",
    [
        {"steps": both({"team": "front"}, {"or": [{"team": "back"}, ENGLISH]})},
        {"steps": both(ENGLISH | {"least": 2}, ENGLISH | {"most": 4}, {"not": {"team": "back"}})},
        {"overflows": [over("estimate", 90), over("estimate", 30, to={"voicemail": "help"})]},
        {"callback": {"after_seconds": None}, "overflows": [over(to={"callback": ""})]},
        {"callback": {"after_seconds": 90, "position": 3}, "max_wait_seconds": 60},
        {"help": helps()},
    ],
)
def test_what_can_be_met_is_let_through(body: dict[str, Any]) -> None:
    check_queue("desk", {"name": NAME, **body}, WHOLE)


def test_a_skill_without_a_place_in_order_is_refused() -> None:
    with pytest.raises(Invalid, match="bad_field"):
        check_skill("english", {"name": NAME, "order": None}, WHOLE)


def said(refusal: Invalid, locale: str) -> str:
    words = say(refusal.key, locale, refusal.params)
    return f"{words.title} {words.detail}"


def require_words(refusal: Invalid) -> None:
    """In both languages, without a hole that nothing filled and without what only a programmer writes."""
    for locale in LOCALES:
        words = said(refusal, locale)
        assert not words.startswith(refusal.key), words
        assert "{" not in words, words
        assert "None" not in words, words


# ---- calendars ---------------------------------------------------------------------------------------------


def calendar(week: dict[str, Any], days: dict[str, Any] | None = None) -> list[tuple[str, dict[str, Any]]]:
    """What is wrong with a queue by this calendar."""
    config = {
        "queues": {"desk": {"hours": "h"}},
        "seats": {"ann": {"queues": ["desk"]}},
        "hours": {"h": {"week": week, "days": days or {}}},
        "zone": "Asia/Shanghai",
    }
    return [(each.key, each.params) for each in routing.unsound(routing.plan_from(config), NOW)]


@pytest.mark.parametrize(
    ("week", "days", "hole"),
    [
        ({"1": [["09:00", "12:00"], ["12:01", "18:00"]]}, {}, ("1", "12:00", "12:01")),
        ({"3": [["00:00", "23:59"]], "4": [["00:00", "24:00"]]}, {}, ("3", "23:59", "00:00")),
        ({"7": [["20:00", "23:58"]], "1": [["00:00", "06:00"]]}, {}, ("7", "23:58", "00:00")),
        (WEEK, {"2030-10-01": [["09:00", "11:59"], ["12:00", "18:00"]]}, ("2030-10-01", "11:59", "12:00")),
    ],
)
def test_a_hole_of_a_minute_in_a_calendar_is_found(
    week: dict[str, Any], days: dict[str, Any], hole: tuple[str, str, str]
) -> None:
    ((key, params),) = calendar(week, days)
    assert key == "hours.hole"
    assert (params["day"], params["ends"], params["begins"]) == hole


@pytest.mark.parametrize(
    "week",
    [
        WEEK,
        {"1": [["09:00", "12:00"], ["13:30", "18:00"]]},
        {"1": [["00:00", "24:00"]], "2": [["00:00", "24:00"]]},
        {"1": [["09:00", "23:59"]]},
    ],
)
def test_breaks_and_nights_are_no_holes(week: dict[str, Any]) -> None:
    assert calendar(week) == []


def test_a_calendar_whose_only_days_are_over_never_opens_again() -> None:
    ((key, params),) = calendar({}, {"2020-01-01": [["09:00", "18:00"]]})
    assert (key, params["field"]) == ("routing.calendar_never_open", "hours")
    assert calendar({}, {"2026-10-01": [["09:00", "18:00"]]}) == []


# ---- anything ----------------------------------------------------------------------------------------------

JUNK = (
    st.none()
    | st.booleans()
    | st.integers(-5, 90_000)
    | st.sampled_from(["", "x", "desk", [], {}, [{}], 1.5])
)
PLAIN = st.one_of(
    st.fixed_dictionaries(
        {"skill": st.sampled_from(["english", "latin"])},
        optional={"least": st.integers(0, 6), "most": st.integers(0, 6)},
    ),
    st.fixed_dictionaries({"team": st.sampled_from(["front", "back", "nobody"])}),
    st.fixed_dictionaries({"language": st.sampled_from(["zh", "en", "jp"])}),
    st.fixed_dictionaries({"agents": st.lists(st.sampled_from(["ann", "bob", "zoe"]), max_size=2)}),
)
CONDITIONS = st.recursive(
    PLAIN,
    lambda inner: st.one_of(
        st.builds(lambda of: {"and": of}, st.lists(inner, max_size=3)),
        st.builds(lambda of: {"or": of}, st.lists(inner, max_size=3)),
        st.builds(lambda of: {"not": of}, inner),
    ),
    max_leaves=5,
)
STEPS = st.lists(
    st.fixed_dictionaries(
        {"who": CONDITIONS},
        optional={"seconds": st.none() | st.integers(0, 90), "skip_when_nobody": st.booleans()},
    ),
    max_size=3,
)
GOALS = st.sampled_from(
    [{"queue": "help"}, {"queue": "desk"}, {"queue": "nowhere"}, {"voicemail": "help"}, {"callback": ""}, {}]
)
OVERFLOWS = st.lists(
    st.fixed_dictionaries(
        {"when": st.sampled_from(["wait", "length", "estimate", "closed", "no_agents", "rain"]), "to": GOALS},
        optional={"above": st.integers(0, 120)},
    ),
    max_size=3,
)
BODIES = st.fixed_dictionaries(
    {"name": st.just(NAME)},
    optional={
        "steps": STEPS,
        "overflows": OVERFLOWS,
        "help": st.lists(
            st.fixed_dictionaries(
                {
                    "team": st.sampled_from(["front", "back", "nobody"]),
                    "when": st.sampled_from(["waiting", "estimate", "service_level"]),
                },
                optional={"line": st.integers(0, 150), "back": st.integers(0, 150)},
            ),
            max_size=2,
        ),
        "callback": st.none()
        | st.dictionaries(st.sampled_from(["after_seconds", "position", "attempts", "hours"]), JUNK),
        "max_wait_seconds": st.none() | st.integers(-1, 100),
        "max_waiting": st.none() | st.integers(-1, 3),
        "preferred_wait_seconds": st.integers(0, 100),
        "reserve_after_seconds": st.none() | st.integers(0, 100),
        "ring_at_once": st.integers(0, 30),
        "wrap_up": st.sampled_from(["none", "forced", "sometimes"]),
        "wrap_up_seconds": st.integers(0, 60),
        "hours": st.sampled_from(["days", "nights"]),
        "auto_answer": st.booleans(),
        "strategy": st.sampled_from(["longest_idle", "linear", "by_beauty"]),
    },
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(
    BODIES,
    st.dictionaries(st.sampled_from(["steps", "help", "ring_seconds", "order", "name", "hours"]), JUNK),
)
def test_whatever_is_written_is_refused_in_words_or_serves_who_comes(
    body: dict[str, Any], junk: dict[str, Any]
) -> None:
    """No crash, no words with holes in them; and by what is let through every caller is offered to somebody,
    or sent somewhere, while everybody is there."""
    for queue in (body, body | junk):
        try:
            check_queue("desk", queue, WHOLE)
        except Invalid as refusal:
            require_words(refusal)
            continue
        plan = routing.plan_from(
            {"queues": {**WHOLE["queue"], "desk": queue}, "hours": WHOLE["hours"], "seats": AGENTS}
        )
        if not routing.unsound(plan, NOW):
            assert_served(plan)


def assert_served(plan: Any) -> None:
    numbers = iter(range(10**6))
    engine = routing.open_engine(plan, lambda: f"o{next(numbers)}")
    for agent in AGENTS:
        engine.tell(AgentReady(agent), NOW)
    found = list(engine.tell(Arrived(Contact("c", "desk", NOW)), NOW))
    while not any(isinstance(each, Offer | Overflow) for each in found):
        due = engine.next_deadline()
        assert due is not None, "nothing will ever happen to them"
        assert due < NOW + 3600 * SECOND, "nor soon"
        found += engine.tell(Tick(), due)


TIMES = st.sampled_from(["00:00", "09:00", "12:00", "12:01", "18:00", "23:59", "24:00", "25:00", "9:00", ""])
CALENDARS = st.fixed_dictionaries(
    {"name": st.just(NAME)},
    optional={
        "week": st.dictionaries(
            st.sampled_from(["1", "2", "7", "8", "mon"]),
            st.lists(st.lists(TIMES, max_size=3), max_size=3) | JUNK,
        )
        | JUNK,
        "days": st.dictionaries(
            st.sampled_from(["2026-10-01", "2026-02-30", "tomorrow"]), st.lists(st.lists(TIMES, max_size=3))
        )
        | JUNK,
    },
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(CALENDARS)
def test_whatever_calendar_is_written_is_refused_in_words_or_read(body: dict[str, Any]) -> None:
    try:
        check_hours("h", body, {})
    except Invalid as refusal:
        require_words(refusal)
        return
    for key, params in calendar(body.get("week", {}), body.get("days", {})):
        words = [say(key, locale, params | {"day_name": "", "hours": ""}).title for locale in LOCALES]
        assert not any("{" in each for each in words)


def test_a_condition_that_lies_too_deep_is_refused_and_not_followed() -> None:
    deep: dict[str, Any] = ENGLISH
    for _ in range(5000):
        deep = {"not": deep}
    with pytest.raises(Invalid, match="routing.bad_condition"):
        check_queue("desk", {"name": NAME, "steps": [{"who": deep}]}, WHOLE)
