"""What of a text counts: cues, how it is asked, short runs of characters or words; and where it stands."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from huawu.cases.core.suggest.lexicon import CUE, HINT, RISK
from huawu.cases.core.suggest.phrases import Found
from huawu.cases.core.suggest.reading import HAN, Reading

Places = list[tuple[int, int]]
Features = dict[str, tuple[float, Places]]
"""By name: how much there is of it, and where in `Reading.chars`."""

CUE_WEIGHT, RUN_WEIGHT = 1.5, 3.0
"""How much there is of a cue, and the length of the vector of all runs of a text. By cross-validation."""

_RUN = re.compile(rf"[{HAN}]+|[a-z0-9']+")
_ASKED = re.compile(r"\?|(?:吗|呢|么|没有|没|不)(?=[啊呀呢]?(?:[。，！？；,!?;.~ \n]|$))")
_ASKS = re.compile(
    r"(?:^|(?<=[.!?,;\n] )|(?<=\n))"
    r"(?:how|what|when|where|which|who|is|are|do|does|did|can|could|may|has|have|will|would|any)\b"
)
_SHOUTED = re.compile("!{1,3}")
_SUPPOSED = re.compile(
    "如果|假如|万一|要是|怎么|如何|会不会|能不能|可不可以|建议|希望|咨询|请问"
    r"|\bif\b|\bhow\b|\bwhat if\b|\bshould\b|\bwonder"
)


@dataclass(frozen=True, slots=True)
class Likely:
    """A class of risk of which there is a word: how likely it is meant, and whether it is urgent."""

    chance: float
    urgent: bool


def of_text(
    reading: Reading,
    found: Sequence[Found],
    risks: Mapping[str, Likely],
    known: Callable[[str], bool] | None = None,
) -> Features:
    """Of a whole text. `known`: leaves out runs that nobody has learned."""
    features: Features = {}
    for each in found:
        if each.owner.startswith(CUE):
            name = f"not {each.owner}" if each.denied else each.owner
            features.setdefault(name, (CUE_WEIGHT, []))[1].append((each.start, each.end))
    features.update(_risky(found, risks))
    for name, pattern in (("asked", _ASKED), ("asks", _ASKS), ("shouted", _SHOUTED)):
        places = [match.span() for match in pattern.finditer(reading.chars)]
        if places:
            features[name] = (1.0, places)
    features.update(_runs(reading, known))
    return features


def _risky(found: Sequence[Found], risks: Mapping[str, Likely]) -> Features:
    """Each class as far as it is meant, and what it has in common with the others: danger, or a threat."""
    features: Features = {}
    for each in found:
        likely = risks.get(each.owner.removeprefix(RISK)) if each.owner.startswith(RISK) else None
        if likely is None or each.denied:
            continue
        for name in (each.owner, "any: danger" if likely.urgent else "any: threat"):
            value, places = features.get(name, (0.0, []))
            places.append((each.start, each.end))
            features[name] = (max(value, CUE_WEIGHT * likely.chance), places)
    return features


def of_risk(reading: Reading, found: Sequence[Found], name: str) -> Features:
    """Of one class of risk: how it is said, whether it is only asked about. Nothing where nobody says it."""
    said = [each for each in found if each.owner == RISK + name and not each.denied]
    hinted = [each for each in found if each.owner == HINT + name and not each.denied]
    if not said and not hinted:
        return {}
    places = [(each.start, each.end) for each in (*said, *hinted)]
    clauses = {reading.clause(start) for start, _ in places}
    facts = {
        "said": bool(said),
        "said twice": len({reading.chars[each.start : each.end] for each in said}) > 1,
        "hinted": bool(hinted),
        "hinted twice": len({reading.chars[each.start : each.end] for each in hinted}) > 1,
        "supposed": all(_SUPPOSED.search(reading.chars, start, end) for start, end in clauses),
        "asked": all(_ASKED.search(reading.chars, start, end + 2) for start, end in clauses),
        "denied too": any(each.owner == RISK + name and each.denied for each in found),
        f"is {name}": True,
    }
    return {fact: (1.0, places) for fact, holds in facts.items() if holds}


def _runs(reading: Reading, known: Callable[[str], bool] | None) -> Features:
    """Up to three neighbouring Chinese characters, one or two neighbouring words; all numbers are one."""
    runs: dict[str, Places] = {}
    different: set[str] = set()
    for name, start, end in _all_runs(reading.chars):
        different.add(name)
        if known is None or known(name):
            runs.setdefault(name, []).append((start, end))
    share = RUN_WEIGHT / sqrt(max(len(different), 1))
    return {name: (share, places) for name, places in runs.items()}


def _all_runs(chars: str) -> Iterator[tuple[str, int, int]]:
    before: tuple[str, int] | None = None
    for match in _RUN.finditer(chars):
        start, end = match.span()
        if chars[start] > "\u2fff":
            yield from _of_characters(chars, start, end)
            before = None
            continue
        word = "#" if chars[start].isdigit() else match.group()
        yield f"{word} ", start, end
        if before is not None and chars[start - 1] == " ":
            yield f"{before[0]} {word}", before[1], end
        before = (word, start)


def _of_characters(chars: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    for at in range(start, end):
        for after in range(at + 1, min(at + 4, end + 1)):
            yield chars[at:after], at, after
