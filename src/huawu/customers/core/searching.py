"""What a customer is found by, and what a search means."""

from huawu.customers.core.folding import folded
from huawu.customers.core.pinyin import search_keys
from huawu.customers.types import Record

LONGEST_KEY = 60
_SHORTEST_PART = 2


def keys_of(record: Record) -> frozenset[str]:
    """Everything whose beginning finds the customer: name and company in characters, pinyin and initials,
    tags, mail addresses and what stands behind their @."""
    keys = set(search_keys(record.name))
    if record.company:
        keys |= search_keys(record.company)
    for tag in record.tags:
        keys |= search_keys(tag)
    for mail in record.mails:
        plain = folded(mail)
        keys |= {plain, plain[plain.index("@") :]}
    return frozenset(key[:LONGEST_KEY] for key in keys if key)


def words_of(text: str) -> list[str]:
    """The words of a search, each of which must fit."""
    return [word for word in dict.fromkeys(folded(word) for word in text.split()) if word]


def is_number(word: str) -> bool:
    """Whether a word of a search means a telephone number, or a part of one."""
    digits = sum(char.isdigit() for char in word)
    return digits >= _SHORTEST_PART and all(char.isdigit() or char in "+-()" for char in word)
