"""The line of `live` to the media edge: fills `ports.Edge`. `engine.pretend_edge` is its twin for tests."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from huawu.platform.ids import Id
from huawu.telephony.engine.media_client import MediaClient
from huawu.telephony.ports import (
    BrowserSide,
    EdgeEvent,
    EdgeFailed,
    EdgeGone,
    EdgeJoined,
    EdgeOpened,
    EdgeSide,
    EdgeThere,
)


class EdgeClient:
    """Connected to the edge at `path` as long as `run` runs. `on_event` hears what comes of the wishes."""

    def __init__(self, path: Path, *, name: str) -> None:
        self._line = MediaClient(path, name=name)
        self._line.on_event = self._told
        self._line.on_joined = self._there
        self._line.on_left = self._gone
        self.on_event: Callable[[EdgeEvent], None] = lambda event: None
        self.up = False

    async def run(self) -> None:
        """Connect, and connect again, for ever."""
        await self._line.run()

    def open(self, leg: Id, *, media: tuple[str, int]) -> None:
        self._line.do("open", leg=leg, media=list(media))

    def answer(self, leg: Id, browser: BrowserSide) -> None:
        self._line.do(
            "answer",
            leg=leg,
            setup=browser.setup,
            fingerprint=browser.fingerprint,
            ufrag=browser.ufrag,
            pwd=browser.pwd,
            candidates=[list(each) for each in browser.candidates],
            near=browser.near,
        )

    def close(self, leg: Id) -> None:
        self._line.do("close", leg=leg)

    def flush(self) -> None:
        self._line.flush()

    def _there(self, inventory: dict[str, Any]) -> None:
        self.up = bool(inventory.get("able"))
        self.on_event(EdgeThere(frozenset(inventory["legs"])) if self.up else EdgeGone())

    def _gone(self) -> None:
        self.up = False
        self.on_event(EdgeGone())

    def _told(self, name: str, args: dict[str, Any]) -> None:
        leg = args.get("leg", "")
        if name == "opened":
            side = EdgeSide(
                tuple(args["hosts"]), args["port"], args["fingerprint"], args["ufrag"], args["pwd"]
            )
            self.on_event(EdgeOpened(leg, side))
        elif name == "joined":
            self.on_event(EdgeJoined(leg, args["port"]))
        elif name == "failed":
            self.on_event(EdgeFailed(leg))
