"""What a language must be able to say. Each module of this folder that is a language has these names."""

from typing import Protocol

Ids = list[str]


class Words(Protocol):
    """One language. All numbers are whole and not negative."""

    UNITS: tuple[str, ...]
    """What can be counted."""
    YEAR_FIRST: bool
    """Whether a date begins with its year and ends with its weekday."""

    def pieces(self, positions: int) -> dict[str, tuple[str, ...]]:
        """Piece id: (words,) or (words, how to say them). `positions`: whole sentences for 1 to this."""
        ...

    def cardinal(self, value: int) -> Ids:
        """The number by itself."""
        ...

    def count(self, value: int) -> Ids:
        """The number before a counted noun (两 instead of 二)."""
        ...

    def counted(self, value: int, unit: str) -> Ids:
        """So many of a unit."""
        ...

    def digit(self, sign: str, yao: bool) -> str:
        """One figure, star or hash; empty when there is no such word."""
        ...

    def amount(self, fen: int) -> Ids:
        """Money in 1/100 yuan."""
        ...

    def year(self, value: int) -> Ids:
        """A year of the common era."""
        ...

    def clock(self, hour: int, minute: int) -> Ids:
        """A time of day, hour 0 to 23."""
        ...
