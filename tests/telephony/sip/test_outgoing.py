"""Our INVITE: conversations of the calling side."""

from typing import Any

import pytest

from huawu.telephony.core.sip.message import Message
from huawu.telephony.core.sip.outgoing import ELSEWHERE
from huawu.telephony.core.sip.types import Answered, Ended, Flow, Progressed
from tests.telephony.sip.playbook import ANSWER, PHONE, SDP, Stage, authorization, reply, request

pytestmark = pytest.mark.core

FIXED = {"8002": "sip:8002@198.51.100.9:5070"}
PEER = Flow("udp", "198.51.100.9", 5070)
SECOND = Flow("udp", "198.51.100.8", 41000)
CONTACT = "Contact: <sip:p@198.51.100.9:5071>\r\n"


def call(stage: Stage, user: str = "8002", *, sdp: str = SDP) -> list[Message]:
    assert stage.endpoint.invite(
        "L", user, stage.now, sdp=sdp, caller="13800138000", caller_name='王 "小" 明'
    )
    return stage.sent()


def register(stage: Stage, user: str, contact: str, flow: Flow, n: int = 0) -> None:
    """A phone registers."""
    who: dict[str, Any] = {
        "uri": "sip:192.0.2.1",
        "to": f"<sip:{user}@huawu>",
        "sender": f"<sip:{user}@huawu>;tag=r{n}",
    }
    line = f"Contact: {contact}\r\n"
    stage.hear(request("REGISTER", branch=f"z9hG4bK-r{n}", call_id=f"reg{n}", extra=line, **who), flow)
    sign = authorization(stage.one(), "REGISTER", user)
    stage.hear(
        request("REGISTER", branch=f"z9hG4bK-s{n}", call_id=f"reg{n}", cseq=2, extra=line + sign, **who), flow
    )
    assert stage.codes() == [200]
    stage.told()


def two_phones() -> Stage:
    stage = Stage("8001")
    register(stage, "8001", "<sip:8001@10.0.0.7:5060>;q=0.5", PHONE, 1)
    register(stage, "8001", "<sip:8001@10.0.0.8:5060>", SECOND, 2)
    return stage


def test_a_user_who_is_nowhere_is_not_called() -> None:
    stage = Stage("8001", fixed={"9": "sip:9@not-an-address.example"})
    for user in ("8001", "9", "unknown"):
        assert not stage.endpoint.invite("L", user, stage.now, sdp=SDP, caller="1", caller_name="")
    assert stage.codes() == []


def test_the_invite_says_who_calls_and_is_safe_against_odd_names() -> None:
    stage = Stage(fixed=FIXED)
    (invite,) = call(stage)
    sender = invite.sender
    assert sender is not None
    assert sender.display == '王 "小" 明'
    assert sender.uri == "sip:13800138000@192.0.2.1"
    assert (invite.uri, stage.flows) == ("sip:8002@198.51.100.9:5070", [PEER])
    stage = Stage(fixed=FIXED)
    name = 'x\r\nRoute: <sip:evil>\r\n"'
    stage.endpoint.invite(
        "L",
        "8002",
        stage.now,
        sdp=SDP,
        caller="1@x>;y",
        caller_name=name,
        headers=("A: b\r\nEvil: 1", "Good: 2"),
    )
    invite = stage.one()
    assert invite.first("route") == ""
    assert invite.first("evil") == ""
    assert invite.first("good") == "2"
    assert invite.sender is not None
    assert invite.sender.uri == "sip:anonymous@192.0.2.1"


def test_ringing_answer_and_our_bye() -> None:
    stage = Stage(fixed=FIXED)
    (invite,) = call(stage)
    stage.hear(reply(invite, 100))
    stage.hear(reply(invite, 180))
    stage.hear(reply(invite, 183, body=ANSWER))
    assert stage.told() == [Progressed("L", 180, ""), Progressed("L", 183, ANSWER)]
    stage.hear(reply(invite, 200, body=ANSWER, extra=CONTACT))
    assert stage.told() == [Answered("L", ANSWER)]
    ack = stage.one()
    assert (ack.method, ack.uri, ack.cseq, ack.to_tag) == (
        "ACK",
        "sip:p@198.51.100.9:5071",
        (1, "ACK"),
        "far",
    )
    assert stage.flows == [Flow("udp", "198.51.100.9", 5071)]
    assert ack.via is not None
    assert invite.via is not None
    assert ack.via.branch != invite.via.branch
    stage.endpoint.hang_up("L", stage.now)
    bye = stage.one()
    assert (bye.method, bye.cseq, bye.from_tag) == ("BYE", (2, "BYE"), invite.from_tag)
    assert stage.told() == [Ended("L", "ours")]
    stage.hear(reply(bye, 200))
    stage.wait(33)
    assert stage.open() == 0


def test_an_answer_without_description_is_that_of_the_early_one() -> None:
    stage = Stage(fixed=FIXED)
    (invite,) = call(stage)
    stage.hear(reply(invite, 183, body=ANSWER))
    stage.told()
    stage.hear(reply(invite, 200))
    assert stage.told() == [Answered("L", ANSWER)]


