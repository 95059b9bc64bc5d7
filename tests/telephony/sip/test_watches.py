"""Subscriptions to lamps: who may watch what, what is told when, and how it ends."""

import re
from dataclasses import replace

import pytest

from huawu.telephony.core.sip.message import Message
from huawu.telephony.core.sip.types import Flow
from huawu.telephony.core.sip.watches import MOST
from tests.telephony.sip.phones import Watcher
from tests.telephony.sip.playbook import PHONE, SDP, TRUNK, Stage, directory, request

pytestmark = pytest.mark.core


def state(notify: Message) -> tuple[str, int]:
    """The state of the only dialog in a document, and its version."""
    assert notify.method == "NOTIFY"
    assert notify.first("content-type") == "application/dialog-info+xml"
    text = notify.body.decode()
    found = re.search(r"<state>(\w+)</state>", text)
    version = re.search(r'version="(\d+)" state="full" entity="sip:8002@192.0.2.1:5060"', text)
    assert found is not None
    assert version is not None
    return found[1], int(version[1])


@pytest.fixture
def watcher() -> Watcher:
    return Watcher(Stage("8001", fixed={"8002": "sip:8002@198.51.100.9:5070"}))


def test_a_watcher_is_told_the_state_at_once_and_every_change(watcher: Watcher) -> None:
    stage = watcher.stage
    answer = watcher.ask("8002")
    assert (answer.status, answer.first("expires")) == (200, "3600")
    notify = watcher.answers[1]
    assert notify.first("subscription-state") == "active;expires=3600"
    assert notify.uri == "sip:8001@10.0.0.7:5060"
    assert stage.flows[1] == PHONE  # where it was heard from, whatever its Contact says
    first, version = state(notify)
    assert first == "terminated"
    watcher.ok(notify)
    for number, (word, said) in enumerate(
        [("ringing", "early"), ("busy", "confirmed"), ("idle", "terminated")]
    ):
        stage.endpoint.watches.lamp("8002", word, stage.now)
        stage.endpoint.watches.lamp("8002", word, stage.now)
        told = stage.one()
        assert state(told) == (said, version + 1 + number)
        watcher.ok(told)


def test_a_held_phone_is_shown_as_one_that_renders_nothing(watcher: Watcher) -> None:
    watcher.ask("8002")
    watcher.ok(watcher.answers[1])
    watcher.stage.endpoint.watches.lamp("8002", "held", watcher.stage.now)
    assert b'pname="+sip.rendering" pvalue="no"' in watcher.stage.one().body


def test_the_call_that_rings_is_named_so_that_it_can_be_picked_up(watcher: Watcher) -> None:
    stage = watcher.stage
    watcher.ask("8002")
    watcher.ok(watcher.answers[1])
    stage.endpoint.invite("R", "8002", stage.now, sdp=SDP, caller="1", caller_name="")
    invite = stage.one()
    stage.endpoint.watches.lamp("8002", "ringing", stage.now)
    told = stage.one().body.decode()
    assert f'call-id="{invite.call_id}"' in told
    assert f'remote-tag="{invite.from_tag}"' in told
    pickup = f"Replaces: {invite.call_id};to-tag=0;from-tag={invite.from_tag};early-only\r\n"
    stage.hear(request("INVITE", call_id="pick", branch="z9hG4bK-pick", body=SDP, extra=pickup))
    assert stage.told()[-1].replaces == "R"  # type: ignore[union-attr]


def test_it_is_renewed_ended_and_expires(watcher: Watcher) -> None:
    stage = watcher.stage
    answer = watcher.ask("8002", "Event: dialog\r\nExpires: 120\r\n")
    assert answer.first("expires") == "120"
    watcher.ok(watcher.answers[1])
    stage.wait(100)
    renewed = watcher.again(answer, "Event: dialog\r\nExpires: 120\r\n")
    assert renewed.status == 200
    watcher.ok(watcher.answers[1])
    stage.wait(100)
    assert stage.codes() == []
    stage.wait(21)
    last = stage.sent()[0]
    assert last.first("subscription-state") == "terminated;reason=timeout"
    watcher.ok(last)
    assert watcher.again(answer, "Event: dialog\r\nExpires: 120\r\n").status == 481

    answer = watcher.ask("8002")
    watcher.ok(watcher.answers[1])
    ended = watcher.again(answer, "Event: dialog\r\nExpires: 0\r\n")
    assert (ended.status, ended.first("expires")) == (200, "0")
    assert watcher.answers[1].first("subscription-state") == "terminated;reason=timeout"
    assert stage.endpoint.statistics()["open_subscriptions"] == 0


def test_a_question_is_answered_once(watcher: Watcher) -> None:
    watcher.stage.endpoint.watches.lamp("8002", "busy", watcher.stage.now)
    assert watcher.ask("8002", "Event: dialog\r\nExpires: 0\r\n").status == 200
    assert state(watcher.answers[1])[0] == "confirmed"
    assert watcher.answers[1].first("subscription-state") == "terminated;reason=timeout"
    assert watcher.stage.endpoint.statistics()["open_subscriptions"] == 0


def test_a_phone_is_told_of_its_mailbox_and_of_no_other(watcher: Watcher) -> None:
    stage = watcher.stage
    event = "Event: message-summary\r\nAccept: application/simple-message-summary\r\n"
    assert watcher.ask("8002", event).status == 403
    assert watcher.ask("8001", event).status == 200
    notify = watcher.answers[1]
    assert notify.first("content-type") == "application/simple-message-summary"
    assert b"Messages-Waiting: no\r\n" in notify.body
    watcher.ok(notify)
    stage.endpoint.watches.mailbox("8001", 2, 5, stage.now)
    assert b"Messages-Waiting: yes\r\n" in (told := stage.one()).body
    assert b"Voice-Message: 2/5 (0/0)\r\n" in told.body


