"""Plans that could never be met are refused before anybody works by them."""

from typing import Any

import pytest

from huawu.platform.refusals import Invalid
from huawu.platform.words import say
from huawu.routing import service as routing
from huawu.routing.config import check_queue

pytestmark = pytest.mark.core

NAME = {"zh": "前台", "en": "Desk"}
WHOLE: dict[str, Any] = {
    "skill": {"english": {}},
    "hours": {
        "never": {"name": NAME, "week": {}},
        "days": {"name": NAME, "week": {"1": [["09:00", "18:00"]]}},
    },
    "queue": {"help": {"name": NAME, "overflows": [{"when": "closed", "to": {"queue": "desk"}}]}},
}


def to(queue: str, when: str = "wait", above: int = 60) -> dict[str, Any]:
    return {"when": when, "above": above, "to": {"queue": queue}}


def then(when: str, goes: dict[str, Any]) -> dict[str, Any]:
    """To somebody outside, and where callers go who do not reach them."""
    return {"when": when, "above": 60, "to": {"outside": "02155551234", "then": goes}}


@pytest.mark.parametrize(
    ("body", "key"),
    [
        ({"steps": [{"who": {"skill": "latin"}, "seconds": 9}]}, "routing.unknown_skill"),
        ({"steps": [{"who": {"and": [{"skill": "latin"}]}}]}, "routing.unknown_skill"),
        ({"steps": [{"who": {"skill": "english", "least": 4, "most": 2}}]}, "routing.bad_range"),
        ({"steps": [{"who": {"colour": "red"}}]}, "routing.bad_condition"),
        ({"hours": "sundays"}, "routing.unknown_hours"),
        ({"hours": "never"}, "routing.calendar_never_open"),
        ({"overflows": [to("nowhere")]}, "routing.unknown_goal"),
        ({"overflows": [to("help", "closed")]}, "routing.overflow_circle"),
        ({"max_wait_seconds": 30, "steps": [{"who": {"skill": "english"}, "seconds": 40}] * 2},
         "routing.contradictory_limits"),
        ({"wrap_up": "forced", "wrap_up_seconds": 0}, "routing.contradictory_limits"),
        ({"preferred_wait_seconds": 90, "overflows": [to("help")]}, "routing.contradictory_limits"),
        ({"help": [{"team": "t", "when": "waiting", "line": 5, "back": 9}]}, "routing.help_never_leaves"),
        ({"ring_at_once": 21}, "routing.rings_too_many"),
        ({"ring_at_once": 2, "auto_answer": True}, "routing.contradictory_limits"),
        ({"overflows": [{"when": "closed", "to": {"voicemail": "nobody"}}]}, "routing.unknown_goal"),
        ({"overflows": [{"when": "wait", "above": 60, "to": {"flow": "x"}}]}, "routing.goal_for_no_call"),
        ({"overflows": [{"when": "wait", "to": {"callback": ""}}]}, "routing.callback_not_set_up"),
        ({"overflows": [then("wait", {"voicemail": "nobody"})]}, "routing.unknown_goal"),
        ({"overflows": [then("wait", {"callback": ""})]}, "routing.callback_not_set_up"),
        ({"overflows": [then("wait", {"flow": "x"})]}, "routing.goal_for_no_call"),
        ({"overflows": [then("length", {"queue": "desk"})]}, "routing.overflow_circle"),
        ({"overflows": [then("closed", {"queue": "help"})]}, "routing.overflow_circle"),
        ({"overflows": [{"when": "wait", "to": {"queue": "help", "then": {"queue": "help"}}}]},
         "routing.plan_malformed"),
        ({"overflows": [{"when": "wait", "to": {"outside": "123", "announcement": "x"}}]},
         "routing.plan_malformed"),
        ({"overflows": [then("wait", then("wait", then("wait", then("wait", {})["to"])["to"])["to"])]},
         "routing.plan_malformed"),
        ({"channel": "chat", "callback": {}}, "routing.callback_of_no_call"),
        ({"callback": {"hours": "nowhere"}}, "routing.unknown_hours"),
        ({"callback": {"hours": "never"}}, "routing.calendar_never_open"),
        ({"callback": {"pause_seconds": 5}}, "routing.out_of_range"),
        ({"callback": {"attempts": None}}, "routing.out_of_range"),
        ({"callback": {"mode": "nobody_first"}}, "routing.plan_malformed"),
        ({"wrap_up": "sometimes"}, "routing.plan_malformed"),
        ({"overflows": [{"when": "wait", "to": {"moon": "x"}}]}, "routing.plan_malformed"),
    ],
)  # fmt: skip
def test_a_queue_that_cannot_be_met_is_refused_in_words(body: dict[str, Any], key: str) -> None:
    with pytest.raises(Invalid) as refusal:
        check_queue("desk", {"name": NAME, **body}, WHOLE)
    assert refusal.value.key == key
    for language in ("zh-CN", "en-US"):
        assert say(key, language, refusal.value.params).title != key


@pytest.mark.parametrize(
    ("callback", "field"),
    [({"ring_seconds": 5}, "callback.ring_seconds"), ({"hours": "never"}, "callback.hours")],
)
def test_what_is_wrong_with_calling_back_is_said_of_its_own_field(
    callback: dict[str, Any], field: str
) -> None:
    """The queue itself has hours and seconds of ringing too."""
    with pytest.raises(Invalid) as refusal:
        check_queue("desk", {"name": NAME, "callback": callback}, WHOLE)
    assert refusal.value.params["field"] == field


def test_a_sound_queue_is_published() -> None:
    steps = [{"who": {"skill": "english", "least": 3}, "seconds": 20}, {"who": {"language": "en"}}]
    body = {"name": NAME, "hours": "days", "steps": steps, "overflows": [to("help")]}
    check_queue("desk", body, WHOLE)


def test_several_may_answer_by_themselves_what_is_no_call() -> None:
    check_queue("desk", {"name": NAME, "channel": "chat", "ring_at_once": 2, "auto_answer": True}, WHOLE)


@pytest.mark.parametrize("goes", [{"queue": "desk"}, {"voicemail": "help"}, {"announcement": "closed.hours"}])
def test_who_reaches_nobody_outside_may_come_back_or_go_on(goes: dict[str, Any]) -> None:
    check_queue("desk", {"name": NAME, "overflows": [then("wait", goes)]}, WHOLE)


def test_who_is_missing_is_found_before_callers_do() -> None:
    steps = [
        {"who": {"agents": ["zoe"]}, "seconds": 10},
        {"who": {"team": "experts"}, "seconds": 10},
        {"who": {"skill": "english", "least": 5}, "skip_when_nobody": False},
    ]
    plan = routing.plan_from(
        {
            "queues": {"empty": {}, "desk": {"steps": steps}, "way_out": {"refuse_when_empty": True}},
            "seats": {"ann": {"queues": ["desk"], "skills": {"english": 2}}},
        }
    )
    assert [(each.key, each.params["queue"]) for each in routing.unsound(plan)] == [
        ("routing.queue_without_agents", "empty"),
        ("routing.unknown_agent", "desk"),
        ("routing.unknown_team", "desk"),
        ("routing.agent_without_skills", "desk"),
    ]
