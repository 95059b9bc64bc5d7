"""What the learned weights say of what a text has, and which of its words said so most."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp

from huawu.cases.core.suggest.features import Features
from huawu.cases.core.suggest.reading import Reading

MOST_WORDS = 5
"""Reasons that are named."""

_LEAST, _LEAST_SHARE = 0.05, 0.15
"""A word that adds less, by itself or as a part of what the first one adds, is no reason."""

_FAINT = 0.002
"""What says less is left out of the sum of a word."""

_LOOKED_AT = 40
"""So many of the strongest places are put together to words, however long the text."""


@dataclass(frozen=True, slots=True)
class Word:
    """A reason: `text`, which stands at `start` to `end` of what was given, and how much it said for it."""

    text: str
    start: int
    end: int
    weight: float


@dataclass(frozen=True, slots=True)
class Scorer:
    """One question and its possible answers (`labels`).

    `weights`: of each feature, for each label; `temperature`: by how much the sums are taken back so that the
    confidence is how often it is right; `bar`: below it nothing is said.
    """

    labels: tuple[str, ...]
    bias: tuple[float, ...]
    weights: Mapping[str, tuple[float, ...]]
    temperature: float = 1.0
    bar: float = 0.5

    def sums(self, features: Features) -> list[float]:
        total = list(self.bias)
        for name, (value, _) in features.items():
            weights = self.weights.get(name)
            if weights is not None:
                for at, weight in enumerate(weights):
                    total[at] += value * weight
        return total

    def chances(self, features: Features) -> dict[str, float]:
        """How likely each label is; together 1."""
        return softmax(self.labels, self.sums(features), self.temperature)

    def spoken_for(self, features: Features, label: str) -> Features:
        """What speaks for the label rather than for the others: how much, and where."""
        at, others = self.labels.index(label), max(len(self.labels) - 1, 1)
        found: Features = {}
        for name, (value, places) in features.items():
            weights = self.weights.get(name)
            if weights is not None:
                more = value * (weights[at] - (sum(weights) - weights[at]) / others)
                found[name] = (more, places)
        return found


def softmax(labels: Sequence[str], sums: Sequence[float], temperature: float) -> dict[str, float]:
    top = max(sums)
    shares = [exp((each - top) / temperature) for each in sums]
    return {label: share / sum(shares) for label, share in zip(labels, shares, strict=True)}


def reasons(reading: Reading, speaking: Features) -> tuple[Word, ...]:
    """The words that said most, most first. Runs that lie over each other or side by side are one word."""
    heat = [0.0] * len(reading.chars)
    whole: set[tuple[int, int]] = set()
    for more, places in speaking.values():
        if abs(more) < _FAINT:
            continue
        for start, end in places:
            for at in range(start, end):
                heat[at] += more / len(places) / (end - start)
    for name, (more, places) in speaking.items():
        if more > _LEAST and ":" in name:
            whole.update(places)
    spans = _apart(
        [*_strongest(whole, heat, reading), *_strongest(_warm(heat, reading.chars), heat, reading)]
    )
    named = [_word(reading, start, end, sum(heat[start:end])) for start, end in spans]
    best = sorted(named, key=lambda word: (-word.weight, word.start))
    least = max(_LEAST, _LEAST_SHARE * best[0].weight) if best else _LEAST
    return tuple(word for word in best if word.weight > least)[:MOST_WORDS]


def _strongest(
    spans: Iterable[tuple[int, int]], heat: Sequence[float], reading: Reading
) -> list[tuple[int, int]]:
    """The strongest first; the same word once."""
    by_word: dict[str, tuple[int, int]] = {}
    for span in sorted(spans, key=lambda span: (-sum(heat[slice(*span)]), span)):
        by_word.setdefault(reading.chars[slice(*span)], span)
        if len(by_word) == _LOOKED_AT:
            break
    return list(by_word.values())


def _warm(heat: Sequence[float], chars: str) -> list[tuple[int, int]]:
    """Where neighbouring characters all speak for it: at least two, within words and not blanks alone."""
    spans: list[tuple[int, int]] = []
    start: int | None = None
    for at, char in enumerate(f"{chars} "):
        warm = at < len(heat) and heat[at] > 0 and char.isalnum()
        if warm and start is None:
            start = at
        if not warm and start is not None:
            spans.append((start, at))
            start = None
    return [span for span in spans if span[1] - span[0] > 1]


def _apart(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for start, end in spans:
        if all(end <= other[0] or other[1] <= start for other in kept):
            kept.append((start, end))
    return kept


def _word(reading: Reading, start: int, end: int, weight: float) -> Word:
    first, last = reading.written(start, end)
    return Word(reading.text[first:last], first, last, round(weight, 3))
