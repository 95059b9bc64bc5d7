"""Who asked to be called back is called when it is their turn."""

from dataclasses import replace

import pytest

from huawu.interactions.events import (
    CallbackOver,
    CallbackTried,
    Dialled,
    InteractionEnded,
    InteractionStarted,
)
from huawu.platform.clock import SECOND
from huawu.platform.hours import Hours
from huawu.routing.types import CallbackRule, Queue
from huawu.telephony.core.switch.calling_back import calling
from huawu.telephony.core.switch.types import restored
from tests.telephony.switch.callbacks import CALLER, OTHER, Office

pytestmark = pytest.mark.core


def test_an_agent_takes_it_hears_it_ring_and_talks() -> None:
    office = Office()
    asked = office.is_called()
    office.ready("ann")
    assert (office.rings("ann"), office.state("ann")) == (True, "ringing")
    assert len(office.told(InteractionStarted)) == 1, "no contact before somebody is called"
    office.picks_up("ann")
    assert office.rings(CALLER)
    assert office.hears(office.leg("ann")) == ["tones/ring_back"]
    office.picks_up(CALLER)
    call = office.the_call
    assert office.together("ann", CALLER)
    assert (call.stage, call.recording is not None) == ("talk", True)
    over = office.told(CallbackOver)[0]
    assert (over.interaction, over.end, over.call, over.tries) == (asked.id, "reached", call.id, 1)
    started = office.told(InteractionStarted)[-1]
    assert (started.direction, started.caller, started.number) == ("out", CALLER, "4002")
    office.hangs_up(CALLER)
    assert office.state("ann") == "wrap_up"
    assert office.switch.wrapping["ann"].queue == "front"
    assert office.segments() == [
        ("queue", None, "callback"),
        ("ringing", "ann", "answered"),
        ("dialling", "ann", "answered"),
        ("talk", "ann", "hung_up"),
    ]


def test_it_keeps_its_place_among_those_who_wait() -> None:
    office = Office()
    office.is_called()
    later = office.waits("d", caller=OTHER)
    office.ready("ann")
    office.picks_up("ann")
    assert office.rings(CALLER)
    assert later.waiting


def test_who_is_not_reached_is_called_again_after_the_pause_and_the_agent_is_free_at_once() -> None:
    office = Office(attempts=2, pause_seconds=300)
    office.is_called()
    office.ready("ann")
    for tries, at in ((1, True), (2, False)):
        office.picks_up("ann")
        office.hangs_up(CALLER, "busy" if at else "no_answer")
        tried = office.told(CallbackTried)[-1]
        assert (tried.tries, tried.agent, tried.next_at is not None) == (tries, "ann", at)
        assert office.state("ann") == "ready"
        assert (office.switch.calls, office.phones.legs, office.switch.wrapping) == ({}, {}, {})
        office.pass_time(299)
        assert not office.rings("ann")
        office.pass_time(2)
        assert office.rings("ann") is at
    assert office.ends() == ["attempts"]
    assert office.switch.backs.waiting == {}
    signals = [fact.signal for fact in office.told(Dialled)]
    assert signals == ["busy", "no_answer"]
    contacts = {fact.interaction for fact in office.told(InteractionStarted)}
    assert len(contacts) == 3, "every call is a contact of its own"
    office.pass_time(4_000)
    assert not office.phones.ringing()


def test_it_rings_so_long_and_no_longer() -> None:
    office = Office(ring_seconds=20)
    office.is_called()
    office.ready("ann")
    office.picks_up("ann")
    office.pass_time(21)
    assert not office.rings(CALLER)
    assert office.told(CallbackTried)[0].signal == "no_answer"


def test_an_agent_who_does_not_take_it_is_no_attempt() -> None:
    office = Office(attempts=1)
    office.is_called()
    office.ready("ann", "bob")
    first = "ann" if office.rings("ann") else "bob"
    office.hangs_up(first, "declined")
    second = "bob" if first == "ann" else "ann"
    assert office.rings(second)
    office.picks_up(second)
    assert office.rings(CALLER)
    assert office.told(CallbackTried) == []


@pytest.mark.parametrize("how", ["page", "telephone"])
def test_an_agent_who_gives_up_while_it_rings_is_no_attempt_either(how: str) -> None:
    office = Office(attempts=1)
    office.is_called()
    office.ready("ann")
    office.picks_up("ann")
    if how == "page":
        assert office.switch.asked("ann", "hang_up", office.now)
        office.turn()
    else:
        office.hangs_up("ann")
    assert not office.rings(CALLER)
    tried = office.told(CallbackTried)[0]
    assert (tried.signal, tried.tries) == ("cancelled", 0)
    office.pass_time(31)
    assert office.rings("ann")


