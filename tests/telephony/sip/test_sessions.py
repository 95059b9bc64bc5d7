"""Session timers (RFC 4028), on calls that came and calls that went, refreshed by us and by them."""

import pytest

from huawu.telephony.core.sip.message import Message
from huawu.telephony.core.sip.types import Ended, Invited
from tests.telephony.sip.playbook import ANSWER, SDP, START, Stage, request
from tests.telephony.sip.test_trunking import answered, dial, hear

pytestmark = pytest.mark.core

TIMER = "Supported: timer\r\nSession-Expires: 120{}\r\nAllow: INVITE, ACK, BYE, UPDATE\r\n"


def arrived(refresher: str) -> tuple[Stage, Message]:
    """A call with a timer that came in and is up; our 200."""
    stage = Stage()
    stage.hear(request("INVITE", body=SDP, extra=TIMER.format(refresher)))
    (event,) = stage.told()
    assert isinstance(event, Invited)
    stage.endpoint.answer(event.leg, ANSWER, stage.now)
    ok = stage.sent()[-1]
    stage.hear(request("ACK", branch="z9hG4bK-a", to=ok.first("to")))
    stage.told()
    return stage, ok


def test_a_caller_that_refreshes_is_let_go_when_it_does_not() -> None:
    stage, ok = arrived("")
    assert ok.first("session-expires") == "120;refresher=uac"
    assert ok.first("require") == "timer"
    stage.wait(80)
    refresh = request(
        "UPDATE", cseq=2, branch="z9hG4bK-u", to=ok.first("to"), extra=TIMER.format(";refresher=uac")
    )
    stage.hear(refresh)
    answer = stage.one()
    assert (answer.status, answer.first("session-expires")) == (200, "120;refresher=uac")
    stage.wait(80)
    assert stage.told() == []
    stage.wait(10)
    assert stage.codes()[0] == "BYE"
    assert isinstance(event := stage.told()[0], Ended)
    assert event.by == "timeout"


def test_a_reinvite_of_the_caller_is_a_refresh_too() -> None:
    stage, ok = arrived("")
    stage.wait(80)
    stage.hear(request("INVITE", cseq=2, branch="z9hG4bK-u", to=ok.first("to"), body=SDP))
    leg = stage.told()[0].leg  # type: ignore[union-attr]
    stage.endpoint.answer_again(leg, ANSWER, stage.now)
    assert stage.sent()[-1].first("session-expires") == "120;refresher=uac"
    stage.hear(request("ACK", cseq=2, branch="z9hG4bK-v", to=ok.first("to")))
    stage.told()
    stage.wait(80)
    assert stage.told() == []


def test_a_caller_may_leave_it_to_us() -> None:
    stage, ok = arrived(";refresher=uas")
    assert ok.first("session-expires") == "120;refresher=uas"
    for _ in range(3):
        stage.wait(60)
        update = stage.sent()[0]
        assert (update.method, update.first("session-expires")) == ("UPDATE", "120;refresher=uac")
        assert update.body == b""
        hear(stage, update, 200, "Session-Expires: 120;refresher=uac\r\n")
    assert stage.told() == []


def test_a_sign_of_life_that_meets_theirs_is_given_again_soon_and_in_the_same_way() -> None:
    stage, _ = arrived(";refresher=uas")
    stage.wait(60)
    hear(stage, stage.sent()[0], 491)
    stage.wait(2.1)
    update = stage.sent()[0]
    assert update.method == "UPDATE"
    hear(stage, update, 200, "Session-Expires: 120;refresher=uac\r\n")
    stage.wait(59)
    assert (stage.codes(), stage.told()) == ([], [])


def test_intervals_that_are_too_short_are_refused() -> None:
    stage = Stage()
    stage.hear(request("INVITE", body=SDP, extra="Supported: timer\r\nSession-Expires: 60\r\n"))
    refusal = stage.one()
    assert (refusal.status, refusal.first("min-se")) == (422, "90")
    stage, ok = arrived("")
    extra = "Supported: timer\r\nSession-Expires: 30\r\n"
    stage.hear(request("UPDATE", cseq=2, branch="z9hG4bK-u", to=ok.first("to"), extra=extra))
    assert stage.codes() == [422]


def test_a_call_without_timer_lasts_as_long_as_it_wants() -> None:
    stage = Stage()
    answered(stage)
    stage.wait(4 * 3600)
    assert stage.codes() == []
    assert stage.told() == []


def test_we_ask_a_neighbour_for_a_timer_and_refresh_by_reinvite_when_it_knows_no_update() -> None:
    stage = Stage()
    invite = dial(stage)
    assert invite.first("session-expires") == "1800"
    hear(stage, invite, 200, "Require: timer\r\nSession-Expires: 600;refresher=uac\r\n", body=ANSWER)
    stage.sent()
    stage.told()
    stage.wait(300)
    again = stage.sent()[0]
    assert (again.method, again.body.decode()) == ("INVITE", SDP)
    assert again.first("session-expires") == "600;refresher=uac"
    hear(stage, again, 200, "Session-Expires: 600;refresher=uac\r\n", body=ANSWER)
    stage.wait(299)
    assert stage.codes() == ["ACK"]


def test_a_neighbour_that_wants_longer_intervals_gets_them() -> None:
    stage = Stage()
    hear(stage, dial(stage), 422, "Min-SE: 3600\r\n")
    _, again = stage.sent()
    assert (again.first("session-expires"), again.cseq) == ("3600", (2, "INVITE"))


@pytest.mark.parametrize("code", [481, 408, 0])
def test_a_neighbour_that_no_longer_knows_the_call_ends_it(code: int) -> None:
    stage = Stage()
    answered(stage, "Allow: UPDATE\r\nSession-Expires: 120;refresher=uac\r\n")
    stage.wait(60)
    update = stage.sent()[0]
    if code:
        hear(stage, update, code)
    else:
        stage.wait(33)
    assert "BYE" in stage.codes()
    assert stage.told() == [Ended("L", "timeout")]


def test_a_neighbour_that_fails_to_refresh_by_update_is_asked_by_reinvite() -> None:
    stage = Stage()
    answered(stage, "Allow: UPDATE\r\nSession-Expires: 120;refresher=uac\r\n")
    stage.wait(60)
    hear(stage, stage.sent()[0], 500)
    stage.wait(11)
    assert stage.sent()[0].method == "INVITE"


def test_the_timer_goes_on_in_the_next_process() -> None:
    stage = Stage()
    answered(stage, "Allow: UPDATE\r\nSession-Expires: 120;refresher=uac\r\n")
    other = Stage(prefix="u")
    other.endpoint.restore("L", stage.endpoint.save("L"), START)
    other.wait(60)
    assert other.sent()[0].method == "UPDATE"


def test_nothing_is_left_of_a_timer_after_the_call() -> None:
    stage = Stage()
    answered(stage, "Allow: UPDATE\r\nSession-Expires: 120;refresher=uac\r\n")
    stage.endpoint.hang_up("L", stage.now)
    hear(stage, stage.one(), 200)
    stage.wait(400)
    assert stage.codes() == []
