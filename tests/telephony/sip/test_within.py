"""Requests within a dialog: re-INVITE, UPDATE, INFO, glare, order."""

import pytest

from huawu.telephony.core.sip.message import Message
from huawu.telephony.core.sip.types import Acknowledged, Answered, Ended, Flow, Invited, Keyed, Reoffered
from tests.telephony.sip.playbook import ANSWER, SDP, Stage, reply, request

pytestmark = pytest.mark.core

HOLD = SDP + "a=sendonly\r\n"


class Talk:
    """A stage in the middle of a call that came in; `within` is a request of the peer in its dialog."""

    def __init__(self) -> None:
        self.stage = Stage()
        self.stage.hear(request("INVITE", body=SDP))
        (event,) = self.stage.told()
        assert isinstance(event, Invited)
        self.leg = event.leg
        self.stage.endpoint.answer(self.leg, ANSWER, self.stage.now)
        self.to = self.stage.sent()[-1].first("to")
        self.count = 1
        self.ack(1)
        assert self.stage.told() == [Acknowledged(self.leg, "")]

    def within(self, method: str, *, cseq: int = 0, extra: str = "", body: str = "") -> None:
        self.count += 1
        text = request(
            method,
            branch=f"z9hG4bK-w{self.count}",
            cseq=cseq or self.count,
            to=self.to,
            extra=extra,
            body=body,
        )
        self.stage.hear(text)

    def ack(self, cseq: int, body: str = "") -> None:
        self.stage.hear(request("ACK", branch=f"z9hG4bK-a{cseq}", cseq=cseq, to=self.to, body=body))

    def reinvite(self) -> Message:
        self.stage.endpoint.reinvite(self.leg, HOLD, self.stage.now)
        return self.stage.one()


def test_hold_by_reinvite_is_told_answered_and_repeated_until_ack() -> None:
    talk = Talk()
    stage = talk.stage
    talk.within("INVITE", body=HOLD)
    assert stage.codes() == [100]
    assert stage.told() == [Reoffered(talk.leg, HOLD)]
    stage.endpoint.answer_again(talk.leg, ANSWER, stage.now)
    ok = stage.one()
    assert (ok.status, ok.cseq, ok.body.decode()) == (200, (2, "INVITE"), ANSWER)
    assert ok.first("to") == talk.to
    stage.wait(0.6)
    assert stage.codes() == [200]
    talk.ack(2)
    stage.wait(40)
    assert stage.codes() == []
    assert stage.told() == [Acknowledged(talk.leg, "")]


def test_a_reinvite_whose_2xx_is_never_acknowledged_ends_the_call() -> None:
    talk = Talk()
    talk.within("INVITE", body=HOLD)
    talk.stage.endpoint.answer_again(talk.leg, ANSWER, talk.stage.now)
    talk.stage.told()
    talk.ack(1)  # of the first INVITE: not this one
    talk.stage.wait(33)
    assert talk.stage.codes()[-1] == "BYE"
    assert talk.stage.told() == [Ended(talk.leg, "timeout")]


def test_a_refused_reinvite_leaves_the_call_as_it_was() -> None:
    talk = Talk()
    talk.within("INVITE", body=HOLD)
    talk.stage.told()
    talk.stage.endpoint.refuse(talk.leg, 488, talk.stage.now)
    assert talk.stage.codes() == [100, 488]
    assert talk.stage.told() == []
    assert talk.stage.endpoint.statistics()["open_legs"] == 1


def test_a_reinvite_without_offer_gets_ours_and_the_ack_answers_it() -> None:
    talk = Talk()
    talk.within("INVITE")
    assert talk.stage.told() == [Reoffered(talk.leg, "")]
    talk.stage.endpoint.answer_again(talk.leg, SDP, talk.stage.now)
    talk.ack(2, ANSWER)
    assert talk.stage.told() == [Acknowledged(talk.leg, ANSWER)]


def test_a_second_reinvite_before_the_first_is_answered_is_500_with_retry_after() -> None:
    talk = Talk()
    talk.within("INVITE", body=HOLD)
    talk.within("INVITE", body=SDP)
    refusal = talk.stage.sent()[-1]
    assert (refusal.status, refusal.first("retry-after")) == (500, "3")


def test_a_cancelled_reinvite_is_487_and_the_call_goes_on() -> None:
    talk = Talk()
    stage = talk.stage
    talk.within("INVITE", body=HOLD)
    stage.told()
    stage.sent()
    stage.hear(request("CANCEL", branch="z9hG4bK-w2", cseq=2, to=talk.to))
    assert stage.codes() == [200, 487]
    stage.endpoint.answer_again(talk.leg, ANSWER, stage.now)
    assert stage.codes() == []
    assert stage.told() == []
    talk.within("BYE")
    assert 200 in stage.codes()


