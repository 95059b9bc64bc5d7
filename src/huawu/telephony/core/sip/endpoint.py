"""The endpoint: everything the world tells SIP and everything SIP answers."""

from collections.abc import Callable
from dataclasses import replace

from huawu.platform.clock import Micros
from huawu.platform.ids import Id
from huawu.telephony.core.sip import incoming, outgoing, refer, referring, reoffers, saving, trunking, within
from huawu.telephony.core.sip.dialogs import flow_of
from huawu.telephony.core.sip.gate import Gate
from huawu.telephony.core.sip.legs import Leg
from huawu.telephony.core.sip.outgoing import Wish, trunk_way
from huawu.telephony.core.sip.reception import Reception
from huawu.telephony.core.sip.registrar import Registrar
from huawu.telephony.core.sip.station import Station
from huawu.telephony.core.sip.streams import Streams
from huawu.telephony.core.sip.types import Directory, Event, Flow, Saved, ToSend
from huawu.telephony.core.sip.watches import Watches


class Endpoint:
    """The one SIP object the world talks to. Each method may put messages into `to_send()` and events into
    `events()`. Commands for legs that are not there, or not in a state for them, change nothing: the peer may
    always have been faster.

    `via`: by transport ("udp" is needed, "tcp" and "ws" may follow) the host and port for Via and Contact.
    `watches`: who watches lamps, and what they show.
    `tokens`: unguessable strings of letters and digits, a new one each time. `ids`: ids for arriving legs.
    """

    def __init__(
        self,
        *,
        via: dict[str, tuple[str, int]],
        tokens: Callable[[], str],
        user_agent: str = "Huawu",
        ids: Callable[[], Id] | None = None,
    ) -> None:
        self._station = Station(via, tokens, user_agent)
        self._gate = Gate(self._station)
        self._registrar = Registrar(self._station)
        self.watches = Watches(self._station)
        self._reception = Reception(self._station, self._gate, self._registrar, self.watches, ids or tokens)
        self._streams = Streams(self._station, self._reception)

    # ---- what the world tells -----------------------------------------------------------------------------

    def know(self, directory: Directory) -> None:
        """Replace the realm, trunks and accounts."""
        self._gate.know(directory)
        self._registrar.forget_strangers(set(directory.accounts))
        self.watches.forget_strangers(set(directory.accounts), directory.places)

    def trunk_of(self, host: str) -> str | None:
        """The name of the trunk an address belongs to."""
        return self._gate.trunk_of(host)

    def receive(self, data: bytes, flow: Flow, now: Micros) -> None:
        """One datagram or one whole message of a WebSocket."""
        self._reception.take(data, flow, now)

    def receive_stream(self, data: bytes, flow: Flow, now: Micros) -> None:
        """Bytes of a TCP connection; messages are cut by Content-Length; double CRLF is answered (RFC
        5626)."""
        self._streams.receive(data, flow, now)

    def bind(self, flow: Flow, user: str) -> None:
        """This connection speaks for `user`, without proof, and for nobody else, until it is lost."""
        self._gate.bound[flow.connection] = user

    def connection_lost(self, flow: Flow, now: Micros) -> None:
        """A connection was closed, or one that was asked for could not be opened (`flow.connection` is 0)."""
        self._streams.forget(flow)
        self._gate.bound.pop(flow.connection, None)
        for client in list(self._station.clients.values()):
            if _is_lost(client.flow, flow):
                client.fail("transport", now)
        for leg in list(self._station.legs.values()):
            if leg.state == "arrived" and leg.first_server is not None and leg.first_server.flow == flow:
                incoming.give_up(leg, now)
            elif leg.dialog is not None and leg.dialog.flow == flow:
                leg.dialog.connection_lost()
        self._registrar.connection_lost(flow)
        self.watches.connection_lost(flow)

    def next_timer(self) -> Micros | None:
        """When `handle_timer` is to be called next."""
        return self._station.timers.next()

    def handle_timer(self, now: Micros) -> None:
        """Do all that is due."""
        self._station.timers.run(now)

    def to_send(self) -> list[ToSend]:
        """What is to be sent, in order; the list is handed over once."""
        station = self._station
        for server, extra in station.owed:
            server.owed(extra)
        station.owed.clear()
        out = station.out
        if out:
            station.out = []
        return out

    def events(self) -> list[Event]:
        """What happened, in order; handed over once."""
        events = self._station.events
        if events:
            self._station.events = []
        return events

    # ---- commands -----------------------------------------------------------------------------------------

    def progress(self, leg: Id, code: int, now: Micros, sdp: str = "") -> None:
        """A provisional response (180, 183) to an INVITE."""
        if found := self._station.legs.get(leg):
            incoming.progress(found, code, now, sdp)

    def answer(self, leg: Id, sdp: str, now: Micros) -> None:
        """200 to the INVITE, retransmitted until ACK (RFC 3261 13.3.1.4); no ACK: BYE and
        `Ended(timeout)`."""
        if found := self._station.legs.get(leg):
            incoming.answer(found, sdp, now)

    def refuse(self, leg: Id, code: int, now: Micros, reason: str = "") -> None:
        """A final refusal of an INVITE that waits (`Ended(ours, code)` follows), or of an offer within a
        call. `reason`: value of a Reason header (RFC 3326)."""
        if found := self._station.legs.get(leg):
            if found.state == "arrived":
                incoming.refuse(found, code, now, _reason_line(reason))
            else:
                within.refuse_again(found, code, now)

    def answer_again(self, leg: Id, sdp: str, now: Micros) -> None:
        """Our answer to `Reoffered`; our offer when it had none; our answer to the offer of a 2xx when we
        called without one."""
        if found := self._station.legs.get(leg):
            within.answer_again(found, sdp, now)

    @property
    def here(self) -> str:
        """Host and port that our own URIs name."""
        return self._station.here

    def invite(
        self,
        leg: Id,
        user: str,
        now: Micros,
        *,
        sdp: str,
        caller: str,
        caller_name: str,
        headers: tuple[str, ...] = (),
    ) -> bool:
        """`invite_user` in plain words."""
        return self.invite_user(leg, user, Wish(sdp, caller, caller_name, headers), now)

    def invite_user(self, leg: Id, user: str, wish: Wish, now: Micros) -> bool:
        """INVITE every contact of `user` (registered or fixed); first answer wins. False: no contact."""
        account = self._gate.directory.accounts.get(user)
        ways = [(binding.uri, binding.flow) for binding in self._registrar.contacts(user)]
        if not ways and account is not None and account.fixed:
            fixed = flow_of(account.fixed)
            ways = [(account.fixed, fixed)] if fixed else []
            wish = Wish(wish.sdp, wish.caller, wish.caller_name, wish.headers, symmetric=False)
        return self._call(leg, ways, wish, now, user)

    def invite_trunk(
        self, leg: Id, number: str, wish: Wish, now: Micros, *, trunk: str | None = None
    ) -> bool:
        """INVITE an outside number through `trunk`, or the first that has a way out. False: there is no way,
        or the number cannot be dialled."""
        ways = (each for each in self._gate.directory.trunks if each.uri and trunk in (None, each.name))
        found = next(ways, None)
        way = trunk_way(found, number) if found else None
        if found is None or way is None or wish.hops < 1:
            return False
        return self._call(leg, [way], replace(wish, symmetric=False, trunk=found), now)

    def invite_browser(self, leg: Id, user: str, wish: Wish, now: Micros) -> bool:
        """INVITE the browser of `user`. False: it is not there."""
        there = self.browser_of(user)
        contacts = self._registrar.contacts(user)
        ways = [(each.uri, each.flow) for each in contacts if each.flow == there]
        return self._call(leg, ways, wish, now, user)

    def invite_uri(
        self, leg: Id, uri: str, flow: Flow, now: Micros, *, sdp: str, caller: str, caller_name: str
    ) -> bool:
        """INVITE one URI over a given flow."""
        return self._call(leg, [(uri, flow)], Wish(sdp, caller, caller_name, symmetric=False), now)

    def contacts(self, user: str) -> int:
        """How many phones of `user` are there."""
        return len(self._registrar.contacts(user))

    def browser_of(self, user: str) -> Flow | None:
        """The bound connection behind which `user` is registered."""
        ways = (each.flow for each in self._registrar.contacts(user))
        return next((flow for flow in ways if self._gate.bound.get(flow.connection) == user), None)

    def call_id(self, leg: Id) -> str:
        """The Call-ID of the leg's dialog; "" when it has none."""
        found = self._station.legs.get(leg)
        return found.dialog.call_id if found is not None and found.dialog is not None else ""

    def move(self, leg: Id, flow: Flow) -> None:
        """The leg's peer is reached over another connection from now on."""
        found = self._station.legs.get(leg)
        if found is not None and found.dialog is not None:
            found.dialog.flow = flow

    def _call(
        self, leg_id: Id, ways: list[tuple[str, Flow]], wish: Wish, now: Micros, user: str | None = None
    ) -> bool:
        if not ways or leg_id in self._station.legs:
            return False
        leg = Leg(self._station, leg_id, "calling")
        leg.user = user
        call = outgoing.call if wish.trunk is None else trunking.call
        branches = [call(self._station, leg, uri, flow, wish) for uri, flow in ways]
        for branch in branches:
            branch.client.start(now)
        return True

    def may_reinvite(self, leg: Id) -> bool:
        """Whether the session of a leg can be changed now: nothing else is under way in its dialog."""
        found = self._station.legs.get(leg)
        return found is not None and reoffers.is_quiet(found)

    def refer_progress(self, leg: Id, code: int, now: Micros) -> None:
        """Tell the phone that asked for a transfer (`Referred`) how it goes; nothing after a final code."""
        refer.progress(self._station, leg, code, now)

    def refer(self, leg: Id, number: str, now: Micros, *, replaces: Id | None = None) -> bool:
        """Ask the party of `leg` to call `number` (its own when calls go out to it, else ours), or to take
        our place towards the party of `replaces`; `ReferAnswered` follows. False: it cannot be asked now."""
        found, other = self._station.legs.get(leg), self._station.legs.get(replaces or "")
        if found is None or (replaces is not None and other is None):
            return False
        if found.user is None and found.dialog is not None and not found.dialog.trunk:
            found.dialog.trunk = self.trunk_of(found.dialog.flow.host) or ""
        return referring.refer(found, number, now, other=other)

    def reinvite(self, leg: Id, sdp: str, now: Micros) -> None:
        """Offer a change of the session; `Answered(again=True)` follows when the peer agrees."""
        if found := self._station.legs.get(leg):
            reoffers.reinvite(found, sdp, now)

    def hang_up(self, leg: Id, now: Micros, reason: str = "") -> None:
        """BYE, CANCEL or a final refusal (480), whichever the state of the leg calls for. `Ended(ours)`
        follows. `reason`: value of a Reason header (RFC 3326)."""
        found = self._station.legs.get(leg)
        if found is None:
            return
        if found.state == "arrived":
            incoming.refuse(found, 480, now, _reason_line(reason))
        elif found.state == "calling":
            outgoing.hang_up(found, now, _reason_line(reason))
        else:
            incoming.hang_up(found, now, _reason_line(reason))

    # ---- from process to process --------------------------------------------------------------------------

    def save(self, leg: Id) -> Saved:
        """All that is needed to take the leg up again in another process; empty when there is no such leg."""
        found = self._station.legs.get(leg)
        return saving.save(found) if found else {}

    def restore(self, leg: Id, saved: Saved, now: Micros) -> None:
        """Take a leg up again. A pending incoming INVITE can be answered; a pending outgoing one is cancelled
        or its late 2xx is acknowledged and ended (`Ended(ours)` is told at once); a dialog goes on."""
        if saved and leg not in self._station.legs:
            saving.restore(self._station, leg, saved, now)

    def save_bindings(self) -> dict[str, Saved]:
        """The registered phones that are not behind a connection."""
        return self._registrar.save()

    def restore_bindings(self, saved: dict[str, Saved], now: Micros) -> None:
        """Take registered phones up again."""
        self._registrar.restore(saved, now)

    def statistics(self) -> dict[str, int]:
        """Counters since the start: sent, received, repeated_in, repeated_out, malformed, oversized,
        keepalive, stray, flooded, challenged, unauthorised, unacknowledged; and how many transactions,
        dialogs and legs are open now."""
        station = self._station
        return {
            **station.counts,
            "open_transactions": len(station.servers) + len(station.clients),
            "open_dialogs": len(station.dialogs),
            "open_legs": len(station.legs),
            "open_referrals": len(station.referrals) + len(station.referring),
            "open_subscriptions": len(self.watches),
        }


def _is_lost(used: Flow, lost: Flow) -> bool:
    if used.transport != lost.transport or used.transport == "udp":
        return False
    if used.connection and lost.connection:
        return used.connection == lost.connection
    return used.host == lost.host and used.port == lost.port


def _reason_line(reason: str) -> str:
    return f"Reason: {reason}\r\n" if reason and reason.isprintable() else ""
