"""The four transaction machines, timer by timer (RFC 3261 tables 4, figures 5 to 8; RFC 6026)."""

import pytest

from huawu.telephony.core.sip.types import Answered, Ended, Flow, Invited
from tests.telephony.sip.playbook import ANSWER, SDP, TRUNK, Stage, reply, request

pytestmark = pytest.mark.core

FIXED = {"8002": "sip:8002@198.51.100.9:5070"}
OVER_TCP = Flow("tcp", "192.0.2.10", 33000, 7)
VIA_TCP = "SIP/2.0/TCP 192.0.2.10:5060;branch=z9hG4bK-1"


def calling() -> Stage:
    """A stage whose endpoint has just sent an INVITE over UDP."""
    stage = Stage(fixed=FIXED)
    assert stage.endpoint.invite("L", "8002", stage.now, sdp=SDP, caller="1", caller_name="")
    return stage


def calling_tcp() -> Stage:
    stage = Stage()
    flow = Flow("tcp", "198.51.100.9", 5070)
    stage.endpoint.invite_uri("L", "sip:a@b", flow, stage.now, sdp=SDP, caller="1", caller_name="")
    return stage


def arrived(flow: Flow = TRUNK, via: str = "") -> tuple[Stage, str]:
    """A stage where an INVITE has come in, and its leg."""
    stage = Stage()
    stage.hear(request("INVITE", body=SDP, via=via), flow)
    assert stage.codes() == [100]
    (event,) = stage.told()
    assert isinstance(event, Invited)
    return stage, event.leg


def times(stage: Stage, seconds: int, what: int | str) -> list[float]:
    """When `what` was sent within the next seconds, counted from now."""
    began, found = stage.now, []
    for _ in range(seconds * 10):
        stage.wait(0.1)
        found += [round((stage.now - began) / 1e6, 1)] * stage.codes().count(what)
    return found


# ---- INVITE client -----------------------------------------------------------------------------------------


def test_timer_a_doubles_without_bound_and_timer_b_ends_the_call() -> None:
    stage = calling()
    assert stage.codes() == ["INVITE"]
    assert times(stage, 31, "INVITE") == [0.5, 1.5, 3.5, 7.5, 15.5]
    assert stage.told() == []
    assert times(stage, 2, "INVITE") == [0.5]
    assert stage.told() == [Ended("L", "timeout")]
    assert stage.open() == 0


def test_over_tcp_an_invite_is_sent_once_and_timer_b_still_ends_it() -> None:
    stage = calling_tcp()
    assert stage.codes() == ["INVITE"]
    assert times(stage, 33, "INVITE") == []
    assert stage.told() == [Ended("L", "timeout")]


def test_a_provisional_response_stops_the_retransmissions() -> None:
    stage = calling()
    stage.hear(reply(stage.one(), 100))
    assert times(stage, 60, "INVITE") == []
    assert stage.told() == []


def test_timer_c_cancels_a_call_that_stays_provisional_and_then_gives_it_up() -> None:
    stage = calling()
    stage.hear(reply(stage.one(), 180))
    stage.told()
    stage.wait(184)
    assert stage.codes() == []
    stage.wait(1)
    assert stage.codes() == ["CANCEL"]
    stage.wait(33)
    assert stage.told() == [Ended("L", "timeout")]
    assert stage.open() == 0


def test_each_provisional_response_begins_timer_c_anew() -> None:
    stage = calling()
    invite = stage.one()
    stage.hear(reply(invite, 180))
    stage.wait(180)
    stage.hear(reply(invite, 180))
    stage.wait(180)
    assert stage.codes() == []


def test_a_refusal_is_acknowledged_with_the_branch_of_the_invite_and_again_until_timer_d() -> None:
    stage = calling()
    invite = stage.one()
    stage.hear(reply(invite, 486))
    ack = stage.one()
    assert (ack.method, ack.cseq, ack.to_tag) == ("ACK", (1, "ACK"), "far")
    assert ack.via is not None
    assert invite.via is not None
    assert ack.via.branch == invite.via.branch
    assert ack.uri == invite.uri
    assert stage.told() == [Ended("L", "answer", 486)]
    stage.wait(31.9)
    stage.hear(reply(invite, 486))
    assert stage.codes() == ["ACK"]
    stage.wait(0.2)
    stage.hear(reply(invite, 486))
    assert stage.codes() == []
    assert stage.told() == []
    assert stage.open() == 0


def test_over_tcp_timer_d_is_zero() -> None:
    stage = calling_tcp()
    stage.hear(reply(stage.one(), 603), Flow("tcp", "198.51.100.9", 5070, 3))
    assert stage.codes() == ["ACK"]
    assert stage.open() == 0


