"""Legs from process to process: saved as msgpack, restored in another endpoint."""

from typing import Any

import msgpack
import pytest

from huawu.telephony.core.sip.types import Acknowledged, Answered, Ended, Invited, Reoffered
from tests.telephony.sip.playbook import ANSWER, SDP, Stage, reply, request
from tests.telephony.sip.test_within import HOLD, Talk

pytestmark = pytest.mark.core

FIXED = {"8002": "sip:8002@198.51.100.9:5070"}
CONTACT = "Contact: <sip:p@198.51.100.9:5071>\r\n"


def killed(stage: Stage, leg: str, *, after: float = 2) -> Stage:
    """Another process takes the leg up from what the first one saved."""
    saved: dict[str, Any] = msgpack.unpackb(msgpack.packb(stage.endpoint.save(leg)))
    new = Stage("8001", fixed=FIXED, prefix="n")
    new.now = stage.now + round(after * 1_000_000)
    new.endpoint.restore(leg, saved, new.now)
    return new


def arrived(body: str = SDP) -> tuple[Stage, str]:
    stage = Stage()
    stage.hear(request("INVITE", body=body))
    (event,) = stage.told()
    assert isinstance(event, Invited)
    stage.endpoint.progress(event.leg, 180, stage.now)
    return stage, event.leg


def test_a_waiting_call_can_be_answered_under_the_same_tag() -> None:
    stage, leg = arrived()
    tag = stage.sent()[-1].first("to")
    new = killed(stage, leg)
    assert new.codes() == []
    new.hear(request("INVITE", body=SDP))
    assert new.codes() == [180], "a repeated INVITE gets the last provisional response"
    new.endpoint.answer(leg, ANSWER, new.now)
    ok = new.one()
    assert (ok.status, ok.first("to")) == (200, tag)
    new.hear(request("ACK", branch="z9hG4bK-2", to=tag))
    assert new.told() == [Acknowledged(leg, "")]
    new.hear(request("BYE", branch="z9hG4bK-3", cseq=2, to=tag))
    assert new.codes() == [200]
    assert new.told() == [Ended(leg, "peer")]
    new.wait(33)
    assert new.open() == 0


def test_a_waiting_call_can_be_cancelled_and_refused() -> None:
    stage, leg = arrived()
    new = killed(stage, leg)
    new.hear(request("CANCEL"))
    assert new.codes() == [200, 487]
    assert new.told() == [Ended(leg, "peer", 487)]
    new = killed(stage, leg)
    new.endpoint.refuse(leg, 503, new.now)
    assert new.codes() == [503]


def test_an_answer_whose_ack_is_out_is_given_again_until_it_comes() -> None:
    stage, leg = arrived()
    stage.endpoint.answer(leg, ANSWER, stage.now)
    ok = stage.sent()[-1]
    new = killed(stage, leg)
    assert new.one().raw == ok.raw
    new.wait(0.6)
    assert new.one().raw == ok.raw
    new.hear(request("ACK", branch="z9hG4bK-2", to=ok.first("to")))
    new.wait(40)
    assert new.codes() == []
    assert new.told() == [Acknowledged(leg, "")]


def test_a_call_goes_on_and_can_be_ended_by_either_side() -> None:
    talk = Talk()
    new = killed(talk.stage, talk.leg, after=0)
    new.hear(request("INVITE", branch="z9hG4bK-9", cseq=2, to=talk.to, body=HOLD))
    assert new.told() == [Reoffered(talk.leg, HOLD)]
    new.endpoint.answer_again(talk.leg, ANSWER, new.now)
    assert new.codes() == [100, 200]
    new = killed(talk.stage, talk.leg)
    new.endpoint.hang_up(talk.leg, new.now)
    bye = new.one()
    assert bye.cseq[0] > 1
    assert (bye.call_id, bye.from_tag, bye.to_tag) == ("call-1", talk.to.rpartition("tag=")[2], "peer")
    assert bye.uri == "sip:peer@192.0.2.10:5060"


