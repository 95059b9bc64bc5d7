"""The agent's step: a line to say, and what the customer may answer. For scripts on the desk only."""

from huawu.flows.core.hearing import matched
from huawu.flows.core.kinds.shape import NEXT, Field, Go, Kind, Move, Turn, go, stay
from huawu.flows.core.reading import by_language, rows, words
from huawu.flows.core.values import filled
from huawu.flows.types import Finished, Line, Pressed, Said, Told

Texts = tuple[tuple[str, str], ...]


def _texts(turn: Turn, held: object) -> Texts:
    return tuple((lang, filled(text, turn.walk, turn.about)) for lang, text in by_language(held))


def _agent(turn: Turn) -> Move:
    choices = tuple(_texts(turn, each.get("say")) for each in _choices(turn))
    node = turn.node
    return turn.walk, Line(_texts(turn, node.get("line")), _texts(turn, node.get("hint")), choices)


def _choices(turn: Turn) -> list[dict[str, object]]:
    return [each for each in rows(turn.node, "choices") if isinstance(each, dict)]


def _hear_agent(turn: Turn, told: Told) -> Move:
    if isinstance(told, Finished):
        return go(turn, "next")
    choices = _choices(turn)
    if isinstance(told, Pressed):
        meant = told.digit
    elif isinstance(told, Said):
        keywords = {str(at): each.get("keywords") for at, each in enumerate(choices, start=1)}
        meant = matched(told, keywords) or ""
    else:
        return stay(turn)
    for at, each in enumerate(choices, start=1):
        if str(at) == meant:
            return Go(words(each, "next"), turn.walk)
    return stay(turn)


AGENT = Kind(
    _agent,
    _hear_agent,
    (
        Field("line", "text", needed=True),
        Field("hint", "text"),
        Field("choices", "answers"),
        NEXT,
    ),
    asks=True,
    silent=(),
    on=("desk",),
)
