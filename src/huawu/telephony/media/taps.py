"""Legs that are listened to for their words: what they say goes to the process that understands speech.

Ten times a second, in the same turn as everything else; nothing here waits, and what that process does not
take in time is lost to it alone.
"""

from huawu.telephony.core.media.tap import Tap
from huawu.telephony.media.leg import Leg

SOUND = "sound"
"""The event: {leg, ulaw}, 8 kHz mu-law since the last one."""


class Taps:
    """By leg. One that is not open yet is listened to once it is."""

    def __init__(self, legs: dict[str, Leg]) -> None:
        self._legs = legs
        self._wanted: set[str] = set()
        self._taps: dict[str, Tap] = {}

    @property
    def wanted(self) -> list[str]:
        """Legs that are to be listened to."""
        return sorted(self._wanted)

    def listen(self, leg: str, clock: int) -> None:
        """From now on what this leg says is told. A leg that is listened to already stays so."""
        self._wanted.add(leg)
        if (found := self._legs.get(leg)) is not None:
            self.opened(found, clock)

    def unlisten(self, leg: str) -> None:
        """What it says concerns nobody any more."""
        self._wanted.discard(leg)
        tap, found = self._taps.pop(leg, None), self._legs.get(leg)
        if tap is not None and found is not None:
            found.incoming.planes = tuple(each for each in found.incoming.planes if each is not tap)
            found.incoming.arrange()

    def opened(self, leg: Leg, clock: int) -> None:
        """A leg is there that somebody may have been waiting to hear."""
        if leg.id not in self._wanted or leg.id in self._taps:
            return
        tap = self._taps[leg.id] = Tap(leg.incoming.law, clock)
        leg.incoming.planes += (tap,)
        leg.incoming.arrange()

    def closed(self, leg: str) -> None:
        """It is gone, and its tap with it."""
        self.unlisten(leg)

    def heard(self, clock: int) -> list[tuple[str, bytes]]:
        """What each leg said since the last time."""
        found = ((leg, tap.take(clock)) for leg, tap in self._taps.items())
        return [(leg, said) for leg, said in found if said]
