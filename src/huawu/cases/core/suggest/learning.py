"""Learning from examples: cases that somebody has given a type. Multinomial logistic regression.

Minimises the mean cross-entropy plus `_PULL` / 2 times the squares of the weights, by Nesterov's accelerated
gradient (Nesterov 1983) with a fixed number of steps, so that the same examples give the same weights. The
temperature (Guo et al. 2017, "On calibration of modern neural networks") and the bar come from folds that
were not learned from.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from huawu.cases.core.suggest import features as made
from huawu.cases.core.suggest.features import Features
from huawu.cases.core.suggest.lexicon import Lexicon
from huawu.cases.core.suggest.model import HIGH, NOT, YES, Model, likely_risks
from huawu.cases.core.suggest.phrases import Found
from huawu.cases.core.suggest.reading import Reading, read
from huawu.cases.core.suggest.scoring import Scorer, softmax

_PULL = 0.004
_STEPS = 300
_FOLDS = 5
_SEEN = 2
"""A run of characters counts from so many examples on."""
_SMALLEST = 0.01
"""Smaller weights are left out: they say nothing and fill the file."""
_TEMPERATURES = tuple(each / 20 for each in range(6, 41))
_RIGHT = {"type": 0.9, "sub": 0.8, "high": 0.9, "risk": 0.8}
"""So often is right what is said at all, of examples that were not learned from; the bars are put there."""
_LOWEST_BAR = {"type": 0.4, "sub": 0.3, "high": 0.5, "risk": 0.4}

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """`type`: the top, with `/` and the type below it where that is known. `risks`: the classes in it."""

    text: str
    type: str
    priority: str
    risks: tuple[str, ...] = ()


def examples_of(written: str) -> list[Example]:
    """Lines of `trade | type | priority | risks or - | text`; a line with # is a remark."""
    lines = [line for line in written.splitlines() if line and not line.startswith("#")]
    parts = [line.split(" | ", 4) for line in lines]
    return [
        Example(text, kind, priority, () if risks == "-" else tuple(risks.split(", ")))
        for _, kind, priority, risks, text in parts
    ]


def learned(examples: Sequence[Example], lexicon: Lexicon) -> Model:
    """The model that the examples teach. Some must be of high priority and some not, and of several tops."""
    seen = [(each, reading, lexicon.find(reading)) for each in examples for reading in (read(each.text),)]
    risk = _scorer("risk", *_risk_rows(seen, lexicon))
    rows = [_row(reading, found, risk, lexicon) for _, reading, found in seen]
    tops = [each.type.split("/")[0] for each in examples]
    urgent = [HIGH if each.priority == HIGH else NOT for each in examples]
    subs: dict[str, Scorer] = {}
    for top in sorted(set(tops)):
        here = [
            (row, each.type)
            for row, each in zip(rows, examples, strict=True)
            if each.type.startswith(f"{top}/")
        ]
        if len({kind for _, kind in here}) > 1:
            subs[top] = _scorer("sub", [row for row, _ in here], [kind for _, kind in here])
    return Model(_scorer("type", rows, tops), subs, _scorer("high", rows, urgent), risk)


def _row(reading: Reading, found: Sequence[Found], risk: Scorer, lexicon: Lexicon) -> Features:
    return made.of_text(reading, found, likely_risks(reading, found, risk, lexicon))


def _risk_rows(
    seen: Iterable[tuple[Example, Reading, list[Found]]], lexicon: Lexicon
) -> tuple[list[Features], list[str]]:
    rows, labels = [], []
    for each, reading, found in seen:
        for name in lexicon.risks:
            row = made.of_risk(reading, found, name)
            if row:
                rows.append(row)
                labels.append(YES if name in each.risks else NOT)
    return rows, labels


def _scorer(question: str, rows: Sequence[Features], answers: Sequence[str]) -> Scorer:
    labels = tuple(sorted(set(answers)))
    whole = _fitted(rows, answers, labels)
    held: list[tuple[list[float], str]] = []
    for fold in range(_FOLDS):
        kept = [at for at in range(len(rows)) if at % _FOLDS != fold]
        part = _fitted([rows[at] for at in kept], [answers[at] for at in kept], labels)
        held += [(part.sums(rows[at]), answers[at]) for at in range(fold, len(rows), _FOLDS)]
    temperature = min(_TEMPERATURES, key=lambda each: _surprise(held, labels, each))
    return replace(whole, temperature=temperature, bar=_bar(question, held, labels, temperature))


