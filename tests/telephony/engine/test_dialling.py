"""What our engine says of a call it begins, and what it makes of how that call fails or is transferred."""

import pytest

from huawu.telephony import ports
from huawu.telephony.core.line_signals import cause_of, signal_of
from huawu.telephony.engine.legs import PROGRESS
from tests.telephony.engine.lines import OwnHouse
from tests.telephony.sip.phones import PhoneCall

pytestmark = pytest.mark.core


def test_an_intercom_call_asks_the_phone_in_three_ways_to_answer_by_itself() -> None:
    house = OwnHouse()
    house.engine.dial("a", extension="8002", caller="1", caller_name="", ring_seconds=20, auto_answer=True)
    invite = house.stage.one()
    assert invite.first("answer-mode") == "Auto"
    assert invite.first("call-info") == "<sip:192.0.2.1:5060>;answer-after=0"
    assert invite.first("alert-info") == "<sip:192.0.2.1:5060>;info=alert-autoanswer;delay=0"


def test_a_call_that_was_sent_on_says_by_whom_and_why() -> None:
    house = OwnHouse()
    why = {"diverted_by": "8001", "diverted_why": "no_answer"}
    house.engine.dial("a", extension="8002", caller="1", caller_name="", ring_seconds=20, **why)  # type: ignore[arg-type]
    invite = house.stage.one()
    assert invite.first("diversion") == "<sip:8001@192.0.2.1:5060>;reason=no-answer;counter=1"
    assert invite.first("history-info") == "<sip:8001@192.0.2.1:5060?Reason=SIP%3Bcause%3D408>;index=1"


def test_what_sounded_once_goes_on_sounding_when_it_only_says_that_it_rings() -> None:
    house = OwnHouse()
    house.engine.dial("a", number="0108", caller="1", caller_name="", ring_seconds=20)
    house.sound("a")
    house.ring("a")
    assert house.told() == [ports.Ringing("a", sounding=True)] * 2


def test_a_phone_of_ours_is_not_heard_before_it_answers() -> None:
    house = OwnHouse()
    house.engine.dial("a", extension="8002", caller="1", caller_name="", ring_seconds=20)
    house.sound("a")
    assert house.told() == [ports.Ringing("a")]


def test_an_ordinary_call_says_none_of_it() -> None:
    house = OwnHouse()
    house.engine.dial("a", extension="8002", caller="1", caller_name="", ring_seconds=20)
    assert not {"answer-mode", "call-info", "diversion", "history-info"} & house.stage.one().fields.keys()


@pytest.mark.parametrize(
    ("code", "outside", "inside"),
    [
        (404, "unknown_number", "unreachable"),
        (484, "unknown_number", "unreachable"),
        (486, "busy", "busy"),
        (600, "busy", "busy"),
        (480, "no_answer", "no_answer"),
        (408, "no_answer", "no_answer"),
        (603, "declined", "declined"),
        (403, "declined", "declined"),
        (503, "congested", "unreachable"),
        (302, "unreachable", "unreachable"),
        (401, "unreachable", "unreachable"),
        (699, "unreachable", "unreachable"),
    ],
)
def test_each_refusal_has_its_cause(code: int, outside: str, inside: str) -> None:
    assert (cause_of(code, outside=True), cause_of(code)) == (outside, inside)


@pytest.mark.parametrize(
    ("code", "signal"),
    [
        (486, "busy"),
        (480, "no_answer"),
        (603, "declined"),
        (404, "unknown_number"),
        (503, "failed"),
        (302, "failed"),
    ],
)
def test_each_refusal_of_an_outside_number_is_one_of_a_few_words_for_people(code: int, signal: str) -> None:
    assert signal_of(cause_of(code, outside=True)) == signal


def test_a_transfer_is_told_and_what_comes_of_it_reaches_the_phone() -> None:
    house = OwnHouse()
    call = PhoneCall(house.stage, "desk")
    house.told()
    call.refer("<sip:4002@huawu>")
    assert house.told() == [ports.Referred("desk", "4002", None)]
    call.ok(house.stage.sent()[-1])
    house.engine.refer_progress("desk", "busy")
    assert house.stage.one().body == b"SIP/2.0 486 Busy Here\r\n"


def test_every_cause_has_a_word_for_the_phone() -> None:
    known = {"hung_up", "cancelled", "declined", "busy", "no_answer", "unreachable", "no_media", "failed"}
    assert known | {"unknown_number", "congested", "trying", "ringing", "done"} == PROGRESS.keys()


def test_lamps_and_mailboxes_reach_who_watches_them() -> None:
    house = OwnHouse()
    house.engine.lamp("8002", "busy")
    house.engine.mailbox("8001", 2, 1)
    assert house.stage.endpoint.watches.lamps == {"8002": "busy"}
    assert house.stage.endpoint.watches.mailboxes == {"8001": (2, 1)}
    assert house.engine.take_kept() == {}
