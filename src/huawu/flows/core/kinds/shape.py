"""What a kind of node is: how it begins, what it makes of an input, and its fields.

From its fields follow the ways out, the prompts and everything that can be checked, and what an editor shows.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from huawu.flows.core.reading import Node, words
from huawu.flows.core.values import held, text_of
from huawu.flows.types import (
    About,
    Answered,
    Graph,
    Items,
    Plain,
    Spoken,
    Stay,
    Told,
    Walk,
)

WAIT_SECONDS, TRIES = 5, 3
"""How long a caller may think, and how often be wrong, unless the graph says otherwise."""
Vars = tuple[tuple[str, Plain], ...]
AS = ("digits", "number", "date", "time", "money", "text")
"""What a value can be spoken as."""


class Turn(NamedTuple):
    """What a kind may look at: its node, the walk that is at it, and what is known of the contact."""

    graph: Graph
    node: Node
    walk: Walk
    about: About

    @property
    def language(self) -> str:
        """That of the walk, else that of the call."""
        return self.walk.language or text_of(self.about.get("call.language")) or "zh-CN"


class Go(NamedTuple):
    """To another node ("" ends the contact), with the walk as it is by then. With `told` that node hears it
    at once: a key pressed during a greeting counts for the menu behind it."""

    node: str
    walk: Walk
    told: Told | None = None


Move = Go | tuple[Walk, Answered]
"""On, or stay at the node with an answer."""


class Field(NamedTuple):
    """A field of a kind. `type` is a name of `check.fields.TYPES`; `needed`: a graph without it is refused;
    `least` and `most` of whole numbers, `default` where it is absent; `of`: the words it may be."""

    name: str
    type: str
    needed: bool = False
    least: int = 0
    most: int = 0
    default: Any = None
    of: tuple[str, ...] = ()


class Kind(NamedTuple):
    """`asks`: the contact is asked, so a circle through it is not endless. `passes`: it may lead on without
    anything being told. `hears_early`: a key pressed before it began counts. `silent`: the fields that name
    where a contact who does nothing may be led; None: all of them. `on`: call, desk. `waits`: for the world,
    while a key that was pressed before is kept for the question behind it. `ends`: nothing follows.
    """

    enter: Callable[[Turn], Move]
    hear: Callable[[Turn, Told], Move]
    fields: tuple[Field, ...]
    asks: bool = False
    passes: bool = False
    hears_early: bool = False
    silent: tuple[str, ...] | None = None
    on: tuple[str, ...] = ("call",)
    ends: bool = False
    waits: bool = False


CALL_AND_DESK = ("call", "desk")
NEXT = Field("next", "node")
OTHERWISE = Field("otherwise", "node", needed=True)
SAY = Field("say", "say", needed=True)
SAY_AGAIN = Field("say_again", "say")
WAIT = Field("wait_seconds", "whole", least=1, most=60, default=WAIT_SECONDS)
HOW_OFTEN = Field("tries", "whole", least=1, most=10, default=TRIES)
INVALID = Field("invalid", "say")
SILENT = Field("silent", "say")


def changed(
    walk: Walk,
    *,
    tries: int | None = None,
    vars: Vars | None = None,
    language: str | None = None,
    typed: str | None = None,
    heard: str | None = None,
    menus: tuple[str, ...] | None = None,
) -> Walk:
    """The walk with this changed. (`dataclasses.replace` costs as much as the rest of a step.)"""
    return Walk(
        walk.flow,
        walk.version,
        walk.node,
        walk.tries if tries is None else tries,
        walk.path,
        walk.vars if vars is None else vars,
        walk.language if language is None else language,
        walk.typed if typed is None else typed,
        walk.heard if heard is None else heard,
        walk.menus if menus is None else menus,
    )


def go(turn: Turn, field: str, walk: Walk | None = None) -> Go:
    """Where a field of the node leads."""
    return Go(words(turn.node, field), walk or turn.walk)


def stay(turn: Turn, told: Told | None = None) -> Move:
    return turn.walk, _STAY


_STAY = Stay()


def said(turn: Turn, field: str) -> Items:
    """What a field says, values put in; a value that is empty is not said."""
    items = turn.node.get(field)
    if not isinstance(items, list):
        return ()
    for item in items:
        if item.__class__ is not str:
            return tuple([each for item in items if (each := _item(turn, item))])
    return tuple(items)


def _item(turn: Turn, item: object) -> str | Spoken | None:
    if isinstance(item, str):
        return item
    if not isinstance(item, dict):
        return None
    value = item.get("value")
    found = held(turn.walk, turn.about, value)
    if found is None or found == "":
        return None
    as_ = item.get("as")
    return spoken(found, as_ if isinstance(as_, str) and as_ in AS else "digits")


def spoken(value: Plain, as_: str) -> Spoken:
    return Spoken(text_of(value), as_)