def test_requests_follow_the_record_route_in_reverse() -> None:
    stage = Stage(fixed=FIXED)
    (invite,) = call(stage)
    routes = "Record-Route: <sip:203.0.113.2;lr>, <sip:203.0.113.1:5099;lr>\r\n"
    stage.hear(reply(invite, 200, body=ANSWER, extra=CONTACT + routes))
    ack = stage.one()
    assert ack.values("route") == ["<sip:203.0.113.1:5099;lr>", "<sip:203.0.113.2;lr>"]
    assert (ack.uri, stage.flows) == ("sip:p@198.51.100.9:5071", [Flow("udp", "203.0.113.1", 5099)])


def test_a_strict_router_gets_the_request_under_its_own_uri() -> None:
    stage = Stage(fixed=FIXED)
    (invite,) = call(stage)
    routes = "Record-Route: <sip:203.0.113.2;lr>, <sip:203.0.113.1:5099>\r\n"
    stage.hear(reply(invite, 200, body=ANSWER, extra=CONTACT + routes))
    ack = stage.one()
    assert ack.uri == "sip:203.0.113.1:5099"
    assert ack.values("route") == ["<sip:203.0.113.2;lr>", "<sip:p@198.51.100.9:5071>"]


def test_a_refused_call() -> None:
    stage = Stage(fixed=FIXED)
    (invite,) = call(stage)
    stage.hear(reply(invite, 404))
    assert stage.codes() == ["ACK"]
    assert stage.told() == [Ended("L", "answer", 404)]


def test_hanging_up_before_anything_was_heard_waits_with_the_cancel() -> None:
    stage = Stage(fixed=FIXED)
    (invite,) = call(stage)
    stage.endpoint.hang_up("L", stage.now)
    assert stage.codes() == []
    assert stage.told() == [Ended("L", "ours")]
    stage.hear(reply(invite, 100))
    cancel = stage.one()
    assert (cancel.method, cancel.uri, cancel.cseq) == ("CANCEL", invite.uri, (1, "CANCEL"))
    assert cancel.via is not None
    assert invite.via is not None
    assert cancel.via.branch == invite.via.branch
    stage.hear(reply(cancel, 200))
    stage.hear(reply(invite, 487))
    assert stage.codes() == ["ACK"]
    assert stage.told() == []
    stage.wait(33)
    assert stage.open() == 0


def test_hanging_up_a_ringing_call_cancels_at_once() -> None:
    stage = Stage(fixed=FIXED)
    (invite,) = call(stage)
    stage.hear(reply(invite, 180))
    stage.endpoint.hang_up("L", stage.now)
    assert stage.codes() == ["CANCEL"]


@pytest.mark.parametrize("heard", [True, False])
def test_a_phone_is_told_that_another_one_has_answered(heard: bool) -> None:
    stage = Stage(fixed=FIXED)
    (invite,) = call(stage)
    if heard:
        stage.hear(reply(invite, 180))
    stage.endpoint.hang_up("L", stage.now, ELSEWHERE)
    if not heard:
        stage.hear(reply(invite, 100))
    cancel = stage.one()
    assert cancel.method == "CANCEL"
    assert cancel.first("reason") == 'SIP;cause=200;text="Call completed elsewhere"'
    stage.hear(reply(invite, 200, body=ANSWER, extra=CONTACT))
    ack, bye = stage.sent()
    assert (ack.method, bye.method, bye.first("reason")) == ("ACK", "BYE", ELSEWHERE)


def test_a_cancel_that_nobody_heeds_is_given_up() -> None:
    stage = Stage(fixed=FIXED)
    (invite,) = call(stage)
    stage.hear(reply(invite, 180))
    stage.endpoint.hang_up("L", stage.now)
    stage.wait(33)
    assert stage.open() == 0


def test_the_late_answer_of_a_cancelled_call_is_acknowledged_and_ended() -> None:
    stage = Stage(fixed=FIXED)
    (invite,) = call(stage)
    stage.hear(reply(invite, 180))
    stage.endpoint.hang_up("L", stage.now)
    stage.sent()
    stage.told()
    stage.hear(reply(invite, 200, body=ANSWER, extra=CONTACT))
    ack, bye = stage.sent()
    assert (ack.method, bye.method, bye.cseq) == ("ACK", "BYE", (2, "BYE"))
    stage.hear(reply(invite, 200, body=ANSWER, extra=CONTACT))
    assert stage.codes() == ["ACK"]
    assert stage.told() == []


def test_a_second_answer_from_a_fork_is_acknowledged_and_ended() -> None:
    stage = Stage(fixed=FIXED)
    (invite,) = call(stage)
    stage.hear(reply(invite, 200, tag="one", body=ANSWER, extra=CONTACT))
    assert stage.codes() == ["ACK"]
    assert stage.told() == [Answered("L", ANSWER)]
    stage.hear(reply(invite, 200, tag="two", body=ANSWER, extra=CONTACT))
    ack, bye = stage.sent()
    assert (ack.method, bye.method, bye.to_tag) == ("ACK", "BYE", "two")
    assert stage.told() == []
    assert stage.endpoint.statistics()["open_legs"] == 1


