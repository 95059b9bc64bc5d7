"""Calls out through a neighbour exchange: proof, sound before the answer, reliable ringing, loops."""

from hashlib import md5

import pytest

from huawu.telephony.core.sip.message import Message
from huawu.telephony.core.sip.outgoing import Wish, diverted
from huawu.telephony.core.sip.types import Answered, Ended, Progressed
from huawu.telephony.core.sip.uri import parse_params
from tests.telephony.sip.playbook import ANSWER, PASSWORD, SDP, TRUNK, Stage, reply, request

pytestmark = pytest.mark.core

FAR = "Contact: <sip:far@192.0.2.10:5060>\r\n"
ASKS = 'WWW-Authenticate: Digest realm="carrier", nonce="n1", qop="auth", algorithm=MD5, opaque="o"\r\n'


def dial(stage: Stage, number: str = "01085551234", **wish: str) -> Message:
    assert stage.endpoint.invite_trunk("L", number, Wish(SDP, "4001", "", **wish), stage.now)  # type: ignore[arg-type]
    return stage.one()


def hear(stage: Stage, to: Message, code: int, extra: str = "", *, body: str = "", tag: str = "far") -> None:
    stage.hear(reply(to, code, tag=tag, extra=FAR + extra, body=body), TRUNK)


def answered(stage: Stage, extra: str = "") -> Message:
    """A call that is up; the INVITE."""
    invite = dial(stage)
    hear(stage, invite, 200, extra, body=ANSWER)
    assert stage.codes() == ["ACK"]
    stage.told()
    return invite


def given(message: Message, header: str) -> dict[str, str]:
    return parse_params(";" + message.first(header).removeprefix("Digest ").replace(", ", ";")) or {}


def test_a_number_is_dialled_at_the_trunks_address() -> None:
    stage = Stage()
    invite = dial(stage, "*31#0108555")
    assert invite.uri == "sip:*31%230108555@192.0.2.10:5060"
    assert stage.flows == [TRUNK]


@pytest.mark.parametrize("number", ["", "1 2", "12@elsewhere", "1;x=y", "1\r\nX: y", "9" * 33])
def test_what_is_no_number_is_not_dialled(number: str) -> None:
    stage = Stage()
    assert not stage.endpoint.invite_trunk("L", number, Wish(SDP, "1", ""), stage.now)
    assert stage.codes() == []


@pytest.mark.parametrize(
    ("code", "asks", "answers"),
    [(401, ASKS, "authorization"), (407, ASKS.replace("WWW", "Proxy"), "proxy-authorization")],
)
def test_a_neighbour_that_asks_who_we_are_is_told(code: int, asks: str, answers: str) -> None:
    stage = Stage()
    invite = dial(stage)
    hear(stage, invite, code, asks)
    ack, again = stage.sent()
    assert ack.method == "ACK"
    assert (again.call_id, again.from_tag) == (invite.call_id, invite.from_tag)
    assert again.cseq == (2, "INVITE")
    assert again.via is not None
    assert again.via.branch != (invite.via.branch if invite.via else "")
    proof = given(again, answers)
    a1 = md5(f"huawu-line:carrier:{PASSWORD}".encode()).hexdigest()
    a2 = md5(f"INVITE:{again.uri}".encode()).hexdigest()
    whole = f"{a1}:n1:00000001:{proof['cnonce']}:auth:{a2}"
    assert proof["response"] == md5(whole.encode()).hexdigest()
    assert (proof["username"], proof["opaque"], proof["uri"]) == ("huawu-line", "o", again.uri)
    hear(stage, again, 200, body=ANSWER)
    assert stage.one().cseq == (2, "ACK")
    assert stage.told() == [Answered("L", ANSWER)]


def test_a_neighbour_that_does_not_believe_us_is_not_asked_again() -> None:
    stage = Stage()
    hear(stage, dial(stage), 401, ASKS)
    again = stage.sent()[-1]
    hear(stage, again, 401, ASKS.replace("n1", "n2"))
    assert stage.codes() == ["ACK"]
    assert stage.told() == [Ended("L", "answer", 401)]


def test_a_nonce_that_was_too_old_is_replaced() -> None:
    stage = Stage()
    hear(stage, dial(stage), 401, ASKS)
    hear(stage, stage.sent()[-1], 401, ASKS.replace("n1", "n2").replace("opaque", "stale=true, opaque"))
    assert given(stage.sent()[-1], "authorization")["nonce"] == "n2"


@pytest.mark.parametrize(
    "asks",
    [
        "",
        'WWW-Authenticate: Basic realm="x"\r\n',
        'WWW-Authenticate: Digest realm="x"\r\n',
        'WWW-Authenticate: Digest realm="x", nonce="n", algorithm=AKAv1-MD5\r\n',
        'WWW-Authenticate: Digest realm="x", nonce="n", qop="auth-int"\r\n',
        'WWW-Authenticate: Digest realm="x", nonce="n\r\n',
    ],
)
def test_what_cannot_be_answered_ends_the_call(asks: str) -> None:
    stage = Stage()
    hear(stage, dial(stage), 401, asks)
    assert stage.codes() == ["ACK"]
    assert stage.told() == [Ended("L", "answer", 401)]


def test_a_call_given_up_meanwhile_proves_nothing() -> None:
    stage = Stage()
    invite = dial(stage)
    stage.endpoint.hang_up("L", stage.now)
    hear(stage, invite, 401, ASKS)
    assert stage.codes() == ["ACK"]
    stage.wait(40)
    assert stage.open() == 0


