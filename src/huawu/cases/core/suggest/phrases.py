"""Phrases and where a text has them.

A phrase is written as it is said: `我要投诉`, `how much`. In one, `~` stands for a few characters of the same
clause (`再不~就`), a `*` at the end of a Latin phrase for any ending (`threaten*`). Latin phrases are whole
words.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from huawu.cases.core.suggest.reading import HAN, Reading, read

_GAP_HAN, _GAP_LATIN = 8, 28
"""At most so many characters for a `~`."""

_LETTER = re.compile(r"[^\W_]")
_IS_HAN = re.compile(f"[{HAN}]")
_BEGINS = re.compile(r"[^a-z0-9\s]|(?<![a-z0-9])[a-z0-9]")
"""Where a phrase can begin: not inside a Latin word."""

_DENIED_HAN = re.compile(
    "(?:(?<!是)不是|并非|并不是|(?<!有)没有?|(?<!要)不要|(?<!用)不用|不需要|(?<!想)不想|不打算|没想|不算|谈不上|不必|无|未)"
    "(?:人|什么|任何|过|被|再|来|要|想|去|在|请|发生|出现|说|对|的|为了|打算|真的|故意|这个){0,3}$|(?<![得能要可是会])不$"
)
_DENIED_LATIN = re.compile(
    r"\b(?:not|never|no|without|nobody|nothing|isn't|wasn't|aren't|don't|doesn't|didn't|won't|haven't|hasn't)"
    r"(?: [\w']+){0,2} $"
)
_DENIED_AFTER = re.compile("^(?:倒|也|就|还)?(?:不至于|谈不上|就算了|倒没有|倒不必)")
_LOOK_BACK = 32


@dataclass(frozen=True, slots=True)
class Phrase:
    """`owner`: whose it is; `pieces`: the parts between the gaps, and whether its last word is whole."""

    owner: str
    pieces: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase of `owner`, from `start` to `end` of `Reading.chars`; `denied`: it is said not to be so."""

    owner: str
    start: int
    end: int
    denied: bool


class Index:
    """Phrases by how they begin."""

    def __init__(self, phrases: Iterable[tuple[str, str]]) -> None:
        """`phrases`: owner and phrase as it is written; a phrase without a letter is left out."""
        self._by_start: dict[str, list[Phrase]] = {}
        for owner, written in phrases:
            phrase = Phrase(owner, tuple(_pieces(written)))
            if phrase.pieces:
                self._by_start.setdefault(phrase.pieces[0][0][:2], []).append(phrase)

    def find(self, reading: Reading) -> list[Found]:
        """Every phrase that the text has, from left to right; of one owner, none inside another."""
        found: list[Found] = []
        reached: dict[str, int] = {}
        for start, phrase in self._candidates(reading.chars):
            end = _end(phrase, reading, start)
            if end is not None and end > reached.get(phrase.owner, 0):
                reached[phrase.owner] = end
                found.append(Found(phrase.owner, start, end, _denied(reading, start, end)))
        return found

    def _candidates(self, chars: str) -> Iterator[tuple[int, Phrase]]:
        by_start = self._by_start
        for match in _BEGINS.finditer(chars):
            start = match.start()
            for key in (chars[start : start + 2], chars[start]):
                for phrase in by_start.get(key, ()):
                    yield start, phrase


def _pieces(written: str) -> Iterator[tuple[str, bool]]:
    for piece in written.split("~"):
        open_end = piece.rstrip().endswith("*")
        form = read(piece.strip().rstrip("*").strip()).chars
        if _LETTER.search(form):
            yield form, not open_end


def _end(phrase: Phrase, reading: Reading, start: int) -> int | None:
    first, whole = phrase.pieces[0]
    if not _at(reading.chars, first, start, whole):
        return None
    at = start + len(first)
    for piece, whole_piece in phrase.pieces[1:]:
        gap = _GAP_HAN if _IS_HAN.match(piece) else _GAP_LATIN
        limit = min(reading.clause(start)[1], at + gap + len(piece))
        place = next(
            (
                to
                for to in _places(reading.chars, piece, at, limit)
                if _at(reading.chars, piece, to, whole_piece)
            ),
            None,
        )
        if place is None:
            return None
        at = place + len(piece)
    return at


def _places(chars: str, piece: str, at: int, limit: int) -> Iterator[int]:
    place = chars.find(piece, at, limit)
    while place >= 0:
        yield place
        place = chars.find(piece, place + 1, limit)


def _at(chars: str, piece: str, start: int, whole: bool) -> bool:
    """Whether the piece stands there, with whole words where it is Latin."""
    if not chars.startswith(piece, start):
        return False
    end = start + len(piece)
    if start and _letter(chars[start - 1]) and _letter(piece[0]):
        return False
    return not (whole and end < len(chars) and _letter(chars[end]) and _letter(piece[-1]))


def _letter(char: str) -> bool:
    return char.isalnum() and not _IS_HAN.match(char)


def _denied(reading: Reading, start: int, end: int) -> bool:
    first, last = reading.clause(start)
    before = reading.chars[max(first, start - _LOOK_BACK) : start]
    if not before and end >= last:
        return False
    if _DENIED_HAN.search(before) or _DENIED_LATIN.search(before):
        return True
    return _DENIED_AFTER.match(reading.chars[end : end + 8]) is not None
