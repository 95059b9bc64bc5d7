"""The shipped model of suggestions: learn it from the shipped examples, and say how good it is.

python -m tools.suggest_model                cross-validated on the examples: what one may tune by
python -m tools.suggest_model --held-out     on the texts that nothing was tuned or learned from
python -m tools.suggest_model --more         the same, with more-words.yaml, which came afterwards
python -m tools.suggest_model --strict       the same, without phrases that these texts have and no example
python -m tools.suggest_model --write        learn, and write model.json
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import yaml

from huawu.cases.core.suggest import (
    Example,
    Lexicon,
    Suggester,
    Suggestions,
    examples_of,
    learned,
    model_of,
    with_more,
    written,
)
from huawu.cases.core.suggest.phrases import Index
from huawu.cases.core.suggest.reading import read

SHIPPED = Path("src/huawu/cases/core/suggest")
HELD_OUT = Path("tests/cases/texts/held-out.txt")
FOLDS = 5
Pair = tuple[Example, Suggestions]


def examples(path: Path) -> list[Example]:
    return examples_of(path.read_text(encoding="utf-8"))


def words(name: str = "words.yaml") -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((SHIPPED / name).read_text(encoding="utf-8"))
    return found


def shipped(*, more: bool) -> Suggester:
    body = with_more(words(), words("more-words.yaml")) if more else words()
    return Suggester(model_of((SHIPPED / "model.json").read_text(encoding="utf-8")), Lexicon(body))


def cross_validated(lexicon: Lexicon, known: Sequence[Example]) -> list[Pair]:
    """Each example as a model sees it that has learned from the other folds alone."""
    pairs: list[Pair] = []
    for fold in range(FOLDS):
        suggester = Suggester(
            learned([each for at, each in enumerate(known) if at % FOLDS != fold], lexicon), lexicon
        )
        pairs += [(each, suggester.suggest(each.text)) for each in known[fold::FOLDS]]
    return pairs


def strict() -> Suggester:
    """Learned without the phrases that held-out texts have and no example has: whatever of the held-out texts
    was in mind when the phrases were written is taken away, and with it much that anybody says."""
    known, held = (
        [read(each.text) for each in examples(path)] for path in (SHIPPED / "examples.txt", HELD_OUT)
    )

    def fair(written_phrase: str) -> bool:
        index = Index([("", written_phrase)])
        return any(index.find(each) for each in known) or not any(index.find(each) for each in held)

    def kept(entry: dict[str, Any]) -> dict[str, Any]:
        return {
            field: [each for each in value if fair(each)] if isinstance(value, list) else value
            for field, value in entry.items()
        }

    body = {kind: {name: kept(entry) for name, entry in entries.items()} for kind, entries in words().items()}
    lexicon = Lexicon(body)
    return Suggester(learned(examples(SHIPPED / "examples.txt"), lexicon), lexicon)


def figures(pairs: Sequence[Pair]) -> dict[str, Any]:
    """Of each question: how often something is said, how often that is right, precision and recall of each
    answer, and how far confidence is from how often it is right (expected calibration error, five bins)."""
    known_sub = [(each, told) for each, told in pairs if "/" in each.type]
    return {
        "texts": len(pairs),
        "type": _question(pairs, lambda each: each.type.split("/")[0], lambda told: told.type),
        "sub": _question(known_sub, lambda each: each.type, lambda told: told.sub),
        "priority": _question(pairs, lambda each: each.priority, lambda told: told.priority),
        "risks": _risks(pairs),
    }


def _question(
    pairs: Sequence[Pair], truth: Callable[[Example], str], told: Callable[[Suggestions], Any]
) -> dict[str, Any]:
    answers = [(truth(each), told(suggestions)) for each, suggestions in pairs]
    said = [(right, answer) for right, answer in answers if answer is not None]
    hits = [(answer.confidence, right == answer.value) for right, answer in said]
    found = {
        "said": _share(len(said), len(answers)),
        "right of said": _share(sum(hit for _, hit in hits), len(hits)),
        "right of all": _share(sum(hit for _, hit in hits), len(answers)),
        "calibration error": _calibration(hits),
        "calibration": _bins(hits),
    }
    mine = [(right, answer.value if answer else None) for right, answer in answers]
    return found | {"each": _each(mine)}


def _each(answers: Sequence[tuple[str, str | None]]) -> dict[str, Any]:
    hits = Counter(right for right, value in answers if right == value)
    there, said = Counter(right for right, _ in answers), Counter(value for _, value in answers)
    return {
        name: {
            "texts": there[name],
            "precision": _share(hits[name], said[name]),
            "recall": _share(hits[name], there[name]),
        }
        for name in sorted(there)
    }


def _risks(pairs: Sequence[Pair]) -> dict[str, Any]:
    hits, there, said = Counter[str](), Counter[str](), Counter[str]()
    surely: list[tuple[float, bool]] = []
    for each, suggestions in pairs:
        there.update(each.risks)
        for risk in suggestions.risks:
            said[risk.name] += 1
            hits[risk.name] += risk.name in each.risks
            surely.append((risk.confidence, risk.name in each.risks))
    found = {
        name: {
            "texts": there[name],
            "precision": _share(hits[name], said[name]),
            "recall": _share(hits[name], there[name]),
        }
        for name in sorted({*there, *said})
    }
    whole = {"precision": _share(hits.total(), said.total()), "recall": _share(hits.total(), there.total())}
    return whole | {"calibration error": _calibration(surely), "each": found}


def _calibration(hits: Sequence[tuple[float, bool]]) -> float:
    gap = sum(each["texts"] * abs(each["confidence"] - each["right"]) for each in _bins(hits))
    return round(gap / max(len(hits), 1), 3)


def _bins(hits: Sequence[tuple[float, bool]]) -> list[dict[str, float]]:
    """Of answers that were about as sure: how many, how sure on the average, how many of them right."""
    by_fifth: dict[int, list[tuple[float, bool]]] = {}
    for confidence, hit in hits:
        by_fifth.setdefault(min(int(confidence * 5), 4), []).append((confidence, hit))
    return [
        {
            "texts": len(here),
            "confidence": round(sum(confidence for confidence, _ in here) / len(here), 3),
            "right": _share(sum(hit for _, hit in here), len(here)),
        }
        for _, here in sorted(by_fifth.items())
    ]


def _share(part: int, whole: int) -> float:
    return round(part / whole, 3) if whole else 0.0


def wrong(pairs: Sequence[Pair]) -> list[str]:
    """What one learns from when tuning: never of the held-out texts."""
    lines = []
    for each, told in pairs:
        values = [answer.value if answer else "-" for answer in (told.type, told.sub, told.priority)]
        risks = tuple(risk.name for risk in told.risks)
        expected = [each.type.split("/")[0], each.type if "/" in each.type else values[1], each.priority]
        if values != expected or set(risks) != set(each.risks):
            lines.append(
                f"{each.text}\n    is {each.type} {each.priority} {each.risks}; told {values} {risks}"
            )
    return lines


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--held-out", action="store_true")
    parser.add_argument("--more", action="store_true")
    parser.add_argument("--strict", action="store_true")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--wrong", action="store_true", help="of the examples: what is told wrongly")
    chosen = parser.parse_args()
    lexicon, known = Lexicon(words()), examples(SHIPPED / "examples.txt")
    if chosen.write:
        (SHIPPED / "model.json").write_text(written(learned(known, lexicon)), encoding="utf-8")
        return 0
    if chosen.held_out or chosen.more or chosen.strict:
        suggester = strict() if chosen.strict else shipped(more=chosen.more)
        pairs = [(each, suggester.suggest(each.text)) for each in examples(HELD_OUT)]
    else:
        pairs = cross_validated(lexicon, known)
    print(json.dumps(figures(pairs), indent=1, ensure_ascii=False))
    if chosen.wrong and not (chosen.held_out or chosen.more or chosen.strict):
        print("\n".join(wrong(pairs)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
