"""Who hears whom: bridges as wishes, and for each leg what follows from all of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bridge:
    """Legs that are together. `hears`: listener to speakers, or None when everyone hears everyone."""

    legs: tuple[str, ...]
    hears: Mapping[str, tuple[str, ...]] | None = None

    def speakers(self, listener: str) -> tuple[str, ...]:
        """Whom this leg is to hear. Nobody hears itself or one who is not in the bridge."""
        if listener not in self.legs:
            return ()
        heard = self.legs if self.hears is None else self.hears.get(listener, ())
        return tuple(leg for leg in heard if leg != listener and leg in self.legs)


def speakers(bridges: Iterable[Bridge], listener: str) -> tuple[str, ...]:
    """Whom a leg hears through all bridges it is in, each once, in a stable order."""
    return tuple(dict.fromkeys(speaker for bridge in bridges for speaker in bridge.speakers(listener)))
