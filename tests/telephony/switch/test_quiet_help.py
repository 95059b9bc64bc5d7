"""An agent in a call asks quietly for help: who hears of it, and when it is over."""

from typing import Any

import pytest

from huawu.interactions.events import HelpAsked, HelpEnded, HelpSeen
from huawu.telephony.core.switch.types import restored
from tests.telephony.switch.desk import Centre

pytestmark = pytest.mark.core


def talking() -> tuple[Centre, str]:
    """Ann talks with a customer; the call."""
    centre = Centre()
    centre.ready("ann")
    call = centre.call("c1", "4002")
    centre.pick_up("8001")
    return centre, call.id


def ask(centre: Centre, action: str = "help", reason: str = "") -> bool:
    done = centre.switch.asked("ann", action, centre.now, reason=reason)
    centre.turn()
    return done


def told(centre: Centre) -> list[Any]:
    return [fact for _, fact in centre.facts if isinstance(fact, HelpAsked | HelpSeen | HelpEnded)]


def test_asking_is_a_fact_and_asking_again_with_another_reason_keeps_since_when() -> None:
    centre, call = talking()
    first = centre.now
    assert ask(centre)
    centre.pass_time(5)
    assert ask(centre)
    assert ask(centre, reason="upset")
    assert told(centre) == [HelpAsked(call, "ann", "", first), HelpAsked(call, "ann", "upset", first)]


def test_the_customer_hears_nothing_of_it() -> None:
    centre, _ = talking()
    before = centre.phones.legs["c1"].bridge, list(centre.hears("c1"))
    ask(centre)
    assert (centre.phones.legs["c1"].bridge, centre.hears("c1")) == before


def test_the_first_who_leads_and_has_seen_it_stands() -> None:
    centre, call = talking()
    ask(centre)
    assert centre.switch.help_seen(call, "u1", centre.now)
    assert centre.switch.help_seen(call, "u2", centre.now)
    centre.turn()
    assert [fact.by for fact in told(centre) if isinstance(fact, HelpSeen)] == ["u1"]


def test_nobody_sees_to_what_nobody_asked() -> None:
    centre, call = talking()
    assert not centre.switch.help_seen(call, "u1", centre.now)
    assert not centre.switch.help_seen("another", "u1", centre.now)
    assert not ask(centre, "no_help")
    assert told(centre) == []


def test_it_can_be_taken_back_and_asked_for_again() -> None:
    centre, call = talking()
    ask(centre)
    centre.switch.help_seen(call, "u1", centre.now)
    assert ask(centre, "no_help")
    assert ask(centre)
    assert [type(fact) for fact in told(centre)] == [HelpAsked, HelpSeen, HelpEnded, HelpAsked]
    assert told(centre)[2].end == "taken_back"
    assert centre.switch.calls[call].help_seen_by is None


@pytest.mark.parametrize("who", ["customer", "agent"])
def test_it_ends_with_the_talk(who: str) -> None:
    centre, _ = talking()
    ask(centre)
    if who == "customer":
        centre.put_down("c1")
    else:
        ask(centre, "hang_up")
    assert [fact.end for fact in told(centre) if isinstance(fact, HelpEnded)] == ["talk_over"]


def test_only_who_talks_can_ask() -> None:
    centre = Centre()
    centre.ready("ann")
    centre.call("c1", "4002")
    assert not ask(centre)


def test_it_is_kept_in_the_next_process() -> None:
    centre, call = talking()
    ask(centre, reason="upset")
    centre.switch.help_seen(call, "u1", centre.now)
    again = restored(centre.switch.calls[call].saved())
    assert (again.help_since, again.help_reason, again.help_seen_by) == (centre.now, "upset", "u1")
