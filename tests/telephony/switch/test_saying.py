"""An agent has something said to the customer that they have typed."""

from dataclasses import replace

import pytest

from huawu.platform.refusals import Refusal
from huawu.telephony.core.switch import verbs
from tests.telephony.switch.exchange import Exchange

pytestmark = pytest.mark.core

WHAT = {"prompt": "sounds/abc", "text": "请稍等"}


def with_a_voice() -> Exchange:
    centre = Exchange()
    centre.switch.plan = replace(centre.switch.plan, speaks=True)
    return centre


def may(centre: Exchange, agent: str) -> bool:
    call = next(iter(centre.switch.calls.values()))
    return "say" in verbs.allowed(centre.switch, call, centre.switch.party_of(call, agent))


def test_the_customer_hears_it_and_then_the_agent_again() -> None:
    centre = with_a_voice()
    call = centre.talk()
    assert may(centre, "ann")
    centre.do("ann", "say", **WHAT)
    assert centre.hears("c") == ["sounds/abc"]
    assert centre.switch.typed == [(call.id, "请稍等")]
    centre.phones.said("c")
    centre.turn()
    assert centre.together("c", "ann")
    assert call.stage == "talk"


def test_nobody_says_anything_to_a_customer_on_hold_or_without_a_voice() -> None:
    centre = with_a_voice()
    centre.talk()
    centre.do("ann", "hold")
    assert not may(centre, "ann")
    with pytest.raises(Refusal):
        centre.do("ann", "say", **WHAT)
    assert centre.switch.typed == []
    mute = Exchange()
    mute.talk()
    assert not may(mute, "ann")
