"""Making something of what a recogniser heard: phrases that stand for keys or values, yes and no, figures.

A recogniser with normalisation already writes figures; Chinese ones are read here as well, so that a plain
one serves. Unclear words (`LEAST_SURE`) count as not understood.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from huawu.flows.core.values import TYPES, text_of
from huawu.flows.types import Plain, Said

LEAST_SURE = 0.35
"""How sure a recogniser must be at the least."""

_YES = (
    "是的",
    "是",
    "对的",
    "对",
    "好的",
    "好",
    "可以",
    "没错",
    "没问题",
    "行",
    "嗯",
    "要",
    "yes",
    "yeah",
    "yep",
    "correct",
    "right",
    "sure",
    "ok",
    "okay",
)  # noqa: E501 - a list of words
_NO = (
    "不是",
    "不对",
    "不要",
    "不用",
    "不行",
    "不可以",
    "不好",
    "不",
    "没有",
    "否",
    "错了",
    "错",
    "no",
    "nope",
    "not",
    "wrong",
)  # noqa: E501 - a list of words
_FIGURES = {"零": 0, "〇": 0, "幺": 1, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4} | {
    "五": 5, "六": 6, "七": 7, "八": 8, "九": 9
}  # fmt: skip
_TENS = {"十": 10, "百": 100, "千": 1000}
_RUN = re.compile(r"[零〇幺一二两三四五六七八九十百千万\d]+(?:\.\d+)?")
_APART = re.compile(r"[\W_]+")


@lru_cache(4096)
def plain(text: str) -> str:
    """Words as they are compared: small letters, without signs and spaces."""
    return _APART.sub("", text.casefold())


def is_clear(said: Said) -> bool:
    return said.confidence >= LEAST_SURE and bool(said.text.strip())


def matched(said: Said, phrases: object) -> str | None:
    """The key in {key: {"zh": [..], "en": [..]}} whose phrase was said; the longest phrase wins, then the
    first. None: none was."""
    if not isinstance(phrases, dict) or not is_clear(said):
        return None
    heard, best, most = plain(said.text), None, 0
    for key, by_language in phrases.items():
        for phrase in spoken_forms(by_language):
            if len(phrase) > most and _is_in(phrase, heard, said.text):
                best, most = str(key), len(phrase)
    return best


def spoken_forms(by_language: object) -> list[str]:
    """The phrases of {"zh": [..], "en": [..]} as they are compared."""
    lists: list[Any] = list(by_language.values()) if isinstance(by_language, dict) else []
    forms = [
        plain(each)
        for phrases in lists
        if isinstance(phrases, list)
        for each in phrases
        if isinstance(each, str)
    ]
    return [form for form in forms if form]


def likely(phrases: object, language: str) -> tuple[str, ...]:
    """What may be said, for the recogniser: the phrases in this language, of all keys."""
    if not isinstance(phrases, dict):
        return ()
    found: list[str] = []
    for by_language in phrases.values():
        mine = by_language.get(language[:2]) if isinstance(by_language, dict) else None
        found += [each for each in mine if isinstance(each, str)] if isinstance(mine, list) else []
    return tuple(found)


def _is_in(phrase: str, heard: str, text: str) -> bool:
    """Chinese anywhere in what was said; English as whole words, so that "no" is not heard in "know"."""
    if not phrase.isascii():
        return phrase in heard
    words = [word for word in _APART.split(text.casefold()) if word]
    return any(
        "".join(words[begin:end]) == phrase
        for begin in range(len(words))
        for end in range(begin + 1, min(len(words), begin + 8) + 1)
    )


def yes_or_no(said: Said) -> bool | None:
    """Whether it was a yes or a no; None: neither. A no wins: 不是 holds 是."""
    if not is_clear(said):
        return None
    heard = plain(said.text)
    for words, meant in ((_NO, False), (_YES, True)):
        if any(_is_in(word, heard, said.text) for word in words):
            return meant
    return None


def figures(text: str) -> str:
    """The digits in a text, one after another, Chinese ones too: 一零二四 is 1024."""
    return "".join(
        str(_FIGURES.get(sign, sign))
        for sign in text
        if sign in _FIGURES or sign.isascii() and sign.isdigit()
    )


def number(text: str) -> int | float | None:
    """The first number in a text: 42, 12.5, 二十三, 一百零五."""
    found = _RUN.search(text)
    if found is None:
        return None
    run = found[0]
    if run.isascii():
        made = TYPES["number"](run)
        return made if isinstance(made, int | float) else None
    return _chinese(run)


def _chinese(run: str) -> int | None:
    """二十三 is 23, 一百零五 105, 三千 3000; without tens and hundreds they are digits: 二三 is 23."""
    if not any(sign in _TENS or sign == "万" for sign in run):
        made = figures(run)[:15]
        return int(made) if made else None
    above, section, digit = 0, 0, 0
    for sign in run[:20]:
        if sign == "万":
            above, section, digit = above + (section + digit or 1) * 10_000, 0, 0
        elif sign in _TENS:
            section, digit = section + (digit or 1) * _TENS[sign], 0
        elif sign != ".":
            digit = _FIGURES.get(sign, 0) if not sign.isascii() else int(sign) + digit * 10
    return above + section + digit


def _read_digits(said: Said) -> Plain | None:
    return figures(said.text) or None


READINGS: dict[str, Callable[[Said], Plain | None]] = {
    "text": lambda said: said.text.strip(),
    "digits": _read_digits,
    "number": lambda said: number(said.text),
    "yes_no": yes_or_no,
    "date": lambda said: TYPES["date"](said.text.strip()),
    "time": lambda said: TYPES["time"](said.text.strip()),
    "choice": lambda said: None,  # only its phrases
}


def understood(said: Said, expects: str, phrases: object) -> str | None:
    """What was meant, written plainly; None: it was not understood."""
    if not is_clear(said):
        return None
    key = matched(said, phrases)
    if key is not None:
        return key
    reading = READINGS.get(expects)
    meant = reading(said) if reading else None
    return text_of(meant) or None if meant is not None else None
