"""Which phones can take a call: what is known of each extension's contacts, its tab, its sound, and the edge.

An extension has SIP phones, or one tab of a browser, which goes before them. A browser's phone is ready when
its WebSocket is up and registered, the media edge is there, and the page said lately that microphone and
speaker are fine. A phone that was rung and did not say so in time is unreachable until it registers again.
The words for what is wrong are refusal keys.
"""

from dataclasses import dataclass

from huawu.platform.clock import SECOND, Micros
from huawu.platform.ids import Id

AUDIO = frozenset({"ok", "no_microphone", "blocked", "failed", "asleep"})
ASLEEP_AFTER = 45 * SECOND
"""A page that tells nothing of its sound for this long sleeps."""
RINGS_WITHIN = 2 * SECOND
"""A page that is rung says so (180) within this time, or is not there."""


@dataclass(slots=True)
class Tab:
    """One tab that is, or just becomes, the telephone. `connection`: its WebSocket, 0 while it has none."""

    name: str
    since: Micros
    connection: int = 0
    registered: bool = False
    audio: str = "unknown"
    told_at: Micros = 0
    unreachable: bool = False


@dataclass(frozen=True, slots=True)
class PhoneView:
    """A phone as people are shown it. `why`: the refusal key of what is wrong; None when it is ready."""

    kind: str | None
    registered: bool
    audio: str
    tab: str | None
    why: str | None

    @property
    def ready(self) -> bool:
        return self.why is None


