"""`PretendTelephony`: the telephony port without telephones, for tests. It keeps what real legs would be."""

from dataclasses import dataclass, field
from typing import Any, Unpack

from huawu.platform.clock import Micros
from huawu.platform.ids import Id
from huawu.telephony import ports


@dataclass(slots=True)
class PretendLeg:
    id: Id
    incoming: bool
    up: bool = False
    hears: list[str] = field(default_factory=list)
    token: str = ""
    bridge: Id | None = None
    extension: str = ""
    purpose: str = "offer"
    echoes: bool = False
    number: str = ""  # outside, dialled
    trunk: str = ""
    auto_answer: bool = False
    dialled_at: Micros = 0  # by the clock of telephony
    caller: str = ""  # whom its telephone shows
    diverted: tuple[str, str] | None = None  # who sends it on, and why


class PretendTelephony:
    """Legs in memory. Tests say what phones do: `arrive`, `pick_up`, `put_down`, `press`, `said`."""

    def __init__(self, phones: set[str] | None = None, trunks: tuple[str, ...] = ("trunk",)) -> None:
        self.phones = phones if phones is not None else set()
        self.trunks = trunks
        self.legs: dict[Id, PretendLeg] = {}
        self.refused: dict[Id, str] = {}
        self.let_go: dict[Id, str] = {}  # why legs that rang need not ring any more
        self.recordings: dict[Id, tuple[list[Id], list[Id]]] = {}
        self.spoken: dict[Id, float] = {}  # what a recording will say was spoken in it
        self.sent: list[tuple[Id, str]] = []
        self.hearing: dict[Id, dict[Id, tuple[Id, ...]] | None] = {}  # by bridge
        self.paused: set[Id] = set()  # recordings
        self.listened: set[Id] = set()  # legs whose words are listened to
        self.progress: list[tuple[Id, str]] = []  # told to phones that asked for a transfer
        self.referred: list[tuple[Id, str, Id | None]] = []
        self.lamps: dict[str, str] = {}
        self.mailboxes: dict[str, tuple[int, int]] = {}
        self._asked: set[Id] = set()  # legs whose phone waits to be told of a transfer
        self.changed: set[Id] = set()
        self.now = 0
        self._events: list[ports.LegEvent] = []

    # ---- the port ------------------------------------------------------------------------------------------

    def ring_back(self, leg: Id) -> None:
        self._hear(leg, ["ring_back"])

    def answer(self, leg: Id) -> None:
        if found := self.legs.get(leg):
            found.up = True
            found.hears = []

    def dial(self, leg: Id, **wish: Unpack[ports.Dialled]) -> None:
        extension, number, about = wish.get("extension"), wish.get("number"), wish.get("about")
        trunk = wish.get("trunk") or next(iter(self.trunks), "")
        if (extension not in self.phones) if number is None else (trunk not in self.trunks):
            self._events.append(ports.Ended(leg, "unreachable", ours=False))
            return
        made = self.legs[leg] = PretendLeg(leg, incoming=False, extension=extension or "")
        made.purpose, made.dialled_at = about.purpose if about else "offer", self.now
        made.number, made.trunk = (number, trunk) if number is not None else ("", "")
        made.auto_answer, made.caller = wish.get("auto_answer", False), wish["caller"]
        if by := wish.get("diverted_by"):
            made.diverted = by, wish.get("diverted_why", "")
        self._events.append(ports.Ringing(leg))

    def hang_up(self, leg: Id, cause: str = "hung_up") -> None:
        found = self.legs.pop(leg, None)
        self._asked.discard(leg)
        if found is not None and found.incoming and not found.up:
            self.refused[leg] = cause
        elif found is not None and not found.up:
            self.let_go[leg] = cause

    def play(self, leg: Id, prompts: list[str], *, token: str = "", loop: bool = False) -> None:
        self._hear(leg, prompts, token)

    def stop(self, leg: Id) -> None:
        self._hear(leg, [])

    def bridge(self, bridge: Id, legs: list[Id], hears: dict[Id, tuple[Id, ...]] | None = None) -> None:
        self.unbridge(bridge)
        self.hearing[bridge] = hears
        for leg in legs:
            if found := self.legs.get(leg):
                found.bridge = bridge

    def unbridge(self, bridge: Id) -> None:
        self.hearing.pop(bridge, None)
        for found in self.legs.values():
            if found.bridge == bridge:
                found.bridge = None

    def record(self, recording: Id, *, outside: list[Id], inside: list[Id], secret: dict[str, Any]) -> None:
        self.recordings[recording] = (outside, inside)

    def adjust_recording(self, recording: Id, *, outside: list[Id], inside: list[Id]) -> None:
        if recording in self.recordings:
            self.recordings[recording] = (outside, inside)

    def echo(self, leg: Id) -> None:
        if found := self.legs.get(leg):
            found.echoes = True

    def listen(self, leg: Id, *, on: bool, why: str) -> None:
        if leg in self.legs:
            (self.listened.add if on else self.listened.discard)(leg)

    def pause_recording(self, recording: Id) -> None:
        if recording in self.recordings:
            self.paused.add(recording)

    def resume_recording(self, recording: Id) -> None:
        self.paused.discard(recording)

    def stop_recording(self, recording: Id) -> None:
        self.paused.discard(recording)
        if self.recordings.pop(recording, None) is not None:
            spoken = self.spoken.pop(recording, None)
            self._events.append(ports.Recorded(recording, 1.0, 1000, spoken))

    def digits(self, leg: Id, digits: str) -> None:
        self.sent.append((leg, digits))

    def refer_progress(self, leg: Id, outcome: str) -> None:
        if leg in self._asked:
            self.progress.append((leg, outcome))
            if outcome not in ("trying", "ringing"):
                self._asked.discard(leg)

    def refer(self, leg: Id, number: str, *, replaces: Id | None = None) -> None:
        if (found := self.legs.get(leg)) is not None and (found.up):
            self.referred.append((leg, number, replaces))

    def lamp(self, extension: str, state: str) -> None:
        self.lamps[extension] = state

    def mailbox(self, extension: str, new: int, old: int) -> None:
        self.mailboxes[extension] = (new, old)

    # ---- what phones do ------------------------------------------------------------------------------------

    def arrive(
        self,
        leg: Id,
        number: str,
        *,
        caller: str = "13800000000",
        extension: str | None = None,
        replaces: Id | None = None,
    ) -> None:
        self.legs[leg] = PretendLeg(leg, incoming=True)
        trunk = None if extension else "trunk"
        self._events.append(ports.Arrived(leg, number, caller, "", trunk, extension, replaces))

    def pick_up(self, leg: Id) -> None:
        self.legs[leg].up = True
        self._events.append(ports.Answered(leg))

    def sound(self, leg: Id) -> None:
        """The other side sends sound before it answers."""
        self._events.append(ports.Ringing(leg, sounding=True))

    def transfer(self, leg: Id, target: str = "", *, replaces: Id | None = None) -> None:
        """The phone on `leg` asks for a transfer."""
        self._asked.add(leg)
        self._events.append(ports.Referred(leg, target, replaces))

    def refer_answered(self, leg: Id, outcome: str) -> None:
        """The phone says what came of our `refer`."""
        self._events.append(ports.ReferAnswered(leg, outcome))

    def put_down(self, leg: Id, cause: str = "hung_up") -> None:
        if self.legs.pop(leg, None) is not None:
            self._events.append(ports.Ended(leg, cause, ours=False))

    def press(self, leg: Id, digit: str) -> None:
        self._events.append(ports.Digit(leg, digit))

    def hush(self, recording: Id) -> None:
        """Nothing is heard any more in a recording."""
        self._events.append(ports.Hushed(recording))

    def hold(self, leg: Id, *, on: bool) -> None:
        self._events.append(ports.Held(leg) if on else ports.Resumed(leg))

    def lose_path(self, leg: Id) -> None:
        """A browser is not heard any more."""
        self._events.append(ports.PathLost(leg))

    def lose_edge(self, leg: Id) -> None:
        """The edge that a browser was heard through died."""
        self._events.append(ports.PathGone(leg))

    def find_path(self, leg: Id) -> None:
        self._events.append(ports.PathFound(leg))

    def come_back(self, extension: str, *held: Id) -> None:
        """The page of an extension registers anew, still holding these legs; those that arrived are no
        page's."""
        others = (leg.id for leg in self.legs.values() if leg.incoming)
        self._events.append(ports.Returned(extension, frozenset((*held, *others))))

    def said(self, leg: Id) -> None:
        """What is being said to this leg comes to its end."""
        found = self.legs[leg]
        token, found.token = found.token, ""
        self._events.append(ports.Played(leg, token))

    def ringing(self) -> list[PretendLeg]:
        """Phones that ring now."""
        return [leg for leg in self.legs.values() if not leg.incoming and not leg.up]

    def take_events(self) -> list[ports.LegEvent]:
        taken, self._events = self._events, []
        return taken

    def take_kept(self) -> dict[str, Any]:
        return {}

    def save(self, leg: Id) -> list[Any] | None:
        return [leg] if leg in self.legs else None

    def _hear(self, leg: Id, prompts: list[str], token: str = "") -> None:
        if found := self.legs.get(leg):
            found.hears, found.token = list(prompts), token
