"""Legs to browsers: the edge is asked first, then the page is called with what the edge offers.

An offer is made in two steps (`open` at the edge, then INVITE), an answer too (200, then the edge's plain
port). When the edge has lost a session, the page is called anew: the edge must know the browser's candidates,
and the answer to a re-INVITE comes before the browser has found any.
"""

from collections.abc import Callable
from typing import Any

from huawu.platform.clock import Micros
from huawu.platform.ids import Id
from huawu.telephony import ports
from huawu.telephony.core.sip import browser, sdp
from huawu.telephony.core.sip import types as sip
from huawu.telephony.core.sip.endpoint import Endpoint
from huawu.telephony.core.sip.outgoing import Wish
from huawu.telephony.engine.legs import UP, EngineLeg
from huawu.telephony.engine.panel import Panel

_LAWS = ("PCMA", "PCMU")


class BrowserLegs:
    """What is special about legs whose `extension` is set. `on_rung` and `on_rings` tell who keeps an eye on
    pages that do not ring."""

    def __init__(
        self,
        endpoint: Endpoint,
        panel: Panel,
        edge: ports.Edge | None,
        tell: Callable[[ports.LegEvent], None],
    ) -> None:
        self._endpoint, self._panel, self._edge, self._tell = endpoint, panel, edge, tell
        self._wishes: dict[Id, tuple[tuple[str, str], ports.About, str, tuple[str, ...]]] = {}
        self.on_rung: Callable[[Id, str], None] = lambda leg, extension: None
        self.on_rings: Callable[[Id], None] = lambda leg: None

    def dial(
        self,
        leg: Id,
        extension: str,
        *,
        who: tuple[str, str],
        near: EngineLeg | None,
        about: ports.About,
        headers: tuple[str, ...] = (),
    ) -> None:
        """Ring the page of an extension. `who`: the caller's number and name; `headers`: more lines."""
        edge = self._edge
        made = None
        if edge is not None and edge.up:
            made = self._panel.open(leg, incoming=False, near=near, extension=extension)
        if edge is None or made is None:
            self._tell(ports.Ended(leg, "unreachable", ours=False))
            return
        self._wishes[leg] = (who, about, near.codec if near else _LAWS[0], headers)
        edge.open(leg, media=self._panel.plain_place(made))

    def edge_event(self, event: ports.EdgeEvent, now: Micros) -> None:
        """The edge told something."""
        if isinstance(event, ports.EdgeThere):
            self._edge_there(event.legs)
            return
        if isinstance(event, ports.EdgeGone):
            for leg in self._panel.legs.values():
                leg.joined = False if leg.extension else leg.joined
            return
        leg_here = self._panel.legs.get(event.leg)
        if leg_here is None:
            if self._edge is not None and isinstance(event, ports.EdgeOpened):
                self._edge.close(event.leg)
        elif isinstance(event, ports.EdgeOpened):
            self._opened(leg_here, event.side, now)
        elif isinstance(event, ports.EdgeJoined):
            self._joined(leg_here, event.port)
        else:
            self._failed(leg_here, now)

    def _edge_there(self, sessions: frozenset[Id]) -> None:
        for leg in sessions - self._panel.legs.keys():
            if self._edge is not None:
                self._edge.close(leg)
        for leg_here in self._panel.legs.values():
            if leg_here.extension and leg_here.phase == UP:
                leg_here.joined = leg_here.id in sessions and leg_here.remote is not None
                if not leg_here.joined and self._endpoint.browser_of(leg_here.extension) is not None:
                    self._tell(ports.PathGone(leg_here.id))

    def _opened(self, leg: EngineLeg, side: ports.EdgeSide, now: Micros) -> None:
        leg.edge = [list(side.hosts), side.port, side.fingerprint, side.ufrag, side.pwd]
        self._panel.changed.add(leg.id)
        wish = self._wishes.pop(leg.id, None)
        if wish is None:
            return
        (caller, name), about, law, more = wish
        codecs = (law, *(other for other in _LAWS if other != law))
        headers = (
            *((f"X-Huawu-Interaction: {about.interaction}",) if about.interaction else ()),
            f"X-Huawu-Purpose: {about.purpose}",
            *more,
        )
        offer = browser.describe(self._panel.place(leg), side, codecs=codecs)
        if self._endpoint.invite_browser(leg.id, leg.extension, Wish(offer, caller, name, headers), now):
            self.on_rung(leg.id, leg.extension)
        else:
            self._end(leg, "unreachable")

    def agree(self, leg: EngineLeg, answered: str) -> bool:
        """The page answered our offer. False: we cannot speak with it."""
        self.on_rings(leg.id)
        there = self._endpoint.browser_of(leg.extension)
        answer = browser.read(answered, near=there.host if there else "")
        if answer is None or self._edge is None:
            return False
        leg.codec, leg.dtmf, leg.direction = answer.codec, answer.dtmf, answer.direction
        leg.peer = answer.browser.ufrag
        self._edge.answer(leg.id, answer.browser)
        return True

    def _joined(self, leg: EngineLeg, port: int) -> None:
        """Both sides are known: the media process speaks with the edge."""
        leg.joined = True
        host = self._panel.plain_place(leg)[0]
        settled = sdp.Agreed("", (host, port), leg.codec, leg.dtmf, leg.direction)
        self._panel.settle(leg, settled)

    def _failed(self, leg: EngineLeg, now: Micros) -> None:
        if leg.phase != UP:
            self._endpoint.hang_up(leg.id, now)
            self._end(leg, "unreachable")

    def _end(self, leg: EngineLeg, cause: str) -> None:
        self.closed(leg)
        self._panel.close(leg)
        self._tell(ports.Ended(leg.id, cause, ours=False))

    def reoffered(self, leg: EngineLeg, offered: str, now: Micros) -> None:
        """The page changes the session (hold, another microphone). Another way for the sound it gets in a new
        call only, so one with other ICE secrets than those we know is refused."""
        answer = browser.read(offered)
        if leg.edge is None or answer is None or answer.browser.ufrag != leg.peer:
            self._endpoint.refuse(leg.id, 488, now)
            return
        side = side_of(leg.edge)
        text = browser.describe(
            self._panel.place(leg),
            side,
            setup="passive",
            codecs=(leg.codec,),
            direction=answer.direction,
        )
        self._endpoint.answer_again(leg.id, text, now)

    def returned(self, event: sip.Returned, now: Micros) -> None:
        """A page registered: what it still holds goes on over the connection that it has now, unless the
        edge lost it meanwhile. Desk telephones hold theirs, also at this extension."""
        held = {leg.id for leg in self._panel.legs.values() if not leg.extension}
        for leg in self._panel.legs.values():
            if leg.extension == event.user and self._endpoint.call_id(leg.id) in event.dialogs:
                self._endpoint.move(leg.id, event.flow)
                self._panel.changed.add(leg.id)
                if leg.joined:
                    held.add(leg.id)
        self._tell(ports.Returned(event.user, frozenset(held)))

    def closed(self, leg: EngineLeg) -> None:
        """The leg is over."""
        if leg.extension:
            self._wishes.pop(leg.id, None)
            self.on_rings(leg.id)
            if self._edge is not None:
                self._edge.close(leg.id)


def side_of(kept: list[Any]) -> ports.EdgeSide:
    """The edge's side as the leg keeps it."""
    hosts, port, fingerprint, ufrag, pwd = kept
    return ports.EdgeSide(tuple(hosts), port, fingerprint, ufrag, pwd)
