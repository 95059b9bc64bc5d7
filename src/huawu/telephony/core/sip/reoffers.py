"""Our re-INVITE (RFC 3261 14.1): a change of the session, or only a sign of life."""

from huawu.platform.clock import MILLI, SECOND, Micros
from huawu.telephony.core.sip import compose
from huawu.telephony.core.sip.dialogs import Dialog
from huawu.telephony.core.sip.legs import Leg, acknowledge, finish, forget_offer, ok_headers, proven, send_bye
from huawu.telephony.core.sip.message import Message, body_text
from huawu.telephony.core.sip.station import Station
from huawu.telephony.core.sip.timers import NEVER
from huawu.telephony.core.sip.transactions import InviteClient
from huawu.telephony.core.sip.types import Answered, Flow
from huawu.telephony.core.sip.uri import number

_MOST_TRIES = 5
_MOST_PATIENT = 10
"""Seconds: who is asked to come again later than that does not (RFC 3261 14.2)."""


def pause(station: Station, dialog: Dialog) -> Micros:
    """How long to wait after glare (RFC 3261 14.1): who began the call 2.1 to 4 s, who was called up to 2 s,
    both in steps of 10 ms, so that the two do not meet again."""
    dice = sum(map(ord, station.token()))
    wait = 2100 + dice % 191 * 10 if dialog.begun_by_us else dice % 201 * 10
    return max(wait, 10) * MILLI


class Reinvite:
    """Our re-INVITE. On glare (491), or when the other side is asked something already (500), it `waits` and
    is tried again. What they offer meanwhile takes its place: our answer says all that it would."""

    __slots__ = ("ack", "client", "due", "leg", "proof", "sdp", "tries", "waits")

    def __init__(self, leg: Leg, sdp: str) -> None:
        self.leg = leg
        self.sdp = sdp
        self.due: Micros = NEVER
        self.tries = 0
        self.waits = False
        self.proof = ""  # what the neighbour asked for
        self.ack: tuple[Flow, bytes] | None = None
        self.client: InviteClient | None = None

    def start(self, dialog: Dialog, now: Micros) -> None:
        """Send it."""
        station = self.leg.station
        self.waits = False
        draft = dialog.draft(station)
        session = self.leg.session
        extra = ok_headers(self.leg) + (session.line if session else "") + self.proof
        data = compose.request(draft, "INVITE", extra=extra, body=self.sdp)
        self.client = InviteClient(station, draft, data, dialog.flow, self)
        self.client.start(now)

    def wake(self, now: Micros) -> None:
        leg, dialog = self.leg, self.leg.dialog
        if leg.state != "talking" or dialog is None or leg.reinvite is not self:
            return
        if leg.offered is not None:  # theirs is not answered yet
            leg.station.wake_at(self, now + pause(leg.station, dialog))
        else:
            self.start(dialog, now)

    def responded(self, response: Message, now: Micros) -> None:
        leg, dialog = self.leg, self.leg.dialog
        if response.status < 200 or dialog is None or self.client is None:
            return
        if response.status < 300:
            self._answered(response, dialog, self.client.draft.cseq, now)
        elif leg.state == "talking" and self._again(response, dialog, now):
            return
        else:
            leg.reinvite = None
            if response.status in (408, 481):
                lost(leg, now)

    def _again(self, response: Message, dialog: Dialog, now: Micros) -> bool:
        """Whether it is tried once more."""
        if self.tries >= _MOST_TRIES:
            return False
        self.tries += 1
        station = self.leg.station
        wait = _later(response) or (pause(station, dialog) if response.status == 491 else 0)
        if wait:
            self.waits = True
            station.wake_at(self, now + wait)
            return True
        if not self.proof and self.client is not None:
            uri = self.client.draft.uri
            self.proof = proven(station, dialog, response, "INVITE", uri)
            if self.proof:
                self.start(dialog, now)
                return True
        return False

    def _answered(self, response: Message, dialog: Dialog, cseq: int, now: Micros) -> None:
        if self.ack is not None:
            self.leg.station.send(*self.ack)
            return
        dialog.aim(response.first("contact"))
        self.ack = acknowledge(self.leg.station, dialog, cseq)
        if self.leg.reinvite is self:
            self.leg.reinvite = None
        if self.leg.session is not None:
            self.leg.session.refreshed(response, now)
        if self.leg.state == "talking":
            self.leg.station.tell(Answered(self.leg.id, body_text(response), again=True))

    def failed(self, why: str, now: Micros) -> None:
        self.leg.reinvite = None
        if why == "timeout":
            lost(self.leg, now)


def _later(response: Message) -> Micros:
    """When who is asked something already wants to be asked again; 0: not soon, or it says nothing of it."""
    value = response.first("retry-after").partition(";")[0].partition("(")[0].strip()
    seconds = number(value, _MOST_PATIENT) if response.status == 500 else None
    return (seconds or 0) * SECOND


def is_under_way(leg: Leg) -> bool:
    """Whether an offer of ours waits for their answer: theirs is in glare with it."""
    return leg.winner is not None or (leg.reinvite is not None and not leg.reinvite.waits)


def give_way(leg: Leg) -> None:
    """They were answered before we could offer again what we had waited with."""
    if leg.reinvite is not None and leg.reinvite.waits:
        leg.station.rest(leg.reinvite)
        leg.reinvite = None


def reinvite(leg: Leg, sdp: str, now: Micros) -> None:
    """Offer a change of the session; ignored while an offer is under way."""
    if leg.dialog is not None and is_quiet(leg):
        if leg.session is not None:
            leg.session.sdp = sdp
        leg.reinvite = Reinvite(leg, sdp)
        leg.reinvite.start(leg.dialog, now)


def is_quiet(leg: Leg) -> bool:
    """Whether no offer is under way, and the other side knows that the last one was answered."""
    busy = leg.reinvite is not None or leg.offered is not None or leg.winner is not None
    return leg.state == "talking" and not busy and not leg.ok


def lost(leg: Leg, now: Micros) -> None:
    """The peer no longer knows the dialog (RFC 3261 12.2.1.2): BYE, and it is over."""
    if leg.state == "talking":
        forget_offer(leg, now)
        send_bye(leg, now)
        finish(leg, "timeout")
