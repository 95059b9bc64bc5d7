"""REFER from phones: transfers, blind and attended (RFC 3515, RFC 5589, RFC 4488).

A phone of ours may send its other party to a number of ours, or to the party of another call of its own.
It is told how that goes by NOTIFY, unless it does not want to know. Whether and how the transfer is done is
not decided here: `Referred` is told, and `progress` passes on what comes of it.
"""

from urllib.parse import unquote

from huawu.platform.clock import SECOND, Micros
from huawu.platform.ids import Id
from huawu.telephony.core.sip import replacing
from huawu.telephony.core.sip.compose import REASONS
from huawu.telephony.core.sip.dialogs import Dialog
from huawu.telephony.core.sip.legs import Leg, ok_headers
from huawu.telephony.core.sip.message import Message
from huawu.telephony.core.sip.notices import Notice, Notifier
from huawu.telephony.core.sip.station import Station
from huawu.telephony.core.sip.timers import NEVER
from huawu.telephony.core.sip.transactions import Server
from huawu.telephony.core.sip.types import Referred, Saved
from huawu.telephony.core.sip.uri import Address, Uri, is_token, number, parse_address, parse_uri

PATIENCE = 180
"""Seconds that a phone waits to hear what came of its transfer."""
_LONGEST = 64


class Referral:
    """The subscription that a REFER makes. Its deadline is its end; it outlives its call (RFC 5057)."""

    __slots__ = ("due", "leg", "notifier", "station", "until")

    def __init__(self, station: Station, leg: Id, dialog: Dialog, event: str, until: Micros) -> None:
        self.station = station
        self.leg = leg
        self.notifier = Notifier(station, dialog, event, self.drop)
        self.until = until
        self.due: Micros = NEVER
        station.referrals[leg] = self
        station.wake_at(self, until)

    def tell(self, code: int, now: Micros) -> None:
        """How it goes: a provisional code, or the final one, after which nothing is told."""
        self._tell(code, f"active;expires={max(0, self.until - now) // SECOND}", now)
        if code >= 200:
            self.drop()

    def _tell(self, code: int, standing: str, now: Micros) -> None:
        if code >= 200:
            standing = "terminated;reason=noresource"
        fragment = f"SIP/2.0 {code} {REASONS.get(code, 'Unknown')}\r\n"
        self.notifier.tell(Notice(standing, "message/sipfrag;version=2.0", fragment), now)

    def renew(self, seconds: int, now: Micros) -> None:
        """The phone wants to wait for so long from now on, or no longer (0)."""
        if seconds:
            self.until = now + min(seconds, PATIENCE) * SECOND
            self.station.wake_at(self, self.until)
            self.tell(100, now)
        else:
            self._tell(100, "terminated;reason=timeout", now)
            self.drop()

    def drop(self) -> None:
        """It is over."""
        self.station.rest(self)
        if self.station.referrals.get(self.leg) is self:
            del self.station.referrals[self.leg]

    def wake(self, now: Micros) -> None:
        self._tell(100, "terminated;reason=timeout", now)
        self.drop()


def received(leg: Leg, request: Message, server: Server, now: Micros) -> None:
    """A REFER within a dialog of `leg`."""
    station = leg.station
    code, why, uri = _judge(leg, request)
    if uri is None:
        station.counts["refer_refused"] += 1
        server.respond(code, now, reason=why)
        return
    if leg.dialog is None:
        return
    leg.dialog.aim(request.first("contact"))
    quiet = request.first("refer-sub").lower() == "false"
    extra = ok_headers(leg) + ("Refer-Sub: false\r\n" if quiet else "")
    server.respond(202, now, extra=extra)
    referral = None
    if not quiet:
        leg.dialog.referrals += 1
        event = "refer" if leg.dialog.referrals == 1 else f"refer;id={request.cseq[0]}"
        referral = Referral(station, leg.id, leg.dialog, event, now + PATIENCE * SECOND)
        referral.tell(100, now)
    _pass_on(leg, uri, referral, now)


