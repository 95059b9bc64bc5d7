"""Browsers that are telephones: tickets, their WebSockets (RFC 7118), and whether each phone can take a call.

What is known of phones is `telephony.core.phones`; here it meets sockets, and routing is told of every
change. A ticket is good once, for thirty seconds, for one tab; without one /sip is open to phones that prove
themselves by digest.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

from huawu.app.live.owner import Owner
from huawu.app.live.site import REALM, Site
from huawu.app.live.websocket import PHONE_PING_SECONDS, WebSocket
from huawu.platform.clock import SECOND, Micros
from huawu.platform.ids import new_token
from huawu.platform.refusals import NotSignedIn, Refusal, Unavailable
from huawu.routing.types import AgentState, PhoneChanged
from huawu.telephony.core.phones import AUDIO, Phones
from huawu.telephony.core.sip.types import Flow
from huawu.telephony.core.switch import path
from huawu.telephony.core.switch.types import Desk
from huawu.telephony.engine.transports import Transports

TICKET_LASTS = 30 * SECOND
TAKEN_OVER, NOT_RINGING, LEFT = 4001, 4002, 4003
"""Why we close a page's WebSocket (RFC 6455 7.4.2: codes for private use)."""
Args = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Ticket:
    """Who may open a WebSocket that is bound to an extension."""

    extension: str
    tab: str
    good_until: Micros


