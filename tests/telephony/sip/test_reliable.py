"""Callers who require that our ringing is acknowledged (RFC 3262)."""

import pytest

from huawu.telephony.core.sip.message import Message
from huawu.telephony.core.sip.types import Ended, Invited
from tests.telephony.sip.playbook import ANSWER, SDP, Stage, request

pytestmark = pytest.mark.core


class Ringing:
    """A call of such a caller, and the first 180 to it."""

    def __init__(self, sdp: str = "", *, requires: str = "Require: 100rel\r\n", body: str = SDP) -> None:
        self.stage = Stage()
        self.stage.hear(request("INVITE", body=body, extra=requires))
        (event,) = self.stage.told()
        assert isinstance(event, Invited)
        self.leg = event.leg
        assert self.stage.codes() == [100]
        self.stage.endpoint.progress(self.leg, 180, self.stage.now, sdp)
        self.said = self.stage.sent()

    def prack(self, rack: str, cseq: int = 2) -> list[Message]:
        to = self.said[0].first("to")
        self.stage.hear(
            request("PRACK", cseq=cseq, branch=f"z9hG4bK-p{cseq}", to=to, extra=f"RAck: {rack}\r\n")
        )
        return self.stage.sent()


def test_ringing_is_repeated_until_it_is_acknowledged() -> None:
    call = Ringing()
    (ringing,) = call.said
    assert (ringing.first("require"), ringing.first("rseq")) == ("100rel", "1")
    call.stage.wait(1.6)
    assert call.stage.codes() == [180, 180]
    assert [m.status for m in call.prack("1 1 INVITE")] == [200]
    call.stage.wait(20)
    assert call.stage.codes() == []
    assert [m.status for m in call.prack("1 1 INVITE", cseq=3)] == [481]


@pytest.mark.parametrize("rack", ["2 1 INVITE", "1 1 BYE", "x", ""])
def test_an_acknowledgement_of_something_else_is_481(rack: str) -> None:
    assert [m.status for m in Ringing().prack(rack)] == [481]


def test_the_next_one_waits_for_the_first() -> None:
    call = Ringing()
    call.stage.endpoint.progress(call.leg, 183, call.stage.now, ANSWER)
    assert call.stage.codes() == []
    ok, following = call.prack("1 1 INVITE")
    assert (ok.status, following.status, following.first("rseq")) == (200, 183, "2")


def test_the_answer_does_not_wait_for_mere_ringing() -> None:
    call = Ringing()
    call.stage.endpoint.answer(call.leg, ANSWER, call.stage.now)
    assert call.stage.codes() == [200]
    assert [m.status for m in call.prack("1 1 INVITE")] == [200]


def test_the_answer_waits_for_a_description_that_may_not_have_arrived() -> None:
    call = Ringing(ANSWER)
    call.stage.endpoint.answer(call.leg, ANSWER, call.stage.now)
    assert call.stage.codes() == []
    assert [m.status for m in call.prack("1 1 INVITE")] == [200, 200]


def test_a_caller_who_never_acknowledges_is_refused() -> None:
    call = Ringing()
    call.stage.wait(33)
    assert call.stage.codes()[-1] == 504
    assert call.stage.told() == [Ended(call.leg, "timeout")]


def test_who_only_can_is_not_made_to() -> None:
    (ringing,) = Ringing(requires="Supported: 100rel\r\n").said
    assert not ringing.first("rseq")


def test_a_caller_without_an_offer_hears_no_ringing_but_the_answer() -> None:
    call = Ringing(body="")
    assert call.said == []
    call.stage.endpoint.answer(call.leg, ANSWER, call.stage.now)
    assert call.stage.codes() == [200]


def test_a_refusal_ends_the_repeating() -> None:
    call = Ringing()
    call.stage.endpoint.refuse(call.leg, 486, call.stage.now)
    assert call.stage.codes() == [486]
    call.stage.wait(1)
    assert set(call.stage.codes()) == {486}
