"""Asking for words: what was said becomes a value, and is said back where that is wanted.

While it is said back, 1 or a yes keeps it; anything else asks again.
"""

from huawu.flows.core.hearing import likely, understood, yes_or_no
from huawu.flows.core.kinds.asking import again, wait_seconds
from huawu.flows.core.kinds.shape import (
    HOW_OFTEN,
    INVALID,
    NEXT,
    OTHERWISE,
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
    spoken,
    stay,
)
from huawu.flows.core.reading import table, words, yes
from huawu.flows.core.values import fitted, with_values
from huawu.flows.types import Answered, Ask, Items, Plain, Pressed, Said, Silence, Told

EXPECTS = ("text", "digits", "number", "yes_no", "date", "time", "choice")
_SAID_AS = {"digits": "digits", "number": "number", "date": "date", "time": "time"}
YES = "1"


def _expects(turn: Turn) -> str:
    return words(turn.node, "expects") or "text"


def _asked(turn: Turn, say: Items) -> Answered:
    phrases = likely(turn.node.get("phrases"), turn.language)
    return Ask(say, wait_seconds(turn), True, _expects(turn), phrases)


def _listen(turn: Turn) -> Move:
    return changed(turn.walk, heard=""), _asked(turn, said(turn, "say"))


def _hear_listen(turn: Turn, told: Told) -> Move:
    if turn.walk.heard:
        return _confirmed(turn, told)
    if isinstance(told, Silence):
        return again(turn, _asked, "silent")
    if isinstance(told, Pressed):
        return _meant(turn, table(turn.node, "keys").get(told.digit))
    if isinstance(told, Said):
        return _meant(turn, understood(told, _expects(turn), turn.node.get("phrases")))
    return stay(turn)


def _meant(turn: Turn, meant: Plain | None) -> Move:
    into = words(turn.node, "into")
    value = None if meant is None else fitted(turn.graph, into, meant)
    if value is None:
        return again(turn, _asked, "invalid")
    walk = changed(turn.walk, vars=with_values(turn.graph, turn.walk, {into: value}))
    if not yes(turn.node, "confirm"):
        return go(turn, "next", walk)
    walk = changed(walk, heard=into)
    return walk, _said_back(turn._replace(walk=walk), value)


def _said_back(turn: Turn, value: Plain) -> Answered:
    say = said(turn, "confirm_say") or (spoken(value, _SAID_AS.get(_expects(turn), "text")),)
    return Ask(say, wait_seconds(turn), True, "yes_no")


def _confirmed(turn: Turn, told: Told) -> Move:
    if isinstance(told, Pressed | Said):
        agreed = told.digit == YES if isinstance(told, Pressed) else yes_or_no(told) is True
        if agreed:
            return go(turn, "next", changed(turn.walk, heard=""))
    elif not isinstance(told, Silence):
        return stay(turn)
    forgotten = with_values(turn.graph, turn.walk, {turn.walk.heard: None})
    turn = turn._replace(walk=changed(turn.walk, vars=forgotten))
    return again(turn, _asked, "silent" if isinstance(told, Silence) else "invalid")


LISTEN = Kind(
    _listen,
    _hear_listen,
    (
        SAY,
        SAY_AGAIN,
        Field("into", "into", needed=True),
        Field("expects", "option", default="text", of=EXPECTS),
        Field("phrases", "phrases"),
        Field("confirm", "yes_no", default=False),
        Field("confirm_say", "say"),
        Field("keys", "keys"),
        WAIT,
        HOW_OFTEN,
        INVALID,
        SILENT,
        NEXT,
        OTHERWISE,
    ),
    asks=True,
    hears_early=True,
    silent=("otherwise",),
)
