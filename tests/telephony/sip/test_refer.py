"""REFER from phones: blind and attended transfers, what they are told of them, and what is refused."""

import pytest

from huawu.telephony.core.sip.message import Message
from huawu.telephony.core.sip.types import Ended, Invited, Referred
from tests.telephony.sip.phones import PhoneCall, desk_stage
from tests.telephony.sip.playbook import ANSWER, PHONE, SDP, START, STRANGER, Stage, authorization, request

pytestmark = pytest.mark.core


@pytest.fixture
def call() -> PhoneCall:
    return PhoneCall(desk_stage())


def fragment(notify: Message) -> tuple[str, str]:
    """What a NOTIFY says of the transfer, and of the subscription."""
    assert notify.method == "NOTIFY"
    assert notify.first("content-type") == "message/sipfrag;version=2.0"
    standing = notify.first("subscription-state").partition(";")
    return notify.body.decode().strip(), standing[0]


def test_a_blind_transfer_is_accepted_and_told_until_it_is_done(call: PhoneCall) -> None:
    stage = call.stage
    call.refer("<sip:4002@huawu>")
    accepted, trying = stage.sent()
    assert accepted.status == 202
    assert accepted.first("contact")
    assert trying.first("event") == "refer"
    assert trying.first("subscription-state") == "active;expires=180"
    assert fragment(trying) == ("SIP/2.0 100 Trying", "active")
    assert stage.told() == [Referred("L", "4002", None)]
    call.ok(trying)
    stage.endpoint.refer_progress("L", 180, stage.now)
    ringing = stage.one()
    assert fragment(ringing) == ("SIP/2.0 180 Ringing", "active")
    assert ringing.cseq[0] == trying.cseq[0] + 1
    call.ok(ringing)
    stage.endpoint.refer_progress("L", 200, stage.now)
    done = stage.one()
    assert fragment(done) == ("SIP/2.0 200 OK", "terminated")
    call.ok(done)
    stage.endpoint.refer_progress("L", 180, stage.now)
    assert stage.codes() == []
    assert stage.endpoint.statistics()["open_referrals"] == 0


def test_only_the_latest_state_is_told_while_the_phone_is_slow_to_answer(call: PhoneCall) -> None:
    stage = call.stage
    call.refer("<sip:4002@huawu>")
    trying = stage.sent()[-1]
    stage.endpoint.refer_progress("L", 180, stage.now)
    stage.endpoint.refer_progress("L", 183, stage.now)
    assert stage.codes() == []
    call.ok(trying)
    assert fragment(stage.one())[0] == "SIP/2.0 183 Session Progress"
    stage.endpoint.refer_progress("L", 486, stage.now)
    assert fragment(stage.one()) == ("SIP/2.0 486 Busy Here", "terminated")


def test_a_failed_transfer_leaves_the_call_and_may_be_tried_again(call: PhoneCall) -> None:
    stage = call.stage
    call.refer("<sip:4002@huawu>")
    call.ok(stage.sent()[-1])
    stage.endpoint.refer_progress("L", 486, stage.now)
    call.ok(stage.one())
    stage.told()
    call.refer("<sip:4003@192.0.2.1:5060>")
    accepted, trying = stage.sent()
    assert accepted.status == 202
    assert trying.first("event") == f"refer;id={call.count}"
    assert stage.told() == [Referred("L", "4003", None)]


def test_an_attended_transfer_names_the_other_call_of_the_same_phone() -> None:
    stage = desk_stage()
    first, second = PhoneCall(stage, "A"), PhoneCall(stage, "B")
    first.refer(f"<sip:huawu@192.0.2.1:5060?Replaces={second.replaces}>")
    assert stage.codes() == [202, "NOTIFY"]
    assert stage.told() == [Referred("A", "huawu", "B")]


def test_a_call_that_is_not_there_cannot_be_transferred_to_and_the_phone_hears_so() -> None:
    stage = desk_stage()
    first = PhoneCall(stage, "A")
    first.refer("<sip:huawu@192.0.2.1:5060?Replaces=nowhere%3Bto-tag%3Da%3Bfrom-tag%3Db>")
    accepted, trying, gone = stage.sent()
    assert accepted.status == 202
    assert fragment(gone) == ("SIP/2.0 481 Call/Transaction Does Not Exist", "terminated")
    assert stage.told() == []
    assert stage.endpoint.statistics()["open_legs"] == 1


SENDER = "<sip:8001@huawu>;tag=peer"


