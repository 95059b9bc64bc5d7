"""All that was learned, as values and as the text that is kept of it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from huawu.cases.core.suggest import features as made
from huawu.cases.core.suggest.features import Likely
from huawu.cases.core.suggest.lexicon import Lexicon
from huawu.cases.core.suggest.phrases import Found
from huawu.cases.core.suggest.reading import Reading
from huawu.cases.core.suggest.scoring import Scorer

YES, NOT, HIGH = "yes", "not", "high"


@dataclass(frozen=True)
class Model:
    """`type`: the tops. `subs`: the types below each top that has examples of several. `high`: whether it is
    urgent. `risk`: whether a class of risk that is spoken of is meant."""

    type: Scorer
    subs: Mapping[str, Scorer]
    high: Scorer
    risk: Scorer

    @cached_property
    def names(self) -> frozenset[str]:
        """The features that count for anything."""
        scorers = (self.type, self.high, *self.subs.values())
        return frozenset(name for scorer in scorers for name in scorer.weights)


def likely_risks(
    reading: Reading, found: Sequence[Found], risk: Scorer, lexicon: Lexicon
) -> dict[str, Likely]:
    """The classes of risk of which there is a word."""
    rows = {name: made.of_risk(reading, found, name) for name in lexicon.risks}
    return {name: Likely(risk.chances(row)[YES], lexicon.risks[name]) for name, row in rows.items() if row}


def written(model: Model) -> str:
    """As JSON, a line for each feature."""
    parts = {"type": model.type, **{f"sub {top}": each for top, each in model.subs.items()}}
    parts |= {"high": model.high, "risk": model.risk}
    return (
        "{\n"
        + ",\n".join(f"{_json(name)}: {_scorer_written(each)}" for name, each in parts.items())
        + "\n}\n"
    )


def model_of(text: str) -> Model:
    """What `written` wrote."""
    parts = {name: _scorer_of(body) for name, body in json.loads(text).items()}
    subs = {name.removeprefix("sub "): each for name, each in parts.items() if name.startswith("sub ")}
    return Model(parts["type"], subs, parts["high"], parts["risk"])


def _scorer_written(scorer: Scorer) -> str:
    lines = ",\n".join(f"  {_json(name)}: {_json(each)}" for name, each in scorer.weights.items())
    head = f'"labels": {_json(scorer.labels)}, "bias": {_json(scorer.bias)}'
    return f'{{{head}, "temperature": {scorer.temperature}, "bar": {scorer.bar}, "weights": {{\n{lines}\n}}}}'


def _scorer_of(body: Mapping[str, Any]) -> Scorer:
    weights = {name: tuple(each) for name, each in body["weights"].items()}
    return Scorer(tuple(body["labels"]), tuple(body["bias"]), weights, body["temperature"], body["bar"])


def _json(value: Any) -> str:  # noqa: ANN401 - what JSON can hold
    return json.dumps(value, ensure_ascii=False)
