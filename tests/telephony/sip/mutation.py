"""What the fuzz tests are made of: living seeds, mutations, and an oracle that shares no code with the
core."""

import re
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from huawu.telephony.core.sip.outgoing import Wish
from huawu.telephony.core.sip.types import Answered, Event, Flow, Invited, Referred, Reoffered, ToSend
from tests.telephony.sip.phones import PhoneCall, Watcher
from tests.telephony.sip.playbook import (
    ANSWER,
    PHONE,
    SDP,
    STRANGER,
    TRUNK,
    Stage,
    authorization,
    reply,
    request,
)

FOLDER = Path(__file__).parents[2] / "fixtures" / "torture"
TORTURE = [path.read_bytes() for path in sorted(FOLDER.glob("*.dat"))]
PEER = Flow("udp", "198.51.100.9", 5070)
FLOWS = [TRUNK, PHONE, STRANGER, PEER, Flow("tcp", "192.0.2.10", 4000, 1), Flow("ws", "192.0.2.30", 4001, 2)]
WORDS = [
    word.encode("latin-1")
    for word in (
        '\r\n|\r\n\r\n| |\t|\0|"|<|>|;|,|:|@|%00|%|=|\\|*|SIP/2.0|sip:|tel:|INVITE|BYE|CANCEL|ACK'
        "|REGISTER|OPTIONS|UPDATE|INFO|REFER|SUBSCRIBE|NOTIFY|PRACK|z9hG4bK|;tag=peer|;rport|;received=1|;branch=|-1|4294967296|999999999999999999999999|\xff\xfe"
        "|\xe7\x8e\x8b|\xb2|Content-Length: 0\r\n|Via: SIP/2.0/UDP x\r\n|Contact: *\r\n|Expires: 0\r\n"
        "|Refer-To: <sip:1@huawu>\r\n|Replaces: a;to-tag=b;from-tag=c\r\n|Event: dialog\r\n"
        "|Session-Expires: 90\r\n"
        "|Require: 100rel\r\n|Route: <sip:x;lr>\r\n|Authorization: Digest \r\n|\r\n |Record-Route: <x>\r\n"
    ).split("|")
]


