"""Their INVITE: conversations of the called side."""

from typing import Any

import pytest

from huawu.telephony.core.sip.types import Acknowledged, Ended, Flow, Invited
from tests.telephony.sip.playbook import (
    ANSWER,
    PHONE,
    SDP,
    STRANGER,
    TRUNK,
    Stage,
    authorization,
    reply,
    request,
)

pytestmark = pytest.mark.core


def ringing(**more: Any) -> tuple[Stage, str]:
    stage = Stage("8001")
    stage.hear(request("INVITE", body=SDP, **more))
    (event,) = stage.told()
    assert isinstance(event, Invited)
    stage.endpoint.progress(event.leg, 180, stage.now)
    assert stage.codes() == [100, 180]
    return stage, event.leg


def test_a_call_from_a_trunk_is_told_with_number_caller_and_offer() -> None:
    stage = Stage()
    sender = '"王小明" <sip:+8613800138000@192.0.2.10>;tag=peer'
    stage.hear(request("INVITE", body=SDP, sender=sender))
    (event,) = stage.told()
    assert isinstance(event, Invited)
    assert (event.number, event.caller, event.caller_name) == ("4001", "+8613800138000", "王小明")
    assert (event.user, event.sdp, event.replaces) == (None, SDP, None)


def test_the_asserted_identity_of_a_trunk_goes_before_from() -> None:
    stage = Stage()
    extra = 'P-Asserted-Identity: "Real" <sip:02155550000@carrier>, <tel:+862155550000>\r\n'
    stage.hear(request("INVITE", body=SDP, extra=extra, sender="<sip:anonymous@x>;tag=1"))
    (event,) = stage.told()
    assert isinstance(event, Invited)
    assert (event.caller, event.caller_name) == ("02155550000", "Real")


def test_a_telephone_number_is_read_from_a_tel_uri() -> None:
    stage = Stage()
    stage.hear(request("INVITE", body=SDP, uri="tel:+86-21-5555-0000;phone-context=x"))
    (event,) = stage.told()
    assert isinstance(event, Invited)
    assert event.number == "+862155550000"


def test_trying_does_not_go_when_something_better_is_there_before_it_went() -> None:
    stage = Stage()
    stage.endpoint.receive(request("INVITE", body=SDP).encode(), TRUNK, stage.now)
    (invited,) = stage.told()
    assert isinstance(invited, Invited)
    stage.endpoint.progress(invited.leg, 180, stage.now)
    assert stage.codes() == [180]
    stage.hear(request("INVITE", body=SDP))
    assert stage.codes() == [180]
    stage.endpoint.answer(invited.leg, ANSWER, stage.now)
    assert stage.codes() == [200]


def test_answer_ack_and_their_bye() -> None:
    stage, leg = ringing()
    stage.endpoint.answer(leg, ANSWER, stage.now)
    ok = stage.one()
    assert (ok.status, ok.body.decode(), ok.first("contact")) == (200, ANSWER, "<sip:huawu@192.0.2.1:5060>")
    assert ok.first("allow")
    stage.hear(request("ACK", branch="z9hG4bK-2", to=ok.first("to")))
    assert stage.told() == [Acknowledged(leg, "")]
    bye = request(
        "BYE", branch="z9hG4bK-3", cseq=2, to=ok.first("to"), extra='Reason: Q.850;cause=16;text="x"\r\n'
    )
    stage.hear(bye)
    assert stage.codes() == [200]
    assert stage.told() == [Ended(leg, "peer", 0, 'Q.850;cause=16;text="x"')]
    stage.wait(33)
    assert stage.open() == 0


def test_provisional_and_final_response_carry_one_tag_and_the_record_route() -> None:
    stage = Stage()
    routes = "Record-Route: <sip:p2.example;lr>, <sip:p1.example;lr>\r\nRecord-Route: <sip:p0.example;lr>\r\n"
    stage.hear(request("INVITE", body=SDP, extra=routes))
    (event,) = stage.told()
    assert isinstance(event, Invited)
    stage.endpoint.progress(event.leg, 183, stage.now, ANSWER)
    stage.endpoint.answer(event.leg, ANSWER, stage.now)
    _, early, ok = stage.sent()
    assert early.to_tag == ok.to_tag != ""
    assert early.body == ok.body
    assert ok.values("record-route") == ["<sip:p2.example;lr>", "<sip:p1.example;lr>", "<sip:p0.example;lr>"]
    stage.hear(request("ACK", branch="z9hG4bK-2", to=ok.first("to")))
    stage.endpoint.hang_up(event.leg, stage.now)
    assert stage.one().values("route") == [
        "<sip:p2.example;lr>",
        "<sip:p1.example;lr>",
        "<sip:p0.example;lr>",
    ]


