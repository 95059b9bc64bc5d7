"""Their INVITE: a new leg, and what is answered to it (RFC 3261 13.3)."""

from huawu.platform.clock import Micros
from huawu.platform.ids import Id
from huawu.telephony.core.sip import reliable, sessions
from huawu.telephony.core.sip.dialogs import flow_of, server_dialog
from huawu.telephony.core.sip.legs import Leg, finish, forget_dialog, forget_offer, ok_headers, send_bye
from huawu.telephony.core.sip.message import Message, body_text
from huawu.telephony.core.sip.station import Station
from huawu.telephony.core.sip.transactions import InviteServer
from huawu.telephony.core.sip.types import Flow, Invited
from huawu.telephony.core.sip.uri import Address, number, parse_address, parse_uri


def arrive(
    station: Station,
    request: Message,
    server: InviteServer,
    leg_id: Id,
    *,
    flow: Flow,
    user: str | None,
    replaces: Id | None = None,
) -> None:
    """A new INVITE outside a dialog that may call: make its leg and tell."""
    leg = open_leg(station, request, server, leg_id, flow=flow, user=user)
    uri = parse_uri(request.uri)
    caller = _caller(request, trusted=user is None)
    station.tell(
        Invited(
            leg=leg.id,
            flow=flow,
            number=plain(uri.user) if uri else "",
            caller=plain(user_of(caller)),
            caller_name=plain(caller.display) if caller else "",
            user=user,
            sdp=body_text(request),
            hops=number(request.first("max-forwards"), 255) or 70,
            replaces=replaces,
        )
    )


def open_leg(
    station: Station, request: Message, server: InviteServer, leg_id: Id, *, flow: Flow, user: str | None
) -> Leg:
    """The leg of an INVITE that waits for its answer, with its early dialog. `user`: a phone that proved
    itself; None: a trunk, which is answered where its Contact says."""
    leg = Leg(station, leg_id, "arrived")
    leg.request = request
    leg.first_server = server
    leg.user = user
    dialog = server_dialog(request, flow, server.tag)
    dialog.symmetric = user is not None
    contact = parse_address(request.first("contact"))
    dialog.target = contact.uri if contact else request.sender.uri if request.sender else ""
    if flow_of(dialog.target) is None and not dialog.routes:
        dialog.symmetric = True
    dialog.find_flow()
    leg.dialog = dialog
    station.dialogs[dialog.key] = leg
    return leg


def _caller(request: Message, *, trusted: bool) -> Address | None:
    """P-Asserted-Identity of a trusted neighbour (RFC 3325), else From."""
    if trusted:
        for value in request.values("p-asserted-identity"):
            address = parse_address(value)
            uri = parse_uri(address.uri) if address else None
            if uri is not None and uri.user:
                return address
    return request.sender


def plain(text: str) -> str:
    """Text fit for people and databases: what was not UTF-8 or is a control character is left out."""
    return text if text.isprintable() else "".join(c for c in text if c.isprintable())


def user_of(address: Address | None) -> str:
    """The user part of an address, "" when there is none."""
    uri = parse_uri(address.uri) if address else None
    return uri.user if uri else ""


def progress(leg: Leg, code: int, now: Micros, sdp: str) -> None:
    """A provisional response."""
    if leg.state != "arrived" or leg.first_server is None or not 100 < code < 200:
        return
    if leg.request is not None and "require" in leg.request.fields and reliable.wanted(leg.request):
        reliable.respond(leg, code, sdp, now)
    else:
        leg.first_server.respond(code, now, extra=ok_headers(leg, leg.request), body=sdp)


def answer(leg: Leg, sdp: str, now: Micros) -> None:
    """200, repeated until ACK."""
    server = leg.first_server
    if leg.state != "arrived" or server is None or leg.request is None:
        return
    if leg.reliable is not None and leg.reliable.holds_back(sdp, now):
        return
    extra = ok_headers(leg, leg.request)
    if "session-expires" in leg.request.fields:
        extra += sessions.accepted(leg, leg.request, sdp, now)
    ok = server.respond(200, now, extra=extra, body=sdp)
    leg.await_ack(ok, server.flow, leg.request.cseq[0], now)
    leg.state = "talking"
    leg.request = None
    leg.first_server = None


def refuse(leg: Leg, code: int, now: Micros, reason: str) -> None:
    """A final refusal of a leg that waits."""
    if leg.state == "arrived" and leg.first_server is not None:
        leg.first_server.respond(code, now, extra=reason)
        forget_dialog(leg)
        finish(leg, "ours", code)


def cancelled(leg: Leg, now: Micros, reason: str) -> None:
    """CANCEL came in time, or a BYE before the answer: 487."""
    if leg.first_server is not None:
        leg.first_server.respond(487, now)
        forget_dialog(leg)
        finish(leg, "peer", 487, reason)


def give_up(leg: Leg, now: Micros) -> None:
    """The connection the INVITE came over is gone."""
    if leg.first_server is not None:
        leg.first_server.respond(480, now)
    forget_dialog(leg)
    finish(leg, "transport")


def hang_up(leg: Leg, now: Micros, reason: str) -> None:
    """End a leg that talks. A BYE waits for the ACK to our 2xx (RFC 3261 15), unless that never comes."""
    forget_offer(leg, now)
    if leg.ok:
        leg.farewell = reason
    else:
        send_bye(leg, now, reason)
    finish(leg, "ours")
