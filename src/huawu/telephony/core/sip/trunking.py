"""Our INVITE to a neighbour exchange: it proves who we are, takes sound before the answer, acknowledges
reliable ringing (RFC 3262), and agrees how long the call may last unrefreshed (RFC 4028).

What a phone of ours needs of this is in `outgoing`, which stays as small as it is.
"""

from huawu.platform.clock import Micros
from huawu.telephony.core.sip import compose, sessions
from huawu.telephony.core.sip.compose import Draft
from huawu.telephony.core.sip.dialogs import Dialog, client_dialog
from huawu.telephony.core.sip.legs import Leg
from huawu.telephony.core.sip.message import COOKIE, Message
from huawu.telephony.core.sip.outgoing import Branch, Wish, opening
from huawu.telephony.core.sip.proving import is_stale, proof
from huawu.telephony.core.sip.station import Station
from huawu.telephony.core.sip.transactions import InviteClient, PlainClient, Server
from huawu.telephony.core.sip.types import Flow, Trunk
from huawu.telephony.core.sip.uri import number

_MOST_TRIES = 3
_MOST_EARLY = 8
_OFFERS = "Supported: 100rel, norefersub, replaces, timer\r\n"


class TrunkBranch(Branch):
    """The only branch of a call through a trunk."""

    __slots__ = ("_body", "_dialogs", "_heads", "_interval", "_proof", "_rseqs", "_tries", "trunk")

    def __init__(self, leg: Leg, draft: Draft, flow: Flow, wish: Wish, heads: str) -> None:
        self._heads = heads
        self._body = wish.sdp
        self._interval = sessions.WANTED
        self._proof = ""
        self._tries = 0
        self._dialogs: dict[str, Dialog] = {}  # early ones, by remote tag
        self._rseqs: dict[str, int] = {}
        self.trunk = wish.trunk or Trunk("", ())
        super().__init__(leg, draft, self._request(draft, wish.hops), flow, wish)

    def _request(self, draft: Draft, hops: int = 70) -> bytes:
        extra = f"{self._heads}{_OFFERS}Session-Expires: {self._interval}\r\n{self._proof}"
        return compose.request(draft, "INVITE", extra=extra, body=self._body, hops=hops)

    def responded(self, response: Message, now: Micros) -> None:
        status = response.status
        if status in (401, 407, 422) and self._tries < _MOST_TRIES and self.leg.state == "calling":
            self._tries += 1
            if self._amends(response):
                self._again(now)
                return
        super().responded(response, now)

    def _amends(self, response: Message) -> bool:
        """Whether there is something else to try."""
        if response.status == 422:
            least = number(response.first("min-se").partition(";")[0].strip(), 86_400)
            self._interval = max(self._interval, least or 0)
            return least is not None
        if self._proof and not is_stale(response):
            return False
        token, uri = self.leg.station.token(), self.client.draft.uri
        self._proof = proof(response, self.trunk, method="INVITE", uri=uri, cnonce=token)
        return bool(self._proof)

    def _again(self, now: Micros) -> None:
        station, former = self.leg.station, self.client.draft
        draft = former._replace(branch=COOKIE + station.token(), cseq=former.cseq + 1)
        self.client = InviteClient(station, draft, self._request(draft), self.client.flow, self)
        self.client.start(now)

    # ---- before the answer ---------------------------------------------------------------------------------

    def progressed(self, response: Message, now: Micros) -> None:
        if response.status > 100 and response.to_tag and self.leg.state == "calling":
            dialog = self._early(response)
            if dialog is not None and _is_reliable(response) and not self._acknowledge(response, dialog, now):
                return
        super().progressed(response, now)

    def _early(self, response: Message) -> Dialog | None:
        """The early dialog that a provisional response makes or belongs to."""
        dialog = self._dialogs.get(response.to_tag)
        if dialog is None and len(self._dialogs) < _MOST_EARLY:
            dialog = self._dialogs[response.to_tag] = self._dialog(response)
            self.leg.station.dialogs[dialog.key] = self.leg
        return dialog

    def _acknowledge(self, response: Message, dialog: Dialog, now: Micros) -> bool:
        """PRACK. False: the response came before, or before one that is still missing (RFC 3262 4)."""
        station, tag = self.leg.station, response.to_tag
        seq, last = number(response.first("rseq"), 2**32 - 1) or 0, self._rseqs.get(tag)
        if last is not None and seq != last + 1:
            return False
        self._rseqs[tag] = seq
        draft = dialog.draft(station)
        data = compose.request(draft, "PRACK", extra=f"RAck: {seq} {self.client.draft.cseq} INVITE\r\n")
        PlainClient(station, data, dialog.flow, f"{draft.branch}|PRACK", None).start(now)
        return True

    def _dialog(self, response: Message) -> Dialog:
        early = self._dialogs.get(response.to_tag)
        dialog = client_dialog(response, self.client.draft, self.client.flow)
        dialog.local_seq = max(dialog.local_seq, early.local_seq if early else 0)
        dialog.remote_seq = early.remote_seq if early else -1
        dialog.symmetric = False
        dialog.trunk = self.trunk.name
        dialog.aim(response.first("contact"))
        dialog.find_flow()
        return dialog

    def requested(self, request: Message, server: Server, now: Micros) -> None:
        """A request of the other side before it answers: it may aim anew, it may not offer anew."""
        dialog = self._dialogs.get(request.from_tag)
        if dialog is None or request.method not in ("UPDATE", "OPTIONS", "INFO"):
            server.respond(481, now)
        elif request.cseq[0] <= dialog.remote_seq:
            server.respond(500, now)
        elif request.body and request.method == "UPDATE":
            server.respond(500, now, extra="Retry-After: 3\r\n")
        else:
            dialog.remote_seq = request.cseq[0]
            dialog.aim(request.first("contact"))
            contact = self.leg.station.contacts[dialog.flow.transport]
            server.respond(200, now, extra=f"Contact: {contact}\r\n")

    def let_go(self) -> None:
        """No early dialog is known any more."""
        for dialog in self._dialogs.values():
            if self.leg.dialog is None or dialog.key != self.leg.dialog.key:
                self.leg.station.dialogs.pop(dialog.key, None)
        self._dialogs = {}

    def answered(self, response: Message, now: Micros) -> None:
        was_calling = self.leg.state == "calling"
        super().answered(response, now)
        if was_calling and self.leg.state == "talking":
            sessions.agreed(self.leg, response, self._body, now, asked=self._interval)


def _is_reliable(response: Message) -> bool:
    return "require" in response.fields and "100rel" in map(str.lower, response.values("require"))


def call(station: Station, leg: Leg, uri: str, flow: Flow, wish: Wish) -> TrunkBranch:
    """Make the branch of `leg`; `start` its client to send it."""
    draft, heads = opening(station, uri, flow, wish)
    branch = TrunkBranch(leg, draft, flow, wish, heads)
    leg.branches.append(branch)
    return branch
