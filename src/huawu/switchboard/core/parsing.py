"""How what is typed may be meant when it mixes ways: wangxm is wang + x + m, w小明 is w + 小明.

Each *parse* is a row of pieces; a piece is what a key of one kind must begin with, so many parts of the name
further on.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, product

from huawu.switchboard.core.folding import is_han, tokens
from huawu.switchboard.core.keys import INITIALS, SPELT, TEXT
from huawu.switchboard.core.readings import beginnings, is_first_sound, syllables

_MOST = 24
_LONGEST = 6
_MOST_LETTERS = 24


@dataclass(frozen=True, slots=True)
class Piece:
    """A key of `kind` that begins with `text`, `further` parts after the beginning."""

    kind: str
    text: str
    further: int


def parses(typed: str) -> list[tuple[Piece, ...]]:
    """The ways in which it may be meant, those of few pieces first; none for what is all of one kind."""
    runs = _runs(typed)
    choices = [list(islice(_cut(run), _MOST)) if _is_letters(run) else [(run,)] for run in runs]
    found = {_pieces(runs, chosen) for chosen in islice(product(*choices), 4 * _MOST)}
    several = sorted((parse for parse in found if len(parse) > 1), key=lambda p: (len(p), str(p)))
    return several[:_MOST]


def _runs(typed: str) -> list[str]:
    """Runs of letters, and runs of all else."""
    runs: list[str] = []
    for part in tokens(typed):
        if runs and not _is_letters(part) and not _is_letters(runs[-1]):
            runs[-1] += part
        else:
            runs.append(part)
    return runs


def _is_letters(run: str) -> bool:
    return run.isascii() and run.isalpha()


def _cut(letters: str) -> Iterator[tuple[str, ...]]:
    """Letters as syllables and first sounds, the last one perhaps unfinished; long syllables first."""
    if len(letters) > _MOST_LETTERS:
        return
    for length in range(min(_LONGEST, len(letters)), 0, -1):
        part, rest = letters[:length], letters[length:]
        if part not in syllables() and not is_first_sound(part) and (rest or part not in beginnings()):
            continue
        if not rest:
            yield (part,)
        for others in _cut(rest) if rest else ():
            yield (part, *others)


def _pieces(runs: list[str], chosen: tuple[tuple[str, ...], ...]) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    further, short = 0, ""
    for run, parts in zip(runs, chosen, strict=True):
        for part in parts:
            if not _is_letters(run):
                pieces += _short(short, further) + [Piece(TEXT, part, further)]
                further, short = further + len(tokens(part)), ""
            elif is_first_sound(part):
                pieces += [Piece(SPELT, part, further)] if len(part) > 1 else []
                further, short = further + 1, short + part[0]
            else:
                pieces += [*_short(short, further), Piece(SPELT, part, further)]
                further, short = further + 1, ""
    return tuple(pieces + _short(short, further))


def _short(initials: str, end: int) -> list[Piece]:
    return [Piece(INITIALS, initials, end - len(initials))] if initials else []


def without_one(text: str) -> list[tuple[Piece, ...]]:
    """Chinese text with one character wrong or left out somewhere after the first."""
    parts = tokens(text)
    if len(parts) < 2 or not all(is_han(part) for part in parts):
        return []
    found: list[tuple[Piece, ...]] = []
    for place in range(1, len(parts)):
        head, tail, rest = "".join(parts[:place]), "".join(parts[place:]), "".join(parts[place + 1 :])
        found.append((Piece(TEXT, head, 0), Piece(TEXT, tail, place + 1)))
        if rest:
            found.append((Piece(TEXT, head, 0), Piece(TEXT, rest, place + 1)))
    return found
