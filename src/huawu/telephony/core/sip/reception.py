"""Where every received message comes in: it is matched to its transaction, or checked, admitted and handed
on."""

from collections.abc import Callable

from huawu.platform.clock import Micros
from huawu.platform.ids import Id
from huawu.telephony.core.sip import checks, compose, incoming, replacing, sessions, within
from huawu.telephony.core.sip.dialogs import dialog_key
from huawu.telephony.core.sip.digest import Verdict
from huawu.telephony.core.sip.gate import Gate
from huawu.telephony.core.sip.legs import acknowledge
from huawu.telephony.core.sip.message import Message, body_text, check_request, check_response
from huawu.telephony.core.sip.message import parse as parse_message
from huawu.telephony.core.sip.registrar import Registrar
from huawu.telephony.core.sip.station import ALLOW, Station
from huawu.telephony.core.sip.transactions import InviteServer, PlainServer, Server, server_key
from huawu.telephony.core.sip.types import Answered, Flow
from huawu.telephony.core.sip.uri import Address
from huawu.telephony.core.sip.watches import EVENTS, Watches


class Reception:
    """The way in."""

    __slots__ = ("gate", "new_leg", "registrar", "station", "watches")

    def __init__(
        self,
        station: Station,
        gate: Gate,
        registrar: Registrar,
        watches: Watches,
        new_leg: Callable[[], Id],
    ) -> None:
        self.station = station
        self.gate = gate
        self.registrar = registrar
        self.watches = watches
        self.new_leg = new_leg

    def take(self, data: bytes, flow: Flow, now: Micros, *, whole: bool = True) -> None:
        """One message, or what claims to be one. Keep-alives and other noise are counted and ignored."""
        counts = self.station.counts
        counts["received"] += 1
        if not data.strip(b"\r\n\x00"):
            counts["keepalive"] += 1
            return
        if data.startswith(b"REGISTER ") and self.gate.is_empty(flow.host, now):
            counts["flooded"] += 1
            return
        message = parse_message(data, whole=whole)
        if message is None:
            counts["malformed"] += 1
        elif message.status:
            self._response(message, flow, now)
        else:
            self._request(message, flow, now)

    def _response(self, message: Message, flow: Flow, now: Micros) -> None:
        if not check_response(message):
            self.station.counts["malformed"] += 1
            return
        via = message.via
        client = self.station.clients.get(f"{via.branch if via else ''}|{message.cseq[1]}")
        if client is not None:
            client.receive(message, now)
        elif 200 <= message.status < 300 and message.cseq[1] == "INVITE":
            self._stray_ok(message)
        else:
            self.station.counts["stray"] += 1

    def _stray_ok(self, message: Message) -> None:
        """A 2xx whose transaction another process had: when the dialog is known it is acknowledged."""
        self.station.counts["stray"] += 1
        leg = self.station.dialogs.get(dialog_key(message.call_id, message.from_tag, message.to_tag))
        if (
            leg is None
            or leg.dialog is None
            or leg.state != "talking"
            or message.cseq[0] > leg.dialog.local_seq
        ):
            return
        acknowledge(self.station, leg.dialog, message.cseq[0])
        self.station.tell(Answered(leg.id, body_text(message), again=True))

    def _request(self, message: Message, flow: Flow, now: Micros) -> None:
        check_request(message)
        if message.method == "ACK":
            self._ack(message, now)
            return
        if message.via is None:
            self._no_way_back(message, flow, now)
            return
        if message.fault:
            self._malformed(message, flow, now)
            return
        key = server_key(message, message.method)
        server = self.station.servers.get(key)
        if server is not None:
            server.again(now)
        elif message.method == "CANCEL":
            self._cancel(message, flow, key, now)
        elif message.to_tag and message.method != "REGISTER":
            self._within(message, flow, key, now)
        else:
            self._outside(message, flow, key, now)

    def _no_way_back(self, message: Message, flow: Flow, now: Micros) -> None:
        """The top Via cannot be read. When there is one at all the sender may still want to know."""
        if message.first("via").startswith("SIP/"):
            self._malformed(message, flow, now)
        else:
            self.station.counts["malformed"] += 1

    def _malformed(self, message: Message, flow: Flow, now: Micros) -> None:
        """Refuse without keeping anything; a refusal is lost now and then, as the request may be sent
        again."""
        self.station.counts["oversized" if message.code == 513 else "malformed"] += 1
        if not self._let_in(flow, now):
            return
        head = compose.echo(message, flow, self.station.token())
        reason = message.fault if message.code == 400 else ""
        self._stateless(message, flow, compose.response(message.code, head, reason=reason))

    def refuse(self, head: bytes, flow: Flow, code: int) -> None:
        """Refuse a request of which only the head can be had."""
        message = parse_message(head)
        if message is not None and not message.status and message.method != "ACK" and message.via is not None:
            self._stateless(
                message, flow, compose.response(code, compose.echo(message, flow, self.station.token()))
            )

    def _stateless(self, message: Message, flow: Flow, data: bytes) -> None:
        self.station.send(compose.answer_flow(message, flow), data)

    def _ack(self, message: Message, now: Micros) -> None:
        if message.fault:
            self.station.counts["malformed"] += 1
            return
        server = self.station.servers.get(server_key(message, "INVITE"))
        if isinstance(server, InviteServer) and server.state in ("completed", "confirmed"):
            server.acknowledged(now)
            return
        leg = self.station.dialogs.get(dialog_key(message.call_id, message.to_tag, message.from_tag))
        if leg is not None:
            within.acknowledged(leg, message, now)
        else:
            self.station.counts["stray"] += 1

    def _cancel(self, message: Message, flow: Flow, key: str, now: Micros) -> None:
        target = self.station.servers.get(server_key(message, "INVITE"))
        if not isinstance(target, InviteServer):
            self._unknown(message, flow, now)
            return
        PlainServer(self.station, message, flow, key, "").respond(200, now)
        if target.state != "proceeding":
            return
        tag = message.to_tag or target.tag
        leg = self.station.dialogs.get(dialog_key(message.call_id, tag, message.from_tag))
        if leg is not None and leg.first_server is target:
            incoming.cancelled(leg, now, incoming.plain(message.first("reason")))
        elif leg is not None and leg.offered is target:
            within.refuse_again(leg, 487, now)
        else:
            target.respond(487, now)

    def _within(self, message: Message, flow: Flow, key: str, now: Micros) -> None:
        leg = self.station.dialogs.get(dialog_key(message.call_id, message.to_tag, message.from_tag))
        watch = self.watches.of(message) if leg is None and message.method == "SUBSCRIBE" else None
        if leg is None and watch is None:
            self._unknown(message, flow, now)
            return
        server = self._serve(message, flow, key, "")
        if refusal := checks.unknown_method(message) or checks.unacceptable(message):
            server.respond(refusal[0], now, extra=refusal[1])
        elif watch is not None:
            self.watches.again(watch, message, server, flow, now)
        elif leg is not None:
            within.received(leg, message, server, flow, now)

    def _unknown(self, message: Message, flow: Flow, now: Micros) -> None:
        """A request for a dialog or transaction that is not there. Nothing is kept of it, whoever sends how
        many."""
        self.station.counts["stray"] += 1
        if self._let_in(flow, now):
            head = compose.echo(message, flow, self.station.token())
            self._stateless(message, flow, compose.response(481, head))

    def _let_in(self, flow: Flow, now: Micros) -> bool:
        return self.gate.trunk_of(flow.host) is not None or self.gate.admits(flow.host, now)

    def _serve(self, message: Message, flow: Flow, key: str, merged: str) -> Server:
        kind = InviteServer if message.method == "INVITE" else PlainServer
        return kind(self.station, message, flow, key, merged)

    def _outside(self, message: Message, flow: Flow, key: str, now: Micros) -> None:
        """A request that begins something. Of what strangers send nothing is kept until they have proved who
        they are (RFC 3261 8.2.7): however many there are, they fill no memory."""
        bound = self.gate.bound.get(flow.connection) if flow.connection else None
        trunk = None if bound else self.gate.trunk_of(flow.host)
        if trunk is None and not bound and not self.gate.admits(flow.host, now):
            return
        merged = f"{message.call_id}|{message.cseq[0]}|{message.method}|{message.from_tag}"
        user = ""
        reply = self._plain_reply(message, merged)
        if reply is None and (trunk is None or message.method in _PROVEN):
            reply, user = _only(message, bound) if bound else self._proof(message, flow, now)
        if reply is not None and trunk is None:
            head = compose.echo(message, flow, self.station.token())
            self._stateless(message, flow, compose.response(reply[0], head, extra=reply[1]))
            return
        server = self._serve(message, flow, key, "" if reply else merged)
        if reply is not None:
            server.respond(reply[0], now, extra=reply[1])
        elif isinstance(server, InviteServer):
            stamp = message.first("timestamp")
            server.trying(f"Timestamp: {stamp}\r\n" if stamp else "")
            known = user or (self.registrar.at(incoming.user_of(message.sender), flow) if trunk else "")
            self._invite(message, server, flow, known or None, now)
        elif message.method == "SUBSCRIBE":
            accounts = self.gate.directory.accounts
            self.watches.subscribe(
                message, server, user, flow, now, known=self.gate.directory.places.union(accounts)
            )
        else:
            self.registrar.register(message, server, user, flow, now, bound=bool(bound))

    def _invite(
        self, message: Message, server: InviteServer, flow: Flow, user: str | None, now: Micros
    ) -> None:
        """Someone calls, perhaps to take the place of a leg of ours."""
        code, replaced = replacing.asked(self.station, message) if "replaces" in message.fields else (0, None)
        if code:
            server.respond(code, now)
            return
        instead = replaced.id if replaced else None
        incoming.arrive(self.station, message, server, self.new_leg(), flow=flow, user=user, replaces=instead)

    def _plain_reply(self, message: Message, merged: str) -> checks.Reply | None:
        """The answer to all but an INVITE, REGISTER or SUBSCRIBE that nothing stands against."""
        if merged in self.station.initial:
            return 482, ""
        refusal = checks.unknown_method(message) or checks.unacceptable(message)
        if refusal or message.method in _PROVEN:
            return refusal
        if message.method == "INVITE":
            if "session-expires" in message.fields and sessions.too_short(message):
                return 422, f"Min-SE: {sessions.SHORTEST}\r\n"
            return checks.too_many_hops(message)
        if message.method == "OPTIONS":
            return (
                200,
                f"Allow: {ALLOW}\r\n{_CAN}Server: {self.station.user_agent}\r\n",
            )
        if message.method == "REFER":
            return 403, ""  # no phone is told by strangers whom to call
        return 481, ""  # BYE, INFO or UPDATE without a dialog

    def _proof(self, message: Message, flow: Flow, now: Micros) -> tuple[checks.Reply | None, str]:
        """The user whom the credentials prove, or the answer to a request without proof."""
        verdict, user = self.gate.prove(message, flow.host, now)
        if verdict is Verdict.WRONG:
            return (403, ""), ""
        if verdict is not Verdict.GOOD:
            return (401, self.gate.challenge(flow.host, now, verdict)), ""
        if message.method in _PROVEN and incoming.user_of(_spoken_for(message)) != user:
            return (403, ""), ""
        return None, user


def _only(message: Message, user: str) -> tuple[checks.Reply | None, str]:
    """On a connection that is bound to a user nobody else is spoken for, and no proof is asked."""
    return (None, user) if incoming.user_of(_spoken_for(message)) == user else ((403, ""), "")


def _spoken_for(message: Message) -> Address | None:
    """Who the sender says he is."""
    return message.target if message.method == "REGISTER" else message.sender


_PROVEN = frozenset({"REGISTER", "SUBSCRIBE"})
"""Nobody does these without proof, from wherever."""


_CAN = (
    f"Allow-Events: {EVENTS}, refer\r\n"
    "Accept: application/sdp\r\nAccept-Encoding: identity\r\n"
    "Accept-Language: zh, en\r\nSupported: 100rel, norefersub, replaces, timer\r\n"
)
