"""What may be suggested for a case that is being written: by the shipped model, the words of the site's own
types, and the words of its rules of urgency."""

from dataclasses import dataclass

from huawu.cases.core import trees
from huawu.cases.core.priority import PRIORITIES, judged
from huawu.cases.core.suggest import Suggested, Word
from huawu.cases.queries.arranged import Arranged
from huawu.cases.schemas.suggested import (
    CaseSuggestions,
    SuggestedCasePriority,
    SuggestedCaseRisk,
    SuggestedCaseType,
    SuggestionWord,
)
from huawu.cases.service import suggesting
from huawu.platform.web.shapes import Words

_MOST_WORDS = 5
_MOST_SAID = 8000
"""Characters of what the customer said, the latest ones: what is asked for is often said last."""


@dataclass(frozen=True, slots=True)
class _Told:
    """What was read: what was typed, then what the customer said on the call."""

    typed: str
    said: str

    @property
    def text(self) -> str:
        return f"{self.typed}\n{self.said}"

    def words(self, found: tuple[Word, ...]) -> list[SuggestionWord]:
        """Each once, with where it comes from; typed ones count where both have it."""
        shown: dict[str, SuggestionWord] = {}
        for word in sorted(found, key=lambda word: word.start > len(self.typed)):
            shown.setdefault(word.text, SuggestionWord(text=word.text, said=word.start > len(self.typed)))
        return list(shown.values())[:_MOST_WORDS]


def suggestions(there: Arranged, typed: str, said: str) -> CaseSuggestions:
    """Takes milliseconds of processor time for each thousand characters."""
    told = _Told(typed, said[-_MOST_SAID:])
    found = suggesting.suggest(told.text, there.types)
    return CaseSuggestions(
        type=_type(there, found.sub, told) or _type(there, found.type, told),
        priority=_priority(there, found.priority, told),
        risks=[
            SuggestedCaseRisk(
                name=risk.name, urgent=risk.urgent, confidence=risk.confidence, words=told.words(risk.words)
            )
            for risk in found.risks
        ],
        heard=bool(told.said),
    )


def _type(there: Arranged, found: Suggested | None, told: _Told) -> SuggestedCaseType | None:
    """As a type that the site has."""
    if found is None or found.value not in there.types:
        return None
    key = found.value
    return SuggestedCaseType.model_validate(
        {
            "id": key,
            "path_name": trees.path_name(there.types, key),
            "top": (trees.way(there.types, key) or [key])[0],
            "whole": trees.is_leaf(there.types, key),
            "confidence": found.confidence,
            "words": told.words(found.words),
        }
    )


def _priority(there: Arranged, found: Suggested | None, told: _Told) -> SuggestedCasePriority | None:
    """By a rule of the site where a word of it was found and it is at least as urgent; else as learned."""
    rules = judged("low", level="", text=told.text, rules=there.urgencies)
    why = next((reason for reason in rules.reasons if reason.by == "word"), None)
    learned = None if found is None else next(each for each in PRIORITIES if each == found.value)
    if why is not None and PRIORITIES.index(rules.priority) <= PRIORITIES.index(learned or "low"):
        said = why.word.casefold() not in told.typed.casefold()
        return SuggestedCasePriority(
            value=rules.priority,
            rule_name=Words.model_validate(there.urgencies[why.rule]["name"]),
            confidence=1.0,
            words=[SuggestionWord(text=why.word, said=said)],
        )
    if found is None or learned is None:
        return None
    return SuggestedCasePriority(
        value=learned, rule_name=None, confidence=found.confidence, words=told.words(found.words)
    )
