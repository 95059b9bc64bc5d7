"""Recorded calls are written down while they are spoken: an ear for each leg, a line for each utterance.

A pause of the recording ends all ears: what was being said is heard to its end, and what is said in the pause
never comes here.
"""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

from huawu.platform.clock import SECOND, Clock
from huawu.platform.refusals import Refusal
from huawu.platform.tasks import spawn
from huawu.speech import service as speech
from huawu.telephony.recordings.words import INSIDE, OUTSIDE, Line, Pen

Args = dict[str, Any]
Tell = Callable[[str, Args], None]
log = logging.getLogger(__name__)


class Writing:
    """One recording. `wants`: the plain values that live told."""

    def __init__(
        self, wants: Args, pen: Pen | None, engines: speech.Engines, tell: Tell, clock: Clock
    ) -> None:
        self.recording = str(wants["recording"])
        self._call, self._language = str(wants["call"]), str(wants["language"])
        self._pen, self._engines, self._tell, self._clock = pen, engines, tell, clock
        self._ears: dict[str, speech.CallTranscript] = {}
        self._sides: dict[str, int] = {}
        self._open = 0
        self._over = self._paused = False
        self.adjust(wants)

    @property
    def legs(self) -> list[str]:
        """Whom it listens to."""
        return list(self._ears)

    def adjust(self, wants: Args) -> None:
        """These are the legs, and whether it is paused."""
        self._paused = bool(wants["paused"])
        sides = {**dict.fromkeys(wants["inside"], INSIDE), **dict.fromkeys(wants["outside"], OUTSIDE)}
        self._sides = {} if self._paused else sides
        for leg in [leg for leg in self._ears if leg not in self._sides]:
            self._ears.pop(leg).finish()
        for leg, side in self._sides.items():
            if leg not in self._ears:
                self._listen(leg, side)

    def _listen(self, leg: str, side: int) -> None:
        try:
            ear = speech.CallTranscript(self._engines, language=self._language, channels=1)
        except Refusal as refusal:
            log.info("nobody can write down what is said: %s", refusal.key)
            return
        self._ears[leg] = ear
        self._open += 1
        spawn(self._follow(ear, side, self._clock()), name="a call is written down")

    def heard(self, leg: str, ulaw: bytes) -> None:
        """What was said on a leg."""
        if (ear := self._ears.get(leg)) is not None:
            ear.push(0, ulaw)

    async def _follow(self, ear: speech.CallTranscript, side: int, since: int) -> None:
        try:
            async for spoken in ear.spoken():
                if spoken.text.strip() and spoken.is_final:
                    begun, ended = (since + round(at * SECOND) for at in (spoken.start, spoken.end))
                    self.put(Line(begun, ended, side, spoken.text.strip()))
        finally:
            self._open -= 1
            self._close()

    def put(self, line: Line) -> None:
        """Keep a line, and let who is in the call see it."""
        if self._pen is not None:
            try:
                self._pen.write(line)
            except OSError as error:
                log.warning("what was said cannot be written down: %s", error.strerror)
        told = {"at": line.at, "end": line.end, "side": line.side, "text": line.text, "typed": line.typed}
        self._tell("line", {"recording": self.recording, "call": self._call, **told})

    def typed(self, text: str) -> None:
        """An agent has something said that they have written. What is said in a pause is not kept."""
        if not self._paused:
            now = self._clock()
            self.put(Line(now, now, INSIDE, text, typed=True))

    def end(self) -> None:
        """The recording is over: what was being said is heard to its end."""
        self._over = True
        for ear in self._ears.values():
            ear.finish()
        self._ears.clear()
        self._close()

    def _close(self) -> None:
        if self._over and not self._open and self._pen is not None:
            self._pen.close()
            self._pen = None


def pen_for(wants: Args, folder: Path) -> Pen | None:
    """The pen of a recording; None when its file cannot be had: then its lines are only shown."""
    try:
        return Pen(Path(wants["path"]), key=wants["key"], header=wants["header"], inside=folder)
    except (OSError, ValueError) as error:
        log.warning("what is said cannot be written down: %s", type(error).__name__)
        return None
