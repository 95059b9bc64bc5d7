"""A queue sends who may not wait to somebody outside, or tells them something: none is left without words."""

from dataclasses import replace
from typing import Any

import pytest

from huawu.interactions.events import PassedOn
from huawu.routing import service as routing
from huawu.routing.types import CallbackRule, Goal, Overflowing, Plan, Queue, Seat
from tests.telephony.switch.exchange import AGENTS, NUMBER, Exchange

pytestmark = pytest.mark.core

BACK = Goal("queue", "front")
WORDS = ["zh-CN/closed.hours", "zh-CN/goodbye"]


def outside(then: Goal | None = None) -> Goal:
    return Goal("outside", NUMBER, then)


def told(then: Goal | None = None) -> Goal:
    return Goal("announcement", "closed.hours", then)


def house(to: Goal, when: str = "wait", **plan: Any) -> Exchange:
    """All four agents serve `front`, which sends callers on so; nobody is there."""
    centre = Exchange(**plan)
    above = 30 if when == "wait" else 0
    rules = (Overflowing(when, to, above),)
    rule = CallbackRule(after_seconds=None)
    queues = {"front": Queue("front", overflows=rules, callback=rule), "back": Queue("back")}
    seats = {a: Seat(a, ("front",) if a != "dan" else ("back",)) for a in AGENTS}
    centre.engine = routing.open_engine(Plan(1, queues, seats), centre.switch.ids)
    return centre


def heard_waiting(centre: Exchange) -> None:
    """A customer calls by a menu, so that they are answered, and waits until the queue sends them on."""
    centre.switch.plan = replace(centre.switch.plan, callbacks={"front": CallbackRule(after_seconds=None)})
    centre.phones.arrive("c", "4002")
    centre.turn()
    centre.switch.answer(centre.the_call)
    centre.pass_time(31)


# ---- outside -----------------------------------------------------------------------------------------------


def test_who_has_waited_too_long_hears_it_ring_outside_and_talks_there() -> None:
    centre = house(outside())
    heard_waiting(centre)
    call = centre.the_call
    assert (call.stage, centre.rings(NUMBER), centre.hears("c")) == ("transfer", True, ["tones/ring_back"])
    leg = centre.phones.legs[centre.leg(NUMBER)]
    assert (leg.caller, leg.diverted) == ("4002", ("4002", "no_answer"))
    centre.picks_up(NUMBER)
    assert centre.together("c", NUMBER)
    assert (call.stage, call.recording, call.answered_at) == ("talk", None, None)
    centre.hangs_up(NUMBER)
    assert centre.ended() == [("system", "outside")]
    assert [row for row in centre.segments() if row[0] == "queue"] == [("queue", None, "overflowed")]


def test_whoever_hangs_up_first_outside_the_contact_was_sent_on() -> None:
    centre = house(outside())
    heard_waiting(centre)
    centre.picks_up(NUMBER)
    centre.put_down("c")
    assert centre.ended() == [("system", "outside")]
    assert not centre.phones.legs


def test_a_caller_whose_exchange_gives_another_leg_while_it_rings_outside_hears_music_when_nobody_comes() -> (
    None
):
    centre = house(outside())
    centre.phones.arrive("c", "4002")
    centre.turn()
    centre.pass_time(31)
    assert not centre.phones.legs["c"].up
    centre.phones.arrive("new", "4002", replaces="c")
    centre.turn()
    centre.hangs_up(NUMBER, "busy")
    assert centre.the_call.stage == "queue"
    assert centre.hears("new") == ["please_wait"]


def test_who_hangs_up_while_it_rings_outside_has_given_up() -> None:
    centre = house(outside())
    heard_waiting(centre)
    centre.put_down("c")
    assert centre.ended() == [("customer", "hung_up")]
    assert not centre.phones.legs


def test_a_caller_who_was_not_answered_is_answered_by_who_takes_it_outside() -> None:
    centre = house(outside(), "no_agents")
    centre.phones.arrive("c", "4002")
    centre.turn()
    assert not centre.the_call.answered
    centre.picks_up(NUMBER)
    assert centre.the_call.answered
    assert centre.together("c", NUMBER)


