"""Our own REFER: what is asked, and what the party tells of it."""

import pytest

from huawu.telephony.core.sip.message import Message
from huawu.telephony.core.sip.types import Ended, ReferAnswered
from tests.telephony.sip.phones import PhoneCall, desk_stage
from tests.telephony.sip.playbook import Stage, reply
from tests.telephony.sip.test_saving import killed
from tests.telephony.sip.test_trunking import ASKS, answered, given, hear
from tests.telephony.sip.test_within import Talk

pytestmark = pytest.mark.core


def refer(call: PhoneCall, number: str = "4002", replaces: str | None = None) -> Message:
    assert call.stage.endpoint.refer(call.leg, number, call.stage.now, replaces=replaces)
    return call.stage.one()


def notify(
    call: PhoneCall, said: str, standing: str = "active;expires=60", event: str = "refer"
) -> int | str:
    extra = f"Event: {event}\r\nSubscription-State: {standing}\r\nContent-Type: message/sipfrag\r\n"
    call.say("NOTIFY", extra, body=said)
    return call.stage.codes()[0]


def outcomes(call: PhoneCall) -> list[str]:
    return [event.outcome for event in call.stage.told() if isinstance(event, ReferAnswered)]


@pytest.fixture
def call() -> PhoneCall:
    return PhoneCall(desk_stage())


def test_a_phone_is_asked_to_call_a_number_and_tells_how_it_goes(call: PhoneCall) -> None:
    asked = refer(call)
    assert asked.first("refer-to") == "<sip:4002@192.0.2.1:5060>"
    assert asked.first("referred-by") == "<sip:huawu@192.0.2.1:5060>"
    assert asked.first("contact")
    call.ok(asked, 202)
    assert notify(call, "SIP/2.0 100 Trying\r\n") == 200
    assert notify(call, "SIP/2.0 180 Ringing\r\n") == 200
    assert notify(call, "SIP/2.0 200 OK\r\n", "terminated;reason=noresource") == 200
    assert outcomes(call) == ["accepted", "ringing", "done"]
    assert call.stage.endpoint.statistics()["open_referrals"] == 0
    assert notify(call, "SIP/2.0 200 OK\r\n") == 481


def test_a_phone_is_asked_to_take_our_place_in_another_call() -> None:
    stage = desk_stage()
    first, second = PhoneCall(stage, "A"), PhoneCall(stage, "B")
    asked = refer(first, "", replaces="B")
    named = f"{second.invite.call_id};to-tag={second.tag};from-tag={second.invite.from_tag}"
    escaped = named.replace(";", "%3B").replace("=", "%3D").replace("@", "%40")
    assert asked.first("refer-to") == f"<sip:8002@198.51.100.9:5070?Replaces={escaped}>"


@pytest.mark.parametrize("code", [403, 486, 603, 0])
def test_a_phone_that_will_not_is_refused(call: PhoneCall, code: int) -> None:
    asked = refer(call)
    if code:
        call.ok(asked, code)
    else:
        call.stage.wait(33)
    assert outcomes(call) == ["refused"]
    assert call.stage.endpoint.statistics()["open_legs"] == 1


@pytest.mark.parametrize(
    ("said", "standing"),
    [("SIP/2.0 486 Busy Here\r\n", "active"), ("SIP/2.0 100 Trying\r\n", "terminated;reason=timeout")],
)
def test_a_phone_that_tries_in_vain_says_so(call: PhoneCall, said: str, standing: str) -> None:
    call.ok(refer(call), 202)
    notify(call, said, standing)
    assert outcomes(call) == ["accepted", "failed"]


def test_news_may_come_before_the_acceptance(call: PhoneCall) -> None:
    asked = refer(call)
    notify(call, "SIP/2.0 200 OK\r\n", "terminated;reason=noresource")
    call.ok(asked, 202)
    assert outcomes(call) == ["done"]


def test_a_phone_that_says_nothing_any_more_has_failed(call: PhoneCall) -> None:
    call.ok(refer(call), 202)
    call.stage.wait(181)
    assert outcomes(call) == ["accepted", "failed"]


@pytest.mark.parametrize(
    "said", ["", "nonsense", "SIP/2.0 999 No\r\n", "SIP/2.0 2xx OK\r\n", "SIP/2.0 ²00 X\r\n"]
)
def test_news_that_make_no_sense_are_refused(call: PhoneCall, said: str) -> None:
    call.ok(refer(call), 202)
    assert notify(call, said) == 400
    assert notify(call, "SIP/2.0 200 OK\r\n", event="presence") == 489
    assert outcomes(call) == ["accepted"]


def test_only_one_thing_is_asked_at_a_time_and_only_of_who_is_up(call: PhoneCall) -> None:
    endpoint, now = call.stage.endpoint, call.stage.now
    refer(call)
    assert not endpoint.refer("L", "4003", now)
    assert not endpoint.refer("none", "4003", now)
    assert not endpoint.refer("L", "40 03", now)


def test_a_party_that_hangs_up_has_nothing_more_to_tell(call: PhoneCall) -> None:
    call.ok(refer(call), 202)
    call.say("BYE")
    call.stage.sent()
    assert call.stage.told()[-1] == Ended("L", "peer")
    call.stage.wait(200)
    assert outcomes(call) == []
    assert call.stage.open() == 0


def test_a_neighbour_is_asked_to_call_a_number_of_its_own() -> None:
    stage = Stage()
    answered(stage)
    assert stage.endpoint.refer("L", "4002", stage.now)
    assert stage.one().first("refer-to") == "<sip:4002@192.0.2.10:5060>"


def test_a_neighbour_that_called_us_is_asked_so_too_and_told_who_we_are() -> None:
    talk = Talk()
    assert talk.stage.endpoint.refer(talk.leg, "13911112222", talk.stage.now)
    asked = talk.stage.one()
    assert asked.first("refer-to") == "<sip:13911112222@192.0.2.10:5060>"
    talk.stage.hear(reply(asked, 401, extra=ASKS))
    assert given(talk.stage.one(), "authorization")["username"] == "huawu-line"


def test_another_process_waits_on_for_what_the_neighbour_tells() -> None:
    talk = Talk()
    assert talk.stage.endpoint.refer(talk.leg, "13911112222", talk.stage.now)
    talk.stage.hear(reply(talk.stage.one(), 202))
    talk.stage = killed(talk.stage, talk.leg)
    lines = "Event: refer\r\nSubscription-State: terminated\r\nContent-Type: message/sipfrag\r\n"
    talk.within("NOTIFY", extra=lines, body="SIP/2.0 200 OK\r\n")
    assert talk.stage.codes() == [200]
    assert talk.stage.told() == [ReferAnswered(talk.leg, "done")]
    assert talk.stage.endpoint.statistics()["open_referrals"] == 0


def test_a_neighbour_that_tells_another_process_nothing_has_failed() -> None:
    talk = Talk()
    assert talk.stage.endpoint.refer(talk.leg, "13911112222", talk.stage.now)
    talk.stage = killed(talk.stage, talk.leg)
    talk.stage.wait(181)
    assert talk.stage.told() == [ReferAnswered(talk.leg, "failed")]


def test_a_neighbour_may_ask_who_we_are_once() -> None:
    stage = Stage()
    answered(stage)
    assert stage.endpoint.refer("L", "4002", stage.now)
    hear(stage, stage.one(), 407, ASKS.replace("WWW", "Proxy"))
    again = stage.one()
    assert given(again, "proxy-authorization")["username"] == "huawu-line"
    hear(stage, again, 407, ASKS.replace("WWW", "Proxy"))
    assert stage.told() == [ReferAnswered("L", "refused")]
