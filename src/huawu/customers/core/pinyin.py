"""Pinyin of names: to sort Chinese names as a telephone book does, and to find them by spelling or initials.

The embedded database has no Chinese collation, so the key is made here. Family names that are read differently
from the common reading (单 Shan, 曾 Zeng, 解 Xie, 仇 Qiu ...) are read as names.
"""

import unicodedata
from dataclasses import dataclass

from pypinyin import Style, lazy_pinyin

_FAMILY = {
    "单": "shan", "曾": "zeng", "解": "xie", "仇": "qiu", "朴": "piao", "查": "zha", "任": "ren", "盖": "ge",
    "区": "ou", "尉迟": "yuchi", "翟": "zhai", "华": "hua", "缪": "miao", "洗": "xian", "冼": "xian", "乐": "yue",
    "燕": "yan", "纪": "ji", "葛": "ge", "覃": "qin", "万俟": "moqi", "令狐": "linghu", "长孙": "zhangsun",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spelling:
    """`sort`: syllables with tones; `full`: `zhangwei`; `initials`: `zw`. Latin names are their own spelling."""

    sort: str
    full: str
    initials: str


def spelling_of(name: str) -> Spelling:
    """How a name is spelt. Empty for an empty name."""
    plain = unicodedata.normalize("NFKC", name).strip()
    family, rest = _split_family(plain)
    toned = family + lazy_pinyin(rest, style=Style.TONE3, neutral_tone_with_five=True)
    words = [word.casefold() for part in toned for word in part.split() if word]
    spelt = ["".join(c for c in word if c.isalpha()) if _is_syllable(word) else word for word in words]
    return Spelling(
        sort=" ".join(words)[:200],
        full="".join(spelt)[:200],
        initials="".join(word[0] for word in spelt if word)[:50],
    )


def _split_family(name: str) -> tuple[list[str], str]:
    for length in (2, 1):
        family = name[:length]
        if len(name) > length and family in _FAMILY:
            return [_FAMILY[family]], name[length:]
    return [], name


def _is_syllable(word: str) -> bool:
    return word[:-1].isalpha() and word[-1:] in "12345"
