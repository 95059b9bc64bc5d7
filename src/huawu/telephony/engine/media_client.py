"""The connection of `live` to one media process.

Commands wait until `flush`, so that they leave after the books were written and all of one turn in one
write. What only clears away waits a little longer, for company: waking the other process costs more than the
deed. While there is no connection commands are dropped: whoever owns the wishes restates them in
`on_joined`, which is called with the inventory after every connection, first or again.
"""

import asyncio
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

from huawu.platform import ipc
from huawu.platform.refusals import Refusal
from huawu.platform.tasks import spawn

SHORTEST_WAIT, LONGEST_WAIT = 0.05, 2.0
PATIENT = frozenset({"close", "unbridge"})
PATIENCE = 0.02
log = logging.getLogger(__name__)

Args = dict[str, Any]


class MediaClient:
    """Connected to the media process at `path` as long as `run` runs."""

    def __init__(self, path: Path, *, name: str) -> None:
        self._path, self._name = path, name
        self._peer: ipc.Peer | None = None
        self._waiting: list[tuple[str, Args]] = []
        self._later: asyncio.TimerHandle | None = None
        self.on_event: Callable[[str, Args], None] = lambda name, args: None
        self.on_joined: Callable[[Args], None] = lambda inventory: None
        self.on_left: Callable[[], None] = lambda: None

    @property
    def connected(self) -> bool:
        """Is the process there, and has its owner restated its wishes?"""
        return self._peer is not None

    def do(self, name: str, **args: Any) -> None:  # noqa: ANN401 - plain values of the media protocol
        """Queue a command for the next `flush`."""
        if self._peer is not None:
            self._waiting.append((name, args))

    def flush(self) -> None:
        """Send all that waits, in one write; if it only clears away, with the next or within 20 ms."""
        if not self._waiting:
            return
        if all(name in PATIENT for name, _ in self._waiting):
            if self._later is None:
                self._later = asyncio.get_running_loop().call_later(PATIENCE, self._clear_away)
            return
        self._send(self._waiting)
        self._waiting = []

    def _clear_away(self) -> None:
        """Nobody came. What was queued in this turn waits for its books."""
        self._later = None
        first = next((n for n, (name, _) in enumerate(self._waiting) if name not in PATIENT), None)
        self._send(self._waiting[:first])
        self._waiting = [] if first is None else self._waiting[first:]

    def _send(self, commands: list[tuple[str, Args]]) -> None:
        if self._later is not None:
            self._later.cancel()
            self._later = None
        if self._peer is None or not commands:
            return
        if len(commands) == 1:
            self._peer.do(*commands[0])
        else:
            self._peer.do("batch", {"commands": commands})

    async def ask(self, name: str) -> Any:  # noqa: ANN401 - any plain value
        """`inventory` or `statistics`. Raises Closed when the process is away."""
        if self._peer is None:
            raise ipc.Closed("media process is away")
        return await self._peer.ask(name, {})

    async def run(self) -> None:
        """Connect, and connect again, for ever."""
        wait = SHORTEST_WAIT
        while True:
            try:
                peer = await asyncio.wait_for(
                    ipc.connect(self._path, name=self._name, handler=self._handle), LONGEST_WAIT
                )
            except (OSError, TimeoutError, ValueError):
                await asyncio.sleep(wait)
                wait = min(2 * wait, LONGEST_WAIT)
                continue
            wait = SHORTEST_WAIT
            await self._live_with(peer)

    async def _live_with(self, peer: ipc.Peer) -> None:
        joining = spawn(self._join(peer), name="media inventory")
        try:
            await peer.run()
        finally:
            joining.cancel()
            self._waiting.clear()
            peer.close()
            if self._peer is not None:
                self._peer = None
                log.warning("the process at %s went away", self._path.name)
                self.on_left()

    async def _join(self, peer: ipc.Peer) -> None:
        try:
            inventory = await peer.ask("inventory", {})
        except (ConnectionError, TimeoutError, Refusal):
            peer.close()
            return
        self._peer = peer
        self.on_joined(inventory)
        self.flush()

    def _handle(self, peer: ipc.Peer, name: str, args: Args) -> None:
        self.on_event(name, args)
