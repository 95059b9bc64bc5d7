"""Connections that are bound to one extension: no proof is asked on them, and nobody else is spoken for."""

import pytest

from huawu.telephony.core.sip.outgoing import Wish
from huawu.telephony.core.sip.types import Bound, Flow, Invited, Returned
from tests.telephony.sip.playbook import SDP, Stage, request

pytestmark = pytest.mark.core

PAGE = Flow("ws", "192.0.2.50", 50_000, 7)  # an address of a trunk: that must not make it one
LATER = Flow("ws", "192.0.2.50", 50_001, 8)


def register(stage: Stage, flow: Flow = PAGE, *, user: str = "8001", seq: int = 1, extra: str = "") -> int:
    lines = f"Contact: <sip:page@x.invalid;transport=ws>\r\n{extra}"
    text = request(
        "REGISTER", branch=f"z9hG4bK-{flow.connection}-{seq}-{user}", cseq=seq,
        call_id=f"reg{flow.connection}", uri="sip:huawu", to=f"<sip:{user}@huawu>",
        sender=f"<sip:{user}@huawu>;tag=r", extra=lines,
    )  # fmt: skip
    stage.hear(text, flow)
    return stage.one().status


@pytest.fixture
def stage() -> Stage:
    made = Stage("8001", "8002")
    made.endpoint.bind(PAGE, "8001")
    return made


def test_a_bound_connection_registers_its_user_without_proof(stage: Stage) -> None:
    assert register(stage) == 200
    assert stage.endpoint.browser_of("8001") == PAGE
    assert stage.endpoint.events() == [Bound("8001", 1), Returned("8001", PAGE, frozenset())]


def test_it_says_which_dialogs_it_still_holds(stage: Stage) -> None:
    register(stage, extra="X-Huawu-Dialogs: one@h, two@h\r\n")
    assert stage.endpoint.events()[-1] == Returned("8001", PAGE, frozenset({"one@h", "two@h"}))


def test_nobody_else_is_registered_over_it(stage: Stage) -> None:
    assert register(stage, user="8002") == 403
    assert stage.endpoint.contacts("8002") == 0


def test_calls_are_made_over_it_in_its_own_name_only(stage: Stage) -> None:
    def call(user: str) -> None:
        text = request(
            "INVITE", branch=f"z9hG4bK-i-{user}", call_id=f"c-{user}", uri="sip:4001@huawu",
            sender=f"<sip:{user}@huawu>;tag=i", body=SDP,
        )  # fmt: skip
        stage.hear(text, PAGE)

    call("8002")
    assert stage.one().status == 403
    call("8001")
    invited = next(event for event in stage.endpoint.events() if isinstance(event, Invited))
    assert invited.user == "8001"


def test_an_unbound_connection_must_prove_itself_as_before() -> None:
    stage = Stage("8001")
    assert register(stage, Flow("ws", "203.0.113.5", 50_000, 9)) == 401


def test_the_binding_goes_with_the_connection(stage: Stage) -> None:
    register(stage)
    stage.endpoint.connection_lost(PAGE, stage.now)
    assert stage.endpoint.browser_of("8001") is None
    assert register(stage, seq=2) in (401, 403)


def test_a_call_to_a_browser_goes_over_its_connection_and_carries_what_it_is_about(stage: Stage) -> None:
    register(stage)
    wish = Wish(SDP, "13800000000", "", ("X-Huawu-Interaction: i1", "X-Huawu-Purpose: offer"))
    assert stage.endpoint.invite_browser("leg", "8001", wish, stage.now)
    invite = stage.one()
    assert stage.flows == [PAGE]
    assert (invite.first("x-huawu-interaction"), invite.first("x-huawu-purpose")) == ("i1", "offer")


def test_who_has_no_browser_is_not_called_as_one(stage: Stage) -> None:
    assert not stage.endpoint.invite_browser("leg", "8001", Wish(SDP, "1", ""), stage.now)


def test_a_dialog_goes_on_over_another_connection(stage: Stage) -> None:
    register(stage)
    stage.endpoint.invite_browser("leg", "8001", Wish(SDP, "1", ""), stage.now)
    invite = stage.one()
    answer = (
        f"SIP/2.0 200 OK\r\nVia: {invite.first('via')}\r\nFrom: {invite.first('from')}\r\n"
        f"To: {invite.first('to')};tag=p\r\nCall-ID: {invite.call_id}\r\nCSeq: 1 INVITE\r\n"
        f"Contact: <sip:page@x.invalid;transport=ws>\r\nContent-Type: application/sdp\r\n"
        f"Content-Length: {len(SDP)}\r\n\r\n{SDP}"
    )
    stage.hear(answer, PAGE)
    stage.sent()
    assert stage.endpoint.call_id("leg") == invite.call_id
    stage.endpoint.connection_lost(PAGE, stage.now)
    stage.endpoint.move("leg", LATER)
    stage.endpoint.hang_up("leg", stage.now)
    assert stage.one().method == "BYE"
    assert stage.flows == [LATER]
