"""Which of several phrases was said: the menu by voice.

Phrases and what was heard are compared by sound (see `sounds`), unit for unit, wherever in the sentence the
phrase may stand; the best alignment counts. A phrase that is turned down (不要投诉, not billing) was not
said.
Two options that fit equally well make a doubtful match, which the caller is to confirm.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from huawu.speech.core.understanding.sounds import Unit, alike, units

LEAST = 0.72
"""A phrase that fits less was not said."""
_CLOSE = 0.06
_DOUBT = 0.6
_GAP = 0.4
"""What a unit too many or too few costs, of one that fits."""
_TURNED_DOWN = ("不", "别", "没", "甭", "not", "dont", "no", "without")
_LITTLE = frozenset("a an the to with of for please i me my id would like can".split())
_CLAUSE = re.compile("[，,。.;；!！?？]|但是?|而是|but")
_WORD = re.compile("[\u4e00-\u9fff]|[a-z]+")
_NOT_DOWN = ("没错", "不错", "没问题")


@dataclass(frozen=True, slots=True)
class Matched:
    """The option and the phrase of it that was said; `confidence` 0 to 1 of this match alone."""

    option: str
    phrase: str
    confidence: float


def match(text: str, options: Mapping[str, Sequence[str]]) -> Matched | None:
    """The option of which a phrase was said; None when there is none. Longer phrases win over shorter ones
    inside them (开发票 over 发票)."""
    heard = _units_of(text)
    if not heard:
        return None
    found: list[tuple[float, int, str, str]] = []
    for option, phrases in options.items():
        best = max((_scored(heard, text, phrase) for phrase in phrases), default=(0.0, 0, ""))
        if best[0] >= LEAST:
            found.append((best[0], best[1], option, best[2]))
    if not found:
        return None
    found.sort(key=lambda each: (-_weight(each[0], each[1]), each[2]))
    score, length, option, phrase = found[0]
    rivals = [each for each in found[1:] if each[1] >= length and each[0] >= score - _CLOSE]
    return Matched(option, phrase, round(score * (_DOUBT if rivals else 1.0), 3))


def _weight(score: float, length: int) -> float:
    """Two phrases that both fit: each unit more makes up for a little."""
    return score + min(length, 8) * 0.02


def _scored(heard: tuple[Unit, ...], text: str, phrase: str) -> tuple[float, int, str]:
    wanted = _units_of(phrase)
    if not wanted:
        return 0.0, 0, phrase
    if len(wanted) == 1 and wanted[0].is_han and len(heard) > 3:
        return 0.0, 1, phrase  # one syllable is found in any longer sentence
    score, start = _best_window(heard, wanted)
    if score >= LEAST and _turned_down(heard, text, start):
        score = 0.0
    return score, len(wanted), phrase


@lru_cache(maxsize=4096)
def _units_of(phrase: str) -> tuple[Unit, ...]:
    """Its units, without the little words of English that people put in and leave out."""
    found = tuple(units(phrase))
    return tuple(unit for unit in found if unit.sound not in _LITTLE) or found


def _best_window(heard: Sequence[Unit], wanted: Sequence[Unit]) -> tuple[float, int]:
    """The best alignment of `wanted` with some stretch of `heard`: its share of fitting units, and where it
    begins. (Smith and Waterman's local alignment, with all of `wanted` paid for.)"""
    rows = len(wanted)
    best = [0.0 - _GAP * row for row in range(rows + 1)]
    begun = [0] * (rows + 1)
    top, top_at = best[rows], 0
    for place, unit in enumerate(heard):
        before, before_at = 0.0, place
        best[0], begun[0] = 0.0, place
        above, above_at = 0.0, place + 1
        for row in range(1, rows + 1):
            fit = alike(unit, wanted[row - 1])
            ways = (
                (before + (fit if fit > 0 else -_GAP), before_at),
                (best[row] - (_GAP if row < rows else 0.0), begun[row]),
                (above - _GAP, above_at),
            )
            before, before_at = best[row], begun[row]
            best[row], begun[row] = max(ways)
            above, above_at = best[row], begun[row]
        if best[rows] > top:
            top, top_at = best[rows], begun[rows]
    return max(0.0, top / rows), top_at


def _turned_down(heard: Sequence[Unit], text: str, start: int) -> bool:
    """Whether one of the two units before it, in the same clause, says no."""
    if start >= len(heard):
        return False
    begin = heard[max(0, start - 2)].start
    row = _CLAUSE.split(text[begin : heard[start].start].lower())[-1]
    if any(word in row for word in _NOT_DOWN):
        return False
    return any(word in _TURNED_DOWN for word in _WORD.findall(row))
