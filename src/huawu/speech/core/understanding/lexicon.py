"""Names and words of a site put right in what was heard: 云七酒店 becomes 云栖酒店 where a site is called so.

A recogniser writes a common word for a name that sounds the same. Wherever a stretch sounds like a term of
the lexicon (`sounds`), the term is written instead: strictly for two characters, loosely from three on. A
term of one character is never put in.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from huawu.speech.core.understanding.sounds import Unit, units

_SHORTEST = 2
_LOOSE_FROM = 3


@dataclass(frozen=True, slots=True)
class Term:
    """How it is written, and other spellings under which a recogniser may bring it."""

    written: str
    heard_as: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Wanted:
    written: str
    sounds: tuple[str, ...]
    is_loose: bool


class Lexicon:
    """Terms, ready to be looked for. Longer ones are put in first."""

    def __init__(self, terms: Iterable[Term] = ()) -> None:
        wanted = [
            _wanted(term.written, spelling) for term in terms for spelling in (term.written, *term.heard_as)
        ]
        kept = [each for each in wanted if len(each.sounds) >= _SHORTEST or _is_word(each)]
        kept.sort(key=lambda each: (-len(each.sounds), each.written))
        self._by_first: dict[str, list[_Wanted]] = {}
        for each in kept:
            self._by_first.setdefault(each.sounds[0], []).append(each)

    def corrected(self, text: str) -> str:
        """The text with its terms written as the lexicon has them."""
        if not self._by_first:
            return text
        heard = units(text)
        written, at, done = [], 0, 0
        while at < len(heard):
            found = self._at(heard, at)
            if found is None:
                at += 1
                continue
            last = heard[at + len(found.sounds) - 1]
            written += [text[done : heard[at].start], found.written]
            at, done = at + len(found.sounds), last.end
        return "".join([*written, text[done:]])

    def _at(self, heard: Sequence[Unit], at: int) -> _Wanted | None:
        first = heard[at]
        candidates = self._by_first.get(first.loose, []) + (
            self._by_first.get(first.sound, []) if first.sound != first.loose else []
        )
        for wanted in sorted(candidates, key=lambda each: -len(each.sounds)):
            stretch = heard[at : at + len(wanted.sounds)]
            if tuple(unit.loose if wanted.is_loose else unit.sound for unit in stretch) == wanted.sounds:
                return wanted
        return None


def _wanted(written: str, spelling: str) -> _Wanted:
    found = units(spelling)
    is_loose = len(found) >= _LOOSE_FROM
    return _Wanted(written, tuple(each.loose if is_loose else each.sound for each in found), is_loose)


def _is_word(wanted: _Wanted) -> bool:
    """A single Latin word of some length is safe to put in; a single character is not."""
    return (
        len(wanted.sounds) == 1
        and wanted.sounds[0].isascii()
        and len(wanted.sounds[0]) >= 4
        and (wanted.written.isascii())
    )
