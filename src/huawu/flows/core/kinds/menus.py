"""The menu: one key, or the words that stand for it."""

from huawu.flows.core.hearing import likely, matched
from huawu.flows.core.kinds.asking import again, wait_seconds
from huawu.flows.core.kinds.shape import (
    HOW_OFTEN,
    INVALID,
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
    said,
    stay,
)
from huawu.flows.core.reading import table, words
from huawu.flows.types import Answered, Ask, Items, Pressed, Said, Silence, Told

MOST_BACK = 16
"""How many menus a caller can go back."""


def _asked(turn: Turn, say: Items) -> Answered:
    phrases = turn.node.get("phrases")
    if not phrases:
        return Ask(say, wait_seconds(turn))
    return Ask(say, wait_seconds(turn), True, "choice", likely(phrases, turn.language))


def _menu(turn: Turn) -> Move:
    return turn.walk, _asked(turn, said(turn, "say"))


def _hear_menu(turn: Turn, told: Told) -> Move:
    if isinstance(told, Pressed):
        return _pressed(turn, told.digit)
    if isinstance(told, Said):
        meant = matched(told, turn.node.get("phrases"))
        return again(turn, _asked, "invalid") if meant is None else _pressed(turn, meant)
    return again(turn, _asked, "silent") if isinstance(told, Silence) else stay(turn)


def _pressed(turn: Turn, digit: str) -> Move:
    chosen = table(turn.node, "choices").get(digit)
    if isinstance(chosen, str):
        return Go(chosen, changed(turn.walk, menus=_passed(turn)))
    if digit and digit == words(turn.node, "repeat"):
        return _menu(turn)
    if digit and digit == words(turn.node, "back"):
        menus = turn.walk.menus
        return Go(menus[-1], changed(turn.walk, menus=menus[:-1])) if menus else _menu(turn)
    return again(turn, _asked, "invalid")


def _passed(turn: Turn) -> tuple[str, ...]:
    """The menus passed, this one too; who comes round again has come back to where they were."""
    here, menus = turn.walk.node, turn.walk.menus
    if here in menus:
        menus = menus[: menus.index(here)]
    return (*menus, here)[-MOST_BACK:]


MENU = Kind(
    _menu,
    _hear_menu,
    (
        SAY._replace(needed=False),
        SAY_AGAIN,
        Field("choices", "choices", needed=True),
        Field("phrases", "phrases"),
        Field("repeat", "key"),
        Field("back", "key"),
        WAIT,
        HOW_OFTEN,
        INVALID,
        SILENT,
        OTHERWISE,
    ),
    asks=True,
    hears_early=True,
    silent=("otherwise",),
)
