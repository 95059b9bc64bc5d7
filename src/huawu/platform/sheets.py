"""Sheets as every room reads and writes them (CSV, RFC 4180): lines of cells, columns by their titles, and
nothing in a cell that a spreadsheet would work out.
"""

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

Line = tuple[int, Sequence[str]]
Trouble = tuple[Literal["unknown_column", "twice"], str]
"""What is wrong with a title, and the title."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_LONGEST_TITLE = 40


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a line (1 is the one with the titles; 0: the whole sheet), as a key of words."""

    line: int
    key: str
    params: dict[str, Any] = field(default_factory=dict)


def cells_of(text: str) -> list[Line]:
    """The lines of a CSV text that are not empty, each with its number; divided by commas, semicolons or
    tabs, whichever the first line has most."""
    plain = text.removeprefix("\ufeff")
    divider = max(",;\t", key=plain.split("\n", 1)[0].count)
    try:
        lines = list(csv.reader((f"{line}\n" for line in plain.split("\n")), delimiter=divider))
    except csv.Error:
        return []
    return [(number, row) for number, row in enumerate(lines, start=1) if any(cell.strip() for cell in row)]


def columns_of(
    titles: Sequence[str], known: Mapping[str, str], fold: Callable[[str], str]
) -> tuple[dict[str, int], list[Trouble]]:
    """Where each column stands. `known`: folded title to the name of its column."""
    columns: dict[str, int] = {}
    wrong: list[Trouble] = []
    for place, title in enumerate(titles):
        name = known.get(fold(title))
        if name is None and title.strip():
            wrong.append(("unknown_column", title.strip()[:_LONGEST_TITLE]))
        elif name is not None and name in columns:
            wrong.append(("twice", title.strip()[:_LONGEST_TITLE]))
        elif name is not None:
            columns[name] = place
    return columns, wrong


def cell_in(columns: Mapping[str, int], cells: Sequence[str]) -> Callable[[str], str]:
    """Reads cells of a line by the names of their columns; "" for one that is not there. The mark by which
    `safe` keeps spreadsheets from working it out is taken off."""

    def cell(name: str) -> str:
        place = columns.get(name, len(cells))
        text = cells[place].strip() if place < len(cells) else ""
        return text[1:] if text[:1] == "'" and text[1:2] in _FORMULA else text

    return cell


def safe(text: str) -> str:
    """A cell that a spreadsheet shows and never works out."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def written(lines: Iterable[Sequence[str]]) -> str:
    """Lines as CSV."""
    out = _Written()
    csv.writer(out).writerows(lines)
    return "".join(out)


class _Written(list[str]):
    """What a writer of sheets wrote."""

    def write(self, text: str) -> None:
        """One line more."""
        self.append(text)
