"""Live screens: a snapshot of the board, then what happened, at most five times a second. An agent's own page
is told at once (`own`) when something concerns the agent's own state or call: all that happened since the
last beat, in order. The beat tells it again; `seq` numbers what happened, so a page knows what it has heard.
"""

import asyncio
import json
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import parse_qs, urlsplit

from huawu.app.live.websocket import WebSocket, framed
from huawu.platform import tickets
from huawu.platform.clock import Clock
from huawu.platform.ids import Id
from huawu.platform.refusals import NotSignedIn, Refusal

BEATS_A_SECOND = 5
CLOCK_SECONDS = 5.0
AT_ONCE = 25
"""So many screens are sent to before calls get their turn: hundreds in one go would keep them waiting for
tens of milliseconds."""


class Screens:
    """All browsers that look at this site. `board` gives the snapshot that goes with what was told last."""

    def __init__(self, clock: Clock, board: Callable[[], Any], secret: bytes) -> None:
        self._clock, self._board, self._secret = clock, board, secret
        self._open: set[WebSocket] = set()
        self._changes: list[str] = []  # as JSON, the last of them is number `_seq`
        self._own: dict[Id, set[WebSocket]] = {}  # agent -> the agent's own pages
        self._ahead: set[Id] = set()  # whose own pages do not wait for the beat
        self._seq = 0
        self._data = b""
        self._not_yet: set[WebSocket] = set()  # who has not been sent `_data`

    def tell(self, kind: str, at: int, body: dict[str, Any]) -> None:
        """Something that the board was told too."""
        self._seq += 1
        if not self._open:
            return
        self._changes.append(json.dumps({"kind": kind, "at": at, "body": body}, ensure_ascii=False))
        agent = body.get("agent")
        if agent in self._own:
            if not self._ahead:
                asyncio.get_running_loop().call_soon(self._send_ahead)
            self._ahead.add(agent)

    def whisper(self, agents: Iterable[Id], message: dict[str, Any]) -> None:
        """Something that concerns nobody else, and no board: to the own pages of these agents."""
        sockets = {socket for agent in agents for socket in self._own.get(agent, ())}
        told = {**message, "now": self._clock()}
        data = framed(json.dumps(told, ensure_ascii=False)) if sockets else b""
        for socket in sockets:
            socket.send_framed(data)

    def _send_ahead(self) -> None:
        """To the own pages of those whom it concerns, what they have not been sent yet."""
        agents, self._ahead = self._ahead, set()
        data = framed(self._happened("own")) if self._changes else b""
        for socket in [each for agent in agents for each in self._own.get(agent, ())]:
            if socket in self._not_yet:
                self._not_yet.remove(socket)
                socket.send_framed(self._data)
            if data:
                socket.send_framed(data)

    async def connect(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, head: bytes, target: str
    ) -> None:
        """Serve one browser; the ticket in the address proves who it is."""
        ticket = parse_qs(urlsplit(target).query).get("ticket", [""])[0]
        socket = WebSocket(reader, writer)
        seen = self._seen(ticket)
        if not socket.upgrade(head, refusal=seen if isinstance(seen, Refusal) else None):
            return
        agent = None if isinstance(seen, Refusal) else seen.agent
        self._beat()
        socket.send(json.dumps(self._snapshot(), ensure_ascii=False))
        self._open.add(socket)
        if agent is not None:
            self._own.setdefault(agent, set()).add(socket)
        try:
            while await socket.receive() is not None:
                pass
        finally:
            self._open.discard(socket)
            if agent is not None:
                self._own[agent].discard(socket)
                if not self._own[agent]:
                    del self._own[agent]
            socket.close()

    def _seen(self, ticket: str) -> tickets.Ticket | Refusal:
        """Whose ticket it is, or why it is not good."""
        try:
            return tickets.verify(ticket, self._secret, self._clock())
        except NotSignedIn as refusal:
            return refusal

    def restart(self) -> None:
        """The board was changed by something that is no fact: everybody gets a new snapshot."""
        self._changes.clear()
        self._send(self._snapshot())

    async def run(self) -> None:
        """Send what has changed, five times a second, and the clock every few seconds."""
        beat = 0
        while True:
            await asyncio.sleep(1 / BEATS_A_SECOND)
            beat += 1
            if self._changes:
                self._beat()
            elif beat % round(BEATS_A_SECOND * CLOCK_SECONDS) == 0:
                self._send({"type": "clock", "now": self._clock()})

    def _snapshot(self) -> dict[str, Any]:
        return {"type": "snapshot", "seq": self._seq, "now": self._clock(), "board": self._board()}

    def _beat(self) -> None:
        if self._changes:
            message = self._happened("facts")
            self._changes.clear()
            self._send_text(message)

    def _happened(self, kind: str) -> str:
        facts = ", ".join(self._changes)
        return f'{{"type": "{kind}", "seq": {self._seq}, "now": {self._clock()}, "facts": [{facts}]}}'

    def _send(self, message: dict[str, Any]) -> None:
        self._send_text(json.dumps(message, ensure_ascii=False))

    def _send_text(self, message: str) -> None:
        """To every screen, some now and the others soon; each gets what is sent in the order of sending. Who
        connects meanwhile has a snapshot that knows of it."""
        self._send_on(len(self._not_yet))
        self._data = framed(message)
        self._not_yet = set(self._open)
        self._send_soon()

    def _send_soon(self) -> None:
        self._send_on(AT_ONCE)
        if self._not_yet:
            asyncio.get_running_loop().call_soon(self._send_soon)

    def _send_on(self, screens: int) -> None:
        for _ in range(min(screens, len(self._not_yet))):
            self._not_yet.pop().send_framed(self._data)
