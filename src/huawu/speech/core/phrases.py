"""Cutting a text into what is said in one breath, so that the first words sound while the next are made."""

import re

_SENTENCE = re.compile(r"[^。！？；!?;\n.]+(?:[.](?=\S)[^。！？；!?;\n.]+)*[。！？；!?;\n.]*\s*")
_SHORTEST = 6


def sentences(text: str) -> list[str]:
    """The sentences of a text, in order; joined they are the text without its outer spaces.

    A point inside a word or a number (3.5) does not end one, and one of fewer than six characters is joined
    to the one before.
    """
    found: list[str] = []
    for part in _SENTENCE.findall(text.strip()):
        if found and (len(part.strip()) < _SHORTEST or len(found[-1].strip()) < _SHORTEST):
            found[-1] += part
        else:
            found.append(part)
    return [part.strip() for part in found if any(sign.isalnum() for sign in part)]