class Scene:
    """An endpoint with something of everything going on, the messages that could come next, and a careless
    user who answers whatever can be answered."""

    def __init__(self) -> None:
        self.stage = stage = Stage("8001", fixed={"8002": "sip:8002@198.51.100.9:5070"})
        self.seeds: list[bytes] = []
        self.talking = self._talk(stage)
        stage.hear(request("INVITE", body=SDP, call_id="wait", branch="z9hG4bK-w"))
        (event,) = stage.told()
        assert isinstance(event, Invited)
        tag = stage.one().first("to")
        for method in ("CANCEL", "INVITE", "ACK", "BYE"):
            to = tag if method == "BYE" else "<sip:4001@192.0.2.1>"
            self.seed(request(method, call_id="wait", branch="z9hG4bK-w", to=to))
        stage.endpoint.invite("out", "8002", stage.now, sdp=SDP, caller="1", caller_name="")
        invite = stage.one()
        for code in (100, 180, 183, 200, 302, 486, 603):
            self.seed(reply(invite, code, body=ANSWER if code in (183, 200) else "", extra=_FAR))
        who: dict[str, Any] = {
            "uri": "sip:192.0.2.1",
            "to": "<sip:8001@huawu>",
            "sender": "<sip:8001@huawu>;tag=r",
        }
        stage.hear(request("REGISTER", call_id="reg", branch="z9hG4bK-r", **who), PHONE)
        sign = authorization(stage.one(), "REGISTER", "8001")
        signed = request("REGISTER", call_id="reg", branch="z9hG4bK-s", cseq=2, extra=sign, **who)
        self.seed(signed)
        self.seed(signed.replace("Contact: <sip:peer@192.0.2.10:5060>", "Contact: *\r\nExpires: 0"))
        self.seed(request("OPTIONS", branch="z9hG4bK-o"))
        self.seed(request("INVITE", body=SDP, call_id="new", branch="z9hG4bK-n"))
        self._control(stage)

    def _talk(self, stage: Stage) -> str:
        stage.hear(request("INVITE", body=SDP))
        (event,) = stage.told()
        assert isinstance(event, Invited)
        stage.endpoint.answer(event.leg, ANSWER, stage.now)
        to = stage.sent()[-1].first("to")
        for n, (method, body) in enumerate(
            [("ACK", ""), ("INVITE", SDP), ("UPDATE", SDP), ("BYE", ""), ("OPTIONS", ""), ("PRACK", "")]
        ):
            cseq = 1 if method == "ACK" else n + 2
            self.seed(request(method, branch=f"z9hG4bK-t{n}", cseq=cseq, to=to, body=body))
        relay = "Content-Type: application/dtmf-relay\r\n"
        keys = "Signal=5\r\nDuration=90\r\n"
        self.seed(request("INFO", branch="z9hG4bK-k", cseq=20, to=to, extra=relay, body=keys))
        stage.hear(self.seeds[0])
        stage.endpoint.reinvite(event.leg, SDP, stage.now)
        invite = stage.one()
        for code in (100, 200, 491, 481):
            self.seed(reply(invite, code, body=ANSWER if code == 200 else ""))
        stage.told()
        return event.leg

    def _control(self, stage: Stage) -> None:
        """What phones and neighbours say to control calls."""
        phone = PhoneCall(stage, "desk")
        for method, extra, body in _CONTROL:
            self.seeds.append(phone.text(method, extra, body=body).encode())
        stage.endpoint.refer("desk", "4002", stage.now)
        self.seed(reply(stage.one(), 202, tag=phone.tag))
        watcher = Watcher(stage, PEER)
        for event in ("Event: dialog\r\n", "Event: message-summary\r\nExpires: 60\r\n"):
            answer = watcher.ask("8001", event)
            self.seeds.append(watcher.last)
            watcher.again(answer, event)
            self.seeds.append(watcher.last)
        named = f"{phone.invite.call_id};to-tag={phone.invite.from_tag};from-tag={phone.tag}"
        for n, extra in enumerate((f"Replaces: {named}\r\n", _TIMER, "Require: 100rel\r\n", _SENT_ON)):
            self.seed(request("INVITE", body=SDP, call_id=f"c{n}", branch=f"z9hG4bK-c{n}", extra=extra))
        assert stage.endpoint.invite_trunk("line", "0108555", Wish(SDP, "1", ""), stage.now)
        invite = stage.sent()[-1]
        for code, extra in (
            (401, _ASKS),
            (422, "Min-SE: 1900\r\n"),
            (183, _RELIABLE),
            (180, ""),
            (200, _TIMER),
        ):
            body = ANSWER if code in (183, 200) else ""
            self.seed(reply(invite, code, body=body, extra=_FAR + extra))
        early = {
            "call_id": invite.call_id,
            "to": invite.first("from"),
            "sender": f"{invite.first('to')};tag=far",
        }
        self.seed(request("UPDATE", branch="z9hG4bK-e", extra=_TIMER, **early))  # type: ignore[arg-type]
        stage.told()

    def seed(self, text: str) -> None:
        self.seeds.append(text.encode())

    def tell(self, data: bytes, flow: Flow) -> list[ToSend]:
        """The endpoint hears `data`, the user does what can be done, and what was sent comes back."""
        stage = self.stage
        stage.out()
        if flow.transport == "tcp":
            stage.endpoint.receive_stream(data, flow, stage.now)
            stage.endpoint.connection_lost(flow, stage.now)
        else:
            stage.endpoint.receive(data, flow, stage.now)
        out = stage.out()
        for event in stage.told():
            self._react(event)
        stage.out()
        return out

    def _react(self, event: Event) -> None:
        endpoint, now = self.stage.endpoint, self.stage.now
        if isinstance(event, Invited):
            endpoint.progress(event.leg, 180, now)
            endpoint.answer(event.leg, ANSWER, now)
            endpoint.save(event.leg)
        elif isinstance(event, Reoffered):
            endpoint.answer_again(event.leg, ANSWER, now)
        elif isinstance(event, Referred):
            endpoint.refer_progress(event.leg, 180, now)
            endpoint.refer_progress(event.leg, 486, now)
        elif isinstance(event, Answered) and event.leg == "line":
            endpoint.reinvite("line", SDP, now)
            endpoint.save("line")
        elif isinstance(event, Answered) and event.leg == "out":
            endpoint.save("out")
            endpoint.hang_up("out", now)

    def over(self) -> int:
        """End all calls, let a long time pass, and count what is still remembered."""
        for leg in list(self.stage.endpoint._station.legs):
            self.stage.endpoint.hang_up(leg, self.stage.now)
        self.stage.wait(4000)
        self.stage.out()
        self.stage.told()
        counts = self.stage.endpoint.statistics()
        return self.stage.open() + counts["open_referrals"] + counts["open_subscriptions"]


