"""A leg: one SIP call as the rest of the house knows it, and what every state of it has in common.

A leg is `arrived` (their INVITE, no final answer yet), `calling` (our INVITE, in one or more branches),
`talking` (a confirmed dialog) or `over`. An ended leg is forgotten at once by the station; what the protocol
still owes its peers (a BYE that must wait for an ACK, the late 2xx of a cancelled INVITE) is done by the
objects that outlive it.
"""

from typing import TYPE_CHECKING

from huawu.platform.clock import Micros
from huawu.platform.ids import Id
from huawu.telephony.core.sip import compose
from huawu.telephony.core.sip.dialogs import Dialog
from huawu.telephony.core.sip.message import Message
from huawu.telephony.core.sip.proving import proof
from huawu.telephony.core.sip.station import ALLOW, Station
from huawu.telephony.core.sip.timers import NEVER
from huawu.telephony.core.sip.transactions import InviteServer, PlainClient, Server
from huawu.telephony.core.sip.transactions.times import LIFETIME, T1, T2
from huawu.telephony.core.sip.types import Ended, Flow

if TYPE_CHECKING:
    from huawu.telephony.core.sip.outgoing import Branch
    from huawu.telephony.core.sip.reliable import Reliable
    from huawu.telephony.core.sip.reoffers import Reinvite
    from huawu.telephony.core.sip.sessions import Session


class Leg:
    """State of one leg. Its deadline repeats the 2xx it gave until the ACK comes (RFC 3261 13.3.1.4)."""

    __slots__ = (
        "branches", "dialog", "due", "farewell", "first_server", "id", "interval", "offered",
        "offered_seq", "ok", "ok_flow", "ok_seq", "reinvite", "reliable", "request", "session",
        "state", "station", "until", "user", "winner",
    )  # fmt: skip

    def __init__(self, station: Station, leg: Id, state: str) -> None:
        self.station = station
        self.id = leg
        self.state = state
        self.dialog: Dialog | None = None
        self.user: str | None = None
        self.request: Message | None = None  # arrived: their INVITE
        self.first_server: InviteServer | None = None  # arrived: its transaction
        self.branches: list[Branch] = []  # calling: our INVITEs
        self.winner: Branch | None = None  # talking: the one whose 2xx carried the offer
        self.offered: Server | None = None  # talking: their re-INVITE or UPDATE that waits for our answer
        self.offered_seq = 0
        self.reinvite: Reinvite | None = None  # talking: our re-INVITE that waits for theirs
        self.reliable: Reliable | None = None  # arrived: our 18x that wait for PRACK
        self.session: Session | None = None  # talking: how long without a sign of life
        self.ok = b""  # the 2xx that waits for its ACK
        self.ok_flow: Flow | None = None
        self.ok_seq = 0
        self.farewell = ""  # Reason line of the BYE that waits for that ACK
        self.interval = T1
        self.until: Micros = 0
        self.due: Micros = NEVER
        station.legs[leg] = self

    def await_ack(self, ok: bytes, flow: Flow, seq: int, now: Micros) -> None:
        """Repeat `ok` until the ACK with this sequence number comes."""
        self.ok = ok
        self.ok_flow = flow
        self.ok_seq = seq
        self.interval = T1
        self.until = now + LIFETIME
        self.station.wake_at(self, now + T1)

    def wake(self, now: Micros) -> None:
        if not self.ok or self.ok_flow is None:
            return
        if now < self.until:
            self.station.counts["repeated_out"] += 1
            self.station.send(self.ok_flow, self.ok)
            self.interval = min(2 * self.interval, T2)
            self.station.wake_at(self, min(now + self.interval, self.until))
            return
        self.ok = b""
        self.station.counts["unacknowledged"] += 1
        send_bye(self, now, self.farewell)
        finish(self, "timeout")

    def acknowledged(self, now: Micros) -> None:
        """The ACK came: nothing is repeated any more, and a BYE that waited for it goes out."""
        self.ok = b""
        self.station.rest(self)
        if self.state == "over":
            send_bye(self, now, self.farewell)


def finish(leg: Leg, by: str, code: int = 0, reason: str = "") -> None:
    """The leg is over: tell, once."""
    if leg.state != "over":
        leg.state = "over"
        if leg.session is not None:
            leg.station.rest(leg.session)
        if leg.reliable is not None:
            leg.station.rest(leg.reliable)
        if leg.station.referring and (asked := leg.station.referring.pop(leg.id, None)) is not None:
            leg.station.rest(asked)
        leg.station.legs.pop(leg.id, None)
        leg.station.tell(Ended(leg.id, by, code, reason))


def forget_offer(leg: Leg, now: Micros) -> None:
    """Whatever they offered within the call is off."""
    if leg.offered is not None:
        leg.offered.respond(487, now)
        leg.offered = None


def forget_dialog(leg: Leg) -> None:
    """No request within the leg's dialog is known any more."""
    if leg.dialog is not None:
        leg.station.dialogs.pop(leg.dialog.key, None)


def send_bye(leg: Leg, now: Micros, reason: str = "") -> None:
    """BYE, and forget the dialog."""
    if leg.dialog is not None:
        forget_dialog(leg)
        bye(leg.station, leg.dialog, now, reason)


def bye(station: Station, dialog: Dialog, now: Micros, reason: str = "") -> None:
    """End a dialog."""
    draft = dialog.draft(station)
    data = compose.request(draft, "BYE", extra=reason)
    user = _ProvenBye(station, dialog, reason) if dialog.trunk else None
    PlainClient(station, data, dialog.flow, f"{draft.branch}|BYE", user).start(now)


class _ProvenBye:
    """The BYE to a neighbour that wants to know even then who we are."""

    __slots__ = ("_dialog", "_reason", "_station")

    def __init__(self, station: Station, dialog: Dialog, reason: str) -> None:
        self._station = station
        self._dialog = dialog
        self._reason = reason

    def responded(self, response: Message, now: Micros) -> None:
        draft = self._dialog.draft(self._station)
        line = proven(self._station, self._dialog, response, "BYE", draft.uri)
        if line:
            data = compose.request(draft, "BYE", extra=self._reason + line)
            PlainClient(self._station, data, self._dialog.flow, f"{draft.branch}|BYE", None).start(now)

    def failed(self, why: str, now: Micros) -> None:
        """It is gone either way."""


def proven(station: Station, dialog: Dialog, asked: Message, method: str, uri: str) -> str:
    """The line that answers a 401 or 407 within a dialog; "" when it is none, or nothing can be answered."""
    trunk = station.trunks.get(dialog.trunk) if asked.status in (401, 407) else None
    return proof(asked, trunk, method=method, uri=uri, cnonce=station.token()) if trunk else ""


def acknowledge(station: Station, dialog: Dialog, cseq: int, sdp: str = "") -> tuple[Flow, bytes]:
    """Send the ACK to a 2xx; it is returned to be sent again when the 2xx comes again."""
    data = compose.request(dialog.draft(station, cseq), "ACK", body=sdp)
    station.send(dialog.flow, data)
    return dialog.flow, data


def ok_headers(leg: Leg, request: Message | None = None) -> str:
    """The header lines of our 2xx, 18x and INVITE: the Record-Route of the request, our Contact and Allow."""
    station = leg.station
    routes = request.fields.get("record-route") if request is not None else None
    lines = "".join(f"Record-Route: {route}\r\n" for route in routes) if routes else ""
    transport = leg.dialog.flow.transport if leg.dialog is not None else "udp"
    return f"{lines}Contact: {station.contacts[transport]}\r\nAllow: {ALLOW}\r\n"