def test_a_repeated_2xx_is_acknowledged_again_and_told_once_until_timer_m() -> None:
    stage = calling()
    invite = stage.one()
    answer = reply(invite, 200, body=ANSWER, extra="Contact: <sip:p@198.51.100.9:5070>\r\n")
    stage.hear(answer)
    first = stage.one()
    assert stage.told() == [Answered("L", ANSWER)]
    stage.wait(31)
    stage.hear(answer)
    assert stage.one().raw == first.raw
    assert stage.told() == []


# ---- INVITE server -----------------------------------------------------------------------------------------


def test_a_repeated_invite_gets_the_last_provisional_response_again() -> None:
    stage, leg = arrived()
    stage.hear(request("INVITE", body=SDP))
    assert stage.codes() == [100]
    stage.endpoint.progress(leg, 180, stage.now)
    assert stage.codes() == [180]
    stage.hear(request("INVITE", body=SDP))
    assert stage.codes() == [180]
    assert stage.told() == []


def test_a_ringing_response_is_repeated_every_minute() -> None:
    stage, leg = arrived()
    stage.endpoint.progress(leg, 180, stage.now)
    stage.sent()
    assert times(stage, 121, 180) == [60.0, 120.0]


def test_timer_g_repeats_a_refusal_up_to_t2_and_timer_h_ends_it() -> None:
    stage, leg = arrived()
    stage.endpoint.refuse(leg, 486, stage.now)
    assert stage.codes() == [486]
    assert times(stage, 33, 486) == [0.5, 1.5, 3.5, 7.5, 11.5, 15.5, 19.5, 23.5, 27.5, 31.5]
    assert stage.open() == 0
    assert stage.endpoint.statistics()["unacknowledged"] == 1


def test_over_tcp_a_refusal_is_sent_once_and_timer_h_still_runs() -> None:
    stage, leg = arrived(OVER_TCP, VIA_TCP)
    stage.endpoint.refuse(leg, 486, stage.now)
    assert stage.codes() == [486]
    assert times(stage, 31, 486) == []
    assert stage.open() == 1
    stage.wait(2)
    assert stage.open() == 0


def test_the_ack_to_a_refusal_silences_it_and_timer_i_forgets_it() -> None:
    stage, leg = arrived()
    stage.endpoint.refuse(leg, 486, stage.now)
    stage.sent()
    stage.hear(request("ACK"))
    stage.hear(request("INVITE", body=SDP))  # late repetition: absorbed
    stage.wait(4.9)
    assert stage.codes() == []
    assert stage.open() == 1
    stage.wait(0.2)
    assert stage.open() == 0


def test_over_tcp_timer_i_is_zero() -> None:
    stage, leg = arrived(OVER_TCP, VIA_TCP)
    stage.endpoint.refuse(leg, 486, stage.now)
    stage.hear(request("ACK", via=VIA_TCP), OVER_TCP)
    assert stage.open() == 0


def test_an_accepted_invite_absorbs_repetitions_until_timer_l() -> None:
    stage, leg = arrived()
    stage.endpoint.answer(leg, ANSWER, stage.now)
    ok = stage.one()
    stage.hear(request("ACK", branch="z9hG4bK-2", to=ok.first("to")))
    stage.told()
    stage.hear(request("INVITE", body=SDP))
    assert stage.codes() == []
    assert stage.told() == []
    stage.wait(33)
    assert stage.endpoint.statistics()["open_transactions"] == 0


def test_after_a_final_response_nothing_else_is_sent_for_an_invite() -> None:
    stage, leg = arrived()
    stage.endpoint.refuse(leg, 486, stage.now)
    stage.sent()
    stage.endpoint.progress(leg, 180, stage.now)
    stage.endpoint.answer(leg, ANSWER, stage.now)
    stage.endpoint.refuse(leg, 603, stage.now)
    assert stage.codes() == []


# ---- other clients -----------------------------------------------------------------------------------------


def hanging_up(stage: Stage, flow: Flow) -> None:
    answer = reply(stage.one(), 200, body=ANSWER, extra="Contact: <sip:p@198.51.100.9:5070>\r\n")
    stage.hear(answer, flow)
    stage.sent()
    stage.wait(40)
    stage.told()
    stage.endpoint.hang_up("L", stage.now)


PEER = Flow("udp", "198.51.100.9", 5070)


def test_timer_e_repeats_a_bye_up_to_t2_and_timer_f_gives_up() -> None:
    stage = calling()
    hanging_up(stage, PEER)
    assert stage.codes() == ["BYE"]
    assert times(stage, 33, "BYE") == [0.5, 1.5, 3.5, 7.5, 11.5, 15.5, 19.5, 23.5, 27.5, 31.5]
    assert stage.open() == 0


def test_in_proceeding_a_bye_is_repeated_every_t2() -> None:
    stage = calling()
    hanging_up(stage, PEER)
    stage.hear(reply(stage.one(), 100), PEER)
    assert times(stage, 10, "BYE") == [0.5, 4.5, 8.5]


