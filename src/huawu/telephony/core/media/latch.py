"""Latching: whose packets are a leg's, from its first to its last moment.

The peer of a leg is the address its SDP names. Behind NAT the packets come from elsewhere; but whoever can
reach the port could say the same, so a change of source follows rules:

1. The exact SDP address is always the peer, also after another source had been taken for it.
2. While the peer was heard within the last two seconds, nobody else is.
3. Otherwise another source may become the peer when it is the SDP's host with another port, or when the SDP's
   host cannot be reached from outside (private, carrier NAT, link-local; a loopback host admits only
   itself), and only after three packets in sequence under one SSRC, which are not heard.
4. Without an address from SDP, and with the unspecified address (an old way to hold), there is no peer at
   all.

All others are strangers: counted, never heard, never recorded.
"""

from dataclasses import dataclass
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_address

from huawu.telephony.core.media.rtp import MASK16, Packet

Address = tuple[str, int]
SAMPLES_A_SECOND = 8000
QUIET = 2 * SAMPLES_A_SECOND
PATIENCE = SAMPLES_A_SECOND // 5
PROBATION = 3


@dataclass(slots=True)
class _Candidate:
    source: Address
    ssrc: int
    seq: int
    seen: int
    at: int


@lru_cache(maxsize=4096)
def _host(text: str) -> IPv4Address | IPv6Address:
    return ip_address(text)


@lru_cache(maxsize=4096)
def host_of(value: str) -> str:
    """A host as addresses are compared. Raises ValueError for what is no address of one party."""
    host = _host(value)
    if host.is_multicast:
        raise ValueError("not one party")
    return str(host)


def is_nowhere(sdp: Address | None) -> bool:
    """No address, or the unspecified one."""
    return sdp is None or _host(sdp[0]).is_unspecified


def may_stand_in(source: Address, sdp: Address | None) -> bool:
    """Rule 3 and 4: may packets of this source be those of the party that SDP described?"""
    if sdp is None or is_nowhere(sdp):
        return False
    if source[0] == sdp[0]:
        return True
    host = _host(sdp[0])
    return not host.is_global and not host.is_loopback


class Latch:
    """The rules applied to one leg. Times are samples of the media clock."""

    __slots__ = ("_candidate", "sdp")

    def __init__(self, sdp: Address | None) -> None:
        self.sdp = sdp
        self._candidate: _Candidate | None = None

    def readdress(self, sdp: Address | None) -> None:
        """SDP names another address: everything starts anew."""
        self.sdp, self._candidate = sdp, None

    def taken(self, source: Address, packet: Packet, *, heard_at: int | None, now: int) -> bool:
        """Does this packet of someone who is not the present peer make its source the peer?

        `heard_at`: when the present peer was last heard, None if never.
        """
        if source == self.sdp:
            self._candidate = None
            return True
        if heard_at is not None and now - heard_at < QUIET:
            return False
        if not may_stand_in(source, self.sdp):
            return False
        return self._passed_probation(source, packet, now)

    def _passed_probation(self, source: Address, packet: Packet, now: int) -> bool:
        found = self._candidate
        if found is not None and found.source != source and now - found.at < PATIENCE:
            return False
        if (
            found is None
            or found.source != source
            or found.ssrc != packet.ssrc
            or packet.seq != (found.seq + 1) & MASK16
        ):
            self._candidate = _Candidate(source, packet.ssrc, packet.seq, 1, now)
            return False
        found.seq, found.at, found.seen = packet.seq, now, found.seen + 1
        if found.seen < PROBATION:
            return False
        self._candidate = None
        return True