def test_our_reinvite_is_acknowledged_and_told() -> None:
    talk = Talk()
    invite = talk.reinvite()
    assert (invite.uri, invite.cseq, invite.to_tag) == ("sip:peer@192.0.2.10:5060", (1, "INVITE"), "peer")
    ok = reply(invite, 200, body=ANSWER, extra="Contact: <sip:moved@192.0.2.11:5080>\r\n")
    talk.stage.hear(ok)
    ack = talk.stage.one()
    assert (ack.method, ack.uri, ack.cseq) == ("ACK", "sip:moved@192.0.2.11:5080", (1, "ACK"))
    assert talk.stage.flows == [Flow("udp", "192.0.2.11", 5080)]
    assert talk.stage.told() == [Answered(talk.leg, ANSWER, again=True)]
    talk.stage.hear(ok)
    assert talk.stage.codes() == ["ACK"]
    assert talk.stage.told() == []


def test_both_hang_up_at_once_each_is_answered_and_nothing_is_left() -> None:
    talk = Talk()
    stage = talk.stage
    stage.endpoint.hang_up(talk.leg, stage.now)
    ours = stage.one()
    assert ours.method == "BYE"
    stage.told()
    talk.within("BYE")
    assert stage.one().status == 481, "the call is over for us since our own BYE (RFC 3261 15.1.1)"
    stage.hear(reply(ours, 481))
    stage.wait(40)
    assert (stage.codes(), stage.told(), stage.open()) == ([], [], 0)


def test_a_refused_reinvite_of_ours_leaves_the_call_and_lets_the_next_one_through() -> None:
    talk = Talk()
    talk.stage.hear(reply(talk.reinvite(), 488))
    assert talk.stage.told() == []
    talk.stage.sent()
    assert talk.reinvite().method == "INVITE"


@pytest.mark.parametrize("code", [408, 481])
def test_a_peer_that_has_lost_the_dialog_ends_the_call(code: int) -> None:
    talk = Talk()
    talk.stage.hear(reply(talk.reinvite(), code))
    assert talk.stage.codes() == ["ACK", "BYE"]
    assert talk.stage.told() == [Ended(talk.leg, "timeout")]


def test_a_reinvite_that_nobody_answers_ends_the_call() -> None:
    talk = Talk()
    talk.reinvite()
    talk.stage.wait(33)
    assert talk.stage.codes()[-1] == "BYE"
    assert talk.stage.told() == [Ended(talk.leg, "timeout")]


def test_update_with_an_offer_is_told_and_answered() -> None:
    talk = Talk()
    talk.within("UPDATE", body=HOLD)
    assert talk.stage.told() == [Reoffered(talk.leg, HOLD)]
    talk.stage.endpoint.answer_again(talk.leg, ANSWER, talk.stage.now)
    ok = talk.stage.one()
    assert (ok.status, ok.cseq[1], ok.body.decode()) == (200, "UPDATE", ANSWER)
    talk.stage.wait(1)
    assert talk.stage.codes() == []


def test_update_without_an_offer_refreshes_the_target() -> None:
    talk = Talk()
    talk.within("UPDATE", extra="Contact: <sip:moved@192.0.2.12:5090>\r\n")
    assert talk.stage.codes() == [200]
    assert talk.stage.told() == []
    talk.stage.endpoint.hang_up(talk.leg, talk.stage.now)
    assert talk.stage.one().uri == "sip:moved@192.0.2.12:5090"


@pytest.mark.parametrize(
    ("kind", "body", "digit", "duration"),
    [
        ("application/dtmf-relay", "Signal=5\r\nDuration=250\r\n", "5", 250),
        ("application/dtmf-relay; x=y", "Signal= 11\r\nDuration= 99999\r\n", "#", 160),
        ("application/dtmf", " * ", "*", 160),
        ("application/dtmf", "10", "*", 160),
        ("application/dtmf-relay", "signal=d", "D", 160),
    ],
)
def test_keys_by_info(kind: str, body: str, digit: str, duration: int) -> None:
    talk = Talk()
    talk.within("INFO", extra=f"Content-Type: {kind}\r\n", body=body)
    assert talk.stage.codes() == [200]
    assert talk.stage.told() == [Keyed(talk.leg, digit, duration)]


@pytest.mark.parametrize(
    ("kind", "body", "code"),
    [
        ("application/dtmf-relay", "Signal=55\r\n", 400),
        ("application/dtmf-relay", "Duration=5\r\n", 400),
        ("application/dtmf", "five", 400),
        ("application/media_control+xml", "<x/>", 415),
    ],
)
def test_what_is_no_key_is_refused(kind: str, body: str, code: int) -> None:
    talk = Talk()
    talk.within("INFO", extra=f"Content-Type: {kind}\r\n", body=body)
    assert talk.stage.codes() == [code]
    assert talk.stage.told() == []


