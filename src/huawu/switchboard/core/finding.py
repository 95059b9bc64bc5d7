"""Finding entries by what was typed: the surest ways first, and further ones only while there is room.

The order: the very number; the name as written; its pinyin; initials; parts of the name; mixed ways;
beginnings and endings of numbers; several words that each fit something; departments; what sounds alike;
letters as keys; what is nearly so. Within one way: the order of a telephone book, then ids. The same
directory always gives the same answer.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np

from huawu.switchboard.core.folding import by_ear, folded, is_han
from huawu.switchboard.core.index import Index, Mask, Slots
from huawu.switchboard.core.keys import (
    EAR,
    ENDING,
    ENGLISH,
    INITIALS,
    KEYS,
    NUMBER,
    PARTS,
    SPELT,
    TEXT,
    forms,
)
from huawu.switchboard.core.parsing import Piece, parses, without_one
from huawu.switchboard.core.ranges import Codes
from huawu.switchboard.core.readings import readings
from huawu.switchboard.types import KINDS, Found, Kind, Way

_NOBODY: Slots = np.empty(0, np.int32)
_MOST_WORDS = 6
_FEWEST_KEYS = 2
_NUMBERS: frozenset[Way] = frozenset({"number", "number_part"})
_ONLY_ELSE: frozenset[Way] = frozenset({"mixed", "near"})
"""Ways that are gone only when nothing was found by a surer one."""
_Step = tuple[Way, Callable[[], Slots]]


def find(
    index: Index,
    typed: str,
    *,
    limit: int = 20,
    hidden: bool = False,
    kind: Kind | None = None,
    own: bool = False,
) -> list[Found]:
    """Entries that fit, the best first; all, as a telephone book has them, for nothing. `hidden`: whoever
    asks may know hidden numbers; else an entry with such is not found by its numbers. `own`: only own
    entries."""
    allowed = index.alive.copy()
    if kind is not None:
        allowed &= index.kinds == KINDS.index(kind)
    if own:
        allowed &= index.own
    found: list[Found] = []
    for way, search in _steps(index, folded(typed)):
        if found and way in _ONLY_ELSE and found[0].by != way:
            continue
        marks = np.zeros(len(allowed), np.bool_)
        marks[search()] = True
        marks &= allowed
        if way in _NUMBERS and not hidden:
            marks &= ~index.hidden
        slots = np.flatnonzero(marks).astype(np.int32)
        found += [Found(index.entries[slot], way) for slot in index.sorted(slots, limit - len(found))]
        if len(found) >= limit:
            break
        allowed &= ~marks
    return found


@dataclass(frozen=True, slots=True)
class _Typed:
    """What was typed, without spaces and as words. `digits`: it is nothing but digits."""

    plain: str
    words: tuple[str, ...]

    @property
    def digits(self) -> bool:
        return self.plain.isdecimal() and self.plain.isascii()


def _steps(index: Index, text: str) -> Iterator[_Step]:
    typed = _Typed(text.replace(" ", ""), tuple(text.split()))
    if not typed.plain:
        yield "name", lambda: np.flatnonzero(index.alive).astype(np.int32)
        return
    if typed.digits:
        yield "number", lambda: _slots(np.concatenate([_whole(index, NUMBER, f) for f in forms(typed.plain)]))
    yield from _by_name(index, typed.plain)
    yield "mixed", lambda: _mixed(index, typed.plain)
    if typed.digits:
        yield "number_part", lambda: _slots(_begin(index, NUMBER, typed.plain))
        yield "number_part", lambda: _slots(_begin(index, ENDING, typed.plain[::-1]))
    yield "initials", lambda: _slots(_begin(index, INITIALS, typed.plain))
    if len(typed.words) > 1:
        yield "mixed", lambda: _each_word(index, typed.words)
    yield "department", lambda: _of_department(index, typed.plain)
    yield from _less_sure(index, typed)


def _by_name(index: Index, plain: str) -> Iterator[_Step]:
    yield "name", lambda: _slots(_at(_whole(index, TEXT, plain), 0))
    yield "name", lambda: _slots(_at(_whole(index, SPELT, plain), ENGLISH))
    yield "name", lambda: _slots(_at(_begin(index, TEXT, plain), 0))
    yield "pinyin", lambda: _slots(_first(_whole(index, SPELT, plain)))
    yield "pinyin", lambda: _slots(_first(_begin(index, SPELT, plain)))
    yield "initials", lambda: _slots(_first(_whole(index, INITIALS, plain)))
    yield "name", lambda: _slots(_begin(index, TEXT, plain))
    yield "pinyin", lambda: _slots(_begin(index, SPELT, plain))
    yield "initials", lambda: _slots(_first(_begin(index, INITIALS, plain)))


def _less_sure(index: Index, typed: _Typed) -> Iterator[_Step]:
    plain = typed.plain
    yield "fuzzy", lambda: _slots(_first(_begin(index, EAR, by_ear(plain))))
    yield "fuzzy", lambda: _slots(_begin(index, EAR, by_ear(plain)))
    if typed.digits and len(plain) >= _FEWEST_KEYS:
        yield "keys", lambda: _slots(_begin(index, KEYS, plain))
    spelt = plain
    if any(is_han(c) for c in plain):
        spelt = "".join(each[0] for each in readings(plain))
        yield "sound", lambda: _slots(_first(_begin(index, SPELT, spelt)))
        yield "sound", lambda: _slots(_begin(index, EAR, by_ear(spelt)))
        yield "near", lambda: _union([_joined(index, pieces) for pieces in without_one(plain)])
    if not spelt.isdecimal():
        nearly: list[Slots] = []
        yield "near", lambda: _nearest(index, spelt, nearly)
        while nearly:
            yield "near", partial(nearly.pop, 0)


def _nearest(index: Index, spelt: str, further: list[Slots]) -> Slots:
    """Those with the fewest errors; the others are put into `further`, in their order."""
    further += [slots for _, _, slots in index.near.find(spelt)]
    return further.pop(0) if further else _NOBODY


def _begin(index: Index, kind: str, text: str) -> Codes:
    return index.keys[kind].beginning(text)


def _whole(index: Index, kind: str, text: str) -> Codes:
    return index.keys[kind].whole(text)


def _at(codes: Codes, part: int) -> Codes:
    found: Codes = codes[codes % PARTS == part]
    return found


def _first(codes: Codes) -> Codes:
    """Those at the beginning of a name, Chinese or English."""
    found: Codes = codes[codes % ENGLISH == 0]
    return found


def _slots(codes: Codes) -> Slots:
    return codes // PARTS


def _union(found: list[Slots]) -> Slots:
    return np.concatenate(found) if found else _NOBODY


def _mixed(index: Index, plain: str) -> Slots:
    return _union([_joined(index, pieces) for pieces in parses(plain)])


def _joined(index: Index, pieces: tuple[Piece, ...]) -> Slots:
    """Slots of names in which these pieces follow each other."""
    ranges = []
    for piece in pieces:
        codes = _begin(index, piece.kind, piece.text) - piece.further
        if not len(codes):
            return _NOBODY
        ranges.append(codes)
    ranges.sort(key=len)
    common, marks = ranges[0], index.marks()
    for codes in ranges[1:]:
        marks[codes] = True
        common = common[marks[common]]
        marks[codes] = False
        if not len(common):
            break
    return _slots(common)


def _of_department(index: Index, plain: str) -> Slots:
    codes = [index.departments[kind].beginning(plain) for kind in (TEXT, SPELT)]
    codes.append(_first(index.departments[INITIALS].whole(plain)))
    return index.in_departments(np.concatenate(codes))


def _each_word(index: Index, words: tuple[str, ...]) -> Slots:
    """Entries in which every word fits something: name, department, or number unless that is hidden."""
    common: Mask = np.ones(len(index.alive), np.bool_)
    for word in words[:_MOST_WORDS]:
        marks: Mask = np.zeros(len(index.alive), np.bool_)
        if word.isdecimal():
            numbers = _slots(np.concatenate((_begin(index, NUMBER, word), _begin(index, ENDING, word[::-1]))))
            marks[numbers[~index.hidden[numbers]]] = True
        for kind in (TEXT, SPELT, INITIALS):
            marks[_slots(_begin(index, kind, word))] = True
        marks[_mixed(index, word)] = True
        marks[_of_department(index, word)] = True
        common &= marks
    return np.flatnonzero(common).astype(np.int32)