class WebPhones:
    """The phones of a site, browsers above all. `bind`: tells SIP that a connection speaks for a user."""

    def __init__(self, owner: Owner, *, bind: Callable[[Flow, str], None] = lambda flow, user: None) -> None:
        self.known = Phones()
        self.transports: Transports | None = None
        self._owner, self._bind = owner, bind
        self._tickets: dict[str, Ticket] = {}
        self._sockets: dict[int, tuple[WebSocket, Flow]] = {}
        self._desks: dict[str, Desk] = {}

    def configure(self, site: Site) -> None:
        """Whose extensions there are."""
        self._desks = {desk.extension: desk for desk in site.switch.desks.values()}
        accounts = site.directory.accounts
        self.known.fixed = frozenset(user for user, account in accounts.items() if account.fixed)

    # ---- what routing is told ------------------------------------------------------------------------------

    def reconcile(self) -> None:
        """Tell routing what has changed about the phones of those who are signed in."""
        for extension in self.known.take_changed():
            desk = self._desks.get(extension)
            if desk is not None:
                self.tell_routing(desk)

    def tell_routing(self, desk: Desk, *, also_signed_out: bool = False) -> None:
        """Tell routing whether this agent's phone can take a call, unless it knows."""
        view = self._owner.routing.agent(desk.agent) if self._owner.routing else None
        if view is None or (view.state == AgentState.SIGNED_OUT and not also_signed_out):
            return
        why = self.known.view(desk.extension).why or ""
        if view.phone != why:
            self._owner.switch.tells.append(PhoneChanged(desk.agent, why))

    def tell_all(self) -> None:
        """After a start: nobody is offered a call at a phone that is not there yet."""
        self.known.take_changed()
        for desk in self._desks.values():
            self.tell_routing(desk)

    def registered(self, extension: str, contacts: int) -> None:
        """The contacts of an extension changed."""
        self.known.registered(extension, contacts)
        self.reconcile()

    def edge(self, *, up: bool) -> None:
        """The media edge came or went."""
        self.known.edge(up=up)
        self.reconcile()

    def tick(self, now: Micros) -> None:
        """Do what is due."""
        dead = self.known.tick(now)
        self.reconcile()
        for connection in dead:
            self._close(connection, NOT_RINGING)

    # ---- what pages ask ------------------------------------------------------------------------------------

    def open(self, desk: Desk, tab: str, *, take_over: bool) -> Args:
        """A ticket for this tab."""
        now = self._owner.clock()
        since = self.known.holder(desk.extension, tab)
        if since is not None and not take_over:
            raise Refusal("phone.in_use_elsewhere", since=since)
        if not self.known.edge_up:
            raise Unavailable("phone.edge_down")
        self._tickets = {text: each for text, each in self._tickets.items() if each.good_until > now}
        text, until = new_token() + new_token(), now + TICKET_LASTS
        self._tickets[text] = Ticket(desk.extension, tab, until)
        given = {"ticket": text, "extension": desk.extension, "domain": REALM}
        return {**given, "display_name": desk.name, "expires_at": until}

    def told_audio(self, desk: Desk, tab: str, state: str) -> None:
        """How microphone and speaker of a tab are."""
        if state not in AUDIO or not self.known.told_audio(desk.extension, tab, state, self._owner.clock()):
            raise Refusal("phone.not_yours")
        self.reconcile()
        self._owner.turn()

    def leave(self, desk: Desk, tab: str) -> None:
        """This tab is the telephone no more."""
        connection = self.known.left(desk.extension, tab)
        self.reconcile()
        self._owner.turn()
        self._close(connection, LEFT)

    def echo(self, desk: Desk) -> None:
        """Call the page so that it hears itself; not while its agent is on a call."""
        view = self.known.view(desk.extension)
        if view.kind != "browser" or not view.registered:
            raise Refusal("agent.phone_not_registered", extension=desk.extension)
        if self._owner.switch.call_of(desk.agent) is not None:
            raise Refusal("agent.in_call")
        self._owner.look()
        path.echo(self._owner.switch, desk.extension)
        self._owner.turn()

    def shown(self, extension: str) -> Args:
        """A phone as `Me` shows it."""
        view = self.known.view(extension)
        names = ("kind", "registered", "audio", "tab", "ready", "why")
        return {name: getattr(view, name) for name in names}

    # ---- sockets -------------------------------------------------------------------------------------------

    async def connect(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, head: bytes, target: str
    ) -> None:
        """Serve one browser until its connection ends."""
        socket = WebSocket(reader, writer, subprotocol="sip", ping_seconds=PHONE_PING_SECONDS)
        text = parse_qs(urlsplit(target).query).get("ticket", [None])[0]
        ticket = self._tickets.pop(text, None) if text is not None else None
        good = text is None or (ticket is not None and ticket.good_until > self._owner.clock())
        refusal = None if good else NotSignedIn("ticket.used")
        if not socket.upgrade(head, refusal=refusal) or self.transports is None:
            return
        flow = self.transports.attach_websocket(socket.send, socket.host, socket.port)
        if ticket is not None:
            self._is_phone(ticket, socket, flow)
        try:
            while (texts := await socket.receive()) is not None:
                for message in texts:
                    self.transports.websocket_message(flow, message)
        finally:
            self._ended(flow)
            socket.close()

    def _is_phone(self, ticket: Ticket, socket: WebSocket, flow: Flow) -> None:
        """From now on this connection is the telephone of its extension; the one before it is closed."""
        self._sockets[flow.connection] = (socket, flow)
        self._bind(flow, ticket.extension)
        before = self.known.connected(ticket.extension, ticket.tab, flow.connection, self._owner.clock())
        self.reconcile()
        self._owner.turn()
        self._close(before, TAKEN_OVER)

    def _ended(self, flow: Flow) -> None:
        """A connection is over: routing hears of it before the legs that ring behind it fail."""
        self._sockets.pop(flow.connection, None)
        self.known.lost(flow.connection)
        self.reconcile()
        self._owner.turn()
        if self.transports is not None:
            self.transports.websocket_closed(flow)

    def _close(self, connection: int, code: int) -> None:
        found = self._sockets.get(connection)
        if found is not None:
            socket, flow = found
            self._ended(flow)
            socket.close(code)

    def returned(self, extension: str, connection: int) -> bool:
        """A page registered. True when it is the first time over this connection."""
        first = self.known.returned(extension, connection)
        self.reconcile()
        return first
