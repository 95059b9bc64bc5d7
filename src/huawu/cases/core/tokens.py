"""By what a case is found: words of letters and digits, and pairs of neighbouring Chinese characters.

Chinese is written without blanks; whatever is looked for is found where all of its pairs stand, which needs
no dictionary and misses nothing.
"""

import re
import unicodedata

_RUNS = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]+|[^\W_\u3400-\u9fff\uf900-\ufaff]+")
_LONGEST = 40
_MOST = 2000


def tokens(text: str) -> list[str]:
    """In alphabetical order, each once, at most 2000. A single Chinese character stands for itself too."""
    found: set[str] = set()
    for run in _runs(text):
        found |= _parts(run)
        if len(found) >= _MOST:
            break
    return sorted(found)[:_MOST]


def looked_for(text: str) -> list[str]:
    """What a text that is looked for must have; of a Chinese word its pairs alone."""
    found: list[str] = []
    for run in _runs(text):
        found += [run[:_LONGEST]] if len(run) == 1 or not _han(run) else _pairs(run)
    return list(dict.fromkeys(found))


def _runs(text: str) -> list[str]:
    return _RUNS.findall(unicodedata.normalize("NFKC", text).casefold())


def _parts(run: str) -> set[str]:
    return {*run, *_pairs(run)} if _han(run) else {run[:_LONGEST]}


def _pairs(run: str) -> list[str]:
    return [run[at : at + 2] for at in range(len(run) - 1)]


def _han(run: str) -> bool:
    return "\u3400" <= run[0] <= "\u9fff" or "\uf900" <= run[0] <= "\ufaff"
