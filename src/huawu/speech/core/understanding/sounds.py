"""How words sound, coarsely: the units by which what was heard is compared with what might have been said.

A Chinese character is its pinyin without tone, and without what speakers and recognisers confuse: zh, ch, sh
and z, c, s; a final ng and n; more loosely also n and l, f and h, r and l. A Latin word is itself. A figure
in a Chinese sentence is read as a character.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from pypinyin import Style, lazy_pinyin

_UNIT = re.compile("[\u4e00-\u9fff]|[a-z]+|[0-9]+")
_HAN = re.compile("[\u4e00-\u9fff]")
_FIGURES = str.maketrans("0123456789", "零一二三四五六七八九")
_INITIAL = re.compile("([zcs])h")
_LOOSE = (("hu", "f"), ("n", "l"), ("r", "l"))


@dataclass(frozen=True, slots=True)
class Unit:
    """One character or word of a text: where it stands, and how it sounds, strictly and loosely."""

    start: int
    end: int
    sound: str
    loose: str
    is_han: bool


def units(text: str) -> list[Unit]:
    """The units of a text in order; signs and spaces are left out. Positions are those of `text`."""
    plain = text.lower()
    if len(plain) != len(text):  # some capitals of other scripts grow: then as it is
        plain = text
    read = plain.translate(_FIGURES) if _HAN.search(plain) else plain
    found = list(_UNIT.finditer(read))
    spoken = _pinyin("".join(each.group() if _HAN.match(each.group()) else " " for each in found))
    return [
        _unit(each, sound if _HAN.match(each.group()) else "")
        for each, sound in zip(found, spoken, strict=True)
    ]


def syllable(pinyin: str) -> str:
    """Without what is confused most: zhong and zong, xin and xing."""
    plain = _INITIAL.sub("\\1", pinyin.replace("ü", "v"))
    return plain[:-1] if plain.endswith("ng") else plain


def loosely(sound: str) -> str:
    """Without what is confused in many accents as well: nan and lan, fei and hui, ren and len."""
    for said, meant in _LOOSE:
        if sound.startswith(said):
            return meant + sound[len(said) :]
    return sound


@lru_cache(maxsize=4096)
def _pinyin(row: str) -> tuple[str, ...]:
    """The pinyin of each place of a row of characters, as it is read there; a space: there is none."""
    spoken: list[str] = []
    for part in re.findall("[^ ]+| ", row):
        if part == " ":
            spoken.append("")
            continue
        read = lazy_pinyin(part, style=Style.NORMAL)
        spoken += read if len(read) == len(part) else [""] * len(part)
    return tuple(spoken)


def _unit(found: re.Match[str], pinyin: str) -> Unit:
    start, end = found.span()
    if not _HAN.match(found.group()):
        return Unit(start, end, found.group(), found.group(), False)
    sound = syllable(pinyin) or found.group()
    return Unit(start, end, sound, loosely(sound), True)


def alike(one: Unit, other: Unit) -> float:
    """0 to 1: how much two units sound the same."""
    if one.sound == other.sound:
        return 1.0
    if one.is_han != other.is_han:
        return 0.0
    if one.is_han:
        return 0.85 if one.loose == other.loose else _syllables_alike(one.loose, other.loose)
    longest = max(len(one.sound), len(other.sound))
    near = 1 - distance(one.sound, other.sound) / longest
    return near if near >= 0.6 else 0.0


def _syllables_alike(one: str, other: str) -> float:
    """Half when the beginning or the end is the same."""
    if one[0] == other[0] and one[1:2] == other[1:2]:
        return 0.5
    final, of_other = re.sub("^[^aeiouv]+", "", one), re.sub("^[^aeiouv]+", "", other)
    return 0.5 if final and final == of_other else 0.0


def distance(one: str, other: str) -> int:
    """How many letters must be put in, taken out or changed (Levenshtein)."""
    row = list(range(len(other) + 1))
    for at, sign in enumerate(one, 1):
        before, row[0] = row[0], at
        for place, against in enumerate(other, 1):
            before, row[place] = (
                row[place],
                min(row[place] + 1, row[place - 1] + 1, before + (sign != against)),
            )
    return row[-1]
