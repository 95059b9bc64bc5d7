"""Both sides offer a change at once (RFC 3261 14, RFC 3311 5): 491, and who comes again when."""

import pytest

from huawu.telephony.core.sip.types import Reoffered
from tests.telephony.sip.phones import PhoneCall, desk_stage
from tests.telephony.sip.playbook import ANSWER, reply, request
from tests.telephony.sip.test_within import HOLD, Talk

pytestmark = pytest.mark.core


def test_glare_they_are_told_491_and_we_try_again_later() -> None:
    talk = Talk()
    stage = talk.stage
    first = talk.reinvite()
    talk.within("INVITE", body=HOLD)
    assert stage.one().status == 491
    stage.hear(reply(first, 491))
    assert stage.codes() == ["ACK"]
    stage.wait(2.1)
    again = next(m for m in stage.sent() if m.method == "INVITE")
    assert again.cseq == (2, "INVITE")
    for _ in range(4):
        stage.hear(reply(again, 491))
        stage.wait(2.1)
        again = next(m for m in stage.sent() if m.method == "INVITE")
    stage.hear(reply(again, 491))
    stage.wait(10)
    assert "INVITE" not in stage.codes(), "it is not tried for ever"


def in_glare() -> Talk:
    """Both have offered, both were told 491, and we wait to offer again."""
    talk = Talk()
    first = talk.reinvite()
    talk.within("INVITE", body=HOLD)
    talk.stage.hear(reply(first, 491))
    assert talk.stage.codes() == [491, "ACK"]
    return talk


@pytest.mark.parametrize("method", ["INVITE", "UPDATE"])
def test_who_offers_again_first_after_glare_is_answered_and_we_have_nothing_to_offer_any_more(
    method: str,
) -> None:
    talk = in_glare()
    stage = talk.stage
    talk.within(method, body=HOLD)
    assert stage.told() == [Reoffered(talk.leg, HOLD)]
    stage.endpoint.answer_again(talk.leg, ANSWER, stage.now)
    assert stage.codes()[-1] == 200
    talk.ack(talk.count)
    stage.wait(10)
    assert "INVITE" not in stage.codes(), "our answer said what our offer would"
    assert talk.reinvite().method == "INVITE", "the way is free again"


def test_we_offer_again_after_glare_when_what_they_offered_meanwhile_was_refused() -> None:
    talk = in_glare()
    stage = talk.stage
    talk.within("INVITE", body=HOLD)
    stage.wait(5)
    assert "INVITE" not in stage.codes(), "not before theirs is decided"
    stage.endpoint.refuse(talk.leg, 488, stage.now)
    stage.hear(request("ACK", branch=f"z9hG4bK-w{talk.count}", cseq=talk.count, to=talk.to))
    stage.wait(2.1)
    assert "INVITE" in stage.codes()


@pytest.mark.parametrize(("after", "again"), [("1", True), ("3 (busy)", True), ("3600", False), ("", False)])
def test_who_is_asked_something_already_says_when_to_come_again(after: str, again: bool) -> None:
    talk = Talk()
    stage = talk.stage
    stage.hear(reply(talk.reinvite(), 500, extra=f"Retry-After: {after}\r\n" if after else ""))
    stage.sent()
    stage.wait(0.9)
    assert stage.codes() == []
    stage.wait(2.2)
    assert ("INVITE" in stage.codes()) is again


def test_who_began_the_call_waits_longer_on_glare() -> None:
    call = PhoneCall(desk_stage())
    stage = call.stage
    stage.endpoint.reinvite("L", HOLD, stage.now)
    call.ok(stage.one(), 491)
    stage.sent()
    stage.wait(2.0)
    assert stage.codes() == []
    stage.wait(2.1)
    assert stage.codes()[0] == "INVITE"


def test_update_in_glare_is_491_and_a_second_one_500() -> None:
    talk = Talk()
    talk.reinvite()
    talk.within("UPDATE", body=HOLD)
    assert talk.stage.codes() == [491]
    talk = Talk()
    talk.within("UPDATE", body=HOLD)
    talk.within("UPDATE", body=HOLD)
    assert talk.stage.codes() == [500]