_TIMER = "Supported: timer\r\nSession-Expires: 120;refresher=uas\r\n"
_SENT_ON = "Diversion: <sip:8001@192.0.2.1>;reason=no-answer\r\nMax-Forwards: 3\r\n"
_ASKS = 'WWW-Authenticate: Digest realm="r", nonce="n", qop="auth", opaque="o"\r\n'
_RELIABLE = "Require: 100rel\r\nRSeq: 7\r\n"
_NEWS = "Event: refer\r\nSubscription-State: active;expires=60\r\nContent-Type: message/sipfrag\r\n"
_CONTROL = [
    ("REFER", "Refer-To: <sip:4002@huawu>\r\n", ""),
    ("REFER", "Refer-To: <sip:a@huawu?Replaces=call-1%3Bto-tag%3Dt3%3Bfrom-tag%3Dpeer>\r\n", ""),
    ("REFER", "Refer-To: <sip:4002@elsewhere>\r\nRefer-Sub: false\r\n", ""),
    ("SUBSCRIBE", "Event: refer\r\nExpires: 0\r\n", ""),
    ("NOTIFY", _NEWS, "SIP/2.0 180 Ringing\r\n"),
    ("NOTIFY", _NEWS.replace("active", "terminated"), "SIP/2.0 200 OK\r\n"),
    ("PRACK", "RAck: 1 1 INVITE\r\n", ""),
    ("UPDATE", _TIMER, ""),
]
_FAR = "Contact: <sip:p@198.51.100.9:5071>\r\n"


def mutated(data: bytes, dice: Random, others: list[bytes]) -> bytes:
    """`data` with one to four wounds."""
    for _ in range(dice.choice((1, 1, 1, 2, 3, 4))):
        data = _WOUNDS[dice.randrange(len(_WOUNDS))](data, dice, others)
    return data[:70_000]


def _flip(data: bytes, dice: Random, others: list[bytes]) -> bytes:
    at = dice.randrange(len(data) + 1)
    return data[:at] + bytes([dice.randrange(256)]) + data[at + 1 :]


def _cut(data: bytes, dice: Random, others: list[bytes]) -> bytes:
    at = dice.randrange(len(data) + 1)
    return data[:at] + data[at + dice.choice((1, 2, 5, 30, 300)) :]


def _insert(data: bytes, dice: Random, others: list[bytes]) -> bytes:
    at = dice.randrange(len(data) + 1)
    return data[:at] + dice.choice(WORDS) + data[at:]


def _repeat(data: bytes, dice: Random, others: list[bytes]) -> bytes:
    at = dice.randrange(len(data) + 1)
    piece = data[at : at + dice.choice((1, 3, 10, 60))]
    return data[:at] + piece * dice.choice((2, 3, 50)) + data[at:]


def _splice(data: bytes, dice: Random, others: list[bytes]) -> bytes:
    other = dice.choice(others)
    return data[: dice.randrange(len(data) + 1)] + other[dice.randrange(len(other) + 1) :]


