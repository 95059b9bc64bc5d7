"""Our own REFER (RFC 3515): a party is asked to call somebody else in our stead, and tells how that goes."""

from urllib.parse import quote

from huawu.platform.clock import SECOND, Micros
from huawu.platform.ids import Id
from huawu.telephony.core.sip import compose
from huawu.telephony.core.sip.legs import Leg, ok_headers, proven
from huawu.telephony.core.sip.message import Message, body_text
from huawu.telephony.core.sip.station import Station
from huawu.telephony.core.sip.timers import NEVER
from huawu.telephony.core.sip.transactions import PlainClient, Server
from huawu.telephony.core.sip.types import ReferAnswered, Saved
from huawu.telephony.core.sip.uri import is_token

PATIENCE = 180 * SECOND


class Referring:
    """One REFER of ours and the subscription it makes. Its deadline is when we stop waiting; it outlives the
    process."""

    __slots__ = ("_accepted", "_to", "_uri", "due", "leg", "told")

    def __init__(self, leg: Leg, to: str) -> None:
        self.leg = leg
        self.due: Micros = NEVER
        self._to = to
        self._uri = ""
        self.told = ""
        self._accepted = False
        leg.station.referring[leg.id] = self

    def send(self, now: Micros, proof: str = "") -> None:
        """Ask."""
        leg = self.leg
        station, dialog = leg.station, leg.dialog
        if dialog is None:
            return
        draft = dialog.draft(station)
        self._uri = draft.uri
        extra = (
            f"{ok_headers(leg)}Refer-To: <{self._to}>\r\nReferred-By: <sip:huawu@{station.here}>\r\n{proof}"
        )
        data = compose.request(draft, "REFER", extra=extra)
        PlainClient(station, data, dialog.flow, f"{draft.branch}|REFER", self).start(now)

    def responded(self, response: Message, now: Micros) -> None:
        leg = self.leg
        if response.status < 200 or leg.station.referring.get(leg.id) is not self:
            return
        if response.status < 300:
            self._accepted = True
            self.tell("accepted")
            leg.station.wake_at(self, now + PATIENCE)
            return
        line = proven(leg.station, leg.dialog, response, "REFER", self._uri) if leg.dialog else ""
        if line and not self._accepted:
            self._accepted = True  # of asking who we are there is an end
            self.send(now, line)
        else:
            self.end("refused")

    def failed(self, why: str, now: Micros) -> None:
        self.end("refused")

    def wake(self, now: Micros) -> None:
        self.end("failed")

    def tell(self, outcome: str) -> None:
        """Each outcome once, and nothing lesser after a greater one."""
        steps = ("", "accepted", "ringing", "done", "failed", "refused")
        if steps.index(outcome) > steps.index(self.told):
            self.told = outcome
            self.leg.station.tell(ReferAnswered(self.leg.id, outcome))

    def end(self, outcome: str) -> None:
        """Nothing more will come of it."""
        station = self.leg.station
        station.rest(self)
        if station.referring.get(self.leg.id) is self:
            del station.referring[self.leg.id]
            if self.told != "done":
                self.tell(outcome)


def refer(leg: Leg, number: str, now: Micros, *, other: Leg | None) -> bool:
    """Ask the party of `leg` to call `number`, or to take our place towards the party of `other`. False: it
    cannot be asked now."""
    to = _over(other) if other else f"sip:{number}@{_where(leg)}"
    talks = leg.state == "talking" and leg.dialog is not None
    if not talks or not to or not (other or is_token(number)) or leg.id in leg.station.referring:
        return False
    Referring(leg, to).send(now)
    return True


def _where(leg: Leg) -> str:
    """Who knows the number: the neighbour with whom the call is, else we."""
    trunk = leg.station.trunks.get(leg.dialog.trunk) if leg.dialog is not None else None
    return trunk.uri.partition(":")[2] if trunk is not None and trunk.uri else leg.station.here


def _over(other: Leg) -> str:
    """The URI that takes our place in a call (RFC 3891, RFC 5589 7)."""
    dialog = other.dialog
    if dialog is None or other.state != "talking" or "?" in dialog.target:
        return ""
    named = f"{dialog.call_id};to-tag={dialog.remote_tag};from-tag={dialog.local_tag}"
    return f"{dialog.target}?Replaces={quote(named, safe='')}"


def notified(leg: Leg, request: Message, server: Server, now: Micros) -> None:
    """A NOTIFY within a dialog of `leg`."""
    waiting = leg.station.referring.get(leg.id)
    if request.first("event").partition(";")[0].strip().lower() != "refer":
        server.respond(489, now, extra="Allow-Events: refer\r\n")
        return
    if waiting is None:
        server.respond(481, now)
        return
    code = _fragment(request)
    if code is None:
        server.respond(400, now)
        return
    server.respond(200, now)
    if 180 <= code < 200:
        waiting.tell("ringing")
    if code >= 200:
        waiting.end("done" if code < 300 else "failed")
    elif request.first("subscription-state").lower().startswith("terminated"):
        waiting.end("failed")


def _fragment(request: Message) -> int | None:
    """The status in a message/sipfrag (RFC 3420)."""
    words = body_text(request).split(None, 2)
    if len(words) < 2 or words[0].upper() != "SIP/2.0" or len(words[1]) != 3 or not words[1].isascii():
        return None
    return int(words[1]) if words[1].isdigit() and words[1][0] in "123456" else None


def save(station: Station, leg: Id) -> Saved | None:
    """What a party was asked to do, to be waited for by another process."""
    waiting = station.referring.get(leg)
    return {"told": waiting.told} if waiting is not None else None


def restore(leg: Leg, saved: Saved, now: Micros) -> None:
    """Wait on: how long it was waited for is not known. An answer that came in between is lost."""
    waiting = Referring(leg, "")
    waiting.told = saved["told"]
    leg.station.wake_at(waiting, now + PATIENCE)
