"""Pinyin of names: to sort Chinese names as a telephone book does, and to find them by spelling or initials.

The embedded database has no Chinese collation, so the key is made here. Family names that are read
differently from the common reading (单 Shan, 曾 Zeng, 解 Xie, 仇 Qiu ...) are read as names.
"""

import unicodedata

from pypinyin import Style, lazy_pinyin

from huawu.customers.core.folding import folded

_MOST_PARTS = 20
_LONGEST_KEY = 60
_FAMILY = dict(
    pair.split()
    for pair in (
        "单 shan,曾 zeng,解 xie,仇 qiu,朴 piao,查 zha,任 ren,盖 ge,区 ou,翟 zhai,华 hua,缪 miao,洗 xian,"
        "冼 xian,乐 yue,燕 yan,纪 ji,葛 ge,覃 qin,尉迟 yuchi,万俟 moqi,令狐 linghu,长孙 zhangsun"
    ).split(",")
)


def sort_key(name: str) -> str:
    """Syllables with tones: names sorted by this are in the order of a telephone book."""
    return " ".join(_syllables(name))[:200]


def search_keys(name: str) -> frozenset[str]:
    """Everything whose beginning finds the name.

    For 王小明: 王小明, 小明, 明; wangxiaoming, xiaoming, ming; wxm, xm, m. Case and spaces do not matter.
    """
    whole = folded(name)
    spelt = ["".join(c for c in s if c.isalpha()) if _is_syllable(s) else folded(s) for s in _syllables(name)]
    spelt = [part for part in spelt[:_MOST_PARTS] if part]
    initials = "".join(part[0] for part in spelt)
    keys = {whole[start:] for start in range(min(len(whole), _MOST_PARTS)) if _may_begin(whole, start)}
    for start in range(len(spelt)):
        keys |= {"".join(spelt[start:]), initials[start:]}
    return frozenset(key[:_LONGEST_KEY] for key in keys)


def _syllables(name: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", name).strip()
    family, rest = _split_family(plain)
    toned = family + lazy_pinyin(rest, style=Style.TONE3, neutral_tone_with_five=True)
    return [word.casefold() for part in toned for word in part.split()]


def _split_family(name: str) -> tuple[list[str], str]:
    for length in (2, 1):
        family = name[:length]
        if len(name) > length and family in _FAMILY:
            return [_FAMILY[family]], name[length:]
    return [], name


def _is_syllable(word: str) -> bool:
    return word[:-1].isalpha() and word[-1:] in "12345"


def _may_begin(whole: str, start: int) -> bool:
    """A Chinese name may be looked for from any character, a Latin one from its beginning."""
    return start == 0 or not whole[start].isascii()
