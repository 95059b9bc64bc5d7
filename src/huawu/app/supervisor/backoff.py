"""How long to wait before a dead process is started again: not at all, unless it keeps dying."""

from dataclasses import dataclass

DELAYS = (0.0, 0.0, 0.2, 0.5, 1.0, 2.0, 5.0)
"""Seconds before the next start after the first, second, ... quick death in a row; the last one repeats."""

STEADY_SECONDS = 10.0
"""A life at least this long ends the row."""


@dataclass(frozen=True, slots=True)
class Row:
    """How many deaths came one after another without a steady life between them."""

    deaths: int = 0

    @property
    def delay_seconds(self) -> float:
        """How long to wait now, before the next start."""
        return DELAYS[min(self.deaths, len(DELAYS)) - 1] if self.deaths else 0.0


def after_death(row: Row, *, alive_seconds: float) -> Row:
    """The row after one more death, of a process that lived for `alive_seconds`."""
    return Row(1 if alive_seconds >= STEADY_SECONDS else row.deaths + 1)