@pytest.mark.parametrize("mode", ["agent_first", "customer_first"])
def test_a_line_of_ours_that_fails_is_no_attempt_either(mode: str) -> None:
    office = Office(mode=mode, attempts=1, pause_seconds=300)
    office.is_called()
    office.ready("ann")
    for cause in ("unreachable", "failed"):
        if mode == "agent_first":
            office.picks_up("ann")
        office.hangs_up(CALLER, cause)
        tried = office.told(CallbackTried)[-1]
        assert (tried.signal, tried.tries) == ("failed", 0)
        office.pass_time(299)
        assert not office.phones.ringing()
        office.pass_time(2)
        assert office.phones.ringing()


def test_out_of_hours_it_waits_with_its_place() -> None:
    closed = Hours("UTC", (((60, 120),),) * 7)
    office = with_hours(closed)
    office.is_called()
    office.ready("ann")
    assert not office.rings("ann")
    opens = 3_600 * SECOND
    office.pass_time((opens - office.now) / SECOND)
    assert office.rings("ann")


def with_hours(hours: Hours) -> Office:
    office = Office()
    rule = CallbackRule(hours="day")
    plan = office.engine.plan
    front = replace(plan.queues["front"], callback=rule)
    office.engine.load(replace(plan, queues={"front": front}, hours={"day": hours}), office.now)
    office.switch.plan = replace(office.switch.plan, callbacks={"front": rule})
    return office


@pytest.mark.parametrize("mode", ["agent_first", "customer_first"])
@pytest.mark.parametrize("missed", [False, True])
def test_a_number_that_was_barred_meanwhile_is_not_called(mode: str, missed: bool) -> None:
    office = Office(mode=mode)
    office.is_called()
    if missed:
        office.ready("ann")
        office.hangs_up("ann" if mode == "agent_first" else CALLER, "no_answer")
        office.away("ann")
    office.switch.plan = replace(office.switch.plan, blocked=(CALLER[:3],))
    office.ready("ann")
    office.pass_time(700)
    assert not office.phones.ringing()
    assert (office.ends(), office.state("ann")) == (["cancelled"], "ready")
    assert (office.switch.calls, office.switch.backs.waiting) == ({}, {})


def test_it_expires_with_a_fact() -> None:
    office = Office(expires_seconds=600)
    office.is_called()
    office.pass_time(600)
    assert office.ends() == ["expired"]
    assert (office.switch.backs.waiting, office.switch.calls) == ({}, {})


def test_it_expires_also_when_an_agent_has_missed_it_before() -> None:
    office = Office(expires_seconds=600)
    office.is_called()
    office.ready("ann")
    office.hangs_up("ann", "declined")
    office.away("ann")
    office.pass_time(600)
    assert office.ends() == ["expired"]
    assert (office.switch.backs.waiting, office.switch.calls) == ({}, {})


def test_a_leader_cancels_it_or_has_it_done_now() -> None:
    office = Office(pause_seconds=900)
    asked = office.is_called()
    office.ready("ann")
    office.picks_up("ann")
    back = office.switch.backs.waiting[asked.id]
    assert calling.is_under_way(office.switch, back)
    office.hangs_up(CALLER, "busy")
    assert not calling.is_under_way(office.switch, back)
    calling.hurry(office.switch, back)
    office.turn()
    assert office.rings("ann")
    office.hangs_up("ann", "declined")
    calling.cancel(office.switch, back, "cancelled", by="u1")
    office.turn()
    assert office.ends() == ["cancelled"]
    assert (office.switch.calls, office.engine.called_back(back.call)) == ({}, None)


# ---- customer first ----------------------------------------------------------------------------------------


def first() -> Office:
    return Office(mode="customer_first", ring_seconds=30, attempts=2)


def test_the_customer_is_called_while_an_agent_is_kept_free_and_then_the_agent_rings() -> None:
    office = first()
    office.is_called()
    office.ready("ann")
    assert (office.rings("ann"), office.rings(CALLER), office.state("ann")) == (False, True, "ringing")
    office.picks_up(CALLER)
    assert office.hears(office.leg(CALLER)) == ["zh-CN/callback.hello"]
    assert office.rings("ann")
    office.picks_up("ann")
    assert office.together("ann", CALLER)
    assert office.ends() == ["reached"]
    office.hangs_up(CALLER)
    assert office.state("ann") == "wrap_up"


