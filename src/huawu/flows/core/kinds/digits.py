"""Asking for a number of several keys: an extension, a room, an order.

`*` begins it anew without a try lost. Who stops typing is done when there are enough keys. A key of `choices`
leads elsewhere at once when it is the first one: 0 to the operator, where no number begins with it. With
`listens` it may be said as well; a variable of text then holds words that are no figures, as of a name.
"""

from huawu.flows.core.hearing import figures, is_clear, plain
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
    Go,
    Kind,
    Move,
    Turn,
    changed,
    go,
    said,
    stay,
)
from huawu.flows.core.reading import table, whole, words, yes
from huawu.flows.core.values import type_of, with_values
from huawu.flows.types import Answered, Ask, Items, Pressed, Said, Silence, Told

LEAST, MOST, END = 1, 20, "#"
_FIGURES = frozenset("0123456789")


def _asked(turn: Turn, say: Items) -> Answered:
    if not yes(turn.node, "listens"):
        return Ask(say, wait_seconds(turn))
    return Ask(say, wait_seconds(turn), True, "text" if _holds_words(turn) else "digits")


def _holds_words(turn: Turn) -> bool:
    return type_of(turn.graph, words(turn.node, "into")) == "text"


def _digits(turn: Turn) -> Move:
    return changed(turn.walk, typed=""), _asked(turn, said(turn, "say"))


def _hear_digits(turn: Turn, told: Told) -> Move:
    if isinstance(told, Pressed):
        return _pressed(turn, told.digit)
    if isinstance(told, Silence):
        return _done(turn, turn.walk.typed) if turn.walk.typed else again(turn, _asked, "silent")
    if isinstance(told, Said) and is_clear(told):
        return _heard(turn, told.text.strip())
    return again(turn, _asked, "invalid") if isinstance(told, Said) else stay(turn)


def _pressed(turn: Turn, digit: str) -> Move:
    chosen = None if turn.walk.typed else table(turn.node, "choices").get(digit)
    if isinstance(chosen, str):
        return Go(chosen, turn.walk)
    if digit == turn.node.get("end", END):
        return _done(turn, turn.walk.typed)
    if digit == "*":
        return changed(turn.walk, typed=""), _asked(turn, ())
    if digit not in _FIGURES:
        return again(turn, _asked, "invalid")
    typed = turn.walk.typed + digit
    if len(typed) >= _most(turn):
        return _done(turn, typed)
    return changed(turn.walk, typed=typed), _asked(turn, ())


def _heard(turn: Turn, text: str) -> Move:
    found = figures(text)
    if _holds_words(turn) and yes(turn.node, "listens") and len(found) < len(plain(text)):
        return _kept(turn, text)
    return _done(turn, found)


def _most(turn: Turn) -> int:
    return min(whole(turn.node, "most", MOST), MOST)


def _done(turn: Turn, typed: str) -> Move:
    if not whole(turn.node, "least", LEAST) <= len(typed) <= _most(turn) or not typed:
        return again(turn, _asked, "invalid")
    return _kept(turn, typed)


def _kept(turn: Turn, given: str) -> Move:
    kept = with_values(turn.graph, turn.walk, {words(turn.node, "into"): given})
    return go(turn, "next", changed(turn.walk, vars=kept, typed=""))


DIGITS = Kind(
    _digits,
    _hear_digits,
    (
        SAY,
        SAY_AGAIN,
        Field("into", "into", needed=True, of=("digits", "text", "number")),
        Field("least", "whole", least=1, most=MOST, default=LEAST),
        Field("most", "whole", least=1, most=MOST, default=MOST),
        Field("end", "option", default=END, of=("#", "")),
        Field("choices", "choices"),
        Field("listens", "yes_no", default=False),
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