@pytest.mark.parametrize("cause", ["busy", "no_answer", "hung_up", "unreachable"])
def test_who_reaches_nobody_outside_waits_on_at_the_old_place(cause: str) -> None:
    centre = house(outside())
    heard_waiting(centre)
    centre.phones.arrive("later", "4002")
    centre.turn()
    centre.hangs_up(NUMBER, cause)
    call = centre.the_call
    assert (call.stage, call.queue, call.waiting) == ("queue", "front", True)
    assert centre.hears("c") == ["please_wait"]
    centre.ready("ann")
    centre.picks_up("ann")
    assert centre.together("c", "ann")


def test_it_does_not_ring_outside_for_ever() -> None:
    centre = house(outside())
    heard_waiting(centre)
    centre.pass_time(31)
    assert (centre.the_call.stage, centre.phones.ringing()) == ("queue", [])


@pytest.mark.parametrize(
    ("then", "stage", "hears"),
    [
        (None, "leaving", ["sorry.no_agents"]),
        (told(), "leaving", WORDS),
        (Goal("voicemail", "back"), "voicemail", ["zh-CN/voicemail.greeting", "tones/beep"]),
        (Goal("callback"), "queue", ["zh-CN/callback.instead"]),
        (Goal("queue", "back"), "queue", ["please_wait"]),
        (Goal("outside", "13900000000", told()), "transfer", ["tones/ring_back"]),
    ],
)
def test_who_reaches_nobody_outside_goes_on_as_the_rule_says(
    then: Goal | None, stage: str, hears: list[str]
) -> None:
    centre = house(outside(then), "no_agents")
    heard = centre.call("c", "4002")
    centre.switch.answer(heard)
    centre.switch.plan = replace(centre.switch.plan, callbacks={"front": CallbackRule(after_seconds=None)})
    centre.hangs_up(NUMBER, "busy")
    assert (heard.stage, centre.hears("c")) == (stage, hears)
    assert centre.phones.legs.keys() >= {"c"}


def test_nobody_is_sent_outside_again_and_again() -> None:
    centre = house(outside())
    heard_waiting(centre)
    for _ in range(5):
        assert centre.rings(NUMBER)
        centre.hangs_up(NUMBER, "busy")
        centre.pass_time(31)
    for _ in range(3):
        assert (centre.phones.ringing(), centre.the_call.stage) == ([], "queue")
        centre.pass_time(31)
    centre.ready("ann")
    centre.picks_up("ann")
    assert centre.together("c", "ann")


def test_who_may_not_wait_at_all_is_not_sent_outside_again_and_again() -> None:
    centre = house(outside(), blocked=("139",))
    queues = {"front": Queue("front", overflows=(Overflowing("wait", outside(), 0),))}
    centre.engine = routing.open_engine(Plan(1, queues, {}), centre.switch.ids)
    centre.phones.arrive("c", "4002")
    centre.turn()
    centre.pass_time(1)
    assert (centre.switch.calls, centre.phones.legs) == ({}, {})


@pytest.mark.parametrize("plan", [{"blocked": ("139",)}, {"trunks": ()}])
def test_where_nobody_may_call_any_more_callers_are_not_sent(plan: dict[str, Any]) -> None:
    centre = house(outside(told()), "no_agents")
    centre.switch.plan = replace(centre.switch.plan, **plan)
    call = centre.call("c", "4002")
    assert (call.stage, centre.hears("c")) == ("leaving", WORDS)


def test_help_is_not_called_for_callers() -> None:
    centre = house(Goal("outside", "110", told()), "no_agents")
    assert centre.call("c", "4002").stage == "leaving"


def test_what_became_of_it_is_on_record_without_the_number() -> None:
    centre = house(outside())
    heard_waiting(centre)
    centre.hangs_up(NUMBER, "busy")
    passed = [fact for _, fact in centre.facts if isinstance(fact, PassedOn)]
    assert [(fact.verb, fact.kind, fact.to, fact.end) for fact in passed] == [
        ("overflow", "number", "", "busy")
    ]


