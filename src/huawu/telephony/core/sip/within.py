"""Requests within a dialog, theirs and ours (RFC 3261 12.2, 14, 15; RFC 3311; RFC 6086)."""

from collections.abc import Callable

from huawu.platform.clock import Micros
from huawu.telephony.core.sip import incoming, refer, referring, reoffers, sessions
from huawu.telephony.core.sip.keys import read_key
from huawu.telephony.core.sip.legs import (
    Leg,
    finish,
    forget_dialog,
    forget_offer,
    ok_headers,
)
from huawu.telephony.core.sip.message import Message, body_text
from huawu.telephony.core.sip.station import ALLOW
from huawu.telephony.core.sip.transactions import InviteServer, Server
from huawu.telephony.core.sip.types import Acknowledged, Flow, Keyed, Reoffered


def received(leg: Leg, request: Message, server: Server, flow: Flow, now: Micros) -> None:
    """A new request (not ACK, not CANCEL) within a dialog of `leg`."""
    dialog = leg.dialog
    if dialog is None:
        for branch in leg.branches:  # one: only calls through trunks have early dialogs
            branch.requested(request, server, now)
        return
    if leg.state == "over" and request.method != "BYE":
        server.respond(481, now)
        return
    seq = request.cseq[0]
    if seq <= dialog.remote_seq:
        server.respond(500, now)
        return
    dialog.remote_seq = seq
    method = request.method
    if method in _FROM_WHERE_IT_WAS and flow.host != dialog.flow.host:
        server.respond(403, now)  # too much is asked for to follow a phone that has moved
        return
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
    elif (rare := _RARE.get(method)) is not None:
        rare(leg, request, server, now)
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
    if sessions.too_short(request):
        server.respond(422, now, extra=f"Min-SE: {sessions.SHORTEST}\r\n")
    elif reoffers.is_under_way(leg):
        server.respond(491, now)  # RFC 3261 14.2
    elif leg.state != "talking" or leg.offered is not None or leg.ok:
        server.respond(500, now, extra="Retry-After: 3\r\n")
    else:
        server.trying()
        _offered(leg, request, server)


def _update(leg: Leg, request: Message, server: Server, now: Micros) -> None:
    if sessions.too_short(request):
        server.respond(422, now, extra=f"Min-SE: {sessions.SHORTEST}\r\n")
    elif not request.body and leg.dialog is not None:
        leg.dialog.aim(request.first("contact"))
        server.respond(200, now, extra=ok_headers(leg) + _refreshed(leg, request, now))
    elif reoffers.is_under_way(leg):
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


def _prack(leg: Leg, request: Message, server: Server, now: Micros) -> None:
    """Our reliable 18x has arrived (RFC 3262)."""
    waiting = leg.reliable
    if waiting is None or not waiting.acknowledged(request.first("rack")):
        server.respond(481, now)
        return
    server.respond(200, now)
    if body := body_text(request):
        leg.station.tell(Acknowledged(leg.id, body))
    if (answer := waiting.go_on(now)) is not None:
        incoming.answer(leg, answer, now)


def answer_again(leg: Leg, sdp: str, now: Micros) -> None:
    """Our answer (or our offer, to an INVITE without one) to what they offered within the dialog."""
    server = leg.offered
    if leg.winner is not None:
        leg.winner.send_answer(sdp)
    elif server is not None and server.state == "proceeding":
        extra = ok_headers(leg)
        if leg.session is not None and leg.request is not None:
            leg.session.sdp = sdp
            extra += _refreshed(leg, leg.request, now)
        leg.offered = leg.request = None
        reoffers.give_way(leg)
        ok = server.respond(200, now, extra=extra, body=sdp)
        if isinstance(server, InviteServer):
            leg.await_ack(ok, server.flow, leg.offered_seq, now)


def _refreshed(leg: Leg, request: Message, now: Micros) -> str:
    """Their request is a sign of life: the lines of our answer."""
    if leg.session is None:
        return ""
    leg.session.refreshed(request, now)
    return leg.session.answer_line


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


_FROM_WHERE_IT_WAS = frozenset({"REFER", "SUBSCRIBE", "NOTIFY"})
_RARE: dict[str, Callable[[Leg, Message, Server, Micros], None]] = {
    "PRACK": _prack,
    "REFER": refer.received,
    "SUBSCRIBE": refer.subscribed,
    "NOTIFY": referring.notified,
}
