"""Playing: a queue of clips as 20 ms pieces of raw G.711."""

from collections.abc import Sequence
from dataclasses import dataclass

from huawu.telephony.core.media import g711
from huawu.telephony.core.media.rtp import SAMPLES


@dataclass(frozen=True, slots=True)
class Clip:
    """Raw G.711. `endless`: begins where the clock stands (all who wait hear the same), never ends."""

    audio: bytes
    endless: bool = False


class Coming:
    """A clip whose sound is on its way: silence until `audio` is there, b"" when there is none after all."""

    __slots__ = ("audio",)
    endless = False

    def __init__(self) -> None:
        self.audio: bytes | None = None


class Player:
    """What a leg is played. `next` gives a piece of 160 bytes, and None once all has been played."""

    __slots__ = ("_at", "_clips", "_number", "_silence", "loop", "prompts", "token")

    def __init__(
        self, clips: Sequence[Clip | Coming], *, law: str, loop: bool, token: str, prompts: list[str]
    ) -> None:
        self._clips = [clip for clip in clips if clip.audio != b""]
        self.loop = loop
        self._number = self._at = 0
        self._silence = g711.silence(law, SAMPLES)
        self.token, self.prompts = token, prompts

    def next(self, clock: int) -> bytes | None:
        """The next piece; a clip that ends within it is filled up with silence."""
        if self._number >= len(self._clips):
            if not (self.loop and self._clips):
                return None
            self._number = 0
        clip = self._clips[self._number]
        audio = clip.audio
        if not audio:
            return self._silence if audio is None else self._without(clock)
        if clip.endless:
            return _around(audio, clock - clock % SAMPLES)
        piece = audio[self._at : self._at + SAMPLES]
        self._at += SAMPLES
        if self._at >= len(audio):
            self._at = 0
            self._number += 1
        return piece if len(piece) == SAMPLES else piece + self._silence[len(piece) :]

    def _without(self, clock: int) -> bytes | None:
        """The clip that was to come is none: what follows it is said at once."""
        del self._clips[self._number]
        return self.next(clock)


def _around(audio: bytes, clock: int) -> bytes:
    at = clock % len(audio)
    piece = audio[at : at + SAMPLES]
    while len(piece) < SAMPLES:
        piece += audio[: SAMPLES - len(piece)]
    return piece
