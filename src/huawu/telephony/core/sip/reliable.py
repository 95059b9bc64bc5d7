"""Reliable provisional responses (RFC 3262), as the side that is called: 18x to a caller who requires that
they are acknowledged (PRACK). As the side that calls, see `trunking`."""

from huawu.platform.clock import Micros
from huawu.telephony.core.sip.legs import Leg, finish, forget_dialog, ok_headers
from huawu.telephony.core.sip.message import Message
from huawu.telephony.core.sip.timers import NEVER
from huawu.telephony.core.sip.transactions.times import LIFETIME, T1


class Reliable:
    """Our provisional responses of one leg, one at a time. Its deadline repeats the one that waits."""

    __slots__ = ("_answer", "_described", "_interval", "_next", "_seq", "_until", "_waiting", "due", "leg")

    def __init__(self, leg: Leg) -> None:
        self.leg = leg
        self.due: Micros = NEVER
        self._seq = 0
        self._waiting = b""
        self._described = False  # what waits carries a description: no answer before it is acknowledged
        self._next: tuple[int, str] | None = None
        self._answer: str | None = None
        self._interval = T1
        self._until: Micros = 0

    def respond(self, code: int, sdp: str, now: Micros) -> None:
        """Send a response, once the one before is acknowledged."""
        leg = self.leg
        if self._waiting:
            self._next = code, sdp
            return
        if leg.first_server is None:
            return
        self._seq += 1
        extra = f"{ok_headers(leg, leg.request)}Require: 100rel\r\nRSeq: {self._seq}\r\n"
        self._waiting = leg.first_server.respond(code, now, extra=extra, body=sdp)
        self._described = bool(sdp)
        self._interval = T1
        self._until = now + LIFETIME
        leg.station.wake_at(self, now + T1)

    def wake(self, now: Micros) -> None:
        leg, server = self.leg, self.leg.first_server
        if not self._waiting or server is None or leg.state != "arrived":
            return
        if now < self._until:
            leg.station.counts["repeated_out"] += 1
            leg.station.send(server.flow, self._waiting)
            self._interval *= 2
            leg.station.wake_at(self, min(now + self._interval, self._until))
            return
        leg.station.counts["unacknowledged"] += 1
        server.respond(504, now)
        forget_dialog(leg)
        finish(leg, "timeout")

    def holds_back(self, sdp: str, now: Micros) -> bool:
        """Whether the answer must wait for a PRACK (RFC 3262 3). If not, nothing is repeated any more."""
        if self._waiting and self._described:
            self._answer = sdp
            return True
        self.leg.station.rest(self)
        return False

    def acknowledged(self, rack: str) -> bool:
        """PRACK. False: it names no response that waits for it."""
        words = rack.split()
        if not self._waiting or words[:1] != [str(self._seq)] or words[2:] != ["INVITE"]:
            return False
        self._waiting = b""
        self.leg.station.rest(self)
        return True

    def go_on(self, now: Micros) -> str | None:
        """After a PRACK: the answer that waited for it, or the next provisional response is sent."""
        following, self._next = self._next, None
        if self._answer is None and following is not None and self.leg.state == "arrived":
            self.respond(*following, now)
        answer, self._answer = self._answer, None
        return answer


def wanted(request: Message) -> bool:
    """Whether the caller requires it. Who only can do it is not made to."""
    return "100rel" in {name.lower() for name in request.values("require")}


def respond(leg: Leg, code: int, sdp: str, now: Micros) -> None:
    """An 18x that must arrive. To an INVITE without an offer it would have to make one: there is none before
    the answer."""
    if leg.request is None or not leg.request.body:
        return
    if leg.reliable is None:
        leg.reliable = Reliable(leg)
    leg.reliable.respond(code, sdp, now)