def test_an_empty_info_and_options_are_signs_of_life() -> None:
    talk = Talk()
    talk.within("INFO")
    talk.within("OPTIONS")
    assert talk.stage.codes() == [200, 200]


@pytest.mark.parametrize("method", ["PUBLISH", "MESSAGE", "FROBNICATE"])
def test_methods_we_do_not_do_within_a_call(method: str) -> None:
    talk = Talk()
    talk.within(method)
    refusal = talk.stage.one()
    assert refusal.status == (501 if method == "FROBNICATE" else 405)
    assert "INVITE" in refusal.first("allow")


def test_a_request_out_of_order_is_500() -> None:
    talk = Talk()
    talk.within("INFO", cseq=9)
    talk.within("INFO", cseq=8)
    talk.within("INFO", cseq=9)
    assert talk.stage.codes() == [200, 500, 500]


@pytest.mark.parametrize("method", ["BYE", "INVITE", "INFO", "UPDATE", "OPTIONS"])
def test_a_request_for_an_unknown_dialog_is_481_and_nothing_is_kept(method: str) -> None:
    talk = Talk()
    before = talk.stage.open()
    talk.stage.hear(request(method, branch="z9hG4bK-x", cseq=5, to=talk.to + "x"))
    talk.stage.hear(request(method, branch="z9hG4bK-y", cseq=5, to=talk.to, call_id="other"))
    talk.stage.hear(request(method, branch="z9hG4bK-z", cseq=5, to=talk.to, sender="<sip:a@b>;tag=other"))
    assert talk.stage.codes() == [481] * 3
    assert talk.stage.open() == before


@pytest.mark.parametrize("method", ["BYE", "INFO", "UPDATE"])
def test_a_request_that_needs_a_dialog_and_has_none_is_481(method: str) -> None:
    stage = Stage()
    stage.hear(request(method))
    assert stage.codes() == [481]


def test_a_required_extension_we_lack_is_420_within_a_call_too() -> None:
    talk = Talk()
    talk.within("INVITE", body=SDP, extra="Require: 100rel, replaces, precondition\r\n")
    refusal = talk.stage.one()
    assert (refusal.status, refusal.first("unsupported")) == (420, "precondition")
    assert talk.stage.told() == []


def test_hanging_up_while_their_offer_waits_refuses_it() -> None:
    talk = Talk()
    talk.within("INVITE", body=HOLD)
    talk.stage.endpoint.hang_up(talk.leg, talk.stage.now)
    assert talk.stage.codes() == [100, 487, "BYE"]


def test_a_browser_that_comes_back_over_a_new_websocket_keeps_its_call() -> None:
    from tests.telephony.sip.test_outgoing import register  # noqa: PLC0415

    stage = Stage("8001")
    old, new = Flow("ws", "198.51.100.30", 50000, 12), Flow("ws", "198.51.100.30", 50001, 13)
    contact = "<sip:abc@xyz.invalid;transport=ws>"
    register(stage, "8001", contact, old, 1)
    stage.endpoint.invite("L", "8001", stage.now, sdp=SDP, caller="1", caller_name="")
    stage.hear(reply(stage.one(), 200, body=ANSWER, extra=f"Contact: {contact}\r\n"), old)
    stage.endpoint.connection_lost(old, stage.now)
    stage.told()
    stage.sent()
    register(stage, "8001", contact, new, 2)
    stage.endpoint.hang_up("L", stage.now)
    assert stage.codes() == ["BYE"]
    assert stage.flows == [new]


def test_a_lost_tcp_connection_is_opened_anew_to_the_contact() -> None:
    stage = Stage()
    flow = Flow("tcp", "192.0.2.10", 40000, 9)
    stage.hear(request("INVITE", body=SDP, via="SIP/2.0/TCP 192.0.2.10;branch=z9hG4bK-1"), flow)
    (event,) = stage.told()
    assert isinstance(event, Invited)
    stage.endpoint.answer(event.leg, ANSWER, stage.now)
    to = stage.sent()[-1].first("to")
    stage.hear(request("ACK", branch="z9hG4bK-2", to=to), flow)
    stage.endpoint.hang_up("nobody", stage.now)
    stage.endpoint.connection_lost(flow, stage.now)
    stage.endpoint.hang_up(event.leg, stage.now)
    assert stage.codes() == ["BYE"]
    assert stage.flows == [Flow("tcp", "192.0.2.10", 5060)]
