"""Server transactions: INVITE (RFC 3261 17.2.1 with the accepted state of RFC 6026) and all others
(17.2.2)."""

from huawu.platform.clock import Micros
from huawu.telephony.core.sip.compose import answer_flow, echo, response
from huawu.telephony.core.sip.message import COOKIE, Message
from huawu.telephony.core.sip.station import Station
from huawu.telephony.core.sip.timers import NEVER
from huawu.telephony.core.sip.transactions.times import LIFETIME, MINUTE, T1, T2, T4
from huawu.telephony.core.sip.types import Flow


def server_key(request: Message, method: str) -> str:
    """The key under which a request of `method` in this transaction is found (RFC 3261 17.2.3). The top Via
    must be readable. Branches without the magic cookie are matched as RFC 2543 did."""
    via = request.via
    if via is None:
        return ""
    if len(via.branch) > len(COOKIE) and via.branch.startswith(COOKIE):
        return f"{via.branch}|{via.host}:{via.port}|{method}"
    return f"|{request.call_id}|{request.cseq[0]}|{request.from_tag}|{via.text}|{request.uri}|{method}"


class _Server:
    """What both server machines share: identity, the way back, and the head of every response."""

    __slots__ = (
        "due",
        "flow",
        "head",
        "key",
        "last",
        "merged",
        "origin",
        "reliable",
        "state",
        "station",
        "tag",
    )

    def __init__(
        self, station: Station, request: Message, flow: Flow, key: str, merged: str, *, tag: str = ""
    ) -> None:
        self.station = station
        self.key = key
        self.merged = merged
        self.reliable = flow.transport != "udp"
        self.flow = answer_flow(request, flow)
        self.origin = flow
        self.tag = tag or station.token()
        self.head = echo(request, flow, self.tag)
        self.last = b""
        self.due: Micros = NEVER
        self.state = "proceeding"
        station.servers[key] = self  # type: ignore[assignment]
        if merged:
            station.initial[merged] = key

    def wake(self, now: Micros) -> None:
        """The time of its last state is over."""
        self.end()

    def end(self) -> None:
        """Forget the transaction."""
        self.state = "terminated"
        self.station.rest(self)
        self.station.servers.pop(self.key, None)
        if self.merged and self.station.initial.get(self.merged) == self.key:
            del self.station.initial[self.merged]


class PlainServer(_Server):
    """Any request but INVITE and ACK."""

    __slots__ = ()

    def again(self, now: Micros) -> None:
        """The request came again."""
        self.station.counts["repeated_in"] += 1
        if self.last:
            self.station.send(self.flow, self.last)

    def respond(self, code: int, now: Micros, *, extra: str = "", body: str = "", reason: str = "") -> bytes:
        """Send the final response, once."""
        if self.state != "proceeding":
            return self.last
        self.last = response(code, self.head, extra=extra, body=body, reason=reason)
        self.station.send(self.flow, self.last)
        if self.reliable:
            self.end()
        else:
            self.state = "completed"
            self.station.wake_at(self, now + LIFETIME)  # timer J
        return self.last


class InviteServer(_Server):
    """An INVITE: proceeding until a final response; then accepted (2xx) or completed, confirmed."""

    __slots__ = ("code", "interval", "until")

    def __init__(
        self, station: Station, request: Message, flow: Flow, key: str, merged: str, *, tag: str = ""
    ) -> None:
        super().__init__(station, request, flow, key, merged, tag=tag)
        self.code = 0
        self.interval = T1
        self.until: Micros = 0

    def again(self, now: Micros) -> None:
        """The INVITE came again. A 2xx is repeated by the leg that gave it, not here (RFC 6026 7.1)."""
        self.station.counts["repeated_in"] += 1
        if not self.last:
            self.trying()
        elif self.state in ("proceeding", "completed"):
            self.station.send(self.flow, self.last)

    def respond(self, code: int, now: Micros, *, extra: str = "", body: str = "", reason: str = "") -> bytes:
        """Send a response; after a final one nothing more is sent."""
        if self.state != "proceeding":
            return self.last
        self.last = response(code, self.head, extra=extra, body=body, reason=reason)
        self.code = code
        self.station.send(self.flow, self.last)
        self._schedule(code, now)
        return self.last

    def trying(self, extra: str = "") -> None:
        """Let the peer know that the INVITE came, so that it asks no more. Nothing is said when something
        better is there before anything goes out (RFC 3261 17.2.1)."""
        self.station.owed.append((self, extra))

    def owed(self, extra: str) -> None:
        """What goes out now is all there is to say."""
        if not self.last:
            self.last = response(100, self.head, extra=extra)
            self.station.send(self.flow, self.last)

    def _schedule(self, code: int, now: Micros) -> None:
        if code < 200:
            self.station.wake_at(self, now + MINUTE)
        elif code < 300:
            self.state = "accepted"
            self.station.wake_at(self, now + LIFETIME)  # timer L
        else:
            self.state = "completed"
            self.until = now + LIFETIME  # timer H
            self.interval = T1  # timer G
            self.station.wake_at(self, self.until if self.reliable else now + T1)

    def acknowledged(self, now: Micros) -> None:
        """The ACK to a final response other than 2xx came."""
        if self.state == "completed":
            self.state = "confirmed"
            if self.reliable:
                self.end()
            else:
                self.station.wake_at(self, now + T4)  # timer I

    def wake(self, now: Micros) -> None:
        if self.state == "proceeding":
            self.station.send(self.flow, self.last)
            self.station.wake_at(self, now + MINUTE)
        elif self.state == "completed" and now < self.until:
            self.station.counts["repeated_out"] += 1
            self.station.send(self.flow, self.last)
            self.interval = min(2 * self.interval, T2)
            self.station.wake_at(self, min(now + self.interval, self.until))
        else:
            if self.state == "completed":
                self.station.counts["unacknowledged"] += 1
            self.end()
