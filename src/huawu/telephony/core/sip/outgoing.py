"""Our INVITE: one branch for each contact, the first answer wins (RFC 3261 13.2, 16.7).

Each branch is a call of its own (own Call-ID and tag), so that two contacts which turn out to be one phone do
not take the second INVITE for a loop.
"""

from dataclasses import dataclass

from huawu.platform.clock import Micros
from huawu.telephony.core.sip import compose
from huawu.telephony.core.sip.compose import Draft
from huawu.telephony.core.sip.dialogs import client_dialog
from huawu.telephony.core.sip.incoming import body_text
from huawu.telephony.core.sip.legs import Leg, acknowledge, bye, finish
from huawu.telephony.core.sip.message import COOKIE, Message
from huawu.telephony.core.sip.station import Station
from huawu.telephony.core.sip.transactions import InviteClient
from huawu.telephony.core.sip.types import Answered, Flow, Progressed
from huawu.telephony.core.sip.uri import is_token, quoted

_MOST_ANSWERS = 16
"""So many forks of one INVITE are answered; more is no honest network."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What an outgoing call says of itself. `symmetric`: the peer is a phone that is reached over its flow
    only."""

    sdp: str
    caller: str
    caller_name: str
    headers: tuple[str, ...] = ()
    symmetric: bool = True


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
            self._progressed(response)
        elif status < 300:
            self._answered(response, now)
        else:
            self.code = status
            refused(self.leg, now)

    def failed(self, why: str, now: Micros) -> None:
        self.lost = why
        refused(self.leg, now)

    def _progressed(self, response: Message) -> None:
        if response.status > 100 and self.leg.state == "calling":
            sdp = body_text(response)
            if sdp and len(self.early) < 8:
                self.early[response.to_tag] = sdp
            self.leg.station.tell(Progressed(self.leg.id, response.status, sdp))

    def _answered(self, response: Message, now: Micros) -> None:
        station, leg = self.leg.station, self.leg
        tag = response.to_tag
        if tag in self.acks:
            station.counts["repeated_in"] += 1
            if (ack := self.acks[tag]) is not None:
                station.send(*ack)
            return
        dialog = client_dialog(response, self.client.draft, self.client.flow)
        dialog.symmetric = self.symmetric
        dialog.aim(response.first("contact"))
        dialog.find_flow()
        wanted = leg.state == "calling"
        if wanted and not self.offered:
            self.acks[tag] = None
            leg.winner = self
        elif len(self.acks) < _MOST_ANSWERS:
            self.acks[tag] = acknowledge(station, dialog, dialog.local_seq)
            if not wanted:
                bye(station, dialog, now)
        if wanted:
            leg.dialog = dialog
            leg.state = "talking"
            station.dialogs[dialog.key] = leg
            cancel_others(leg, self, now)
            station.tell(Answered(leg.id, body_text(response) or self.early.get(tag, "")))

    def send_answer(self, sdp: str) -> None:
        """The ACK that carries our answer to the offer in their 2xx."""
        leg = self.leg
        leg.winner = None
        if leg.dialog is not None:
            tag = leg.dialog.remote_tag
            self.acks[tag] = acknowledge(leg.station, leg.dialog, self.client.draft.cseq, sdp)


def call(station: Station, leg: Leg, uri: str, flow: Flow, wish: Wish) -> Branch:
    """Make a branch of `leg`; `start` its client to send it."""
    sent_by = station.sent_by[flow.transport]
    where = sent_by.partition(" ")[2].rpartition(":")[0]
    user = wish.caller if is_token(wish.caller) else "anonymous"
    name = f"{quoted(wish.caller_name)} " if wish.caller_name else ""
    sender = f"{name}<sip:{user}@{where}>;tag={station.token()}"
    call_id = f"{station.token()}@{where}"
    draft = Draft(uri, sent_by, COOKIE + station.token(), sender, f"<{uri}>", call_id, 1, "")
    extra = f"Contact: {station.contacts[flow.transport]}\r\n{_STANDING}User-Agent: {station.user_agent}\r\n"
    extra += "".join(f"{line}\r\n" for line in wish.headers if "\r" not in line and "\n" not in line)
    branch = Branch(leg, draft, compose.request(draft, "INVITE", extra=extra, body=wish.sdp), flow, wish)
    leg.branches.append(branch)
    return branch


_STANDING = "Allow: INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, UPDATE\r\nSupported: replaces\r\n"


def cancel_others(leg: Leg, winner: Branch | None, now: Micros) -> None:
    """CANCEL every branch but the winner."""
    for branch in leg.branches:
        if branch is not winner:
            branch.client.cancel(now)
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


def hang_up(leg: Leg, now: Micros) -> None:
    """Give up a call that is not answered."""
    cancel_others(leg, None, now)
    finish(leg, "ours")
