"""One question of a survey, answered by a key or by saying the number; the answer becomes a fact."""

from huawu.flows.core.hearing import is_clear, number
from huawu.flows.core.kinds.asking import again, wait_seconds
from huawu.flows.core.kinds.shape import (
    HOW_OFTEN,
    INVALID,
    NEXT,
    SAY,
    SAY_AGAIN,
    SILENT,
    WAIT,
    Field,
    Kind,
    Move,
    Turn,
    changed,
    go,
    said,
    stay,
)
from huawu.flows.core.reading import rows, words
from huawu.flows.types import Answered, Ask, Failed, Finished, Items, Pressed, Said, Score, Silence, Told

SCALE = (1, 5)


def scale_of(turn: Turn) -> tuple[int, int]:
    """The lowest and the highest answer."""
    match rows(turn.node, "scale"):
        case [int(low), int(high)] if 0 <= low < high <= 9:
            return low, high
    return SCALE


def _asked(turn: Turn, say: Items) -> Answered:
    return Ask(say, wait_seconds(turn), True, "number")


def _survey(turn: Turn) -> Move:
    if turn.walk.typed:  # it was answered before a restart
        return go(turn, "next")
    return turn.walk, _asked(turn, said(turn, "say"))


def _hear_survey(turn: Turn, told: Told) -> Move:
    if turn.walk.typed:
        return go(turn, "next") if isinstance(told, Finished | Failed) else stay(turn)
    if isinstance(told, Pressed):
        return _answered(turn, int(told.digit) if told.digit.isascii() and told.digit.isdigit() else None)
    if isinstance(told, Said):
        return _answered(turn, number(told.text) if is_clear(told) else None)
    return again(turn, _asked, "silent", otherwise="next") if isinstance(told, Silence) else stay(turn)


def _answered(turn: Turn, answer: int | float | None) -> Move:
    low, high = scale_of(turn)
    if not isinstance(answer, int) or not low <= answer <= high:
        return again(turn, _asked, "invalid", otherwise="next")
    return changed(turn.walk, typed=str(answer)), Score(words(turn.node, "question"), answer)


SURVEY = Kind(
    _survey,
    _hear_survey,
    (
        Field("question", "key_word", needed=True),
        SAY,
        SAY_AGAIN,
        Field("scale", "scale", default=list(SCALE)),
        WAIT,
        HOW_OFTEN,
        INVALID,
        SILENT,
        NEXT,
    ),
    asks=True,
    passes=True,
    hears_early=True,
    silent=("next",),
)