def _pass_on(leg: Leg, uri: Uri, referral: Referral | None, now: Micros) -> None:
    header = _replaces(uri)
    if not header:
        leg.station.tell(Referred(leg.id, uri.user, None))
        return
    meant = replacing.read(header)
    other = replacing.find(leg.station, meant) if meant else None
    up = other is not None and other.state in ("talking", "arrived")
    if other is not None and up and other is not leg and other.user == leg.user:
        leg.station.tell(Referred(leg.id, uri.user, other.id))
    elif referral is not None:
        referral.tell(481, now)


def _judge(leg: Leg, request: Message) -> tuple[int, str, Uri | None]:
    """The URI to send the other party to, or the code and words that refuse it. 404, 416 and 481 would end
    the whole call in the eyes of many a phone (RFC 5057 5.1), so that they are not used."""
    values = request.fields.get("refer-to", [])
    if leg.state != "talking" or leg.id in leg.station.referrals:
        return 491, "", None
    if leg.user is None:
        return 403, "", None
    address = parse_address(values[0]) if len(values) == 1 else None
    uri = parse_uri(address.uri) if address else None
    if uri is None:
        return 400, "Bad Refer-To", None
    if uri.scheme not in ("sip", "tel"):
        return 400, "Unsupported Refer-To Scheme", None
    if uri.scheme == "sip" and uri.host.lower() not in _domains(leg.station, request):
        return 403, "Foreign Domain", None
    if "method=" in uri.params.lower() and "method=invite" not in uri.params.lower():
        return 400, "Only INVITE Can Be Referred To", None
    header = _replaces(uri)
    if header is None or (header and replacing.read(header) is None):
        return 400, "Bad Replaces", None
    if not header and (not is_token(uri.user) or len(uri.user) > _LONGEST):
        return 400, "Bad Refer-To", None
    return 0, "", uri if is_token(uri.user) else uri._replace(user="")


def _domains(station: Station, request: Message) -> frozenset[str]:
    """Names that mean us: those we know, and the one this phone calls itself or us by."""
    return station.domains | {_host(request.sender), _host(request.target)}


def _host(address: Address | None) -> str:
    uri = parse_uri(address.uri) if address else None
    return uri.host.lower() if uri else ""


def _replaces(uri: Uri) -> str | None:
    """The Replaces header in a URI, "" when there is none, None when there are several or it is not text."""
    found = ""
    for part in uri.headers.split("&") if uri.headers else ():
        name, _, value = part.partition("=")
        if name.lower() == "replaces":
            text = unquote(value, errors="replace")
            if found or not text.isprintable() or not text:
                return None
            found = text
    return found


def subscribed(leg: Leg, request: Message, server: Server, now: Micros) -> None:
    """A SUBSCRIBE within a dialog of `leg`: the phone renews or ends what its REFER began."""
    referral = leg.station.referrals.get(leg.id)
    if request.first("event").partition(";")[0].strip().lower() != "refer":
        server.respond(489, now, extra="Allow-Events: refer\r\n")
    elif referral is None:
        server.respond(403, now)
    else:
        seconds = number(request.first("expires"), 2**32)
        seconds = PATIENCE if seconds is None else min(seconds, PATIENCE)
        server.respond(200, now, extra=f"{ok_headers(leg)}Expires: {seconds}\r\n")
        referral.renew(seconds, now)


def progress(station: Station, leg: Id, code: int, now: Micros) -> None:
    """What came of the transfer that the phone on `leg` asked for."""
    referral = station.referrals.get(leg)
    if referral is not None and 100 <= code < 700:
        referral.tell(code, now)


def save(station: Station, leg: Id) -> Saved | None:
    """The referral of a leg, to be taken up by another process."""
    referral = station.referrals.get(leg)
    return {"event": referral.notifier.event, "until": referral.until} if referral else None


def restore(leg: Leg, saved: Saved) -> None:
    """Take it up."""
    if leg.dialog is not None:
        leg.dialog.referrals += 1
        Referral(leg.station, leg.id, leg.dialog, saved["event"], saved["until"])
