"""From the customer's INVITE to the page that rings, while five hundred pages look at the board."""

import asyncio
import secrets
from typing import Any

from huawu.app.bench.centre import LoadCentre
from huawu.app.bench.pages import Screen, Telephone
from huawu.app.bench.report import at_share
from huawu.platform import ipc
from huawu.platform.clock import MILLI, SECOND, system_clock
from huawu.platform.ids import Id
from huawu.platform.tickets import ticket_key
from huawu.telephony.core.sip.message import Message, parse

SCREENS, TELEPHONES, CALLS = 500, 20, 200
GAP_SECONDS, PATIENCE_SECONDS = 0.1, 5.0
HOST = "127.0.0.1"
SDP = f"v=0\r\no=- 1 1 IN IP4 {HOST}\r\ns=-\r\nc=IN IP4 {HOST}\r\nt=0 0\r\nm=audio 9 RTP/AVP 0\r\n"


class Callers(asyncio.DatagramProtocol):
    """Calls 202, and takes the call back as soon as it is told to."""

    def __init__(self, target: tuple[str, int]) -> None:
        self._target = target
        self._wire: asyncio.DatagramTransport | None = None
        self._port = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._wire = transport  # type: ignore[assignment]
        self._port = transport.get_extra_info("sockname")[1]

    def call(self, name: str) -> None:
        self._send(
            "INVITE", name, f"Content-Type: application/sdp\r\nContent-Length: {len(SDP)}\r\n\r\n{SDP}"
        )

    def cancel(self, name: str) -> None:
        self._send("CANCEL", name, "Content-Length: 0\r\n\r\n")

    def _send(self, method: str, name: str, rest: str, *, to_tag: str = "") -> None:
        uri = f"sip:202@{self._target[0]}:{self._target[1]}"
        text = (
            f"{method} {uri} SIP/2.0\r\nVia: SIP/2.0/UDP {HOST}:{self._port};branch=z9hG4bK{name}\r\n"
            f"Max-Forwards: 70\r\nFrom: <sip:{name}@{HOST}>;tag={name}\r\nTo: <{uri}>{to_tag}\r\n"
            f"Call-ID: {name}\r\nCSeq: 1 {method}\r\nContact: <sip:{name}@{HOST}:{self._port}>\r\n{rest}"
        )
        if self._wire is not None:
            self._wire.sendto(text.encode(), self._target)

    def datagram_received(self, data: bytes, addr: tuple[str | Any, int]) -> None:
        message: Message | None = parse(data)
        if message is not None and message.status >= 300 and message.cseq[1] == "INVITE":
            tag = f";tag={message.to_tag}"
            self._send("ACK", message.call_id, "Content-Length: 0\r\n\r\n", to_tag=tag)


async def measure(centre: LoadCentre) -> dict[str, Any]:
    """Milliseconds to the page and to the own live screen, and how often boards were told anything."""

    async def heard(peer: ipc.Peer, name: str, args: dict[str, Any]) -> None:
        return

    live = await ipc.connect(centre.settings.socket("live"), name="bench", handler=heard)
    reading = asyncio.ensure_future(live.run())
    url = f"ws://{HOST}:{centre.http_port}"
    key = ticket_key(centre.settings.key_dir)
    screens = {agent: Screen(agent) for agent, _ in centre.pages}
    for screen in screens.values():
        await screen.start(HOST, centre.http_port, key)
    phones: dict[Id, Telephone] = {}
    for agent, extension in centre.pages[:TELEPHONES]:
        phones[agent] = Telephone(extension)
        await phones[agent].start(live, agent, url)
    found = await _calls(("127.0.0.1", centre.sip_port), phones, screens)
    for phone in phones.values():
        await phone.stop()
    for screen in screens.values():
        screen.stop()
    live.close()
    await asyncio.wait({reading}, timeout=2)
    return found


async def _calls(
    target: tuple[str, int], phones: dict[Id, Telephone], screens: dict[Id, Screen]
) -> dict[str, Any]:
    loop = asyncio.get_running_loop()
    wire, callers = await loop.create_datagram_endpoint(lambda: Callers(target), local_addr=(HOST, 0))
    ringing, own, missed = [], [], 0
    for _ in range(CALLS):
        name, started = f"c{secrets.token_hex(6)}", system_clock()
        callers.call(name)
        agent = await _rung(phones, name)
        if agent is None:
            missed += 1
        else:
            ringing.append(phones[agent].rung[name] - started)
            await asyncio.sleep(GAP_SECONDS)
            own += [at - started for at in screens[agent].rings if at >= started][:1]
        callers.cancel(name)
        await asyncio.sleep(GAP_SECONDS / 2)
    wire.close()
    return {
        "calls": CALLS,
        "missed": missed,
        "ringing_ms": _spread(ringing),
        "own_call_ms": _spread(own),
        "own_calls_told": len(own),
        "screens": len(screens),
        "beats_a_second": _most_beats(screens),
    }


async def _rung(phones: dict[Id, Telephone], name: str) -> Id | None:
    """Whose page rings for this caller."""
    for _ in range(round(PATIENCE_SECONDS * 1000)):
        for agent, phone in phones.items():
            if name in phone.rung:
                return agent
        await asyncio.sleep(0.001)
    return None


def _spread(took: list[int]) -> dict[str, float]:
    """Percentiles in milliseconds; infinite when nothing was measured."""
    took = sorted(took)
    at = {"p50": 0.5, "p95": 0.95, "p99": 0.99, "max": 1.0}
    if not took:
        return dict.fromkeys(at, float("inf"))
    return {name: round(at_share(took, share) / MILLI, 2) for name, share in at.items()}


def _most_beats(screens: dict[Id, Screen]) -> float:
    """Board messages a second to one screen, on average over the time in which there were any."""
    rates = [
        (len(screen.beats) - 1) / ((screen.beats[-1] - screen.beats[0]) / SECOND)
        for screen in screens.values()
        if len(screen.beats) > 1
    ]
    return round(max(rates, default=0.0), 2)
