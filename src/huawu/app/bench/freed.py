"""How long after an agent is free the next INVITE leaves: measured from outside, at the agents' own phone.

Ten agents share one UDP socket and answer at once; more callers than agents wait all the time. An agent hangs
up after a moment, which makes it free; the clock runs from that BYE until the next INVITE for it arrives.
"""

import asyncio
import secrets
from collections.abc import Callable
from typing import Any

from huawu.app.bench.centre import FREED_HOST, FREED_PORT, LoadCentre
from huawu.app.bench.report import at_share
from huawu.platform.clock import MILLI, system_clock
from huawu.telephony.core.sip.message import Message, parse

CALLERS = 30
CALLERS_PORT = 5072
SHORTEST_TALK, TALK_SPREAD = 0.3, 0.4
"""Seconds. Talks differ in length, else all ten agents would hang up in the same millisecond, each time."""
GOLDEN = 0.618
"""Multiples of it are spread evenly between whole numbers."""
SDP = (
    "v=0\r\no=- 1 1 IN IP4 {host}\r\ns=-\r\nc=IN IP4 {host}\r\nt=0 0\r\n"
    "m=audio 9 RTP/AVP 0\r\na=rtpmap:0 PCMU/8000\r\n"
)


def freed_to_invite(centre: LoadCentre, load: Callable[[], Any]) -> dict[str, float]:
    """Percentiles in ms, while `load` runs beside."""
    return asyncio.run(_measure(("127.0.0.1", centre.sip_port), load))


async def _measure(target: tuple[str, int], load: Callable[[], Any]) -> dict[str, float]:
    loop = asyncio.get_running_loop()
    agents = _Agents(target)
    await loop.create_datagram_endpoint(lambda: agents, local_addr=(FREED_HOST, FREED_PORT))
    callers = _Callers(target)
    await loop.create_datagram_endpoint(lambda: callers, local_addr=(FREED_HOST, CALLERS_PORT))
    for _ in range(CALLERS):
        callers.call()
    await loop.run_in_executor(None, load)
    callers.open = False
    took = sorted(agents.took)
    if not took:
        return {"samples": 0, "p50": float("inf"), "p99": float("inf"), "max": float("inf")}

    def at(share: float) -> float:
        return round(at_share(took, share) / MILLI, 2)

    return {"samples": len(took), "p50": at(0.5), "p99": at(0.99), "max": at(1.0)}


def _via(port: int) -> str:
    return f"SIP/2.0/UDP {FREED_HOST}:{port};branch=z9hG4bK{secrets.token_hex(8)}"


class Party(asyncio.DatagramProtocol):
    """A crude telephone: enough SIP to answer and to call on loopback, where nothing is lost."""

    def __init__(self, target: tuple[str, int]) -> None:
        self.target = target
        self.wire: asyncio.DatagramTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.wire = transport  # type: ignore[assignment]

    def send(self, text: str) -> None:
        if self.wire is not None:
            self.wire.sendto(text.encode(), self.target)

    def reply(self, request: Message, status: str, *, tag: str, body: str = "", contact: str = "") -> None:
        head = [f"SIP/2.0 {status}"]
        head += [f"Via: {via}" for via in request.values("via")]
        to = request.first("to")
        head += [f"From: {request.first('from')}", f"To: {to}" if ";tag=" in to else f"To: {to};tag={tag}"]
        head += [f"Call-ID: {request.first('call-id')}", f"CSeq: {request.first('cseq')}"]
        if contact:
            head.append(f"Contact: <{contact}>")
        if body:
            head.append("Content-Type: application/sdp")
        head.append(f"Content-Length: {len(body)}")
        self.send("\r\n".join(head) + "\r\n\r\n" + body)


class _Agents(Party):
    """Answers each INVITE, talks a moment, hangs up, and notes how long the next INVITE took."""

    def __init__(self, target: tuple[str, int]) -> None:
        super().__init__(target)
        self.took: list[int] = []
        self._freed: dict[str, int] = {}
        self._talks = 0

    def datagram_received(self, data: bytes, addr: tuple[str | Any, int]) -> None:
        message = parse(data)
        if message is None or message.status:
            return
        if message.method == "INVITE":
            agent = message.uri.partition("@")[0].removeprefix("sip:")
            if (freed := self._freed.pop(agent, None)) is not None:
                self.took.append(system_clock() - freed)
            tag = secrets.token_hex(4)
            self.reply(message, "200 OK", tag=tag, body=SDP.format(host=FREED_HOST), contact=message.uri)
            self._talks += 1
            talk = SHORTEST_TALK + TALK_SPREAD * (self._talks * GOLDEN % 1)
            asyncio.get_running_loop().call_later(talk, self._hang_up, message, tag, agent)
        elif message.method != "ACK":
            self.reply(message, "200 OK", tag="x")

    def _hang_up(self, invite: Message, tag: str, agent: str) -> None:
        contact = invite.first("contact").partition("<")[2].partition(">")[0]
        self._freed[agent] = system_clock()
        self.send(
            f"BYE {contact} SIP/2.0\r\nVia: {_via(FREED_PORT)}\r\n"
            f"Max-Forwards: 70\r\nFrom: {invite.first('to')};tag={tag}\r\nTo: {invite.first('from')}\r\n"
            f"Call-ID: {invite.first('call-id')}\r\nCSeq: 1 BYE\r\nContent-Length: 0\r\n\r\n"
        )


class _Callers(Party):
    """Keeps a number of callers waiting: whoever is done calls again."""

    open = True

    def call(self) -> None:
        body, call = SDP.format(host=FREED_HOST), secrets.token_hex(8)
        self.send(
            f"INVITE sip:201@{self.target[0]}:{self.target[1]} SIP/2.0\r\n"
            f"Via: SIP/2.0/UDP {FREED_HOST}:{CALLERS_PORT};branch=z9hG4bK{call}\r\nMax-Forwards: 70\r\n"
            f"From: <sip:c@{FREED_HOST}>;tag={call}\r\nTo: <sip:201@{self.target[0]}>\r\nCall-ID: {call}\r\n"
            f"CSeq: 1 INVITE\r\nContact: <sip:c@{FREED_HOST}:{CALLERS_PORT}>\r\n"
            f"Content-Type: application/sdp\r\nContent-Length: {len(body)}\r\n\r\n{body}"
        )

    def datagram_received(self, data: bytes, addr: tuple[str | Any, int]) -> None:
        message = parse(data)
        if message is None:
            return
        if message.method == "BYE":
            self.reply(message, "200 OK", tag="x")
            if self.open:
                self.call()
        elif message.status == 200 and message.cseq[1] == "INVITE":
            contact = message.first("contact").partition("<")[2].partition(">")[0]
            self.send(
                f"ACK {contact} SIP/2.0\r\nVia: {_via(CALLERS_PORT)}\r\n"
                f"Max-Forwards: 70\r\nFrom: {message.first('from')}\r\nTo: {message.first('to')}\r\n"
                f"Call-ID: {message.first('call-id')}\r\nCSeq: 1 ACK\r\nContent-Length: 0\r\n\r\n"
            )
