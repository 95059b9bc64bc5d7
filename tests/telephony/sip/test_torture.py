"""The torture messages of RFC 4475, section 3: each well-formed one is handled, each bad one gets its
refusal.

The endpoint is told them as if they came from a trunk, so that nothing but the message itself stands in the
way; a REGISTER is always challenged first, and those that may register are then signed.
"""

from pathlib import Path

import pytest

from huawu.telephony.core.sip.message import parse
from huawu.telephony.core.sip.types import Bound, Flow, Invited
from huawu.telephony.core.sip.uri import parse_address, parse_uri
from tests.telephony.sip.playbook import TRUNK, Stage, authorization

pytestmark = pytest.mark.core

FOLDER = Path(__file__).parents[2] / "fixtures" / "torture"

REFUSED = {
    # section 3.1.1, well formed, but not for us
    "wsinv": 481,  # it is within a dialog that we do not know
    "intmeth": 501,
    "esc02": 501,
    "mpart01": 405,
    "escnull": 401,
    "dblreq": 401,
    # section 3.1.2, malformed
    "badinv01": 400,
    "clerr": 400,
    "ncl": 400,
    "scalar02": 400,
    "quotbal": 400,
    "ltgtruri": 400,
    "lwsruri": 400,
    "lwsstart": 400,
    "trws": 400,
    "escruri": 400,
    "regbadct": 400,
    "badaspec": 400,
    "baddn": 400,
    "badvers": 505,
    "mismatch01": 400,
    "mismatch02": 400,
    # section 3.3, application layer
    "insuf": 400,
    "unkscm": 416,
    "novelsc": 416,
    "unksm2": 401,
    "bext01": 420,
    "invut": 415,
    "regaut01": 401,
    "multi01": 400,
    "mcl01": 400,
    "cparam01": 401,
    "cparam02": 401,
    "regescrt": 401,
    "sdp01": 406,
}
ACCEPTED = {"lwsdisp": 200, "semiuri": 200, "transports": 200, "badbranch": 200, "zeromf": 200}
CALLS = {
    "esc01": ("sips:user@example.com", "I have spaces"),
    "longreq": ("user", "amazinglylongcallername" * 5),
    "baddate": ("user", "caller"),  # a date we do not use may be wrong
    "inv2543": ("UserB", "+13035551111"),
}
RESPONSES = {"unreason": 0, "noreason": 0, "scalarlg": 1, "bigcode": 1, "bcast": 0}
"""Responses to nothing of ours, and whether they are malformed besides."""


def torture(name: str) -> bytes:
    return (FOLDER / f"{name}.dat").read_bytes()


def raw_answers(stage: Stage) -> list[bytes]:
    return [item.data for item in stage.out()]


def test_every_message_of_the_rfc_is_here() -> None:
    known = {*REFUSED, *ACCEPTED, *CALLS, *RESPONSES}
    assert known == {path.stem for path in FOLDER.glob("*.dat")}
    assert len(known) == 49


@pytest.mark.parametrize(("name", "code"), [*REFUSED.items(), *ACCEPTED.items()])
def test_each_request_gets_its_answer(name: str, code: int) -> None:
    stage = Stage()
    stage.hear(torture(name))
    (answer,) = raw_answers(stage)
    assert answer.startswith(f"SIP/2.0 {code} ".encode())
    assert stage.told() == []


@pytest.mark.parametrize(("name", "number", "caller"), [(name, *who) for name, who in CALLS.items()])
def test_each_call_arrives(name: str, number: str, caller: str) -> None:
    stage = Stage()
    stage.hear(torture(name))
    (answer,) = raw_answers(stage)
    assert answer.startswith(b"SIP/2.0 100 ")
    (event,) = stage.told()
    assert isinstance(event, Invited)
    assert (event.number, event.caller) == (number, caller)
    assert event.sdp.startswith("v=0\r\no=mhandley")


@pytest.mark.parametrize(("name", "malformed"), RESPONSES.items())
def test_each_response_is_dropped(name: str, malformed: int) -> None:
    stage = Stage()
    stage.hear(torture(name))
    assert raw_answers(stage) == []
    assert stage.told() == []
    counts = stage.endpoint.statistics()
    assert (counts.get("malformed", 0), counts.get("stray", 0)) == (malformed, 1 - malformed)


@pytest.mark.parametrize(
    ("name", "user", "contacts"),
    [
        ("escnull", "null-%00-null", ["<sip:%00@host5.example.com>", "<sip:%00%00@host5.example.com>"]),
        ("dblreq", "j.user", ["<sip:j.user@host.example.com>"]),
        ("cparam01", "watson", ["<sip:+19725552222@gw1.example.net>"]),
        ("cparam02", "watson", ["<sip:+19725552222@gw1.example.net;unknownparam>"]),
        ("regescrt", "user", ["<sip:user@example.com?Route=%3Csip:sip.example.com%3E>"]),
        ("regaut01", "j.user", []),
    ],
)
def test_each_good_registration_succeeds_once_it_is_signed(name: str, user: str, contacts: list[str]) -> None:
    stage = Stage(user)
    data = torture(name)
    stage.hear(data)
    sign = authorization(stage.one(), "REGISTER", user).encode()
    start, rest = data.split(b"\r\n", 1)
    again = rest.replace(b"branch=z9hG4bK", b"branch=z9hG4bKagain", 1)
    stage.hear(start + b"\r\n" + sign + again)
    ok = stage.one()
    assert ok.status == 200
    assert [line.partition(";expires")[0] for line in ok.fields.get("contact", [])] == contacts
    assert stage.told() == ([Bound(user, len(contacts))] if contacts else [])


