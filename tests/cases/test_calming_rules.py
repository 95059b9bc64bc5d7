"""What a complaint guide is, and what may be done by it."""

import copy
from typing import Any

import pytest

from huawu.cases.config.guides import check_guide
from huawu.cases.core.calming import Done, Standing, standing, why_not
from huawu.cases.core.guides import STANDARD
from huawu.cases.core.helping import next_up
from huawu.platform.refusals import Invalid

pytestmark = pytest.mark.core

ABUSIVE = STANDARD["abusive"]
FIRST, SECOND = Done("abusive", "warned", "first"), Done("abusive", "warned", "second")
END = Done("abusive", "ended")


def test_the_standard_guides_are_what_a_site_could_have_written() -> None:
    for key, body in STANDARD.items():
        check_guide(key, body, {})
        lines = [step["say"] for step in body["steps"]] + body["never"] + body["call_help"]
        assert all(line["zh"] and line["en"] for line in lines), key


def test_a_step_that_was_made_can_be_taken_back_and_another_guide_keeps_what_was_made() -> None:
    entries = [
        Done("ordinary", "opened"),
        Done("ordinary", "done", "listen"),
        Done("ordinary", "done", "repeat"),
        Done("ordinary", "undone", "repeat"),
        Done("media", "opened"),
    ]
    assert standing(entries) == Standing("media", frozenset({"listen"}))


@pytest.mark.parametrize(
    ("before", "new", "why"),
    [
        ([], FIRST, None),
        ([], SECOND, "complaint.warn_in_order"),
        ([FIRST], SECOND, None),
        ([FIRST], FIRST, "complaint.warn_in_order"),
        ([FIRST], END, "complaint.warn_first"),
        ([FIRST, SECOND], END, None),
        ([FIRST, SECOND], SECOND, "complaint.warn_in_order"),
        ([FIRST, SECOND, END], END, "complaint.ended"),
        ([FIRST, SECOND, END], FIRST, "complaint.ended"),
    ],
)
def test_a_caller_is_warned_twice_before_the_call_is_ended(
    before: list[Done], new: Done, why: str | None
) -> None:
    assert why_not(new, ABUSIVE, standing(before)) == why


def test_who_is_not_abusive_is_not_warned_and_a_step_is_one_of_the_guide() -> None:
    ordinary = STANDARD["ordinary"]
    assert why_not(Done("ordinary", "warned", "first"), ordinary, Standing()) == "complaint.no_warnings"
    assert why_not(Done("ordinary", "ended"), ordinary, Standing()) == "complaint.no_warnings"
    assert why_not(Done("ordinary", "done", "dance"), ordinary, Standing()) == "complaint.unknown_step"
    assert why_not(Done("ordinary", "done", "thank"), ordinary, Standing()) is None


@pytest.mark.parametrize(
    ("wrong", "key"),
    [
        ({"steps": []}, "complaint.no_steps"),
        ({"steps": [STANDARD["law"]["steps"][0]] * 2}, "config.bad_field"),
        ({"steps": [{"id": "listen", "name": {"zh": "听"}, "say": {"en": "Go on"}}]}, "complaint.bad_line"),
        ({"never": [{"zh": ""}]}, "complaint.bad_line"),
        ({"warnings": {"first": {"zh": "请注意"}}}, "complaint.bad_warnings"),
        ({"words": [""]}, "config.bad_field"),
        ({"skill": 7}, "config.bad_field"),
        ({"sound": "bell"}, "config.unknown_field"),
    ],
)
def test_a_guide_that_could_not_be_shown_is_not_published(wrong: dict[str, Any], key: str) -> None:
    body = copy.deepcopy(STANDARD["ordinary"]) | wrong
    with pytest.raises(Invalid) as refused:
        check_guide("ordinary", body, {})
    assert refused.value.key == key


def test_above_experts_the_leader_is_told_and_then_the_manager() -> None:
    assert [next_up("legal", told) for told in range(3)] == ["leader", "manager", None]
    assert [next_up("", told) for told in range(2)] == ["manager", None]
