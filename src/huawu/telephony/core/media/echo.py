"""An echo: what a party says is played to it again a second later, to prove the way in both directions."""

from collections import deque

from huawu.telephony.core.media import g711
from huawu.telephony.core.media.incoming import Incoming
from huawu.telephony.core.media.playing import Player
from huawu.telephony.core.media.rtp import SAMPLES

LATER = 50
"""Pieces of 20 ms: one second."""


class Echo(Player):
    """Plays what `heard` hears, for ever."""

    __slots__ = ("_heard", "_line")

    def __init__(self, heard: Incoming) -> None:
        super().__init__([], law=heard.law, loop=True, token="", prompts=["echo"])
        self._heard = heard
        self._line: deque[bytes] = deque([g711.silence(heard.law, SAMPLES)] * LATER)

    def next(self, clock: int) -> bytes:
        slot = self._heard.slot
        if slot is None:
            return self._silence
        self._line.append(slot.take(clock // SAMPLES))
        return self._line.popleft()


def listen(heard: Incoming) -> Echo:
    """Let the audio be kept for an echo, and give the player that says it."""
    heard.mixed(more=1)
    return Echo(heard)
