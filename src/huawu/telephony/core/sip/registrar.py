"""The registrar (RFC 3261 section 10): which phones are there, and over which flow each is reached.

A phone is reached over the flow it registered from, whatever its Contact says: that works behind a NAT and
for browsers (RFC 7118). A phone that comes back under another Contact but the same instance (RFC 5626)
replaces itself.
"""

from huawu.platform.clock import SECOND, Micros
from huawu.telephony.core.sip.dialogs import restore_flow, save_flow
from huawu.telephony.core.sip.message import Message
from huawu.telephony.core.sip.station import Station
from huawu.telephony.core.sip.timers import NEVER
from huawu.telephony.core.sip.transactions import Server
from huawu.telephony.core.sip.types import Bound, Flow, Returned, Saved
from huawu.telephony.core.sip.uri import Address, number, parse_address, parse_uri

SHORTEST = 60
LONGEST = 3600
MOST_CONTACTS = 10
_FOREVER = 2**32 - 1
_LONGEST_LIST = 4096
_MOST_DOMAINS = 100


class Binding:
    """One contact of a user. Its deadline is its expiry."""

    __slots__ = (
        "call_id",
        "cseq",
        "domain",
        "due",
        "flow",
        "instance",
        "quality",
        "registrar",
        "until",
        "uri",
        "user",
    )

    def __init__(self, registrar: "Registrar", user: str, uri: str, flow: Flow) -> None:
        self.registrar = registrar
        self.user = user
        self.uri = uri
        self.flow = flow
        self.domain = ""  # the name it calls us by
        self.instance = ""
        self.quality = 1.0
        self.call_id = ""
        self.cseq = 0
        self.until: Micros = 0
        self.due: Micros = NEVER

    def wake(self, now: Micros) -> None:
        self.registrar.drop(self)


class Registrar:
    """All bindings, by user."""

    __slots__ = ("bindings", "station")

    def __init__(self, station: Station) -> None:
        self.station = station
        self.bindings: dict[str, list[Binding]] = {}

    def contacts(self, user: str) -> list[Binding]:
        """Where a user is, the preferred contact first."""
        return sorted(self.bindings.get(user, ()), key=lambda binding: -binding.quality)

    def at(self, user: str, flow: Flow) -> str:
        """`user` when it is registered from this very place: a phone among the addresses of a trunk."""
        held = self.bindings.get(user)
        return user if held and any(binding.flow == flow for binding in held) else ""

    def register(
        self, request: Message, server: Server, user: str, flow: Flow, now: Micros, *, bound: bool = False
    ) -> None:
        """A REGISTER of a user who has proved himself, or whose connection is `bound` to him."""
        changes = _read(request)
        if changes is None:
            server.respond(400, now)
            return
        if any(0 < seconds < SHORTEST for _, seconds in changes):
            server.respond(423, now, extra=f"Min-Expires: {SHORTEST}\r\n")
            return
        star = request.first("contact") == "*"
        held = self.bindings.get(user, [])
        affected = [b for b in held if star or any(_same(b, address) for address, _ in changes)]
        call_id, cseq = request.call_id, request.cseq[0]
        if any(b.call_id == call_id and b.cseq >= cseq for b in affected):
            server.respond(500, now, reason="Out Of Order")
            return
        before = len(held)
        for binding in affected if star else ():
            self._remove(binding)
        for address, seconds in changes:
            self._bind(user, address, seconds, request, flow=flow, now=now)
        after = self.contacts(user)
        server.respond(200, now, extra="".join(_line(binding, now) for binding in after))
        if len(after) != before:
            self.station.tell(Bound(user, len(after)))
        if bound and any(binding.flow == flow for binding in after):
            names = request.first("x-huawu-dialogs")[:_LONGEST_LIST].split(",")
            dialogs = frozenset(name.strip() for name in names if name.strip())
            self.station.tell(Returned(user, flow, dialogs))

    def _bind(
        self, user: str, address: Address, seconds: int, request: Message, *, flow: Flow, now: Micros
    ) -> None:
        held = self.bindings.get(user, [])
        binding = next((b for b in held if _same(b, address)), None)
        if seconds == 0:
            if binding is not None:
                self._remove(binding)
            return
        if binding is None:
            if len(held) >= MOST_CONTACTS:
                self._remove(min(held, key=lambda b: b.until))
            binding = Binding(self, user, address.uri, flow)
            self.bindings.setdefault(user, []).append(binding)
        binding.uri = address.uri
        binding.flow = flow
        binding.instance = _instance(address)
        binding.quality = _quality(address)
        self._called(binding, _domain(request))
        binding.call_id = request.call_id
        binding.cseq = request.cseq[0]
        binding.until = now + min(seconds, LONGEST) * SECOND
        self.station.wake_at(binding, binding.until)
        if flow.transport == "ws":
            self._reconnect(address.uri, flow)

    def _called(self, binding: Binding, domain: str) -> None:
        """A phone that has proved itself calls us by this name; its transfers will, too."""
        binding.domain = domain
        if domain and domain not in self.station.domains and len(self.station.domains) < _MOST_DOMAINS:
            self.station.domains |= {domain}

    def _reconnect(self, uri: str, flow: Flow) -> None:
        """A browser has lost its WebSocket and come back over another: its calls go on over that one."""
        for leg in self.station.legs.values():
            dialog = leg.dialog
            if dialog is not None and dialog.flow.transport == "ws" and dialog.target == uri:
                dialog.flow = flow

    def _remove(self, binding: Binding) -> None:
        self.station.rest(binding)
        held = self.bindings.get(binding.user, [])
        if binding in held:
            held.remove(binding)
        if not held:
            self.bindings.pop(binding.user, None)

    def drop(self, binding: Binding) -> None:
        """A contact is gone by itself: expired, or its connection was lost."""
        self._remove(binding)
        self.station.tell(Bound(binding.user, len(self.bindings.get(binding.user, ()))))

    def connection_lost(self, flow: Flow) -> None:
        """Phones behind a closed connection are not there."""
        gone = [b for held in self.bindings.values() for b in held if b.flow == flow]
        for binding in gone:
            self.drop(binding)

    def forget_strangers(self, accounts: set[str]) -> None:
        """Drop the bindings of accounts that exist no more."""
        gone = [b for user, held in self.bindings.items() if user not in accounts for b in held]
        for binding in gone:
            self.drop(binding)

    def save(self) -> dict[str, Saved]:
        """The bindings that outlive this process: those that hang on no connection."""
        return {
            user: {"contacts": kept}
            for user, held in self.bindings.items()
            if (kept := [_save(b) for b in held if b.flow.transport == "udp"])
        }

    def restore(self, saved: dict[str, Saved], now: Micros) -> None:
        """Take up bindings that another process saved; those that have expired since stay away."""
        for user, entry in saved.items():
            for contact in entry["contacts"]:
                if contact["until"] > now:
                    self._restore(user, contact)
            if user in self.bindings:
                self.station.tell(Bound(user, len(self.bindings[user])))

    def _restore(self, user: str, contact: Saved) -> None:
        binding = Binding(self, user, contact["uri"], restore_flow(contact["flow"]))
        self._called(binding, contact.get("domain", ""))
        binding.instance = contact["instance"]
        binding.quality = contact["quality"]
        binding.call_id = contact["call_id"]
        binding.cseq = contact["cseq"]
        binding.until = contact["until"]
        self.bindings.setdefault(user, []).append(binding)
        self.station.wake_at(binding, binding.until)