def dials(stage: Stage, call_id: str) -> tuple[str, str]:
    """The phone 8001 calls; the leg, and our tag in it."""
    proof = ""
    for cseq in (1, 2):
        branch = f"z9hG4bK-{call_id}{cseq}"
        text = request(
            "INVITE", branch=branch, call_id=call_id, cseq=cseq, sender=SENDER, extra=proof, body=SDP
        )
        stage.hear(text, PHONE)
        proof = proof or authorization(stage.one(), "INVITE", "8001")
    (event,) = stage.told()
    assert isinstance(event, Invited)
    stage.endpoint.progress(event.leg, 180, stage.now)
    return event.leg, stage.sent()[-1].to_tag


def test_a_second_call_of_its_own_that_is_not_answered_yet_can_be_transferred_to() -> None:
    stage = Stage("8001")
    (first, ours), (second, other) = dials(stage, "one"), dials(stage, "two")
    stage.endpoint.answer(first, ANSWER, stage.now)
    extra = f"Refer-To: <sip:7003@huawu?Replaces=two%3Bto-tag%3D{other}%3Bfrom-tag%3Dpeer>\r\n"
    to = f"<sip:4001@huawu>;tag={ours}"
    text = request("REFER", branch="z9hG4bK-r", call_id="one", cseq=3, sender=SENDER, to=to, extra=extra)
    stage.hear(text, PHONE)
    assert stage.told() == [Referred(first, "7003", second)]


def test_the_call_of_another_phone_cannot_be_transferred_to() -> None:
    stage = Stage("8001", fixed={"8002": "sip:8002@198.51.100.9:5070"})
    mine = PhoneCall(stage, "A")
    stage.hear(request("INVITE", body=SDP))
    (event,) = stage.told()
    assert isinstance(event, Invited)
    stage.endpoint.answer(event.leg, ANSWER, stage.now)
    ours = stage.sent()[-1].to_tag
    mine.refer(f"<sip:4001@192.0.2.1?Replaces=call-1%3Bto-tag%3D{ours}%3Bfrom-tag%3Dpeer>")
    assert fragment(stage.sent()[-1])[0].startswith("SIP/2.0 481")
    assert stage.told() == []


def test_a_phone_that_does_not_want_to_know_is_told_nothing(call: PhoneCall) -> None:
    call.refer("<sip:4002@huawu>", "Refer-Sub: false\r\nRequire: norefersub\r\n")
    accepted = call.stage.one()
    assert (accepted.status, accepted.first("refer-sub")) == (202, "false")
    assert call.stage.told() == [Referred("L", "4002", None)]
    call.stage.endpoint.refer_progress("L", 200, call.stage.now)
    assert call.stage.codes() == []


@pytest.mark.parametrize(
    ("to", "extra", "code"),
    [
        ("<sip:4002@elsewhere.example>", "", 403),
        ("<sip:4002@huawu>\r\nRefer-To: <sip:4003@huawu>", "", 400),
        ("<http://huawu/4002>", "", 400),
        ("<sip:huawu>", "", 400),
        ("nonsense <", "", 400),
        ("<sip:4002@huawu;method=BYE>", "", 400),
        ("<sip:4002@huawu?Replaces=x>", "", 400),
        ("<sip:4002@huawu?Replaces=a%3Bto-tag%3Db%3Bfrom-tag%3Dc&Replaces=d>", "", 400),
        (f"<sip:{'4' * 70}@huawu>", "", 400),
        ("<sip:4002@huawu>", "Require: teleport\r\n", 420),
    ],
)
def test_what_makes_no_sense_is_refused_and_the_call_goes_on(
    call: PhoneCall, to: str, extra: str, code: int
) -> None:
    call.refer(to, extra)
    assert call.stage.codes() == [code]
    assert call.stage.told() == []
    assert call.stage.endpoint.statistics()["open_legs"] == 1


def test_a_second_transfer_before_the_first_is_decided_is_491(call: PhoneCall) -> None:
    call.refer("<sip:4002@huawu>")
    call.stage.sent()
    call.refer("<sip:4003@huawu>")
    assert call.stage.codes() == [491]


def test_nobody_outside_a_call_and_no_trunk_transfers_anything() -> None:
    stage = desk_stage()
    stage.hear(request("REFER", extra="Refer-To: <sip:4002@huawu>\r\n"))
    assert stage.codes() == [403]
    stage.hear(request("INVITE", body=SDP, call_id="c", branch="z9hG4bK-c"))
    (event,) = stage.told()
    assert isinstance(event, Invited)
    stage.endpoint.answer(event.leg, ANSWER, stage.now)
    to = stage.sent()[-1].first("to")
    stage.hear(request("ACK", call_id="c", branch="z9hG4bK-d", to=to))
    stage.told()
    refer = request(
        "REFER", call_id="c", branch="z9hG4bK-e", to=to, cseq=2, extra="Refer-To: <sip:1@huawu>\r\n"
    )
    stage.hear(refer)
    assert stage.codes() == [403]
    assert stage.told() == []