# ---- announced ---------------------------------------------------------------------------------------------


def test_who_is_told_something_hears_it_to_the_end_and_is_then_over() -> None:
    centre = house(told(), "no_agents")
    call = centre.call("c", "4002")
    assert (call.answered, centre.hears("c")) == (True, WORDS)
    centre.said("c")
    assert centre.ended() == [("system", "done")]


def test_who_hangs_up_during_the_last_words_has_not_given_up() -> None:
    centre = house(told(), "no_agents")
    centre.call("c", "4002")
    centre.put_down("c")
    assert centre.ended() == [("system", "announcement")]


def test_who_was_told_something_goes_on_as_the_rule_says() -> None:
    centre = house(told(outside(Goal("voicemail", "back"))), "no_agents")
    call = centre.call("c", "4002")
    assert centre.hears("c") == ["zh-CN/closed.hours"]
    centre.said("c")
    assert (call.stage, centre.rings(NUMBER)) == ("transfer", True)
    centre.hangs_up(NUMBER, "no_answer")
    assert call.stage == "voicemail"


def test_who_is_told_something_in_line_keeps_the_place() -> None:
    centre = house(told(BACK))
    heard_waiting(centre)
    centre.said("c")
    assert (centre.the_call.stage, centre.the_call.queue) == ("queue", "front")


def test_another_process_goes_on_where_a_caller_was_sent() -> None:
    for to in (outside(Goal("voicemail", "back")), told(outside())):
        centre = house(to, "no_agents")
        call = centre.call("c", "4002")
        saved = centre.switch.save(call.id)
        assert saved is not None
        assert centre.switch.restore(saved) == call


# ---- short numbers -----------------------------------------------------------------------------------------


def test_a_short_number_rings_by_the_trunk_behind_which_it_is() -> None:
    centre = house(Goal("outside", "6001"), trunks=("trunk", "pbx"), shorts=(("pbx", ("6",)),))
    centre.phones.trunks = ("trunk", "pbx")
    heard_waiting(centre)
    assert centre.phones.legs[centre.leg("6001")].trunk == "pbx"
    centre.picks_up("6001")
    assert centre.together("c", "6001")


def test_a_short_number_that_is_behind_no_trunk_any_more_is_not_called() -> None:
    centre = house(Goal("outside", "6001"), trunks=("trunk", "pbx"), shorts=(("pbx", ("7",)),))
    heard_waiting(centre)
    assert not centre.rings("6001")
    assert (centre.the_call.stage, centre.the_call.waiting) == ("queue", True)


def test_a_short_number_that_is_an_extension_of_ours_is_not_called() -> None:
    centre = house(Goal("outside", "8003"), trunks=("trunk", "pbx"), shorts=(("pbx", ("8",)),))
    heard_waiting(centre)
    assert not [leg for leg in centre.phones.legs.values() if leg.number == "8003"]
    assert centre.the_call.stage == "queue"


# ---- the centre's own prompts ------------------------------------------------------------------------------

SPRING = {"spring": {"zh-CN": "5" * 64}}


def test_who_comes_when_it_is_closed_hears_what_the_centre_recorded_for_it() -> None:
    centre = house(Goal("announcement", "own/spring"), "no_agents", prompts=SPRING)
    centre.call("c", "4002")
    assert centre.hears("c") == [f"own/{'5' * 64}", "zh-CN/goodbye"]
    centre.said("c")
    assert centre.ended() == [("system", "done")]


def test_who_has_heard_what_the_centre_recorded_goes_on_as_the_rule_says() -> None:
    centre = house(Goal("announcement", "own/spring", outside()), "no_agents", prompts=SPRING)
    centre.call("c", "4002")
    centre.said("c")
    assert centre.rings(NUMBER)


def test_who_is_to_hear_what_is_not_there_any_more_goes_on_at_once() -> None:
    centre = house(Goal("announcement", "own/autumn", outside()), "no_agents", prompts=SPRING)
    centre.call("c", "4002")
    assert centre.rings(NUMBER)
