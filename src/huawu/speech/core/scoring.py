"""How much of what was said a recogniser got wrong: the character error rate of Mandarin, the word error rate
of English.

Both texts are first written alike (no punctuation, small letters, figures as they are said one by one), then
compared by the least number of units put in, taken out or changed (Levenshtein), over the units of the truth.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

_HAN_FIGURES = str.maketrans("0123456789", "零一二三四五六七八九")
_WORDS = "zero one two three four five six seven eight nine".split()
_UNIT = {"zh": re.compile("[\u4e00-\u9fff]|[a-z]+"), "en": re.compile("[a-z]+")}


@dataclass(frozen=True, slots=True)
class Score:
    """Wrong units among all: add them up over sentences."""

    wrong: int = 0
    units: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(self.wrong + other.wrong, self.units + other.units)

    @property
    def percent(self) -> float | None:
        """The error rate; None when nothing was said."""
        return round(100 * self.wrong / self.units, 2) if self.units else None


def score(said: str, heard: str, language: str) -> Score:
    """`language`: zh-CN (characters) or en-US (words)."""
    truth, found = _units(said, language), _units(heard, language)
    return Score(_distance(truth, found), len(truth))


def _units(text: str, language: str) -> list[str]:
    kind = "zh" if language.startswith("zh") else "en"
    plain = unicodedata.normalize("NFKC", text).lower()
    if kind == "zh":
        plain = plain.translate(_HAN_FIGURES).replace("两", "二").replace("幺", "一")
    else:
        plain = re.sub("[0-9]", lambda figure: f" {_WORDS[int(figure.group())]} ", plain)
        plain = plain.replace("'", "").replace("’", "")
    return _UNIT[kind].findall(plain)


def _distance(one: Sequence[str], other: Sequence[str]) -> int:
    row = list(range(len(other) + 1))
    for at, unit in enumerate(one, 1):
        before, row[0] = row[0], at
        for place, against in enumerate(other, 1):
            cost = before + (unit != against)
            before, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, cost)
    return row[-1]
