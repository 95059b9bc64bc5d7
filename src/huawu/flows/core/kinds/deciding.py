"""Nodes that decide without the contact: conditions, values, opening hours."""

from huawu.flows.core.conditions import holds
from huawu.flows.core.kinds.shape import (
    CALL_AND_DESK,
    NEXT,
    Field,
    Go,
    Kind,
    Move,
    Turn,
    changed,
    go,
    stay,
)
from huawu.flows.core.reading import rows, table, words
from huawu.flows.core.values import held, with_values
from huawu.flows.types import Failed, Found, Look, Missing, Told

HOURS_SECONDS = 2
LANGUAGES = {"zh": "zh-CN", "en": "en-US"}


def _condition(turn: Turn) -> Move:
    for case in rows(turn.node, "cases"):
        if isinstance(case, dict) and holds(case.get("when"), turn.walk, turn.about):
            return Go(words(case, "next"), turn.walk)
    return go(turn, "otherwise")


def _set(turn: Turn) -> Move:
    """All values are read before the first is set."""
    values = {
        name: held(turn.walk, turn.about, given.get("value")) if isinstance(given, dict) else given
        for name, given in table(turn.node, "values").items()
    }
    language = LANGUAGES.get(words(turn.node, "language"), turn.walk.language)
    walk = changed(turn.walk, vars=with_values(turn.graph, turn.walk, values), language=language)
    return go(turn, "next", walk)


def _hours(turn: Turn) -> Move:
    return turn.walk, Look("hours", words(turn.node, "calendar"), ("open",), HOURS_SECONDS)


Answer = Found | Missing | Failed


def _hear_hours(turn: Turn, told: Told) -> Move:
    """Who cannot be told whether it is open is treated as if it were: a person may still be there."""
    if not isinstance(told, Answer):
        return stay(turn)
    shut = isinstance(told, Found) and told.values.get("open") is False
    return go(turn, "closed" if shut else "open")


CONDITION = Kind(
    _condition,
    stay,
    (Field("cases", "cases", needed=True), Field("otherwise", "node")),
    passes=True,
    on=CALL_AND_DESK,
)
SET = Kind(
    _set,
    stay,
    (Field("values", "values"), Field("language", "option", of=tuple(LANGUAGES)), NEXT),
    passes=True,
    on=CALL_AND_DESK,
)
HOURS = Kind(
    _hours,
    _hear_hours,
    (Field("calendar", "calendar", needed=True), Field("open", "node"), Field("closed", "node")),
    on=CALL_AND_DESK,
    waits=True,
)
