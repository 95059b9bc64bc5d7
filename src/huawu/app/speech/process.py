"""What the speech process does: an ear for each leg that was put a question, and one for each leg of a call
that is written down."""

import logging
from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path
from typing import Any

from huawu.app.speech.writing import Writing, pen_for
from huawu.platform import ipc
from huawu.platform.clock import Clock, system_clock
from huawu.platform.refusals import Invalid, Refusal
from huawu.platform.tasks import spawn
from huawu.speech import service as speech

Args = dict[str, Any]
MOST_EARS = 256
"""More than live would ever ask for."""
log = logging.getLogger(__name__)


class Listener:
    """Told by live what to listen for, and by media processes what was said."""

    def __init__(self, house: speech.House, recordings: Path, *, clock: Clock = system_clock) -> None:
        """`recordings`: the folder in which they lie."""
        self.peers: set[ipc.Peer] = set()
        self._house, self._recordings, self._clock = house, recordings, clock
        self._writings: dict[str, Writing] = {}
        self._ears: dict[str, speech.CallEar] = {}
        self._table: dict[str, Callable[[Args], None]] = {
            "plans": lambda args: house.tell(args["bodies"]),
            "hear": self._hear,
            "deaf": lambda args: self._deaf(args["leg"]),
            "write": self._write,
            "written": lambda args: self._written(args["recording"]),
            "typed": self._typed,
        }

    # ---- live ----------------------------------------------------------------------------------------------

    def handle(self, peer: ipc.Peer, name: str, args: Args) -> Awaitable[Any] | None:
        """A command or a question of live."""
        if name == "inventory":
            return self._inventory()
        commands = args["commands"] if name == "batch" else [(name, args)]
        for each, what in commands:
            self._do(each, what)
        return None

    def _do(self, name: str, args: Args) -> None:
        """Nonsense costs the others nothing."""
        command = self._table.get(name)
        if command is None:
            raise Invalid("command.unknown", name=name)
        try:
            command(args)
        except (KeyError, TypeError, ValueError) as error:
            log.warning("command %s makes no sense: %s", name, type(error).__name__)

    async def _inventory(self) -> Args:
        return {"legs": sorted(self._ears), "writing": sorted(self._writings)}

    def left(self, peer: ipc.Peer) -> None:
        """Live went away: the next one says what it wants."""
        self.peers.discard(peer)
        if not self.peers:
            for leg in list(self._ears):
                self._deaf(leg)
            for recording in list(self._writings):
                self._written(recording)

    def _tell(self, name: str, args: Args) -> None:
        for peer in self.peers:
            peer.tell(name, args)

    # ---- questions -----------------------------------------------------------------------------------------

    def _hear(self, args: Args) -> None:
        leg, number, language = str(args["leg"]), int(args["number"]), str(args["language"])
        self._deaf(leg)
        today = date.fromisoformat(args["today"])
        expected = speech.Expected(today, str(args["expects"]), tuple(args["phrases"]))
        try:
            engines = self._house.engines()
            if len(self._ears) >= MOST_EARS or engines.stt.rests:
                log.info("nobody listens: too many questions, or engines that rest")
                return
            ear = speech.CallEar(engines, language=language, expected=expected)
        except Refusal as refusal:
            log.info("nobody can listen: %s", refusal.key)
            return
        self._ears[leg] = ear
        spawn(self._follow(ear, leg, number), name="a caller's ear")

    def _deaf(self, leg: str) -> None:
        ear = self._ears.pop(leg, None)
        if ear is not None:
            ear.finish()

    async def _follow(self, ear: speech.CallEar, leg: str, number: int) -> None:
        """Tell what this ear hears while it is the leg's."""
        async for heard in ear.heard():
            if self._ears.get(leg) is not ear:
                continue  # to its end: an ear that nobody reads would hold what it heard
            of: Args = {"leg": leg, "number": number}
            if not heard.is_final:
                self._tell("began", of)
                continue
            what = {"text": heard.text, "confidence": heard.confidence, "language": heard.language}
            self._tell("heard", {**of, **what, "failed": heard.failed})

    # ---- written down --------------------------------------------------------------------------------------

    def _write(self, args: Args) -> None:
        known = self._writings.get(args["recording"])
        if known is not None:
            known.adjust(args)
            return
        pen = pen_for(args, self._recordings)
        made = Writing(args, pen, self._house.engines(), self._tell, self._clock)
        self._writings[made.recording] = made

    def _typed(self, args: Args) -> None:
        if (known := self._writings.get(args["recording"])) is not None:
            known.typed(str(args["text"]))

    def _written(self, recording: str) -> None:
        if (known := self._writings.pop(recording, None)) is not None:
            known.end()

    # ---- media ---------------------------------------------------------------------------------------------

    def media_event(self, name: str, args: Args) -> None:
        """What was said on a leg."""
        if name != "sound":
            return
        if (ear := self._ears.get(args["leg"])) is not None:
            ear.push(args["ulaw"])
        for writing in self._writings.values():
            writing.heard(args["leg"], args["ulaw"])