def test_a_2xx_is_repeated_until_ack_over_tcp_too() -> None:
    stage = Stage()
    flow = Flow("tcp", "192.0.2.10", 40000, 9)
    stage.hear(request("INVITE", body=SDP, via="SIP/2.0/TCP 192.0.2.10;branch=z9hG4bK-1"), flow)
    (event,) = stage.told()
    assert isinstance(event, Invited)
    stage.endpoint.answer(event.leg, ANSWER, stage.now)
    stage.sent()
    stage.wait(3.6)
    assert stage.codes() == [200, 200, 200]


def test_a_2xx_that_is_never_acknowledged_is_ended_by_bye() -> None:
    stage, leg = ringing()
    stage.endpoint.answer(leg, ANSWER, stage.now)
    stage.wait(31.9)
    assert stage.codes() == [200] * 11
    assert stage.told() == []
    stage.wait(0.2)
    assert stage.codes() == ["BYE"]
    assert stage.told() == [Ended(leg, "timeout")]
    stage.wait(33)
    assert stage.open() == 0


def test_hanging_up_before_the_ack_waits_for_it() -> None:
    stage, leg = ringing()
    stage.endpoint.answer(leg, ANSWER, stage.now)
    ok = stage.one()
    stage.endpoint.hang_up(leg, stage.now, "Q.850;cause=16")
    assert stage.codes() == []
    assert stage.told() == [Ended(leg, "ours")]
    stage.hear(request("ACK", branch="z9hG4bK-2", to=ok.first("to")))
    bye = stage.one()
    assert (bye.method, bye.first("reason"), bye.uri) == ("BYE", "Q.850;cause=16", "sip:peer@192.0.2.10:5060")
    assert stage.told() == []
    stage.hear(reply(bye, 200))
    stage.wait(33)
    assert stage.open() == 0


def test_a_bye_that_crosses_the_wait_for_the_ack_is_answered() -> None:
    stage, leg = ringing()
    stage.endpoint.answer(leg, ANSWER, stage.now)
    ok = stage.one()
    stage.endpoint.hang_up(leg, stage.now)
    stage.told()
    stage.hear(request("INFO", branch="z9hG4bK-2", cseq=2, to=ok.first("to")))
    stage.hear(request("BYE", branch="z9hG4bK-3", cseq=3, to=ok.first("to")))
    assert stage.codes() == [481, 200]
    stage.wait(40)
    assert stage.codes() == []
    assert stage.told() == []


def test_an_offer_in_our_answer_is_answered_in_the_ack() -> None:
    stage = Stage()
    stage.hear(request("INVITE"))
    (event,) = stage.told()
    assert isinstance(event, Invited)
    assert event.sdp == ""
    stage.endpoint.answer(event.leg, SDP, stage.now)
    ok = stage.sent()[-1]
    stage.hear(request("ACK", branch="z9hG4bK-2", to=ok.first("to"), body=ANSWER))
    assert stage.told() == [Acknowledged(event.leg, ANSWER)]


def test_cancel_ends_a_ringing_call_with_487() -> None:
    stage, leg = ringing()
    stage.hear(request("CANCEL", extra='Reason: SIP;cause=200;text="Call completed elsewhere"\r\n'))
    cancel, refusal = stage.sent()
    assert (cancel.status, cancel.cseq) == (200, (1, "CANCEL"))
    assert (refusal.status, refusal.cseq) == (487, (1, "INVITE"))
    assert stage.told() == [Ended(leg, "peer", 487, 'SIP;cause=200;text="Call completed elsewhere"')]
    stage.hear(request("ACK"))
    stage.wait(33)
    assert stage.open() == 0


def test_cancel_after_the_answer_changes_nothing() -> None:
    stage, leg = ringing()
    stage.endpoint.answer(leg, ANSWER, stage.now)
    stage.sent()
    stage.hear(request("CANCEL"))
    assert stage.codes() == [200]
    assert stage.told() == []


def test_cancel_of_nothing_is_481() -> None:
    stage = Stage()
    stage.hear(request("CANCEL"))
    assert stage.codes() == [481]
    assert stage.open() == 0


def test_bye_before_the_answer_ends_the_call() -> None:
    stage, leg = ringing()
    stage.endpoint.progress(leg, 180, stage.now)
    tag = stage.one().first("to")
    stage.hear(request("BYE", branch="z9hG4bK-9", cseq=2, to=tag))
    assert stage.codes() == [200, 487]
    assert stage.told() == [Ended(leg, "peer", 487)]


def test_refusing_and_hanging_up_a_ringing_call() -> None:
    stage, leg = ringing()
    stage.endpoint.refuse(leg, 486, stage.now, "Q.850;cause=17")
    refusal = stage.one()
    assert (refusal.status, refusal.first("reason")) == (486, "Q.850;cause=17")
    assert stage.told() == [Ended(leg, "ours", 486)]
    stage, leg = ringing()
    stage.endpoint.hang_up(leg, stage.now)
    assert stage.codes() == [480]


