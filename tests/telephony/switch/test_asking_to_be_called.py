"""Callers who wait ask by keys to be called back."""

from dataclasses import replace
from typing import Any

import pytest

from huawu.interactions.events import CallbackNoted, InteractionEnded, RecordingConsent
from huawu.platform.recorded import Said
from huawu.routing.types import Goal, Overflowing, Queue
from huawu.telephony.core.recording_rules import Rules
from huawu.telephony.core.switch.types import Target
from tests.telephony.switch.callbacks import CALLER, OTHER, Office, read

pytestmark = pytest.mark.core


def test_after_a_while_it_is_offered_and_the_number_is_read_back() -> None:
    office = Office()
    office.waits(seconds=59)
    assert "zh-CN/callback.offer" not in office.hears("c")
    office.press("c", "1")
    office.pass_time(2)
    assert office.hears("c")[-1] == "zh-CN/callback.offer"
    office.press("c", "1")
    assert office.hears("c") == read(CALLER)


def test_a_long_wait_to_expect_or_a_place_far_back_offers_it_with_the_first_words() -> None:
    rules: list[tuple[dict[str, Any], tuple[int, int | None]]] = [
        ({"estimate_seconds": 100}, (1, 101)),
        ({"position": 3}, (4, None)),
    ]
    for rule, prospect in rules:
        office = Office(after_seconds=None, **rule)
        office.switch.backs.prospect = lambda call, found=prospect: found  # type: ignore[misc]
        office.phones.arrive("c", "4002")
        office.turn()
        assert office.hears("c")[-1] == "zh-CN/callback.offer"
    office = Office(after_seconds=None, position=3, estimate_seconds=100)
    office.switch.backs.prospect = lambda call: (3, 100)
    office.phones.arrive("c", "4002")
    office.turn()
    assert office.hears("c") == ["please_wait"]


def test_what_is_confirmed_is_on_the_disk_and_then_the_caller_is_let_go() -> None:
    office = Office()
    call = office.waits(seconds=61)
    office.presses("c", "11")
    assert office.hears("c") == ["silence:1000"]
    assert office.to_confirm == [call.id]
    noted = office.told(CallbackNoted)[0]
    assert (noted.interaction, noted.queue, noted.caller) == (call.id, "front", CALLER)
    assert noted.since == call.queue_since
    office.is_noted()
    assert office.hears("c") == ["zh-CN/callback.accepted"]
    office.said("c")
    assert (office.switch.calls, office.phones.legs) == ({}, {})
    ended = office.told(InteractionEnded)[0]
    assert (ended.by, ended.cause) == ("system", "callback")
    assert office.segments() == [("queue", None, "callback")]


def test_who_hangs_up_before_the_last_word_is_called_back_all_the_same() -> None:
    for noted in (False, True):
        office = Office()
        office.waits(seconds=61)
        office.presses("c", "11")
        if noted:
            office.is_noted()
        office.put_down("c")
        office.is_noted()
        ended = office.told(InteractionEnded)[0]
        assert (ended.by, ended.cause) == ("system", "callback")
        assert len(office.switch.backs.waiting) == 1


def test_what_cannot_be_written_down_is_not_promised_and_the_wait_goes_on_at_its_place() -> None:
    office = Office()
    call = office.waits(seconds=61)
    office.waits("d", caller=OTHER)
    office.presses("c", "11")
    office.is_noted(safe=False)
    assert office.hears("c")[0] == "zh-CN/callback.failed"
    assert (call.stage, call.waiting, office.engine.position(call.id)) == ("queue", True, 1)
    assert office.ends() == ["failed"]
    assert office.switch.backs.waiting == {}


def test_another_number_is_entered_and_read_back() -> None:
    office = Office()
    office.waits(seconds=61)
    office.presses("c", "12")
    assert office.hears("c") == ["zh-CN/callback.enter"]
    office.presses("c", f"{OTHER}#")
    assert office.hears("c") == read(OTHER)
    office.press("c", "1")
    assert office.told(CallbackNoted)[0].caller == OTHER


def test_silence_after_the_last_digit_ends_the_number_too() -> None:
    office = Office()
    office.waits(seconds=61)
    office.presses("c", f"12{OTHER}")
    office.pass_time(9)
    assert office.hears("c") == read(OTHER)


@pytest.mark.parametrize("number", ["0016500", "110", "4002", "8001", "12", ""])
def test_a_number_that_is_barred_short_or_our_own_is_not_called(number: str) -> None:
    office = Office()
    call = office.waits(seconds=61)
    office.presses("c", "12")
    for _ in range(2):
        office.presses("c", f"{number}#")
        assert office.hears("c") == ["zh-CN/callback.number.bad", "zh-CN/callback.enter"]
    office.presses("c", f"{number}#")
    assert office.hears("c") == ["music"]
    assert call.waiting
    assert office.told(CallbackNoted) == []


def test_who_shows_no_number_must_enter_one() -> None:
    office = Office()
    office.waits(seconds=61, caller="")
    office.press("c", "1")
    assert office.hears("c") == ["zh-CN/callback.enter"]


def test_who_does_not_want_it_after_all_waits_on_and_may_still_change_their_mind() -> None:
    office = Office()
    call = office.waits(seconds=61)
    for no in ("9", ""):
        office.press("c", "1")
        office.presses("c", no)
        office.said("c") if not no else None
        office.pass_time(9)
        assert (call.stage, call.waiting) == ("queue", True)
    assert office.hears("c") == ["music"]
    assert office.segments() == []


