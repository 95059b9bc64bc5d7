"""Our INVITE: one branch for each contact, the first answer wins (RFC 3261 13.2, 16.7).

Each branch is a call of its own (own Call-ID and tag), so that two contacts which turn out to be one phone do
not take the second INVITE for a loop.
"""

from dataclasses import dataclass

from huawu.platform.clock import Micros
from huawu.telephony.core.sip import compose
from huawu.telephony.core.sip.compose import Draft
from huawu.telephony.core.sip.dialogs import Dialog, client_dialog, flow_of
from huawu.telephony.core.sip.legs import Leg, acknowledge, bye, finish
from huawu.telephony.core.sip.message import COOKIE, Message, body_text
from huawu.telephony.core.sip.station import ALLOW, Station
from huawu.telephony.core.sip.transactions import InviteClient, Server
from huawu.telephony.core.sip.types import Answered, Flow, Progressed, Trunk
from huawu.telephony.core.sip.uri import is_token, parse_uri, quoted

ELSEWHERE = 'SIP;cause=200;text="Call completed elsewhere"'
"""Why a phone need not ring any more: it does not count the call as missed (RFC 3326, 2)."""
_MOST_ANSWERS = 16
"""So many forks of one INVITE are answered; more is no honest network."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What an outgoing call says of itself. `symmetric`: the peer is a phone that is reached over its flow
    only. `trunk`: the neighbour it goes through. `hops`: how many more may pass it on (Max-Forwards)."""

    sdp: str
    caller: str
    caller_name: str
    headers: tuple[str, ...] = ()
    symmetric: bool = True
    trunk: Trunk | None = None
    hops: int = 70


class Branch:
    """One INVITE of a leg, to one contact."""

    __slots__ = ("acks", "client", "code", "early", "leg", "lost", "offered", "symmetric")

    def __init__(self, leg: Leg, draft: Draft, data: bytes, flow: Flow, wish: Wish) -> None:
        self.leg = leg
        self.client = InviteClient(leg.station, draft, data, flow, self)
        self.acks: dict[str, tuple[Flow, bytes] | None] = {}  # by remote tag; None: waits for our answer
        self.early: dict[str, str] = {}  # the SDP of a 183, by remote tag
        self.code = 0  # its final refusal
        self.lost = ""  # why it failed without one
        self.offered = bool(wish.sdp)
        self.symmetric = wish.symmetric

    @property
    def over(self) -> bool:
        return bool(self.code or self.lost)

    def responded(self, response: Message, now: Micros) -> None:
        status = response.status
        if status < 200:
            self.progressed(response, now)
        elif status < 300:
            self.answered(response, now)
        else:
            self.code = status
            refused(self.leg, now)

    def failed(self, why: str, now: Micros) -> None:
        self.lost = why
        refused(self.leg, now)

    def progressed(self, response: Message, now: Micros) -> None:
        """A provisional response."""
        if response.status > 100 and self.leg.state == "calling":
            sdp = body_text(response)
            if sdp and len(self.early) < 8:
                self.early[response.to_tag] = sdp
            self.leg.station.tell(Progressed(self.leg.id, response.status, sdp))

    def answered(self, response: Message, now: Micros) -> None:
        """A 2xx: the first one of all, another fork's, or one that came before."""
        station, leg = self.leg.station, self.leg
        tag = response.to_tag
        if tag in self.acks:
            station.counts["repeated_in"] += 1
            if (ack := self.acks[tag]) is not None:
                station.send(*ack)
            return
        dialog = self._dialog(response)
        wanted = leg.state == "calling"
        if wanted and not self.offered:
            self.acks[tag] = None
            leg.winner = self
        elif len(self.acks) < _MOST_ANSWERS:
            self.acks[tag] = acknowledge(station, dialog, self.client.draft.cseq)
            if not wanted:
                bye(station, dialog, now, self.client.why)
        if wanted:
            leg.dialog = dialog
            leg.state = "talking"
            station.dialogs[dialog.key] = leg
            cancel_others(leg, self, now, f"Reason: {ELSEWHERE}\r\n")
            station.tell(Answered(leg.id, body_text(response) or self.early.get(tag, "")))

    def _dialog(self, response: Message) -> Dialog:
        dialog = client_dialog(response, self.client.draft, self.client.flow)
        dialog.symmetric = self.symmetric
        dialog.aim(response.first("contact"))
        dialog.find_flow()
        return dialog

    def requested(self, request: Message, server: Server, now: Micros) -> None:
        """A request of the other side before it answers: there are no early dialogs with phones."""
        server.respond(481, now)

    def let_go(self) -> None:
        """The call is decided."""

    def send_answer(self, sdp: str) -> None:
        """The ACK that carries our answer to the offer in their 2xx."""
        leg = self.leg
        leg.winner = None
        if leg.dialog is not None:
            tag = leg.dialog.remote_tag
            self.acks[tag] = acknowledge(leg.station, leg.dialog, self.client.draft.cseq, sdp)