def test_a_reason_cannot_smuggle_a_header_in() -> None:
    stage, leg = ringing()
    stage.endpoint.refuse(leg, 486, stage.now, "x\r\nContact: <sip:evil>")
    assert stage.one().first("contact") == ""


def test_the_same_request_by_two_ways_is_482() -> None:
    stage, _ = ringing()
    stage.hear(request("INVITE", body=SDP, branch="z9hG4bK-other"))
    assert stage.codes() == [482]
    assert stage.told() == []


@pytest.mark.parametrize("hops", ["0", "000"])
def test_a_call_that_has_gone_round_too_long_is_483(hops: str) -> None:
    stage = Stage()
    stage.hear(request("INVITE", body=SDP).replace("Max-Forwards: 70", f"Max-Forwards: {hops}"))
    assert stage.codes() == [483]
    assert stage.told() == []


def test_a_stranger_is_challenged_and_told_to_nobody() -> None:
    stage = Stage("8001")
    stage.hear(request("INVITE", body=SDP), STRANGER)
    challenge = stage.one()
    assert challenge.status == 401
    assert len(challenge.fields["www-authenticate"]) == 2
    assert stage.told() == []
    assert stage.open() == 0, "nothing is kept of strangers"


def test_a_phone_that_proves_itself_may_call() -> None:
    stage = Stage("8001")
    stage.hear(request("INVITE", body=SDP), PHONE)
    challenge = stage.one()
    stage.hear(request("ACK"), PHONE)
    sign = authorization(challenge, "INVITE", "8001")
    pai = "P-Asserted-Identity: <sip:999@x>\r\n"
    stage.hear(request("INVITE", body=SDP, branch="z9hG4bK-2", cseq=2, extra=sign + pai), PHONE)
    assert stage.codes() == [100]
    (event,) = stage.told()
    assert isinstance(event, Invited)
    assert event.user == "8001"
    assert event.caller == "13800138000", "what a phone asserts of itself is not believed"


def test_a_phone_is_answered_over_its_own_flow_whatever_its_contact_says() -> None:
    stage = Stage("8001")
    stage.hear(request("INVITE", body=SDP, via="SIP/2.0/UDP 10.0.0.9:5060;rport;branch=z9hG4bK-1"), PHONE)
    sign = authorization(stage.one(), "INVITE", "8001")
    via = "SIP/2.0/UDP 10.0.0.9:5060;rport;branch=z9hG4bK-2"
    contact = "Contact: <sip:8001@10.0.0.9:5060>\r\n"
    stage.hear(request("INVITE", body=SDP, via=via, cseq=2, extra=sign + contact), PHONE)
    (event,) = stage.told()
    assert isinstance(event, Invited)
    stage.endpoint.answer(event.leg, ANSWER, stage.now)
    ok = stage.sent()[-1]
    stage.hear(request("ACK", branch="z9hG4bK-3", cseq=2, to=ok.first("to")), PHONE)
    stage.endpoint.hang_up(event.leg, stage.now)
    bye = stage.one()
    assert (bye.uri, stage.flows) == ("sip:8001@10.0.0.9:5060", [PHONE])


def test_the_connection_of_a_ringing_call_breaks() -> None:
    stage = Stage()
    flow = Flow("tcp", "192.0.2.10", 40000, 9)
    stage.hear(request("INVITE", body=SDP, via="SIP/2.0/TCP 192.0.2.10;branch=z9hG4bK-1"), flow)
    (event,) = stage.told()
    assert isinstance(event, Invited)
    stage.endpoint.connection_lost(flow, stage.now)
    assert stage.told() == [Ended(event.leg, "transport")]
    stage.wait(70)
    assert stage.open() == 0


def test_commands_for_a_leg_that_is_gone_change_nothing() -> None:
    stage = Stage()
    stage.endpoint.progress("x", 180, stage.now)
    stage.endpoint.answer("x", ANSWER, stage.now)
    stage.endpoint.answer_again("x", ANSWER, stage.now)
    stage.endpoint.refuse("x", 486, stage.now)
    stage.endpoint.reinvite("x", SDP, stage.now)
    stage.endpoint.hang_up("x", stage.now)
    assert stage.endpoint.save("x") == {}
    assert stage.codes() == []
    assert stage.told() == []


def test_the_timestamp_comes_back_in_the_100() -> None:
    stage = Stage()
    stage.hear(request("INVITE", body=SDP, extra="Timestamp: 54.1\r\n"))
    assert stage.one().first("timestamp") == "54.1"
