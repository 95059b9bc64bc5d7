"""What a case may be: type, priority and risks, told from what was typed and said. The agent decides.

    suggester = Suggester(model, lexicon)
    suggester.suggest("你们再不退钱我就打12315")

Same text, same answer. Each answer has a confidence, which is about how often such an answer is right, and
the words of the text that speak for it. Below its bar, or without a word that speaks for it, nothing is
said.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from huawu.cases.core.priority import Priority
from huawu.cases.core.suggest import features as made
from huawu.cases.core.suggest.features import Features, Likely
from huawu.cases.core.suggest.learning import Example, examples_of, learned
from huawu.cases.core.suggest.lexicon import HINT, OWN, RISK, Lexicon, with_more
from huawu.cases.core.suggest.model import HIGH, Model, likely_risks, model_of, written
from huawu.cases.core.suggest.phrases import Found
from huawu.cases.core.suggest.reading import Reading, read
from huawu.cases.core.suggest.scoring import Scorer, Word, reasons, softmax

__all__ = [
    "Example",
    "Lexicon",
    "Model",
    "Risk",
    "Suggested",
    "Suggester",
    "Suggestions",
    "Word",
    "examples_of",
    "learned",
    "model_of",
    "with_more",
    "written",
]

_OWN_WORD = 3.0
"""What a centre's own word of a type counts: about as much as the clearest of the learned cues."""
_LOW_TYPE = "suggestion"
_URGENT_FROM = 0.3
"""From this confidence on a case is told to be urgent: missing one costs more than one too many."""


@dataclass(frozen=True, slots=True)
class Suggested:
    """`value`: a type or a priority; `confidence`: 0 to 1; `words`: why, most first, never empty."""

    value: str
    confidence: float
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Risk:
    """`name`: its class. `urgent`: somebody is in danger now."""

    name: str
    urgent: bool
    confidence: float
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Suggestions:
    """None: nothing is said. `type`: one of the tops; `sub`: a type below it, `complaint/delay` or a centre's
    own key. `risks`: the surest first."""

    type: Suggested | None
    sub: Suggested | None
    priority: Suggested | None
    risks: tuple[Risk, ...]


class Suggester:
    def __init__(self, model: Model, lexicon: Lexicon, tops: Mapping[str, str] | None = None) -> None:
        """`tops`: of the types for which the lexicon has a centre's own words, each under which top it is."""
        self._model, self._lexicon, self._tops = model, lexicon, dict(tops or {})

    def suggest(self, text: str) -> Suggestions:
        reading = read(text)
        found = self._lexicon.find(reading)
        risks = likely_risks(reading, found, self._model.risk, self._lexicon)
        features = made.of_text(reading, found, risks, self._model.names.__contains__)
        own = self._own(found)
        types = self._types(features, own)
        top = max(types, key=lambda label: types[label])
        kind = self._told(reading, self._model.type, features, top, types[top], own)
        sub = None if kind is None else self._sub(reading, features, top, types[top], own)
        told = self._risks(reading, found, risks)
        return Suggestions(kind, sub, self._priority(reading, features, types, told, kind), told)

    def _own(self, found: list[Found]) -> dict[str, list[tuple[int, int]]]:
        """Where a centre's own words of each of its types stand."""
        own: dict[str, list[tuple[int, int]]] = {}
        for each in found:
            key = each.owner.removeprefix(OWN)
            if each.owner.startswith(OWN) and not each.denied and key in self._tops:
                own.setdefault(key, []).append((each.start, each.end))
        return own

    def _types(self, features: Features, own: Mapping[str, list[tuple[int, int]]]) -> dict[str, float]:
        scorer = self._model.type
        more = {self._tops[key] for key in own}
        sums = [
            each + _OWN_WORD * (label in more)
            for label, each in zip(scorer.labels, scorer.sums(features), strict=True)
        ]
        return softmax(scorer.labels, sums, scorer.temperature)

    def _sub(
        self,
        reading: Reading,
        features: Features,
        top: str,
        of_top: float,
        own: Mapping[str, list[tuple[int, int]]],
    ) -> Suggested | None:
        """A type below the top; as sure as that and the top are together."""
        mine = {key: places for key, places in own.items() if self._tops[key] == top}
        scorer = self._model.subs.get(top) or Scorer((), (), {})
        sums = dict(zip(scorer.labels, scorer.sums(features), strict=True))
        for key in mine:
            sums[key] = max(sums.get(key, 0.0), *sums.values(), 0.0) * 0.5 + _OWN_WORD
        if not sums:
            return None
        chances = softmax(list(sums), list(sums.values()), scorer.temperature)
        best = max(chances, key=lambda label: chances[label])
        if best in mine:
            speaking: Features = {f"own:{best}": (_OWN_WORD, mine[best])}
        else:
            speaking = scorer.spoken_for(features, best)
        return _if_sure(best, chances[best] * of_top, scorer.bar, reasons(reading, speaking))

    def _told(
        self,
        reading: Reading,
        scorer: Scorer,
        features: Features,
        label: str,
        chance: float,
        own: Mapping[str, list[tuple[int, int]]],
    ) -> Suggested | None:
        speaking = scorer.spoken_for(features, label)
        speaking.update(
            {f"own:{key}": (_OWN_WORD, at) for key, at in own.items() if self._tops[key] == label}
        )
        return _if_sure(label, chance, scorer.bar, reasons(reading, speaking))

    def _priority(
        self,
        reading: Reading,
        features: Features,
        types: Mapping[str, float],
        risks: tuple[Risk, ...],
        kind: Suggested | None,
    ) -> Suggested | None:
        """High: urgent, or somebody is in danger. Low: a suggestion that is neither. Else medium."""
        scorer = self._model.high
        danger = next((risk for risk in risks if risk.urgent), None)
        learned_urgent = scorer.chances(features)[HIGH]
        urgent = max(learned_urgent, danger.confidence if danger else 0.0)
        if urgent >= _URGENT_FROM:
            words = danger.words if danger and danger.confidence > learned_urgent else ()
            return _if_sure(HIGH, urgent, 0.0, words or reasons(reading, scorer.spoken_for(features, HIGH)))
        low = (1 - urgent) * types.get(_LOW_TYPE, 0.0)
        chances: dict[Priority, float] = {"low": low, "medium": 1 - urgent - low}
        best = max(chances, key=lambda each: chances[each])
        others = [label for label in types if (label == _LOW_TYPE) == (best == "low")]
        label = max(others, key=lambda each: types[each])
        if kind is not None and kind.value == label:
            return _if_sure(best, chances[best], scorer.bar, kind.words)
        speaking = self._model.type.spoken_for(features, label)
        return _if_sure(best, chances[best], scorer.bar, reasons(reading, speaking))

    def _risks(self, reading: Reading, found: list[Found], likely: Mapping[str, Likely]) -> tuple[Risk, ...]:
        told = []
        for name, each in sorted(likely.items(), key=lambda item: (-item[1].chance, item[0])):
            owners = (RISK + name, HINT + name)
            places = [(one.start, one.end) for one in found if one.owner in owners and not one.denied]
            words = reasons(reading, {RISK + name: (float(len(places)), places)})
            if each.chance >= self._model.risk.bar and words:
                told.append(Risk(name, each.urgent, each.chance, words))
        return tuple(told)


def _if_sure(value: str, confidence: float, bar: float, words: tuple[Word, ...]) -> Suggested | None:
    return Suggested(value, confidence, words) if words and confidence >= bar else None