def call(station: Station, leg: Leg, uri: str, flow: Flow, wish: Wish) -> Branch:
    """Make a branch of `leg`; `start` its client to send it."""
    draft, extra = opening(station, uri, flow, wish)
    extra += _STANDING
    branch = Branch(leg, draft, compose.request(draft, "INVITE", extra=extra, body=wish.sdp), flow, wish)
    leg.branches.append(branch)
    return branch


def opening(station: Station, uri: str, flow: Flow, wish: Wish) -> tuple[Draft, str]:
    """Who calls whom, and the header lines that every INVITE has."""
    sent_by = station.sent_by[flow.transport]
    where = sent_by.partition(" ")[2].rpartition(":")[0]
    user = wish.caller if is_token(wish.caller) else "anonymous"
    name = f"{quoted(wish.caller_name)} " if wish.caller_name else ""
    sender = f"{name}<sip:{user}@{where}>;tag={station.token()}"
    call_id = f"{station.token()}@{where}"
    draft = Draft(uri, sent_by, COOKIE + station.token(), sender, f"<{uri}>", call_id, 1, "")
    contact = station.contacts[flow.transport]
    extra = f"Contact: {contact}\r\nAllow: {ALLOW}\r\nUser-Agent: {station.user_agent}\r\n"
    return draft, extra + "".join(
        f"{line}\r\n" for line in wish.headers if "\r" not in line and "\n" not in line
    )


_STANDING = "Supported: replaces, norefersub\r\n"


_DIALLED = frozenset("0123456789*#+")
_LONGEST_NUMBER = 32


def trunk_way(trunk: Trunk, number: str) -> tuple[str, Flow] | None:
    """The URI and flow of an outside number; None when it cannot be dialled, or the trunk has no address."""
    uri, flow = parse_uri(trunk.uri), flow_of(trunk.uri)
    if not number or len(number) > _LONGEST_NUMBER or set(number) - _DIALLED or uri is None or flow is None:
        return None
    where = trunk.uri.partition(":")[2].rpartition("@")[2]
    return f"sip:{number.replace('#', '%23')}@{where}", flow


def aloud(here: str) -> tuple[str, ...]:
    """What asks a phone to answer by itself: RFC 5373, and the two ways that desk phones know."""
    return (
        "Answer-Mode: Auto",
        f"Call-Info: <sip:{here}>;answer-after=0",
        f"Alert-Info: <sip:{here}>;info=alert-autoanswer;delay=0",
    )


_DIVERSIONS = {
    "always": ("unconditional", 302),
    "busy": ("user-busy", 486),
    "no_answer": ("no-answer", 408),
    "offline": ("unavailable", 404),
}


def diverted(here: str, by: str, why: str) -> tuple[str, ...]:
    """Who sent the call on and why, as RFC 5806 and RFC 7044 (with the causes of RFC 4458) say it."""
    if not is_token(by):
        return ()
    reason, cause = _DIVERSIONS.get(why, ("unknown", 302))
    history = f"<sip:{by}@{here}?Reason=SIP%3Bcause%3D{cause}>;index=1"
    return (f"Diversion: <sip:{by}@{here}>;reason={reason};counter=1", f"History-Info: {history}")


def cancel_others(leg: Leg, winner: Branch | None, now: Micros, why: str = "") -> None:
    """CANCEL every branch but the winner. `why`: a Reason line."""
    for branch in leg.branches:
        if branch is not winner:
            branch.client.cancel(now, why)
        branch.let_go()
    leg.branches.clear()


def refused(leg: Leg, now: Micros) -> None:
    """A branch has failed: the leg is over when all have, or when one said 6xx."""
    if leg.state != "calling":
        return
    codes = [branch.code for branch in leg.branches if branch.code]
    final = [code for code in codes if code >= 600]
    if not final and not all(branch.over for branch in leg.branches):
        return
    losses = [branch.lost for branch in leg.branches if branch.lost]
    cancel_others(leg, None, now)
    if codes:
        finish(leg, "answer", final[0] if final else best(codes))
    else:
        finish(leg, "timeout" if "timeout" in losses else "transport")


def best(codes: list[int]) -> int:
    """The refusal that says most: a person's (busy, declined) before a machine's, then the lowest."""
    return min(codes, key=lambda code: (code not in (486, 603), code // 100 == 5, code))


def hang_up(leg: Leg, now: Micros, why: str = "") -> None:
    """Give up a call that is not answered. `why`: a Reason line."""
    cancel_others(leg, None, now, why)
    finish(leg, "ours")