def test_a_short_tortuous_invite_is_read_as_the_rfc_says() -> None:
    message = parse(torture("wsinv"))
    assert message is not None
    assert message.fault == ""
    assert (message.to_tag, message.from_tag, message.cseq) == ("1918181833n", "98asjd8", (9, "INVITE"))
    assert message.sender is not None
    assert message.sender.display == 'J Rosenberg \\"'
    assert message.first("subject") == ""
    assert message.first("newfangledheader") == "newfangled value continued newfangled value"
    assert message.first("unknownheaderwithunusualvalue") == ";;,,;;,;"
    assert [via.split()[-1] for via in message.values("via")][0].startswith("192.0.2.2;branch=390skdjuw")
    assert len(message.values("via")) == 3
    contact = parse_address(message.first("contact"))
    assert contact is not None
    assert contact.display == 'Quoted string ""'
    assert contact.params == {"newparam": "newvalue", "secondparam": "", "q": "0.33"}
    assert len(message.body) == 150


def test_a_wide_range_of_characters_is_read_as_the_rfc_says() -> None:
    message = parse(torture("intmeth"))
    assert message is not None
    assert message.fault == ""
    assert message.method == message.cseq[1] == "!interesting-Method0123456789_*+`.%indeed'~"
    uri = parse_uri(message.uri)
    assert uri is not None
    assert (uri.user, uri.host) == ("1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*", "example.com")
    assert message.target is not None
    assert message.target.display == "BEL:\x07 NUL:\x00 DEL:\x7f"
    assert message.sender is not None
    assert message.sender.display == "token1~` token2'+_ token3*%!.-"
    assert message.from_tag == "_token~1'+`*%!-."
    assert message.sender.params["fromparam''~+*_!.-%"] == "работающий"
    assert message.call_id == "intmeth.word%ZK-!.*_+'@word`~)(><:\\/\"][?}{"
    assert message.first("extensionheader-!.%*+_`'~") == "\ufeff大停電"


def test_a_method_with_escapes_is_not_unescaped_and_has_two_contacts() -> None:
    message = parse(torture("esc02"))
    assert message is not None
    assert message.method == "RE%47IST%45R"
    assert message.target is not None
    assert message.target.display == "%Z%45"
    assert message.values("contact") == ["<sip:alias1@host1.example.com>", "<sip:alias3@host3.example.com>"]


def test_a_semicolon_belongs_to_the_user_part() -> None:
    message = parse(torture("semiuri"))
    assert message is not None
    uri = parse_uri(message.uri)
    assert uri is not None
    assert (uri.user, uri.host) == ("user;par=u@example.net", "example.com")
    assert message.values("accept")[-1] == "message/sipfrag"


def test_a_long_request_keeps_all_its_vias_in_the_answer() -> None:
    stage = Stage()
    stage.hear(torture("longreq"), Flow("tcp", "192.0.2.10", 40000, 1))
    trying = stage.one()
    assert [via.split()[1].split(";")[0] for via in trying.values("via")] == [
        *(f"sip{n}.example.com" for n in range(33, 0, -1)),
        "host.example.com",
    ]


def test_reason_phrases_of_any_kind_or_none() -> None:
    odd, none = parse(torture("unreason")), parse(torture("noreason"))
    assert odd is not None
    assert none is not None
    assert odd.reason == "= 2**3 * 5**2 но сто девяносто девять - простое"
    assert (none.status, none.reason) == (100, "")


def test_what_an_endpoint_lacks_is_named() -> None:
    stage = Stage()
    for name, header, value in (
        ("bext01", "unsupported", "nothingSupportsThis, nothingSupportsThisEither"),
        ("invut", "accept", "application/sdp"),
        (
            "intmeth",
            "allow",
            "INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, UPDATE, PRACK, REFER, SUBSCRIBE, NOTIFY, REGISTER",
        ),
    ):
        stage.hear(torture(name), TRUNK)
        assert stage.one().first(header) == value


@pytest.mark.parametrize("name", sorted({*REFUSED, *ACCEPTED, *CALLS, *RESPONSES}))
def test_from_a_stranger_no_message_does_more_than_options(name: str) -> None:
    stage = Stage()
    stage.hear(torture(name), Flow("udp", "203.0.113.5", 5060))
    answers = raw_answers(stage)
    assert stage.told() == []
    assert all(not answer.startswith(b"SIP/2.0 2") for answer in answers) or name in ACCEPTED
    stage.wait(70)
    assert stage.open() == 0
