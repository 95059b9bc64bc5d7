"""How names and what is typed are compared: without case, width, accents, spaces and points."""

import re
import unicodedata

_HAN = "〇㐀-䶿一-鿿\U00020000-\U0003ffff"
_CHAR = re.compile(f"[{_HAN}]")
_PARTS = re.compile(rf"[{_HAN}]|\d+|[^{_HAN}\d]+")
_DOTTED_U = "u\u0308"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_KEYS = str.maketrans(_LETTERS, "22233344455566677778889999")
"""Letters on a telephone's keypad (ITU-T E.161)."""


def folded(text: str) -> str:
    """In one written form, words still apart by single spaces. The ü of pinyin becomes v, as it is typed."""
    apart = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold())
    bare = "".join(c for c in apart.replace(_DOTTED_U, "v") if not unicodedata.combining(c))
    plain = unicodedata.normalize("NFKC", bare).casefold()
    kept = "".join(c if c.isalnum() else " " for c in plain if c not in "'’`")
    return " ".join(kept.split())


def joined(text: str) -> str:
    """As `folded`, without spaces."""
    return folded(text).replace(" ", "")


def is_han(char: str) -> bool:
    """Whether it is one Chinese character."""
    return _CHAR.fullmatch(char) is not None


def tokens(text: str) -> list[str]:
    """The parts of a name that are read one by one: each Chinese character, each run of letters or digits."""
    return [part for word in folded(text).split() for part in _PARTS.findall(word)]


def by_ear(letters: str) -> str:
    """Pinyin in which what many speakers do not tell apart is written alike: zh and z, ch and c, sh and s, n
    and l, ang and an, eng and en, ing and in, and ü as u."""
    plain = letters.replace("zh", "z").replace("ch", "c").replace("sh", "s")
    return plain.replace("ng", "n").replace("n", "l").replace("v", "u")


def on_keypad(letters: str) -> str:
    """The keys on which letters stand: wxm is 996. Digits stay; "" when something stands on no key."""
    keys = letters.translate(_KEYS)
    return keys if keys.isdecimal() and keys.isascii() else ""