def test_an_agent_who_is_free_meanwhile_is_joined_with_who_is_still_asking() -> None:
    office = Office()
    call = office.waits(seconds=61)
    office.press("c", "1")
    office.ready("ann")
    office.press("c", "1")
    office.picks_up("ann")
    assert (call.stage, call.agent) == ("talk", "ann")
    assert office.switch.backs.asking == {}


def test_a_colleague_who_waits_is_not_offered_it() -> None:
    office = Office()
    office.phones.arrive("c", "4002", extension="7001")
    office.turn()
    office.said("c") if office.phones.legs["c"].token else None
    office.pass_time(90)
    assert "zh-CN/callback.offer" not in office.hears("c")


def test_who_asks_a_second_time_keeps_the_first_place_and_is_told_so() -> None:
    office = Office()
    office.asks("c")
    office.said("c")
    office.asks("d")
    assert office.hears("d") == ["zh-CN/callback.already"]
    office.said("d")
    assert len(office.switch.backs.waiting) == len(office.told(CallbackNoted)) == 1
    assert [fact.cause for fact in office.told(InteractionEnded)] == ["callback"] * 2


def test_who_asks_a_second_time_is_known_however_the_network_writes_the_number() -> None:
    office = Office()
    office.asks("c", caller=f"+86{CALLER}")
    office.said("c")
    office.asks("d", caller=CALLER)
    assert office.hears("d") == ["zh-CN/callback.already"]
    (back,) = office.switch.backs.waiting.values()
    assert back.number == f"+86{CALLER}", "called as they showed themselves"


@pytest.mark.parametrize("ours", ["02150001000", "+862150001000"])
def test_our_own_number_is_not_called_however_it_is_written(ours: str) -> None:
    office = Office()
    numbers = {**office.switch.plan.numbers, ours: Target(queue="front")}
    office.switch.plan = replace(office.switch.plan, numbers=numbers)
    office.waits(seconds=61)
    office.presses("c", "1202150001000#")
    assert office.hears("c") == ["zh-CN/callback.number.bad", "zh-CN/callback.enter"]
    office.presses("c", "008602150001001#")
    assert office.hears("c") == read("008602150001001")


def test_in_another_queue_that_calls_nobody_back_a_key_asks_for_nothing() -> None:
    office = Office({"overflows": (Overflowing("wait", Goal("queue", "back"), 70),)})
    queues = {**office.engine.plan.queues, "back": Queue("back")}
    office.engine.load(replace(office.engine.plan, queues=queues), office.now)
    call = office.waits(seconds=61)
    office.pass_time(10)
    assert (call.queue, office.switch.backs.asking) == ("back", {})
    office.presses("c", "11")
    assert (call.waiting, office.told(CallbackNoted)) == (True, [])


def test_a_queue_that_calls_nobody_back_any_more_hears_no_keys() -> None:
    office = Office()
    call = office.waits(seconds=61)
    office.press("c", "1")
    office.switch.plan = replace(office.switch.plan, callbacks={})
    office.press("c", "1")
    assert (call.waiting, office.told(CallbackNoted)) == (True, [])
    office.said("c")
    office.pass_time(9)
    assert office.hears("c") == ["music"]


def test_who_may_not_wait_any_longer_is_offered_it_by_the_queues_rule() -> None:
    office = Office({"overflows": (Overflowing("wait", Goal("callback"), 30),)}, after_seconds=None)
    office.waits(seconds=31)
    assert office.hears("c") == ["zh-CN/callback.instead"]
    office.presses("c", "11")
    office.is_noted()
    office.said("c")
    office.pass_time(16)
    office.ready("ann")
    assert office.rings("ann")
    assert office.segments() == [("queue", None, "callback")]


def test_who_does_not_want_it_and_may_not_wait_hears_why() -> None:
    office = Office({"overflows": (Overflowing("length", Goal("callback"), 0),)}, after_seconds=None)
    office.phones.arrive("c", "4002")
    office.turn()
    assert office.hears("c") == ["zh-CN/callback.instead"]
    office.said("c")
    office.pass_time(9)
    assert office.hears("c") == ["sorry.full"]
    assert office.segments() == [("queue", None, "overflowed")]


def may_refuse(office: Office) -> Office:
    """Callers are told that they are recorded, and that 9 refuses."""
    rules = Rules({}, {"front": Said(notice="may_refuse")})
    office.switch.plan = replace(office.switch.plan, recording=rules)
    return office


def test_a_nine_in_a_number_does_not_refuse_the_recording() -> None:
    office = may_refuse(Office())
    office.waits()
    office.said("c")
    office.pass_time(61)
    office.said("c")
    office.pass_time(61)
    office.presses("c", f"12{OTHER}#")
    assert office.hears("c") == read(OTHER)
    assert [fact.how for fact in office.told(RecordingConsent)] == ["offered"]


def test_a_nine_is_no_answer_to_who_may_not_wait_any_longer_and_ends_in_no_music() -> None:
    full = (Overflowing("length", Goal("callback"), 0),)
    office = may_refuse(Office({"overflows": full}, after_seconds=None))
    office.waits()
    assert office.hears("c") == ["zh-CN/callback.instead"]
    office.said("c")
    office.press("c", "9")
    office.pass_time(9)
    assert office.hears("c") == ["sorry.full"]