def test_our_numbers_go_on_above_all_that_was_sent() -> None:
    talk = Talk()
    saved = talk.stage.endpoint.save(talk.leg)
    talk.stage.hear(reply(talk.reinvite(), 200, body=ANSWER))
    new = Stage(prefix="n")
    new.endpoint.restore(talk.leg, saved, talk.stage.now)
    new.endpoint.hang_up(talk.leg, new.now)
    assert new.one().cseq[0] > 2


def test_an_offer_of_theirs_that_waits_is_told_again() -> None:
    for method in ("INVITE", "UPDATE"):
        talk = Talk()
        talk.within(method, body=HOLD)
        new = killed(talk.stage, talk.leg)
        assert new.told() == [Reoffered(talk.leg, HOLD)]
        new.endpoint.answer_again(talk.leg, ANSWER, new.now)
        ok = new.one()
        assert (ok.status, ok.cseq, ok.first("to")) == (200, (2, method), talk.to)


def test_the_answer_to_a_reinvite_of_the_dead_process_is_acknowledged_and_told() -> None:
    talk = Talk()
    invite = talk.reinvite()
    new = killed(talk.stage, talk.leg)
    new.hear(reply(invite, 200, body=ANSWER))
    ack = new.one()
    assert (ack.method, ack.cseq) == ("ACK", (1, "ACK"))
    assert new.told() == [Answered(talk.leg, ANSWER, again=True)]


def test_a_call_that_rings_is_cancelled_with_its_own_branch() -> None:
    stage = Stage(fixed=FIXED)
    stage.endpoint.invite("L", "8002", stage.now, sdp=SDP, caller="1", caller_name="")
    invite = stage.one()
    stage.hear(reply(invite, 180))
    new = killed(stage, "L")
    cancel = new.one()
    assert (cancel.method, cancel.uri, cancel.first("from")) == ("CANCEL", invite.uri, invite.first("from"))
    assert cancel.via is not None
    assert invite.via is not None
    assert cancel.via.branch == invite.via.branch
    assert new.told() == [Ended("L", "ours")]
    new.hear(reply(cancel, 200))
    new.hear(reply(invite, 487))
    assert new.codes() == ["ACK"]
    new.wait(40)
    assert new.open() == 0
    assert new.told() == []


def test_the_late_answer_to_a_dead_process_is_acknowledged_and_ended() -> None:
    stage = Stage(fixed=FIXED)
    stage.endpoint.invite("L", "8002", stage.now, sdp=SDP, caller="1", caller_name="")
    invite = stage.one()
    new = killed(stage, "L")
    new.sent()
    new.hear(reply(invite, 200, body=ANSWER, extra=CONTACT))
    ack, bye = new.sent()
    assert (ack.method, ack.uri, bye.method, bye.cseq) == (
        "ACK",
        "sip:p@198.51.100.9:5071",
        "BYE",
        (2, "BYE"),
    )
    assert new.told() == [Ended("L", "ours")]


def test_a_restored_ringing_call_that_stays_silent_is_forgotten() -> None:
    stage = Stage(fixed=FIXED)
    stage.endpoint.invite("L", "8002", stage.now, sdp=SDP, caller="1", caller_name="")
    new = killed(stage, "L")
    new.wait(33)
    assert new.open() == 0


def test_an_answered_call_without_offer_still_wants_our_answer() -> None:
    stage = Stage(fixed=FIXED)
    stage.endpoint.invite("L", "8002", stage.now, sdp="", caller="1", caller_name="")
    invite = stage.one()
    ok = reply(invite, 200, body=SDP, extra=CONTACT)
    stage.hear(ok)
    new = killed(stage, "L")
    new.hear(ok)
    assert new.codes() == []
    new.endpoint.answer_again("L", ANSWER, new.now)
    ack = new.one()
    assert (ack.method, ack.body.decode(), ack.cseq) == ("ACK", ANSWER, (1, "ACK"))
    new.hear(ok)
    assert new.one().raw == ack.raw


def test_restoring_nothing_or_twice_changes_nothing() -> None:
    talk = Talk()
    talk.stage.endpoint.restore("x", {}, talk.stage.now)
    talk.stage.endpoint.restore(talk.leg, talk.stage.endpoint.save(talk.leg), talk.stage.now)
    assert talk.stage.endpoint.statistics()["open_legs"] == 1
    assert talk.stage.told() == []
