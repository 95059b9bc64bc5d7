"""What is suggested for a case while it is written, with why."""

from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, Field

from huawu.cases.schemas.asked import CaseId
from huawu.cases.schemas.shown import CaseTop, Priority
from huawu.platform.web.shapes import Asked, LongText, Shape, Words, plain


class CaseSuggestionAsked(Asked):
    """What was typed so far; `interaction`: the contact in which the customer may have said more."""

    subject: Annotated[str, Field(max_length=200), AfterValidator(plain)] = ""
    text: LongText = ""
    interaction: CaseId | None = None


class SuggestionWord(Shape):
    """A word that counted. `said`: by the customer on the call; else it was typed."""

    text: str
    said: bool


class SuggestedCaseType(Shape):
    """`whole`: cases can be of this type; else it is only the head of the one that is meant. `confidence`: 0
    to 1."""

    id: str
    path_name: Words
    top: CaseTop
    whole: bool
    confidence: float
    words: list[SuggestionWord]


class SuggestedCasePriority(Shape):
    """`rule_name`: of the site's rule whose word it is; null: by what cases like this have been."""

    value: Priority
    rule_name: Words | None
    confidence: float
    words: list[SuggestionWord]


class SuggestedCaseRisk(Shape):
    """A class of risk, such as fire or legal. `urgent`: somebody is in danger now."""

    name: str
    urgent: bool
    confidence: float
    words: list[SuggestionWord]


class CaseSuggestions(Shape):
    """Null: nothing is said. `heard`: what the customer said on the call was read too."""

    type: SuggestedCaseType | None
    priority: SuggestedCasePriority | None
    risks: list[SuggestedCaseRisk]
    heard: bool


class SuggestionFigure(Shape):
    """Of cases that had a suggestion: `shown`; `taken`: it was accepted; `same`: it was chosen without
    accepting it; `other`: something else was chosen."""

    shown: int
    taken: int
    same: int
    other: int


class CaseSuggestionFigures(Shape):
    """Of the cases that were opened with suggestions since then."""

    since: datetime
    cases: int
    type: SuggestionFigure
    priority: SuggestionFigure