def _save(binding: Binding) -> Saved:
    return {
        "uri": binding.uri,
        "flow": save_flow(binding.flow),
        "domain": binding.domain,
        "instance": binding.instance,
        "quality": binding.quality,
        "call_id": binding.call_id,
        "cseq": binding.cseq,
        "until": binding.until,
    }


def _read(request: Message) -> list[tuple[Address, int]] | None:
    """The contacts of a REGISTER with their seconds; None when it is malformed (RFC 3261 10.3, step 6)."""
    usual = _seconds(request.first("expires"), LONGEST) if "expires" in request.fields else LONGEST
    values = request.values("contact")
    if "*" in values:
        return [] if len(values) == 1 and request.first("expires") == "0" else None
    changes = []
    for value in values:
        address = parse_address(value)
        if address is None or (uri := parse_uri(address.uri)) is None or uri.scheme not in ("sip", "sips"):
            return None
        changes.append((address, _seconds(address.params.get("expires", ""), usual)))
    return changes


def _seconds(text: str, otherwise: int) -> int:
    """An expiry; malformed or too great ones are taken as `otherwise` (RFC 3261 20.19, 10.2.1.1)."""
    seconds = number(text, _FOREVER)
    return otherwise if seconds is None else seconds


def _domain(request: Message) -> str:
    """The host of the address that registers."""
    uri = parse_uri(request.target.uri) if request.target else None
    return uri.host.lower() if uri else ""


def _instance(address: Address) -> str:
    instance = address.params.get("+sip.instance", "")
    return f"{instance};{address.params.get('reg-id', '')}" if instance else ""


def _same(binding: Binding, address: Address) -> bool:
    instance = _instance(address)
    return binding.uri == address.uri or bool(instance and instance == binding.instance)


def _quality(address: Address) -> float:
    text = address.params.get("q", "1")
    whole, _, part = text.partition(".")
    if whole not in ("0", "1") or not (part == "" or (part.isascii() and part.isdigit() and len(part) <= 3)):
        return 1.0
    return min(float(text), 1.0)


def _line(binding: Binding, now: Micros) -> str:
    quality = "" if binding.quality == 1.0 else f";q={binding.quality:g}"
    return f"Contact: <{binding.uri}>{quality};expires={(binding.until - now) // SECOND}\r\n"
