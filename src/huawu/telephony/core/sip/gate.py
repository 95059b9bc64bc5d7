"""The gate: who may do what. Trunks are known by their address, phones by digest, and what comes from
elsewhere is let in at a measured rate only."""

from collections import OrderedDict
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

from huawu.platform.clock import SECOND, Micros
from huawu.telephony.core.sip.digest import Digest, Verdict, read_credentials
from huawu.telephony.core.sip.message import Message
from huawu.telephony.core.sip.station import Station
from huawu.telephony.core.sip.types import Directory

RATE = 50
"""Tokens a second that a source gains."""
BURST = 2_000
"""Tokens a source can have: an office of some hundred phones behind one address comes back after a power
cut."""
COST = 1
"""A request from outside; it is given back when the credentials turn out to be good."""
COST_WRONG = 40
"""Wrong credentials: a password is guessed at little more than one try a second."""
_SOURCES = 20_000
_KNOWN_HOSTS = 20_000


class Gate:
    """Admission. `directory` is replaced whole."""

    __slots__ = ("_buckets", "_hosts", "_networks", "bound", "digest", "directory", "station")

    def __init__(self, station: Station) -> None:
        self.station = station
        self.directory = Directory(realm="huawu")
        self.digest = Digest(station.token, self.directory.algorithms)
        self.bound: dict[int, str] = {}  # connection -> the only user it speaks for
        self._networks: list[tuple[IPv4Network | IPv6Network, str]] = []
        self._hosts: dict[str, str | None] = {}
        self._buckets: OrderedDict[str, tuple[float, Micros]] = OrderedDict()

    def know(self, directory: Directory) -> None:
        """Replace whom we know."""
        self.directory = directory
        self.digest.algorithms = directory.algorithms
        self._hosts.clear()
        self.station.trunks = {trunk.name: trunk for trunk in directory.trunks}
        self.station.domains |= {directory.realm.lower()}
        self._networks = [
            (ip_network(network, strict=False), trunk.name)
            for trunk in directory.trunks
            for network in trunk.networks
        ]

    def trunk_of(self, host: str) -> str | None:
        """The name of the trunk an address belongs to."""
        try:
            return self._hosts[host]
        except KeyError:
            pass
        if len(self._hosts) >= _KNOWN_HOSTS:
            self._hosts.clear()
        found = self._hosts[host] = self._look_up(host)
        return found

    def _look_up(self, host: str) -> str | None:
        try:
            address = ip_address(host.partition("%")[0])
        except ValueError:
            return None
        mapped = getattr(address, "ipv4_mapped", None)
        address = mapped or address
        return next((name for network, name in self._networks if address in network), None)

    def admits(self, host: str, now: Micros) -> bool:
        """Take the cost of one request from a source; False when it has none left."""
        left = self._tokens(host, now)
        if left < COST:
            self.station.counts["flooded"] += 1
            return False
        self._put(host, left - COST, now)
        return True

    def is_empty(self, host: str, now: Micros) -> bool:
        """Whether nothing more is let in from a source; cheap enough to ask before a message is read."""
        return host in self._buckets and self._tokens(host, now) < COST and self.trunk_of(host) is None

    def _tokens(self, host: str, now: Micros) -> float:
        tokens, at = self._buckets.get(host, (float(BURST), now))
        return min(float(BURST), tokens + (now - at) * RATE / SECOND)

    def _put(self, host: str, tokens: float, now: Micros) -> None:
        self._buckets[host] = (tokens, now)
        self._buckets.move_to_end(host)
        if len(self._buckets) > _SOURCES:
            self._buckets.popitem(last=False)

    def prove(self, request: Message, host: str, now: Micros) -> tuple[Verdict, str]:
        """Judge the credentials of a request; the user they prove when they are good."""
        verdict, user = Verdict.NONE, ""
        for value in request.fields.get("authorization", ())[:4]:
            given = read_credentials(value)
            if given is None or given.realm != self.directory.realm:
                continue
            account = self.directory.accounts.get(given.username)
            secrets = account.ha1 if account else {}
            verdict = self.digest.judge(given, secrets, request.method, host=host, now=now)
            user = given.username
            if verdict is not Verdict.NONE:
                break
        if verdict is Verdict.GOOD:
            self._put(host, self._tokens(host, now) + 2 * COST, now)
        elif verdict is Verdict.WRONG:
            self.station.counts["unauthorised"] += 1
            self._put(host, self._tokens(host, now) - COST_WRONG, now)
        return verdict, user if verdict is Verdict.GOOD else ""

    def challenge(self, host: str, now: Micros, verdict: Verdict) -> str:
        """The header lines of a 401."""
        self.station.counts["challenged"] += 1
        return self.digest.challenge(self.directory.realm, host, now, stale=verdict is Verdict.STALE)
