"""Requests within a dialog, theirs and ours (RFC 3261 12.2, 14, 15; RFC 3311; RFC 6086)."""

from huawu.platform.clock import MILLI, Micros
from huawu.telephony.core.sip import compose, incoming, refer
from huawu.telephony.core.sip.dialogs import Dialog
from huawu.telephony.core.sip.incoming import body_text
from huawu.telephony.core.sip.keys import read_key
from huawu.telephony.core.sip.legs import (
    Leg,
    acknowledge,
    finish,
    forget_dialog,
    forget_offer,
    ok_headers,
    send_bye,
)
from huawu.telephony.core.sip.message import Message
from huawu.telephony.core.sip.station import ALLOW
from huawu.telephony.core.sip.timers import NEVER
from huawu.telephony.core.sip.transactions import InviteClient, InviteServer, Server
from huawu.telephony.core.sip.types import Acknowledged, Answered, Flow, Keyed, Reoffered


def received(leg: Leg, request: Message, server: Server, flow: Flow, now: Micros) -> None:
    """A new request (not ACK, not CANCEL) within a dialog of `leg`."""
    dialog = leg.dialog
    assert dialog is not None  # a leg in the table of dialogs has one
    if leg.state == "over" and request.method != "BYE":
        server.respond(481, now)
        return
    seq = request.cseq[0]
    if seq <= dialog.remote_seq:
        server.respond(500, now)
        return
    dialog.remote_seq = seq
    method = request.method
    if dialog.symmetric:
        dialog.flow = flow
    if method == "BYE":
        _bye(leg, request, server, now)
    elif method == "INVITE" and isinstance(server, InviteServer):
        _reinvite(leg, request, server, now)
    elif method == "UPDATE":
        _update(leg, request, server, now)
    elif method == "INFO":
        _info(leg, request, server, now)
    elif method == "REFER":
        refer.received(leg, request, server, now)
    elif method == "SUBSCRIBE":
        refer.subscribed(leg, request, server, now)
    elif method == "NOTIFY":
        server.respond(481, now)
    else:  # OPTIONS
        server.respond(200, now, extra=f"Allow: {ALLOW}\r\nAccept: application/sdp\r\n")


def _bye(leg: Leg, request: Message, server: Server, now: Micros) -> None:
    server.respond(200, now)
    reason = incoming.plain(request.first("reason"))
    if leg.state == "arrived":
        incoming.cancelled(leg, now, reason)
        return
    forget_offer(leg, now)
    leg.ok = b""
    leg.station.rest(leg)
    forget_dialog(leg)
    finish(leg, "peer", 0, reason)


def _reinvite(leg: Leg, request: Message, server: InviteServer, now: Micros) -> None:
    if leg.reinvite is not None or leg.winner is not None:
        server.respond(491, now)  # RFC 3261 14.2
    elif leg.state != "talking" or leg.offered is not None or leg.ok:
        server.respond(500, now, extra="Retry-After: 3\r\n")
    else:
        server.respond(100, now)
        _offered(leg, request, server)


def _update(leg: Leg, request: Message, server: Server, now: Micros) -> None:
    if not request.body and leg.dialog is not None:
        leg.dialog.aim(request.first("contact"))
        server.respond(200, now, extra=ok_headers(leg))
    elif leg.reinvite is not None or leg.winner is not None:
        server.respond(491, now)  # RFC 3311 5.2
    elif leg.state != "talking" or leg.offered is not None:
        server.respond(500, now, extra="Retry-After: 3\r\n")
    else:
        _offered(leg, request, server)


def _offered(leg: Leg, request: Message, server: Server) -> None:
    if leg.dialog is not None:
        leg.dialog.aim(request.first("contact"))
    leg.offered = server
    leg.offered_seq = request.cseq[0]
    leg.request = request
    leg.station.tell(Reoffered(leg.id, body_text(request)))


def _info(leg: Leg, request: Message, server: Server, now: Micros) -> None:
    kind = request.first("content-type").partition(";")[0].strip().lower()
    if not request.body:
        server.respond(200, now)
        return
    if kind not in ("application/dtmf-relay", "application/dtmf"):
        server.respond(415, now, extra="Accept: application/dtmf-relay, application/dtmf\r\n")
        return
    key = read_key(kind, body_text(request))
    if key is None:
        server.respond(400, now)
        return
    server.respond(200, now)
    leg.station.tell(Keyed(leg.id, key[0], key[1]))