def test_a_name_that_phones_register_by_is_ours_also_after_a_restart() -> None:
    whom = "<sip:8001@PBX.example>"

    def named(stage: Stage, *, extra: str = "") -> None:
        text = request(
            "REGISTER", uri="sip:pbx.example", to=whom, sender=f"{whom};tag=r",
            branch=f"z9hG4bK-r{len(extra)}", call_id="r", cseq=1 + bool(extra), extra=extra,
        )  # fmt: skip
        stage.hear(text, PHONE)

    first = desk_stage()
    named(first)
    named(first, extra=authorization(first.one(), "REGISTER", "8001"))
    assert first.one().status == 200
    second = Stage("8001", fixed={"8002": "sip:8002@198.51.100.9:5070"}, prefix="u")
    second.endpoint.restore_bindings(first.endpoint.save_bindings(), START)
    for stage in (first, second):
        stage.told()
        call = PhoneCall(stage)
        call.refer("<sip:4002@pbx.example>")
        assert stage.codes() == [202, "NOTIFY"]


def test_a_stranger_who_overheard_a_call_does_not_transfer_it(call: PhoneCall) -> None:
    call.stage.hear(call.text("REFER", "Refer-To: <sip:4002@huawu>\r\n"), STRANGER)
    assert call.stage.codes() == [403]
    assert call.stage.told() == []
    call.refer("<sip:4002@huawu>")
    assert call.stage.codes() == [202, "NOTIFY"]


def test_a_transfer_that_nobody_decides_is_over_after_three_minutes(call: PhoneCall) -> None:
    call.refer("<sip:4002@huawu>")
    call.ok(call.stage.sent()[-1])
    call.stage.wait(181)
    last = call.stage.sent()[0]
    assert last.first("subscription-state") == "terminated;reason=timeout"
    assert call.stage.endpoint.statistics()["open_referrals"] == 0


def test_a_phone_that_hangs_up_at_once_is_still_told(call: PhoneCall) -> None:
    stage = call.stage
    call.refer("<sip:4002@huawu>")
    call.ok(stage.sent()[-1])
    call.say("BYE")
    assert stage.codes() == [200]
    assert stage.told()[-1] == Ended("L", "peer")
    stage.endpoint.refer_progress("L", 200, stage.now)
    done = stage.one()
    assert fragment(done)[1] == "terminated"
    call.ok(done, 481)
    stage.wait(40)
    assert stage.open() == 0


@pytest.mark.parametrize("answer", [481, 0])
def test_a_phone_that_knows_nothing_of_it_any_more_is_told_no_more(call: PhoneCall, answer: int) -> None:
    call.refer("<sip:4002@huawu>")
    notify = call.stage.sent()[-1]
    if answer:
        call.ok(notify, answer)
    else:
        call.stage.wait(33)
        call.stage.sent()
    call.stage.endpoint.refer_progress("L", 200, call.stage.now)
    assert call.stage.codes() == []
    assert call.stage.endpoint.statistics()["open_legs"] == 1


def test_a_phone_may_stop_listening(call: PhoneCall) -> None:
    call.refer("<sip:4002@huawu>")
    call.ok(call.stage.sent()[-1])
    call.say("SUBSCRIBE", "Event: refer\r\nExpires: 0\r\n")
    ok, last = call.stage.sent()
    assert (ok.status, ok.first("expires")) == (200, "0")
    assert last.first("subscription-state") == "terminated;reason=timeout"
    call.say("SUBSCRIBE", "Event: refer\r\nExpires: 60\r\n")
    assert call.stage.codes() == [403]
    call.say("SUBSCRIBE", "Event: weather\r\n")
    assert call.stage.codes() == [489]


def test_a_transfer_goes_on_in_the_next_process(call: PhoneCall) -> None:
    call.refer("<sip:4002@huawu>")
    call.ok(call.stage.sent()[-1])
    saved = call.stage.endpoint.save("L")
    other = Stage("8001", prefix="u")
    other.endpoint.restore("L", saved, START)
    other.endpoint.refer_progress("L", 200, START)
    done = other.one()
    assert fragment(done) == ("SIP/2.0 200 OK", "terminated")
    assert done.call_id == call.invite.call_id
