"""`PretendEdge`: a media edge without sound, for tests. It answers as the real one does."""

from collections.abc import Callable

from huawu.platform.ids import Id
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


class PretendEdge:
    """Sessions in memory. Wishes wait for `flush`; `die` and `come_back` are for tests."""

    def __init__(self) -> None:
        self.on_event: Callable[[EdgeEvent], None] = lambda event: None
        self.up = True
        self.sessions: dict[Id, tuple[str, int]] = {}
        self.joined: dict[Id, BrowserSide] = {}
        self._lives = 1
        self._port = 40_000
        self._events: list[EdgeEvent] = []

    def open(self, leg: Id, *, media: tuple[str, int]) -> None:
        if self.up:
            self.sessions[leg] = media
            self.joined.pop(leg, None)
            self._port += 2
            fingerprint = f"sha-256 {':'.join([f'{self._lives:02X}'] * 32)}"
            side = EdgeSide(("127.0.0.1",), self._port, fingerprint, f"ufrag{self._port}", "p" * 24)
            self._events.append(EdgeOpened(leg, side))

    def answer(self, leg: Id, browser: BrowserSide) -> None:
        if not self.up or leg in self.joined or leg not in self.sessions:
            return
        if browser.setup not in ("active", "passive") or len(browser.fingerprint) < 100:
            self._events.append(EdgeFailed(leg))
            return
        self.joined[leg] = browser
        self._port += 2
        self._events.append(EdgeJoined(leg, self._port))

    def close(self, leg: Id) -> None:
        self.sessions.pop(leg, None)
        self.joined.pop(leg, None)

    def flush(self) -> None:
        events, self._events = self._events, []
        for event in events:
            self.on_event(event)

    # ---- what happens to it --------------------------------------------------------------------------------

    def die(self) -> None:
        self.up = False
        self.sessions.clear()
        self.joined.clear()
        self._events.clear()
        self.on_event(EdgeGone())

    def come_back(self) -> None:
        self.up = True
        self._lives += 1
        self.on_event(EdgeThere(frozenset(self.sessions)))