def test_an_answered_bye_absorbs_repetitions_until_timer_k() -> None:
    stage = calling()
    hanging_up(stage, PEER)
    bye = stage.one()
    stage.hear(reply(bye, 200), PEER)
    stage.hear(reply(bye, 200), PEER)
    stage.wait(4.9)
    assert stage.open() == 1
    stage.wait(0.2)
    assert stage.open() == 0
    assert stage.codes() == []


def test_over_tcp_a_bye_is_sent_once_and_forgotten_when_answered() -> None:
    stage = calling_tcp()
    flow = Flow("tcp", "198.51.100.9", 5070, 3)
    hanging_up(stage, flow)
    bye = stage.one()
    assert times(stage, 20, "BYE") == []
    stage.hear(reply(bye, 200), flow)
    assert stage.open() == 0


# ---- other servers -----------------------------------------------------------------------------------------


def test_a_repeated_request_gets_the_same_response_until_timer_j() -> None:
    stage = Stage()
    stage.hear(request("OPTIONS"))
    first = stage.one()
    assert first.status == 200
    stage.wait(31.9)
    stage.hear(request("OPTIONS"))
    assert stage.one().raw == first.raw
    assert stage.open() == 1
    stage.wait(0.2)
    assert stage.open() == 0


def test_over_tcp_timer_j_is_zero() -> None:
    stage = Stage()
    stage.hear(request("OPTIONS", via=VIA_TCP), OVER_TCP)
    assert stage.codes() == [200]
    assert stage.open() == 0


# ---- matching ----------------------------------------------------------------------------------------------


def test_a_request_with_the_branch_of_another_sender_is_a_transaction_of_its_own() -> None:
    stage, _ = arrived()
    other = "SIP/2.0/UDP 192.0.2.99:5060;branch=z9hG4bK-1"
    stage.hear(request("INVITE", body=SDP, via=other, call_id="other"), Flow("udp", "192.0.2.99", 5060))
    assert stage.codes() == [100]
    assert len(stage.told()) == 1


@pytest.mark.parametrize("branch", ["branch=old", "branch=z9hG4bK", "x=y"])
def test_requests_without_a_real_branch_are_matched_as_rfc_2543_did(branch: str) -> None:
    stage = Stage()
    via = f"SIP/2.0/UDP 192.0.2.10:5060;{branch}"
    stage.hear(request("INVITE", body=SDP, via=via))
    stage.hear(request("INVITE", body=SDP, via=via))
    assert stage.codes() == [100, 100]
    (event,) = stage.told()
    assert isinstance(event, Invited)
    stage.endpoint.refuse(event.leg, 486, stage.now)
    stage.sent()
    stage.hear(request("ACK", via=via))
    assert times(stage, 5, 486) == []
    stage.hear(request("INVITE", body=SDP, via=via, cseq=2))
    assert stage.codes() == [100]


def test_a_response_for_no_transaction_is_ignored_and_counted() -> None:
    stage = calling()
    invite = stage.one()
    for code in (100, 180, 200, 404):
        stage.hear(reply(invite, code).replace("branch=z9hG4bK", "branch=z9hG4bKx"))
    assert stage.codes() == []
    assert stage.told() == []
    assert stage.endpoint.statistics()["stray"] == 4


def test_the_way_back_is_the_via_port_or_with_rport_the_port_it_came_from() -> None:
    stage = Stage()
    behind_nat = Flow("udp", "192.0.2.77", 61000)
    stage.hear(request("OPTIONS", via="SIP/2.0/UDP 10.0.0.5:5062;branch=z9hG4bK-a"), behind_nat)
    first = stage.one()
    assert stage.flows == [Flow("udp", "192.0.2.77", 5062)]
    assert first.first("via") == "SIP/2.0/UDP 10.0.0.5:5062;branch=z9hG4bK-a;received=192.0.2.77"
    stage.hear(request("OPTIONS", via="SIP/2.0/UDP 10.0.0.5:5062;rport;branch=z9hG4bK-b", cseq=2), behind_nat)
    second = stage.one()
    assert stage.flows == [behind_nat]
    assert second.first("via") == (
        "SIP/2.0/UDP 10.0.0.5:5062;received=192.0.2.77;rport=61000;branch=z9hG4bK-b"
    )


def test_a_forged_received_is_replaced() -> None:
    stage = Stage()
    via = 'SIP/2.0/UDP 10.0.0.5;received=6.6.6.6;rport;branch=z9hG4bK-a;x="a b"'
    stage.hear(request("OPTIONS", via=via), Flow("udp", "192.0.2.77", 61000))
    assert stage.one().first("via") == (
        'SIP/2.0/UDP 10.0.0.5;branch=z9hG4bK-a;x="a b";received=192.0.2.77;rport=61000'
    )
