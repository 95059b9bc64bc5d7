"""Session timers (RFC 4028): how long a call may last without a sign of life, and who gives it.

One that we refresh gets an UPDATE, or a re-INVITE where the peer does not know UPDATE, at half time. One
that the peer refreshes ends when it does not.
"""

from huawu.platform.clock import SECOND, Micros
from huawu.telephony.core.sip import compose
from huawu.telephony.core.sip.legs import Leg, finish, forget_offer, ok_headers, send_bye
from huawu.telephony.core.sip.message import Message
from huawu.telephony.core.sip.reoffers import pause, reinvite
from huawu.telephony.core.sip.timers import NEVER
from huawu.telephony.core.sip.transactions import PlainClient
from huawu.telephony.core.sip.types import Saved
from huawu.telephony.core.sip.uri import number

WANTED = 1800
"""Seconds that we ask for."""
SHORTEST = 90
_LONGEST = 86_400
_UA = ("uas", "uac")


class Session:
    """The timer of one leg. `ours`: we refresh; `updates`: the peer knows UPDATE; `sdp`: our last word."""

    __slots__ = ("due", "ends", "leg", "ours", "sdp", "seconds", "updates")

    def __init__(self, leg: Leg, seconds: int, *, ours: bool, updates: bool, sdp: str, now: Micros) -> None:
        self.leg = leg
        self.seconds = seconds
        self.ours = ours
        self.updates = updates
        self.sdp = sdp
        self.due: Micros = NEVER
        self.ends: Micros = 0
        leg.session = self
        self.renew(now)

    @property
    def line(self) -> str:
        """What our requests say."""
        return f"Supported: timer\r\nSession-Expires: {self.seconds};refresher={_UA[self.ours]}\r\n"

    @property
    def answer_line(self) -> str:
        """What our answer to their refresh says."""
        return (
            f"Require: timer\r\nSession-Expires: {self.seconds};refresher={'uas' if self.ours else 'uac'}\r\n"
        )

    def renew(self, now: Micros) -> None:
        """There was a sign of life."""
        self.ends = now + (self.seconds - min(32, self.seconds // 3)) * SECOND
        self.leg.station.wake_at(self, now + self.seconds * SECOND // 2 if self.ours else self.ends)

    def refreshed(self, message: Message, now: Micros) -> None:
        """A refresh went through, theirs or ours; it may change how long the next one may take."""
        seconds = _seconds(message.first("session-expires"))
        if seconds is not None:
            self.seconds = max(seconds, SHORTEST)
        self.renew(now)

    def wake(self, now: Micros) -> None:
        leg = self.leg
        if leg.state != "talking" or leg.session is not self:
            return
        if now >= self.ends:
            leg.station.counts["sessions_expired"] += 1
            _end(leg, now)
            return
        leg.station.wake_at(self, self.ends)
        if not (leg.reinvite is not None or leg.offered is not None or leg.winner is not None):
            self._refresh(now)

    def _refresh(self, now: Micros) -> None:
        leg = self.leg
        if not self.updates:
            reinvite(leg, self.sdp, now)
        elif leg.dialog is not None:
            draft = leg.dialog.draft(leg.station)
            data = compose.request(draft, "UPDATE", extra=ok_headers(leg) + self.line)
            PlainClient(leg.station, data, leg.dialog.flow, f"{draft.branch}|UPDATE", self).start(now)

    def responded(self, response: Message, now: Micros) -> None:
        if 200 <= response.status < 300:
            self.refreshed(response, now)
        elif response.status in (408, 481):
            _end(self.leg, now)
        elif response.status == 422:
            self.seconds = max(self.seconds, _seconds(response.first("min-se")) or 0)
        elif response.status == 491 and self.leg.dialog is not None:  # glare (RFC 3311 5.3)
            wait = pause(self.leg.station, self.leg.dialog)
            self.leg.station.wake_at(self, min(now + wait, self.ends))
        elif response.status >= 300:
            self.updates = False  # by re-INVITE, before it ends
            self.leg.station.wake_at(self, min(now + 10 * SECOND, self.ends))

    def failed(self, why: str, now: Micros) -> None:
        if why == "timeout":
            _end(self.leg, now)


def _end(leg: Leg, now: Micros) -> None:
    if leg.state == "talking":
        forget_offer(leg, now)
        send_bye(leg, now, 'Reason: SIP;cause=408;text="Session expired"\r\n')
        finish(leg, "timeout")


def too_short(request: Message) -> bool:
    """Whether an INVITE or UPDATE wants signs of life more often than we care to give them."""
    seconds = _seconds(request.first("session-expires"))
    return seconds is not None and seconds < SHORTEST and _knows(request)


def accepted(leg: Leg, request: Message, sdp: str, now: Micros) -> str:
    """Their INVITE asks for a timer: the lines of our 2xx."""
    seconds = max(_seconds(request.first("session-expires")) or WANTED, SHORTEST)
    wish = request.first("session-expires").lower()
    knows = _knows(request)
    ours = "refresher=uas" in wish.replace(" ", "") or not knows
    session = Session(leg, seconds, ours=ours, updates="UPDATE" in request.first("allow"), sdp=sdp, now=now)
    return session.answer_line if knows else ""


def agreed(leg: Leg, response: Message, sdp: str, now: Micros, *, asked: int) -> None:
    """Their 2xx to our INVITE that `asked` for a timer. Who says nothing of it knows none."""
    if "session-expires" not in response.fields:
        return
    updates = "UPDATE" in response.first("allow")
    seconds = max(_seconds(response.first("session-expires")) or asked, SHORTEST)
    ours = "refresher=uas" not in response.first("session-expires").lower().replace(" ", "")
    Session(leg, seconds, ours=ours, updates=updates, sdp=sdp, now=now)


def _seconds(value: str) -> int | None:
    return number(value.partition(";")[0].strip(), _LONGEST) if value else None


def _knows(request: Message) -> bool:
    names = {name.lower() for name in (*request.values("supported"), *request.values("require"))}
    return "timer" in names


def save(leg: Leg) -> Saved | None:
    session = leg.session
    if session is None:
        return None
    return {"seconds": session.seconds, "ours": session.ours, "updates": session.updates, "sdp": session.sdp}


def restore(leg: Leg, saved: Saved, now: Micros) -> None:
    """Take it up: what was left of it is not known, a whole one is given."""
    Session(leg, saved["seconds"], ours=saved["ours"], updates=saved["updates"], sdp=saved["sdp"], now=now)