@pytest.mark.parametrize(
    ("resource", "extra", "code", "header"),
    [
        ("8002", "Event: presence\r\n", 489, "allow-events"),
        ("8002", "", 489, "allow-events"),
        ("8002", "Event: dialog\r\nExpires: 59\r\n", 423, "min-expires"),
        ("8002", "Event: dialog\r\nExpires: soon\r\n", 400, ""),
        ("8002", "Event: dialog\r\nAccept: text/plain\r\n", 406, "accept"),
        ("8099", "Event: dialog\r\n", 404, ""),
        ("8002", "Event: dialog\r\nRequire: eventlist\r\n", 420, "unsupported"),
    ],
)
def test_what_cannot_be_watched_is_refused(
    watcher: Watcher, resource: str, extra: str, code: int, header: str
) -> None:
    if code == 420:  # refused before anybody asks who it is
        watcher._hear("SUBSCRIBE", 1, "", {"uri": "sip:8002@192.0.2.1"}, extra)
        answer = watcher.stage.one()
    else:
        answer = watcher.ask(resource, extra)
    assert answer.status == code
    assert not header or answer.first(header)
    assert watcher.stage.codes() == []


@pytest.mark.parametrize("flow", [PHONE, TRUNK])
def test_nobody_watches_without_proof_and_nobody_in_anothers_name(flow: Flow) -> None:
    stage = Stage("8001", fixed={"8002": "sip:8002@198.51.100.9:5070"})
    stage.hear(request("SUBSCRIBE", extra="Event: dialog\r\n", uri="sip:8002@192.0.2.1"), flow)
    assert stage.codes() == [401]
    assert Watcher(stage, flow).ask("8002", sender="8002").status == 403


def test_a_phone_that_started_anew_is_told_once(watcher: Watcher) -> None:
    watcher.ask("8002")
    watcher.ok(watcher.answers[1])
    watcher.ask("8002")
    watcher.ok(watcher.answers[1])
    watcher.stage.endpoint.watches.lamp("8002", "busy", watcher.stage.now)
    assert watcher.stage.codes() == ["NOTIFY"]


def test_one_account_has_only_so_many() -> None:
    stage = Stage("8001", *(str(n) for n in range(9000, 9000 + MOST + 1)))
    watcher = Watcher(stage)
    codes = [watcher.ask(str(9000 + n)).status for n in range(MOST + 1)]
    assert codes == [200] * MOST + [403]


@pytest.mark.parametrize("answer", [481, 0])
def test_a_watcher_that_knows_nothing_of_it_is_forgotten(watcher: Watcher, answer: int) -> None:
    watcher.ask("8002")
    if answer:
        watcher.ok(watcher.answers[1], answer)
    else:
        watcher.stage.wait(33)
    assert watcher.stage.endpoint.statistics()["open_subscriptions"] == 0


def test_a_closed_account_watches_nothing(watcher: Watcher) -> None:
    watcher.ask("8002")
    watcher.stage.endpoint.know(directory("8001"))
    assert watcher.stage.endpoint.statistics()["open_subscriptions"] == 0


def test_a_watch_goes_on_in_the_next_process_and_is_told_anew(watcher: Watcher) -> None:
    stage = watcher.stage
    answer = watcher.ask("8002")
    watcher.ok(watcher.answers[1])
    version = state(watcher.answers[1])[1]
    kept = stage.endpoint.watches.take_changed()
    ((key, saved),) = kept.items()
    assert saved is not None
    other = Watcher(Stage("8001", fixed={"8002": "sip:8002@198.51.100.9:5070"}, prefix="u"))
    other.count = 50
    other.stage.now = stage.now
    other.stage.endpoint.watches.restore(key, saved, stage.now)
    other.stage.endpoint.watches.lamp("8002", "busy", stage.now)
    assert other.stage.codes() == []
    other.stage.wait(2)
    told = other.stage.one()
    assert state(told)[0] == "confirmed"
    assert state(told)[1] > version
    assert told.cseq[0] > watcher.answers[1].cseq[0]
    assert other.stage.flows == [PHONE]
    other.ok(told)
    assert other.again(answer, "Event: dialog\r\nExpires: 0\r\n").status == 200
    assert other.stage.endpoint.watches.take_changed() == {key: None}


def test_one_that_expired_meanwhile_is_not_taken_up(watcher: Watcher) -> None:
    watcher.ask("8002")
    ((key, saved),) = watcher.stage.endpoint.watches.take_changed().items()
    assert saved is not None
    other = Stage("8001")
    other.endpoint.watches.restore(key, saved, watcher.stage.now + 4000 * 1_000_000)
    assert other.endpoint.watches.take_changed() == {key: None}
    assert other.open() == 0


def test_a_place_to_park_is_watched_until_it_is_none(watcher: Watcher) -> None:
    stage = watcher.stage
    known = stage.endpoint._gate.directory
    stage.endpoint.know(replace(known, places=frozenset({"701"})))
    assert watcher.ask("701").status == 200
    watcher.ok(watcher.answers[1])
    stage.endpoint.watches.lamp("701", "busy", stage.now)
    told = stage.one()
    assert b"<state>confirmed</state>" in told.body
    watcher.ok(told)
    stage.endpoint.know(known)
    stage.endpoint.watches.lamp("701", "idle", stage.now)
    assert stage.sent() == []
    assert watcher.ask("701").status == 404