def test_who_is_not_reached_first_costs_no_agent_a_miss() -> None:
    office = first()
    office.is_called()
    office.ready("ann")
    office.pass_time(31)
    assert (office.state("ann"), office.switch.calls, office.phones.legs) == ("ready", {}, {})
    assert office.told(CallbackTried)[0].signal == "no_answer"
    office.pass_time(601)
    office.hangs_up(CALLER, "busy")
    assert office.ends() == ["attempts"]
    assert office.state("ann") == "ready"


def test_a_customer_whose_agent_went_away_meanwhile_waits_first_in_line() -> None:
    office = first()
    office.is_called()
    office.ready("ann")
    office.away("ann")
    assert office.rings(CALLER)
    office.picks_up(CALLER)
    call = office.the_call
    assert (call.stage, call.waiting, office.engine.position(call.id)) == ("queue", True, 1)
    office.ready("bob")
    office.picks_up("bob")
    assert office.together("bob", CALLER)


def test_another_rule_while_the_customers_telephone_rings_rings_no_agent_before_they_answer() -> None:
    office = first()
    office.is_called()
    office.ready("ann")
    office.away("ann")
    rule = CallbackRule(mode="agent_first")
    office.switch.plan = replace(office.switch.plan, callbacks={"front": rule})
    office.ready("bob")
    assert (office.rings(CALLER), office.rings("bob"), office.state("bob")) == (True, False, "ringing")
    office.picks_up(CALLER)
    office.picks_up("bob")
    assert office.together("bob", CALLER)
    assert office.ends() == ["reached"]


def test_it_expires_also_while_the_customers_telephone_rings() -> None:
    office = Office(mode="customer_first", ring_seconds=30, expires_seconds=60)
    office.is_called()
    office.pass_time(25)
    office.ready("ann")
    office.away("ann")
    assert office.rings(CALLER)
    office.pass_time(16)
    assert (office.ends(), office.switch.backs.waiting) == (["expired"], {})
    assert [fact.signal for fact in office.told(Dialled)] == ["cancelled"]
    assert office.told(InteractionEnded)[-1].cause == "expired"
    assert (office.switch.calls, office.phones.legs) == ({}, {})
    office.asks("d")
    assert office.hears("d") == ["zh-CN/callback.accepted"]


@pytest.mark.parametrize("mode", ["agent_first", "customer_first"])
def test_nobody_is_called_back_for_a_queue_that_was_taken_away_while_it_rang(mode: str) -> None:
    office = Office(mode=mode)
    office.is_called()
    office.ready("ann")
    if mode == "agent_first":
        office.picks_up("ann")
    assert office.rings(CALLER)
    plan = replace(office.engine.plan, queues={"other": Queue("other")})
    for answer in office.engine.load(plan, office.now):
        office.switch.routed(answer, office.now)
    office.switch.plan = replace(office.switch.plan, callbacks={})
    office.turn()
    if mode == "agent_first":
        office.hangs_up(CALLER, "busy")
    assert (office.ends(), office.switch.calls, office.phones.legs) == (["closed"], {}, {})
    assert office.state("ann") == "ready"


def test_who_answers_and_hangs_up_before_an_agent_does_has_abandoned() -> None:
    office = first()
    office.is_called()
    office.ready("ann")
    office.picks_up(CALLER)
    office.hangs_up(CALLER)
    assert (office.state("ann"), office.switch.calls) == ("ready", {})
    assert ("queue", None, "abandoned") in office.segments()


# ---- surviving ---------------------------------------------------------------------------------------------


def test_what_was_noted_is_written_down_and_read_again() -> None:
    office = Office()
    office.is_called()
    ((key, values),) = office.switch.backs.take_changed()
    back = next(iter(office.switch.backs.waiting.values()))
    assert key == f"back/{back.id}"
    assert type(back)(*(values or [])) == back
    calling.cancel(office.switch, back, "cancelled")
    assert office.switch.backs.take_changed() == [(key, None)]


def test_a_call_back_that_rings_when_the_process_dies_is_no_attempt() -> None:
    for mode in ("agent_first", "customer_first"):
        office = Office(mode=mode, attempts=1)
        office.is_called()
        office.ready("ann")
        if mode == "agent_first":
            office.picks_up("ann")
        call = restored(office.the_call.saved())
        assert call.saved() == office.the_call.saved()
        calling.interrupted(office.switch, office.the_call)
        office.turn()
        assert (office.switch.calls, office.phones.legs, office.state("ann")) == ({}, {}, "ready")
        office.pass_time(31)
        assert office.rings("ann") or office.rings(CALLER)
        assert office.now > 30 * SECOND
