"""Dialogs (RFC 3261 section 12): both tags, both sequence numbers, the route set, the remote target and the
flow."""

import ipaddress
from functools import lru_cache

from huawu.telephony.core.sip.compose import Draft
from huawu.telephony.core.sip.message import COOKIE, Message
from huawu.telephony.core.sip.station import Station
from huawu.telephony.core.sip.types import Flow, Saved
from huawu.telephony.core.sip.uri import parse_address, parse_uri, uri_param


class Dialog:
    """One dialog. `symmetric`: requests go back over the flow the peer was heard from (phones, which may sit
    behind a NAT); otherwise to the first route or the remote target (RFC 3261 12.2.1.1) when that is an
    address."""

    __slots__ = (
        "begun_by_us", "call_id", "flow", "local", "local_seq", "local_tag", "referrals", "remote",
        "remote_seq", "remote_tag", "routes", "symmetric", "target", "trunk",
    )  # fmt: skip

    def __init__(self, call_id: str, local: str, remote: str, flow: Flow) -> None:
        self.call_id = call_id
        self.local = local  # our From or To value, with tag
        self.remote = remote  # the peer's, with tag
        self.local_tag = ""
        self.remote_tag = ""
        self.local_seq = 0
        self.remote_seq = -1
        self.routes: list[str] = []
        self.target = ""
        self.flow = flow
        self.symmetric = True
        self.referrals = 0  # how many transfers were asked for in it
        self.begun_by_us = False
        self.trunk = ""  # of the neighbour it was begun through by us, which may ask who we are

    @property
    def key(self) -> str:
        return dialog_key(self.call_id, self.local_tag, self.remote_tag)

    def draft(self, station: Station, cseq: int = 0) -> Draft:
        """A request within the dialog; `cseq` 0 takes the next number."""
        if not cseq:
            self.local_seq += 1
            cseq = self.local_seq
        uri, routes = self._way()
        lines = "".join(f"Route: {route}\r\n" for route in routes)
        sent_by = station.sent_by[self.flow.transport]
        branch = COOKIE + station.token()
        return Draft(uri, sent_by, branch, self.local, self.remote, self.call_id, cseq, lines)

    def _way(self) -> tuple[str, list[str]]:
        if not self.routes:
            return self.target, self.routes
        first = parse_address(self.routes[0])
        uri = parse_uri(first.uri) if first else None
        if first is None or uri is None or uri_param(uri.params, "lr") is not None:
            return self.target, self.routes
        return first.uri, [*self.routes[1:], f"<{self.target}>"]  # a strict router (RFC 2543)

    def aim(self, contact: str) -> None:
        """Take a Contact value as the remote target; what cannot be read leaves the old one."""
        address = parse_address(contact) if contact else None
        if address is not None and parse_uri(address.uri) is not None:
            self.target = address.uri
            self.find_flow()

    def find_flow(self) -> None:
        """Work out the flow from the route set and the remote target. An open connection is kept (RFC 5923),
        and a URI that names no transport means the one in use."""
        if self.symmetric or self.flow.connection:
            return
        hop = parse_address(self.routes[0]) if self.routes else None
        self.flow = flow_of(hop.uri if hop else self.target, self.flow.transport) or self.flow

    def connection_lost(self) -> None:
        """The connection in use is gone: over TCP the next request opens one to the peer's Contact. To a
        WebSocket there is no way back until the peer is heard again."""
        if self.flow.transport == "tcp":
            self.flow = flow_of(self.target, "tcp") or Flow("tcp", self.flow.host, self.flow.port)

    def save(self) -> Saved:
        """Plain values."""
        return {
            "call_id": self.call_id,
            "local": self.local,
            "remote": self.remote,
            "tags": [self.local_tag, self.remote_tag],
            "seqs": [self.local_seq, self.remote_seq],
            "routes": self.routes,
            "target": self.target,
            "flow": save_flow(self.flow),
            "symmetric": self.symmetric,
            "trunk": self.trunk,
            "begun_by_us": self.begun_by_us,
        }


_LEAP = 16
"""How far our sequence number jumps when a dialog is taken up again: requests sent after the saving are
passed over."""


def restore_dialog(saved: Saved) -> Dialog:
    """The dialog that `Dialog.save` described."""
    dialog = Dialog(saved["call_id"], saved["local"], saved["remote"], restore_flow(saved["flow"]))
    dialog.local_tag, dialog.remote_tag = saved["tags"]
    dialog.local_seq, dialog.remote_seq = saved["seqs"][0] + _LEAP, saved["seqs"][1]
    dialog.routes = list(saved["routes"])
    dialog.target = saved["target"]
    dialog.symmetric = saved["symmetric"]
    dialog.trunk = saved.get("trunk", "")
    dialog.begun_by_us = saved.get("begun_by_us", False)
    return dialog


def save_flow(flow: Flow) -> list[str | int]:
    return [flow.transport, flow.host, flow.port, flow.connection]


def restore_flow(saved: list[str | int]) -> Flow:
    """The flow, without its connection: that went with the process which had it, and its number may be
    another's now."""
    transport, host, port, _ = saved
    return Flow(str(transport), str(host), int(port))


def dialog_key(call_id: str, local_tag: str, remote_tag: str) -> str:
    return f"{call_id}|{local_tag}|{remote_tag}"


def flow_of(uri_text: str, transport: str = "udp") -> Flow | None:
    """The flow to a SIP URI whose host is an address: the core asks no name server. `transport` is used when
    the URI names none."""
    return _remembered_flow(uri_text, transport) if len(uri_text) <= 128 else _flow_of(uri_text, transport)


def _flow_of(uri_text: str, transport: str) -> Flow | None:
    uri = parse_uri(uri_text)
    if uri is None or uri.scheme != "sip":
        return None
    if not _is_address(uri.host):
        return None
    transport = (uri_param(uri.params, "transport") or transport).lower()
    if transport not in ("udp", "tcp"):
        return None
    return Flow(transport, uri.host, uri.port or 5060)


@lru_cache(maxsize=1024)
def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


_remembered_flow = lru_cache(maxsize=4096)(_flow_of)


def server_dialog(request: Message, flow: Flow, local_tag: str) -> Dialog:
    """The dialog that our 18x or 2xx to an INVITE makes (RFC 3261 12.1.1)."""
    to = request.first("to")
    dialog = Dialog(request.call_id, f"{to};tag={local_tag}", request.first("from"), flow)
    dialog.local_tag = local_tag
    dialog.remote_tag = request.from_tag
    dialog.remote_seq = request.cseq[0]
    dialog.routes = request.values("record-route")
    return dialog


def client_dialog(response: Message, draft: Draft, flow: Flow) -> Dialog:
    """The dialog that the peer's 18x or 2xx to our INVITE makes (RFC 3261 12.1.2)."""
    dialog = Dialog(draft.call_id, draft.sender, response.first("to"), flow)
    dialog.local_tag = draft.sender.rpartition(";tag=")[2]
    dialog.remote_tag = response.to_tag
    dialog.local_seq = draft.cseq
    dialog.begun_by_us = True
    dialog.target = draft.uri
    dialog.routes = response.values("record-route")[::-1]
    return dialog