def answer_again(leg: Leg, sdp: str, now: Micros) -> None:
    """Our answer (or our offer, to an INVITE without one) to what they offered within the dialog."""
    server = leg.offered
    if leg.winner is not None:
        leg.winner.send_answer(sdp)
    elif server is not None and server.state == "proceeding":
        leg.offered = leg.request = None
        ok = server.respond(200, now, extra=ok_headers(leg), body=sdp)
        if isinstance(server, InviteServer):
            leg.await_ack(ok, server.flow, leg.offered_seq, now)


def refuse_again(leg: Leg, code: int, now: Micros) -> None:
    """Refuse what they offered; the session stays as it was."""
    if leg.offered is not None:
        leg.offered.respond(code, now)
        leg.offered = None


def acknowledged(leg: Leg, request: Message, now: Micros) -> None:
    """An ACK within the dialog: to our 2xx."""
    if leg.ok and request.cseq[0] == leg.ok_seq:
        over = leg.state == "over"
        leg.acknowledged(now)
        if not over:
            leg.station.tell(Acknowledged(leg.id, body_text(request)))


class Reinvite:
    """Our re-INVITE. On glare (491) it is tried once more after the time RFC 3261 14.1 says."""

    __slots__ = ("ack", "client", "due", "leg", "sdp", "tries")

    def __init__(self, leg: Leg, sdp: str) -> None:
        self.leg = leg
        self.sdp = sdp
        self.due: Micros = NEVER
        self.tries = 0
        self.ack: tuple[Flow, bytes] | None = None
        self.client: InviteClient | None = None

    def start(self, dialog: Dialog, now: Micros) -> None:
        """Send it."""
        station = self.leg.station
        draft = dialog.draft(station)
        data = compose.request(draft, "INVITE", extra=ok_headers(self.leg), body=self.sdp)
        self.client = InviteClient(station, draft, data, dialog.flow, self)
        self.client.start(now)

    def wake(self, now: Micros) -> None:
        if self.leg.state == "talking" and self.leg.dialog is not None:
            self.start(self.leg.dialog, now)

    def responded(self, response: Message, now: Micros) -> None:
        leg, dialog = self.leg, self.leg.dialog
        if response.status < 200 or dialog is None or self.client is None:
            return
        if response.status < 300:
            self._answered(response, dialog, self.client.draft.cseq)
        elif response.status == 491 and not self.tries:
            self.tries += 1
            leg.station.wake_at(self, now + (2100 + sum(map(ord, leg.station.token())) % 190 * 10) * MILLI)
        else:
            leg.reinvite = None
            if response.status in (408, 481):
                lost(leg, now)

    def _answered(self, response: Message, dialog: Dialog, cseq: int) -> None:
        if self.ack is not None:
            self.leg.station.send(*self.ack)
            return
        dialog.aim(response.first("contact"))
        self.ack = acknowledge(self.leg.station, dialog, cseq)
        if self.leg.reinvite is self:
            self.leg.reinvite = None
        if self.leg.state == "talking":
            self.leg.station.tell(Answered(self.leg.id, body_text(response), again=True))

    def failed(self, why: str, now: Micros) -> None:
        self.leg.reinvite = None
        if why == "timeout":
            lost(self.leg, now)


def reinvite(leg: Leg, sdp: str, now: Micros) -> None:
    """Offer a change of the session; ignored while an offer is under way."""
    busy = leg.reinvite is not None or leg.offered is not None or leg.winner is not None
    if leg.state == "talking" and leg.dialog is not None and not busy:
        leg.reinvite = Reinvite(leg, sdp)
        leg.reinvite.start(leg.dialog, now)


def lost(leg: Leg, now: Micros) -> None:
    """The peer no longer knows the dialog (RFC 3261 12.2.1.2): BYE, and it is over."""
    if leg.state == "talking":
        forget_offer(leg, now)
        send_bye(leg, now)
        finish(leg, "timeout")