def test_all_phones_of_a_user_ring_and_the_first_to_answer_has_the_call() -> None:
    stage = two_phones()
    first, second = call(stage, "8001")
    assert stage.flows == [SECOND, PHONE], "the preferred contact is called first"
    assert (first.uri, second.uri) == ("sip:8001@10.0.0.8:5060", "sip:8001@10.0.0.7:5060")
    assert first.call_id != second.call_id
    stage.hear(reply(first, 180), SECOND)
    stage.hear(reply(second, 180), PHONE)
    stage.hear(reply(second, 200, body=ANSWER), PHONE)
    ack, cancel = stage.sent()
    assert (ack.method, ack.call_id) == ("ACK", second.call_id)
    assert (cancel.method, cancel.call_id) == ("CANCEL", first.call_id)
    assert cancel.first("reason") == ELSEWHERE
    assert stage.told()[-1] == Answered("L", ANSWER)
    stage.hear(reply(first, 487), SECOND)
    assert stage.codes() == ["ACK"]
    assert stage.told() == []


def test_two_phones_answer_at_once_and_the_slower_is_let_go() -> None:
    stage = two_phones()
    first, second = call(stage, "8001")
    stage.hear(reply(second, 200, body=ANSWER), PHONE)
    stage.hear(reply(first, 200, body=ANSWER), SECOND)
    assert stage.codes() == ["ACK", "ACK", "BYE"]
    assert stage.told() == [Answered("L", ANSWER)]


def test_one_phone_declines_and_the_other_goes_on_ringing() -> None:
    stage = two_phones()
    first, second = call(stage, "8001")
    stage.hear(reply(first, 486), SECOND)
    assert stage.told() == []
    stage.hear(reply(second, 480), PHONE)
    assert stage.told() == [Ended("L", "answer", 486)]


def test_a_6xx_from_one_phone_ends_the_call_everywhere() -> None:
    stage = two_phones()
    first, second = call(stage, "8001")
    stage.hear(reply(first, 180), SECOND)
    stage.hear(reply(second, 180), PHONE)
    stage.told()
    stage.hear(reply(first, 603), SECOND)
    assert stage.codes() == ["ACK", "CANCEL"]
    assert stage.told() == [Ended("L", "answer", 603)]


def test_a_dead_phone_and_a_busy_one_are_busy() -> None:
    stage = two_phones()
    first, _ = call(stage, "8001")
    stage.hear(reply(first, 486), SECOND)
    stage.wait(33)
    assert stage.told() == [Ended("L", "answer", 486)]


def test_a_connection_that_cannot_be_opened_ends_the_call_by_transport() -> None:
    stage = Stage()
    flow = Flow("tcp", "198.51.100.9", 5070)
    stage.endpoint.invite_uri("L", "sip:a@b", flow, stage.now, sdp=SDP, caller="1", caller_name="")
    stage.endpoint.connection_lost(Flow("tcp", "198.51.100.9", 5071), stage.now)
    assert stage.told() == []
    stage.endpoint.connection_lost(flow, stage.now)
    assert stage.told() == [Ended("L", "transport")]
    assert stage.open() == 0


def test_a_call_without_offer_is_acknowledged_with_our_answer() -> None:
    stage = Stage(fixed=FIXED)
    (invite,) = call(stage, sdp="")
    ok = reply(invite, 200, body=SDP, extra=CONTACT)
    stage.hear(ok)
    stage.hear(ok)
    assert stage.codes() == []
    assert stage.told() == [Answered("L", SDP)]
    stage.endpoint.answer_again("L", ANSWER, stage.now)
    ack = stage.one()
    assert (ack.method, ack.body.decode()) == ("ACK", ANSWER)
    stage.hear(ok)
    assert stage.one().raw == ack.raw
    assert stage.told() == []


def test_a_phone_on_a_websocket_is_called_over_it() -> None:
    stage = Stage("8001")
    flow = Flow("ws", "198.51.100.30", 50000, 12)
    register(stage, "8001", '<sip:abc@xyz.invalid;transport=ws>;+sip.instance="<urn:uuid:1>";reg-id=1', flow)
    (invite,) = call(stage, "8001")
    assert stage.flows == [flow]
    assert invite.first("via").startswith("SIP/2.0/WS 192.0.2.1:8000;")
    assert invite.first("contact") == "<sip:huawu@192.0.2.1:8000;transport=ws>"
    stage.hear(reply(invite, 200, body=ANSWER, extra="Contact: <sip:abc@xyz.invalid;transport=ws>\r\n"), flow)
    assert stage.one().uri == "sip:abc@xyz.invalid;transport=ws"
    assert stage.flows == [flow]