def _surprise(held: Iterable[tuple[list[float], str]], labels: tuple[str, ...], temperature: float) -> float:
    return -sum(float(np.log(softmax(labels, sums, temperature)[answer] + 1e-12)) for sums, answer in held)


def _bar(
    question: str, held: Iterable[tuple[list[float], str]], labels: tuple[str, ...], temperature: float
) -> float:
    """The lowest confidence from which on so many as wanted are right."""
    told = []
    for sums, answer in held:
        chances = softmax(labels, sums, temperature)
        best = max(labels, key=lambda label: chances[label])
        told.append((chances[best], best == answer))
    for bar in (each / 20 for each in range(round(_LOWEST_BAR[question] * 20), 20)):
        right = [is_right for confidence, is_right in told if confidence >= bar]
        if right and sum(right) >= _RIGHT[question] * len(right):
            return bar
    return 0.95


def _fitted(rows: Sequence[Features], answers: Sequence[str], labels: tuple[str, ...]) -> Scorer:
    counted = Counter(name for row in rows for name in row)
    names = sorted(name for name, times in counted.items() if times >= _SEEN)
    column = {name: at for at, name in enumerate(names)}
    entries = [
        (at, column[name], value)
        for at, row in enumerate(rows)
        for name, (value, _) in row.items()
        if name in column
    ]
    table = _Table(
        np.array([at for at, _, _ in entries], dtype=np.intp),
        np.array([at for _, at, _ in entries], dtype=np.intp),
        np.array([value for _, _, value in entries], dtype=np.float64),
        len(rows),
        len(names),
    )
    truth = np.array([[label == answer for label in labels] for answer in answers], dtype=np.float64)
    weights, bias = _descend(table, truth)
    by_name: Mapping[str, tuple[float, ...]] = {
        name: tuple(round(float(each), 3) for each in weights[at])
        for at, name in enumerate(names)
        if float(np.abs(weights[at]).max()) >= _SMALLEST
    }
    return Scorer(labels, tuple(round(float(each), 3) for each in bias), by_name)


@dataclass(frozen=True, slots=True)
class _Table:
    """A sparse matrix: `values` at `rows` and `columns`."""

    rows: NDArray[np.intp]
    columns: NDArray[np.intp]
    values: Floats
    height: int
    width: int

    def times(self, weights: Floats) -> Floats:
        parts = self.values[:, None] * weights[self.columns]
        return _summed(self.rows, parts, self.height)

    def turned_times(self, errors: Floats) -> Floats:
        parts = self.values[:, None] * errors[self.rows]
        return _summed(self.columns, parts, self.width)


def _summed(places: NDArray[np.intp], parts: Floats, size: int) -> Floats:
    sums = [np.bincount(places, weights=parts[:, at], minlength=size) for at in range(parts.shape[1])]
    return np.stack(sums, axis=1)


def _descend(table: _Table, truth: Floats) -> tuple[Floats, Floats]:
    lengths = np.bincount(table.rows, weights=table.values**2, minlength=table.height) + 1.0
    step = 1.0 / (0.5 * float(lengths.max()) + _PULL)
    weights = np.zeros((table.width, truth.shape[1]))
    bias = np.zeros(truth.shape[1])
    ahead, bias_ahead, speed = weights, bias, 1.0
    for _ in range(_STEPS):
        sums = table.times(ahead) + bias_ahead
        shares = np.exp(sums - sums.max(axis=1, keepdims=True))
        errors = (shares / shares.sum(axis=1, keepdims=True) - truth) / table.height
        new = ahead - step * (table.turned_times(errors) + _PULL * ahead)
        bias_new = bias_ahead - step * errors.sum(axis=0)
        faster = (1 + (1 + 4 * speed * speed) ** 0.5) / 2
        ahead = new + (speed - 1) / faster * (new - weights)
        bias_ahead = bias_new + (speed - 1) / faster * (bias_new - bias)
        weights, bias, speed = new, bias_new, faster
    return weights, bias
