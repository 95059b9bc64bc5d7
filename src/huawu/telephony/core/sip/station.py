"""What all parts of an endpoint share: what is to be sent, what happened, timers, counters, tokens,
tables."""

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

from huawu.platform.clock import Micros
from huawu.platform.ids import Id
from huawu.telephony.core.sip.timers import Timed, Timers
from huawu.telephony.core.sip.types import Event, Flow, ToSend, Trunk
from huawu.telephony.core.sip.uri import bracketed

if TYPE_CHECKING:
    from huawu.telephony.core.sip.legs import Leg
    from huawu.telephony.core.sip.refer import Referral
    from huawu.telephony.core.sip.referring import Referring
    from huawu.telephony.core.sip.transactions import Client, InviteServer, Server

ALLOW = "INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, UPDATE, PRACK, REFER, SUBSCRIBE, NOTIFY, REGISTER"
SUPPORTED = frozenset({"100rel", "norefersub", "replaces", "timer"})
"""Option tags that may be required of us."""

_VIA_NAMES = {"udp": "UDP", "tcp": "TCP", "ws": "WS"}


class Station:
    """The common ground of an endpoint. `via` maps a transport to the host and port that stand in our Via and
    Contact; a transport that is not in it uses the first entry."""

    __slots__ = (
        "clients", "contacts", "counts", "dialogs", "domains", "events", "here", "initial", "legs",
        "out", "owed", "referrals", "referring", "sent_by", "servers", "timers", "token", "trunks",
        "user_agent",
    )  # fmt: skip

    def __init__(self, via: dict[str, tuple[str, int]], token: Callable[[], str], user_agent: str) -> None:
        self.out: list[ToSend] = []
        self.owed: list[tuple[InviteServer, str]] = []  # INVITEs to which nothing may have been said yet
        self.events: list[Event] = []
        self.timers = Timers()
        self.counts: Counter[str] = Counter()
        self.token = token
        self.user_agent = user_agent
        self.sent_by: dict[str, str] = {}
        self.contacts: dict[str, str] = {}
        host, port = next(iter(via.values()))
        self.here = f"{bracketed(host)}:{port}"
        for transport, name in _VIA_NAMES.items():
            host, port = via.get(transport) or next(iter(via.values()))
            where = f"{bracketed(host)}:{port}"
            self.sent_by[transport] = f"SIP/2.0/{name} {where}"
            suffix = "" if transport == "udp" else f";transport={transport}"
            self.contacts[transport] = f"<sip:huawu@{where}{suffix}>"
        self.servers: dict[str, Server] = {}
        self.clients: dict[str, Client] = {}
        self.initial: dict[str, str] = {}  # requests outside dialogs, to find merged ones (RFC 3261 8.2.2.2)
        self.dialogs: dict[str, Leg] = {}
        self.legs: dict[Id, Leg] = {}
        self.referrals: dict[Id, Referral] = {}  # transfers that phones wait to hear of, by leg
        self.referring: dict[Id, Referring] = {}  # what we asked parties to do, by leg
        self.trunks: dict[str, Trunk] = {}
        self.domains = frozenset(host for host, _ in via.values())

    def send(self, flow: Flow, data: bytes) -> None:
        """Put a message into what is to be sent."""
        self.counts["sent"] += 1
        self.out.append(ToSend(flow, data))

    def tell(self, event: Event) -> None:
        """Put an event into what happened."""
        self.events.append(event)

    def wake_at(self, owner: Timed, at: Micros) -> None:
        """Set the one deadline of `owner`."""
        self.timers.set(owner, at)

    def rest(self, owner: Timed) -> None:
        """`owner` has no deadline any more."""
        self.timers.clear(owner)
