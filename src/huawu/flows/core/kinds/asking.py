"""What all nodes that ask have together: how long they wait, tries, and asking again in other words."""

from collections.abc import Callable

from huawu.flows.core.kinds.shape import TRIES, WAIT_SECONDS, Move, Turn, changed, go, said
from huawu.flows.core.reading import whole
from huawu.flows.types import Answered, Items

DIGITS = frozenset("0123456789*#")
Asking = Callable[[Turn, Items], Answered]
"""How a kind asks for these words."""


def wait_seconds(turn: Turn) -> int:
    return whole(turn.node, "wait_seconds", WAIT_SECONDS)


def again(turn: Turn, ask: Asking, why: str, *, otherwise: str = "otherwise") -> Move:
    """Ask once more, first saying what a field has to say of what went wrong (`why`: invalid, silent), then
    the question in other words where there are some; after the last try go on."""
    tries = turn.walk.tries + 1
    if tries >= whole(turn.node, "tries", TRIES):
        return go(turn, otherwise)
    walk = changed(turn.walk, tries=tries, typed="", heard="")
    question = said(turn, "say_again") or said(turn, "say")
    return walk, ask(turn._replace(walk=walk), said(turn, why) + question)
