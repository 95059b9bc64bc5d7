"""INVITE with Replaces (RFC 3891): which leg is meant, and what is refused."""

import pytest

from huawu.telephony.core.sip.types import Invited
from tests.telephony.sip.phones import DESK, PhoneCall, desk_stage
from tests.telephony.sip.playbook import SDP, Stage, reply, request

pytestmark = pytest.mark.core


def replace(stage: Stage, value: str, extra: str = "") -> None:
    branch = f"z9hG4bK-new{stage.now}"
    extra = f"Replaces: {value}\r\n{extra}"
    stage.hear(request("INVITE", call_id="new", branch=branch, body=SDP, extra=extra))


def named(call: PhoneCall) -> str:
    return f"{call.invite.call_id};to-tag={call.invite.from_tag};from-tag={call.tag}"


def test_a_call_may_take_the_place_of_one_that_is_up() -> None:
    stage = desk_stage()
    call = PhoneCall(stage)
    replace(stage, named(call), "Require: replaces\r\n")
    (event,) = stage.told()
    assert isinstance(event, Invited)
    assert event.replaces == "L"
    assert stage.codes() == [100]


def test_the_tags_may_be_those_that_the_other_phone_sees() -> None:
    stage = desk_stage()
    call = PhoneCall(stage)
    replace(stage, f"{call.invite.call_id};to-tag={call.tag};from-tag={call.invite.from_tag}")
    (event,) = stage.told()
    assert isinstance(event, Invited)
    assert event.replaces == "L"


def test_a_ringing_phone_may_be_picked_up_for() -> None:
    stage = desk_stage()
    stage.endpoint.invite("R", "8002", stage.now, sdp=SDP, caller="1", caller_name="")
    invite = stage.one()
    stage.hear(reply(invite, 180, tag="ringing"), DESK)
    stage.told()
    replace(stage, f"{invite.call_id};to-tag=ringing;from-tag={invite.from_tag};early-only")
    (event,) = stage.told()
    assert isinstance(event, Invited)
    assert event.replaces == "R"


def test_one_that_was_answered_meanwhile_is_486_for_who_wanted_only_the_ringing() -> None:
    stage = desk_stage()
    replace(stage, named(PhoneCall(stage)) + ";early-only")
    assert stage.codes() == [486]
    assert stage.told() == []


def test_a_call_that_has_just_been_hung_up_is_603_and_an_unknown_one_later_481() -> None:
    stage = desk_stage()
    call = PhoneCall(stage)
    call.say("BYE")
    stage.sent()
    stage.told()
    replace(stage, named(call))
    assert stage.codes() == [603]
    stage.wait(33)
    replace(stage, named(call))
    assert stage.codes()[-1] == 481
    assert stage.told() == []


@pytest.mark.parametrize("part", ["call_id", "to-tag", "from-tag"])
def test_one_whose_name_is_only_a_part_of_that_of_a_call_just_hung_up_is_unknown(part: str) -> None:
    stage = desk_stage()
    call = PhoneCall(stage)
    call.say("BYE")
    stage.sent()
    stage.told()
    names = {"call_id": call.invite.call_id, "to-tag": call.invite.from_tag, "from-tag": call.tag}
    names[part] = names[part][:-1]
    replace(stage, "{call_id};to-tag={to-tag};from-tag={from-tag}".format(**names))
    assert stage.codes() == [481]


@pytest.mark.parametrize("method", ["OPTIONS", "BYE", "INFO"])
def test_in_another_request_it_makes_no_sense(method: str) -> None:
    stage = desk_stage()
    call = PhoneCall(stage)
    call.say(method, f"Replaces: {named(call)}\r\n")
    assert stage.codes() == [400]
    assert stage.endpoint.statistics()["open_legs"] == 1


@pytest.mark.parametrize(
    ("value", "extra", "code"),
    [
        ("nowhere;to-tag=a;from-tag=b", "", 481),
        ("wait;to-tag=TAG;from-tag=peer", "", 481),
        ("nonsense", "", 400),
        ("a;to-tag=b", "", 400),
        ("a;to-tag=b;from-tag=c", "Replaces: d;to-tag=e;from-tag=f\r\n", 400),
        ("a;to-tag=b;from-tag=c", "Join: d;to-tag=e;from-tag=f\r\n", 400),
    ],
)
def test_what_is_not_there_or_makes_no_sense_is_refused(value: str, extra: str, code: int) -> None:
    stage = desk_stage()
    stage.hear(request("INVITE", call_id="wait", branch="z9hG4bK-w", body=SDP))
    stage.endpoint.progress(stage.told()[0].leg, 180, stage.now)  # type: ignore[union-attr]
    tag = stage.sent()[-1].to_tag
    replace(stage, value.replace("TAG", tag), extra)
    assert stage.codes() == [code]
    assert stage.told() == []