def test_a_bye_is_proved_too_when_it_must_be() -> None:
    stage = Stage()
    answered(stage)
    stage.endpoint.hang_up("L", stage.now)
    bye = stage.one()
    hear(stage, bye, 407, ASKS.replace("WWW", "Proxy"))
    again = stage.one()
    assert (again.method, again.cseq[0]) == ("BYE", bye.cseq[0] + 1)
    assert given(again, "proxy-authorization")["username"] == "huawu-line"


def test_a_reinvite_is_proved_too_when_it_must_be() -> None:
    stage = Stage()
    answered(stage)
    stage.endpoint.reinvite("L", SDP, stage.now)
    hear(stage, stage.one(), 401, ASKS)
    _, again = stage.sent()
    assert given(again, "authorization")["username"] == "huawu-line"
    hear(stage, again, 200, body=ANSWER)
    assert stage.told() == [Answered("L", ANSWER, again=True)]


def test_sound_before_the_answer_is_told_and_counts_as_the_answers_description() -> None:
    stage = Stage()
    invite = dial(stage)
    hear(stage, invite, 183, body=ANSWER)
    assert stage.told() == [Progressed("L", 183, ANSWER)]
    hear(stage, invite, 200)
    assert stage.told() == [Answered("L", ANSWER)]
    assert stage.endpoint.statistics()["open_dialogs"] == 1


def test_reliable_ringing_is_acknowledged_once_and_in_order() -> None:
    stage = Stage()
    invite = dial(stage)
    assert "100rel" in invite.values("supported")
    reliable = "Require: 100rel\r\nRSeq: 7\r\n"
    hear(stage, invite, 183, reliable, body=ANSWER)
    prack = stage.one()
    assert (prack.method, prack.first("rack"), prack.cseq) == ("PRACK", "7 1 INVITE", (2, "PRACK"))
    assert prack.uri == "sip:far@192.0.2.10:5060"
    hear(stage, prack, 200)
    hear(stage, invite, 183, reliable, body=ANSWER)
    hear(stage, invite, 180, "Require: 100rel\r\nRSeq: 9\r\n")
    assert stage.codes() == []
    hear(stage, invite, 180, "Require: 100rel\r\nRSeq: 8\r\n")
    assert stage.one().first("rack") == "8 1 INVITE"
    assert [type(event) for event in stage.told()] == [Progressed, Progressed]
    hear(stage, invite, 200)
    ack = stage.one()
    assert ack.cseq == (1, "ACK")
    stage.endpoint.hang_up("L", stage.now)
    assert stage.one().cseq == (4, "BYE")


def test_forks_that_ring_and_lose_leave_nothing_behind() -> None:
    stage = Stage()
    invite = dial(stage)
    for tag in ("one", "two"):
        hear(stage, invite, 180, tag=tag)
    hear(stage, invite, 200, tag="two", body=ANSWER)
    hear(stage, invite, 200, tag="one", body=ANSWER)
    sent = stage.sent()
    assert [m.method for m in sent] == ["ACK", "ACK", "BYE"]
    assert sent[2].to_tag == "one"
    assert stage.endpoint.statistics()["open_dialogs"] == 1


@pytest.mark.parametrize(
    ("method", "body", "code"), [("UPDATE", "", 200), ("UPDATE", SDP, 500), ("BYE", "", 481)]
)
def test_what_the_other_side_says_before_it_answers(method: str, body: str, code: int) -> None:
    stage = Stage()
    invite = dial(stage)
    hear(stage, invite, 180)
    stage.told()
    to, sender = invite.first("from"), f"{invite.first('to')};tag=far"
    stage.hear(request(method, call_id=invite.call_id, to=to, sender=sender, branch="z9hG4bK-e", body=body))
    assert stage.codes() == [code]
    assert stage.told() == []
    hear(stage, invite, 486)
    stage.wait(40)
    stage.sent()
    assert stage.open() == 0


def test_a_redirect_is_not_followed() -> None:
    stage = Stage()
    hear(stage, dial(stage), 302)
    assert stage.codes() == ["ACK"]
    assert stage.told() == [Ended("L", "answer", 302)]


def test_hops_are_counted_through_us_and_a_caller_sent_on_too_often_is_refused() -> None:
    stage = Stage()
    assert dial(stage, hops=12).first("max-forwards") == "12"  # type: ignore[arg-type]
    stage.hear(
        request("INVITE", body=SDP, branch="z9hG4bK-l", call_id="l").replace("Forwards: 70", "Forwards: 0")
    )
    assert stage.codes() == [483]
    round_and_round = "Diversion: <sip:8001@192.0.2.1>;reason=unconditional\r\n" * 11
    stage.hear(request("INVITE", body=SDP, branch="z9hG4bK-m", call_id="m", extra=round_and_round))
    assert stage.codes() == [482]
    assert stage.told() == []


def test_who_sent_the_call_on_is_named_twice() -> None:
    assert diverted("192.0.2.1:5060", "8001", "busy") == (
        "Diversion: <sip:8001@192.0.2.1:5060>;reason=user-busy;counter=1",
        "History-Info: <sip:8001@192.0.2.1:5060?Reason=SIP%3Bcause%3D486>;index=1",
    )
    assert diverted("192.0.2.1:5060", "80>01", "busy") == ()
