"""Live screens: a snapshot of the board, then what happened, at most five times a second."""

import asyncio
import json
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

from huawu.app.live.websocket import WebSocket
from huawu.platform import tickets
from huawu.platform.clock import Clock
from huawu.platform.refusals import NotSignedIn, Refusal

BEATS_A_SECOND = 5
CLOCK_SECONDS = 5.0
Change = dict[str, Any]


class Screens:
    """All browsers that look at this site. `board` gives the snapshot that goes with what was told last."""

    def __init__(self, clock: Clock, board: Callable[[], Any], secret: bytes) -> None:
        self._clock, self._board, self._secret = clock, board, secret
        self._open: set[WebSocket] = set()
        self._changes: list[Change] = []
        self._seq = 0

    def tell(self, kind: str, at: int, body: dict[str, Any]) -> None:
        """Something that the board was told too."""
        self._seq += 1
        if self._open:
            self._changes.append({"kind": kind, "at": at, "body": body})

    async def connect(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, head: bytes, target: str
    ) -> None:
        """Serve one browser; the ticket in the address proves who it is."""
        ticket = parse_qs(urlsplit(target).query).get("ticket", [""])[0]
        socket = WebSocket(reader, writer)
        if not socket.upgrade(head, refusal=self._refusal(ticket)):
            return
        self._beat()
        socket.send(json.dumps(self._snapshot(), ensure_ascii=False))
        self._open.add(socket)
        try:
            while await socket.receive() is not None:
                pass
        finally:
            self._open.discard(socket)
            socket.close()

    def _refusal(self, ticket: str) -> Refusal | None:
        """Why a ticket is not good; None when it is."""
        try:
            tickets.verify(ticket, self._secret, self._clock())
        except NotSignedIn as refusal:
            return refusal
        return None

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
        changes, self._changes = self._changes, []
        if changes:
            self._send({"type": "facts", "seq": self._seq, "now": self._clock(), "facts": changes})

    def _send(self, message: dict[str, Any]) -> None:
        text = json.dumps(message, ensure_ascii=False)
        for socket in list(self._open):
            socket.send(text)