def _lines(data: bytes, dice: Random, others: list[bytes]) -> bytes:
    lines = data.split(b"\r\n")
    a, b = dice.randrange(len(lines)), dice.randrange(len(lines))
    if dice.random() < 0.5:
        lines[a], lines[b] = lines[b], lines[a]
    else:
        lines.insert(a, lines[b])
    return b"\r\n".join(lines)


def _truncate(data: bytes, dice: Random, others: list[bytes]) -> bytes:
    return data[: dice.randrange(len(data) + 1)]


_WOUNDS = [_flip, _flip, _cut, _insert, _insert, _repeat, _splice, _lines, _truncate]

_ONCE = {"call-id": "i", "cseq": "cseq", "from": "f", "to": "t"}


def may_succeed(data: bytes, flow: Flow) -> bool:
    """Whether a request deserves a 2xx at all, judged by the bytes alone: line, mandatory headers, body,
    sender."""
    head, end, body = data.lstrip(b"\r\n").partition(b"\r\n\r\n")
    text = re.sub(r"[ \t]*\r\n[ \t]+", " ", head.decode("latin-1"))
    first, *lines = text.split("\r\n")
    match = re.fullmatch(r"([^ ]+) ([^ ]+) (?i:SIP)/2\.0", first)
    if not end or match is None or "\n" in "".join(lines) or "\r" in "".join(lines):
        return False
    names = [re.split(r"[ \t]*:", line, maxsplit=1)[0].lower() for line in lines]
    if any(
        names.count(name) + (names.count(short) if short != name else 0) != 1 for name, short in _ONCE.items()
    ):
        return False
    values = [line.partition(":")[2].strip() for line in lines]
    fields: dict[str, str] = dict(zip(map(str, names), values, strict=True))
    count, _, method = fields["cseq"].partition(" ")
    if method.strip() != match[1] or not re.fullmatch(r"[0-9]+", count) or int(count) >= 2**31:
        return False
    length = fields.get("content-length", fields.get("l", "0"))
    if not re.fullmatch(r"[0-9]+", length) or int(length) > len(body):
        return False
    if not all(_is_address(fields.get(a) or fields.get(b, "")) for a, b in (("from", "f"), ("to", "t"))):
        return False
    return match[1] in _FOR_ANYONE or flow.host.startswith(("192.0.2.", "198.51.100."))


def _is_address(value: str) -> bool:
    bare = re.sub(r'"(?:[^"\\]|\\.)*"', "", value, flags=re.DOTALL)
    return '"' not in bare and bool(re.fullmatch(r"[^<>]*<[^<> \t]+>[^<>]*|[^<> \t]+[^<>]*", bare))


_FOR_ANYONE = ("OPTIONS", "CANCEL", "BYE", "INFO", "UPDATE", "REGISTER")


def _one_after_another(data: bytes, flow: Flow) -> Iterator[bytes]:
    """What may be messages of their own: on a stream one begins where the body of the last one ended."""
    yield data
    while flow.transport == "tcp":
        head, _, body = data.partition(b"\r\n\r\n")
        length = re.search(rb"(?im)^(?:content-length|l)[ \t]*:[ \t]*([0-9]{1,6})[ \t]*\r?$", head)
        data = body[int(length[1]) :] if length else b""
        if not data:
            return
        yield data


def faults(scene: Scene, data: bytes, flow: Flow) -> str:
    """What is wrong with how the endpoint took `data`; "" when nothing is."""
    out = scene.tell(data, flow)
    for sent in (item.data for item in out):
        answered = any(item.data is sent and item.flow.host == flow.host for item in out)  # not somebody else
        deserved = any(may_succeed(each, flow) for each in _one_after_another(data, flow))
        if answered and sent.startswith(b"SIP/2.0 2") and not deserved:
            return f"2xx to {data!r} from {flow}"
        if sent.startswith(b"SIP/2.0 2") and re.search(rb"\nCSeq: [0-9]+\s+INVITE\r", sent):
            return f"2xx to an INVITE nobody answered: {data!r}"
        if len(sent) > 140_000:
            return f"an answer of {len(sent)} bytes to {len(data)}"
    return ""