class Phones:
    """All phones of a site. `changed`: extensions about which something was learnt."""

    def __init__(self) -> None:
        self.edge_up = False
        self.fixed: frozenset[str] = frozenset()
        self.changed: set[str] = set()
        self._contacts: dict[str, int] = {}
        self._tabs: dict[str, Tab] = {}
        self._owner: dict[int, str] = {}  # connection -> extension
        self._look_at: Micros | None = None  # when some page may have fallen asleep
        self._rung: dict[Id, tuple[Micros, str]] = {}  # leg -> when it is too late, extension

    # ---- tabs ----------------------------------------------------------------------------------------------

    def holder(self, extension: str, tab: str) -> Micros | None:
        """Since when another tab has the phone; None when this one may have it."""
        held = self._tabs.get(extension)
        return held.since if held is not None and held.name != tab and held.connection else None

    def connected(self, extension: str, tab: str, connection: int, now: Micros) -> int:
        """This tab is the telephone. Returns the connection that was it until now, 0 for none."""
        held = self._tabs.get(extension)
        before = held.connection if held is not None else 0
        if held is not None:
            self._unregister(extension, held)
        if held is None or held.name != tab:
            held = self._tabs[extension] = Tab(tab, now)
        self._owner.pop(before, None)
        self._owner[connection] = extension
        held.connection = connection
        self.changed.add(extension)
        return before

    def lost(self, connection: int) -> None:
        """A WebSocket is gone. One that had been replaced means nothing."""
        extension = self._owner.pop(connection, None)
        if extension is not None:
            tab = self._tabs[extension]
            tab.connection = 0
            self._unregister(extension, tab)
            self.changed.add(extension)

    def _unregister(self, extension: str, tab: Tab) -> None:
        """Its contact goes with its connection; the registrar says so a moment later."""
        if tab.registered:
            tab.registered = False
            self._contacts[extension] = max(0, self._contacts.get(extension, 0) - 1)

    def left(self, extension: str, tab: str) -> int:
        """The tab is the telephone no more, by its own wish. Returns the connection to be closed."""
        held = self._tabs.get(extension)
        if held is None or held.name != tab:
            return 0
        self._unregister(extension, held)
        del self._tabs[extension]
        self._owner.pop(held.connection, None)
        self.changed.add(extension)
        return held.connection

    def returned(self, extension: str, connection: int) -> bool:
        """It registered. True the first time over this connection."""
        held = self._tabs.get(extension)
        if held is None or held.connection != connection:
            return False
        first = not held.registered
        held.registered, held.unreachable = True, False
        self.changed.add(extension)
        return first

    def told_audio(self, extension: str, tab: str, state: str, now: Micros) -> bool:
        """What the tab says of its sound. False when it is not this extension's telephone."""
        held = self._tabs.get(extension)
        if held is None or held.name != tab:
            return False
        held.audio, held.told_at = state, now
        if self._look_at is None:
            self._look_at = now + ASLEEP_AFTER
        self.changed.add(extension)
        return True

    def connection(self, extension: str) -> int:
        """The WebSocket of the extension's tab; 0 when there is none."""
        held = self._tabs.get(extension)
        return held.connection if held is not None else 0

    # ---- the rest that is known ----------------------------------------------------------------------------

    def registered(self, extension: str, contacts: int) -> None:
        """So many contacts are registered, browsers included."""
        self._contacts[extension] = contacts
        self.changed.add(extension)

    def edge(self, *, up: bool) -> None:
        """The media edge came or went."""
        if self.edge_up != up:
            self.edge_up = up
            self.changed.update(self._tabs)

    # ---- ringing -------------------------------------------------------------------------------------------

    def rung(self, leg: Id, extension: str, now: Micros) -> None:
        """An INVITE went to a browser."""
        self._rung[leg] = (now + RINGS_WITHIN, extension)

    def rings(self, leg: Id) -> None:
        """It said that it rings, answered, or the leg is over."""
        self._rung.pop(leg, None)

    # ---- time ----------------------------------------------------------------------------------------------

    def tick(self, now: Micros) -> list[int]:
        """Do what is due. Returns connections of pages that did not ring: if they live, they come back."""
        dead = []
        for leg, (at, extension) in list(self._rung.items()):
            if at <= now:
                del self._rung[leg]
                held = self._tabs.get(extension)
                if held is not None:
                    held.unreachable = True
                    dead.append(held.connection)
                    self.changed.add(extension)
        if self._look_at is not None and self._look_at <= now:
            self._find_sleepers(now)
        return [connection for connection in dead if connection]

    def _find_sleepers(self, now: Micros) -> None:
        awake = []
        for extension, held in self._tabs.items():
            if held.audio == "ok" and held.told_at + ASLEEP_AFTER <= now:
                held.audio = "asleep"
                self.changed.add(extension)
            elif held.audio != "asleep" and held.told_at:
                awake.append(held.told_at + ASLEEP_AFTER)
        self._look_at = min((at for at in awake if at > now), default=None)

    def next_due(self) -> Micros | None:
        """When `tick` is wanted."""
        due = [at for at, _ in self._rung.values()]
        if self._look_at is not None:
            due.append(self._look_at)
        return min(due, default=None)

    # ---- asked ---------------------------------------------------------------------------------------------

    def take_changed(self) -> list[str]:
        """Extensions to look at anew, handed over once."""
        changed = sorted(self.changed)
        self.changed.clear()
        return changed

    def is_there(self, extension: str) -> bool:
        """Is any phone registered?"""
        return extension in self.fixed or self._contacts.get(extension, 0) > 0

    def view(self, extension: str) -> PhoneView:
        """How the phone is."""
        held = self._tabs.get(extension)
        contacts = self._contacts.get(extension, 0) - (held is not None and held.registered)
        if held is not None and (held.connection or not contacts):
            return self._browser(held)
        there = extension in self.fixed or contacts > 0
        why = None if there else "phone.not_registered"
        return PhoneView("sip" if there else None, there, "unknown", None, why)

    def _browser(self, tab: Tab) -> PhoneView:
        audio = tab.audio if self.edge_up else "edge_down"
        why = None if audio == "ok" else _WHY[audio]
        if tab.unreachable:
            why = "phone.unreachable"
        if not tab.registered:
            why = "phone.not_registered"
        return PhoneView("browser", tab.registered, audio, tab.name, why)


_WHY = {
    "unknown": "phone.audio_unknown",
    "no_microphone": "phone.no_microphone",
    "blocked": "phone.blocked",
    "failed": "phone.failed",
    "asleep": "phone.asleep",
    "edge_down": "phone.edge_down",
}
