"""Client transactions: INVITE (RFC 3261 17.1.1 with the accepted state of RFC 6026) and all others
(17.1.2)."""

from typing import Protocol

from huawu.platform.clock import Micros
from huawu.telephony.core.sip.compose import Draft, request
from huawu.telephony.core.sip.message import Message
from huawu.telephony.core.sip.station import Station
from huawu.telephony.core.sip.timers import NEVER
from huawu.telephony.core.sip.transactions.times import LIFETIME, T1, T2, T4, TIMER_C, TIMER_D
from huawu.telephony.core.sip.types import Flow


class ClientUser(Protocol):
    """Who is told what came of a request."""

    def responded(self, response: Message, now: Micros) -> None:
        """A response; for INVITE every 2xx, repeated ones too, and each other final response once."""

    def failed(self, why: str, now: Micros) -> None:
        """No final response: `timeout` or `transport`."""


class PlainClient:
    """Any request but INVITE and ACK."""

    __slots__ = ("data", "due", "flow", "interval", "key", "reliable", "state", "station", "until", "user")

    def __init__(self, station: Station, data: bytes, flow: Flow, key: str, user: ClientUser | None) -> None:
        self.station = station
        self.data = data
        self.flow = flow
        self.key = key
        self.user = user
        self.state = "trying"
        self.due: Micros = NEVER
        self.interval = T1
        self.until: Micros = 0
        self.reliable = flow.transport != "udp"

    def start(self, now: Micros) -> None:
        """Send the request."""
        self.station.clients[self.key] = self
        self.station.send(self.flow, self.data)
        self.until = now + LIFETIME  # timer F
        self.station.wake_at(self, self.until if self.reliable else now + T1)  # timer E

    def receive(self, response: Message, now: Micros) -> None:
        """A response with our branch came."""
        if self.state == "completed":
            self.station.counts["repeated_in"] += 1
            return
        if response.status < 200:
            self.state = "proceeding"
        elif self.reliable:
            self._end()
        else:
            self.state = "completed"
            self.data = b""
            self.station.wake_at(self, now + T4)  # timer K
        if self.user is not None:
            self.user.responded(response, now)

    def wake(self, now: Micros) -> None:
        if self.state == "completed":
            self._end()
        elif now >= self.until:
            self.fail("timeout", now)
        else:
            self.station.counts["repeated_out"] += 1
            self.station.send(self.flow, self.data)
            self.interval = T2 if self.state == "proceeding" else min(2 * self.interval, T2)
            self.station.wake_at(self, min(now + self.interval, self.until))

    def fail(self, why: str, now: Micros) -> None:
        """Give up."""
        was_open = self.state in ("trying", "proceeding")
        self._end()
        if was_open and self.user is not None:
            self.user.failed(why, now)

    def _end(self) -> None:
        self.state = "terminated"
        self.station.rest(self)
        self.station.clients.pop(self.key, None)


class InviteClient:
    """An INVITE: calling, proceeding; then accepted (2xx) or completed."""

    __slots__ = (
        "ack", "cancelled", "data", "draft", "due", "flow", "interval", "key", "reliable", "state",
        "station", "until", "user", "why",
    )  # fmt: skip

    def __init__(self, station: Station, draft: Draft, data: bytes, flow: Flow, user: ClientUser) -> None:
        self.station = station
        self.draft = draft
        self.data = data
        self.flow = flow
        self.key = f"{draft.branch}|INVITE"
        self.user = user
        self.state = "calling"
        self.cancelled = False
        self.why = ""  # Reason line of the CANCEL
        self.ack = b""
        self.due: Micros = NEVER
        self.interval = T1
        self.until: Micros = 0
        self.reliable = flow.transport != "udp"
        station.clients[self.key] = self

    def start(self, now: Micros) -> None:
        """Send the INVITE."""
        self.station.send(self.flow, self.data)
        self.until = now + LIFETIME  # timer B
        self.station.wake_at(self, self.until if self.reliable else now + T1)  # timer A

    def resume(self, now: Micros) -> None:
        """Take up an INVITE that another process sent, in order to end it: it may or may not have been
        heard."""
        self.state = "proceeding"
        self.cancel(now)

    def resume_accepted(self, now: Micros) -> None:
        """Take up an INVITE that was answered and whose 2xx is not acknowledged yet."""
        self.state = "accepted"
        self.station.wake_at(self, now + LIFETIME)

    def cancel(self, now: Micros, why: str = "") -> None:
        """CANCEL it, now or as soon as a provisional response shows that it was heard (RFC 3261 9.1). `why`:
        a Reason line (RFC 3326)."""
        if self.cancelled or self.state not in ("calling", "proceeding"):
            return
        self.cancelled, self.why = True, why
        if self.state == "proceeding":
            self._send_cancel(now)

    def _send_cancel(self, now: Micros) -> None:
        key, data = f"{self.draft.branch}|CANCEL", request(self.draft, "CANCEL", extra=self.why)
        PlainClient(self.station, data, self.flow, key, None).start(now)
        self.until = now + LIFETIME
        self.station.wake_at(self, self.until)

    def receive(self, response: Message, now: Micros) -> None:
        """A response with our branch came."""
        status = response.status
        if self.state in ("calling", "proceeding"):
            if status < 200:
                self._provisional(now)
            elif status < 300:
                self.state = "accepted"
                self.data = b""
                self.station.wake_at(self, now + LIFETIME)  # timer M
            else:
                self._refused(response, now)
            self.user.responded(response, now)
        elif self.state == "accepted" and 200 <= status < 300:
            self.user.responded(response, now)
        elif self.state == "completed" and status >= 300:
            self.station.counts["repeated_in"] += 1
            self.station.send(self.flow, self.ack)

    def _provisional(self, now: Micros) -> None:
        first = self.state == "calling"
        self.state = "proceeding"
        if not self.cancelled:
            self.station.wake_at(self, now + TIMER_C)
        elif first:
            self._send_cancel(now)

    def _refused(self, response: Message, now: Micros) -> None:
        self.ack = request(self.draft._replace(target=response.first("to")), "ACK")
        self.station.send(self.flow, self.ack)
        self.data = b""
        if self.reliable:
            self._end()
        else:
            self.state = "completed"
            self.station.wake_at(self, now + TIMER_D)

    def wake(self, now: Micros) -> None:
        if self.state == "calling" and now < self.until:
            self.station.counts["repeated_out"] += 1
            self.station.send(self.flow, self.data)
            self.interval *= 2
            self.station.wake_at(self, min(now + self.interval, self.until))
        elif self.state == "proceeding" and not self.cancelled:
            self.cancel(now)
        else:
            self.fail("timeout", now)

    def fail(self, why: str, now: Micros) -> None:
        """Give up, or forget what is over."""
        was_open = self.state in ("calling", "proceeding")
        self._end()
        if was_open:
            self.user.failed(why, now)

    def _end(self) -> None:
        self.state = "terminated"
        self.station.rest(self)
        self.station.clients.pop(self.key, None)
