"""Nodes that lead to somebody: a queue, a telephone, another flow, a mailbox."""

from typing import Any

from huawu.flows.core.kinds.shape import NEXT, Field, Kind, Move, Turn, go, said, stay
from huawu.flows.core.reading import table, whole, words
from huawu.flows.core.values import held, text_of
from huawu.flows.types import Dial, Enqueue, Failed, Finished, HangUp, Missing, TakeMessage, Told, Transfer

PRIORITY, DIAL_SECONDS = 5, 25
DIALLED = ("extension", "group", "outside", "value")
Over = Finished | Failed | Missing
Refused = Failed | Missing
TRANSFERRED = ("flow", "number")

# ---- enqueue -----------------------------------------------------------------------------------------------


def _needs(turn: Turn) -> tuple[tuple[str, int], ...]:
    needs = turn.node.get("needs")
    if not needs or not isinstance(needs, dict):
        return ()
    return tuple(sorted((str(skill), level) for skill, level in needs.items() if isinstance(level, int)))


def _enqueue(turn: Turn) -> Move:
    priority = whole(turn.node, "priority", PRIORITY)
    return turn.walk, Enqueue(words(turn.node, "queue"), priority, _needs(turn))


def _hear_enqueue(turn: Turn, told: Told) -> Move:
    return go(turn, "next") if isinstance(told, Over) else stay(turn)


# ---- dial --------------------------------------------------------------------------------------------------


def _whom(held_to: dict[Any, Any]) -> tuple[str, str]:
    """The kind and the word of {"extension": "8001"}; "" when it is none."""
    for kind, to in held_to.items():
        if isinstance(kind, str) and isinstance(to, str):
            return kind, to
    return "", ""


def _dial(turn: Turn) -> Move:
    """A number in a variable is an extension of the house: nobody reaches the world outside by typing."""
    kind, to = _whom(table(turn.node, "to"))
    if kind == "value":
        kind, to = "extension", text_of(held(turn.walk, turn.about, to))
    if kind not in DIALLED or not to:
        return go(turn, "failed")
    return turn.walk, Dial(kind, to, whole(turn.node, "seconds", DIAL_SECONDS))


_NOT_REACHED = {"busy": "busy", "no_answer": "silent"}


def _hear_dial(turn: Turn, told: Told) -> Move:
    if isinstance(told, Finished):
        return go(turn, "next")
    if isinstance(told, Failed):
        return go(turn, _NOT_REACHED.get(told.cause, "failed"))
    return go(turn, "failed") if isinstance(told, Missing) else stay(turn)


# ---- transfer, message -------------------------------------------------------------------------------------


def _transfer(turn: Turn) -> Move:
    kind, to = _whom(table(turn.node, "to"))
    if kind not in TRANSFERRED or not to:
        return turn.walk, HangUp()
    return turn.walk, Transfer(kind, to)


def _hear_transfer(turn: Turn, told: Told) -> Move:
    return (turn.walk, HangUp()) if isinstance(told, Refused) else stay(turn)


def _message(turn: Turn) -> Move:
    return turn.walk, TakeMessage(words(turn.node, "mailbox"), said(turn, "say"))


ENQUEUE = Kind(
    _enqueue,
    _hear_enqueue,
    (
        Field("queue", "queue", needed=True),
        Field("priority", "whole", least=1, most=9, default=PRIORITY),
        Field("needs", "needs"),
        NEXT,
    ),
)
DIAL = Kind(
    _dial,
    _hear_dial,
    (
        Field("to", "to", needed=True, of=DIALLED),
        Field("seconds", "whole", least=5, most=120, default=DIAL_SECONDS),
        NEXT,
        Field("busy", "node"),
        Field("silent", "node"),
        Field("failed", "node"),
    ),
    passes=True,
)
TRANSFER = Kind(_transfer, _hear_transfer, (Field("to", "to", needed=True, of=TRANSFERRED),), ends=True)
MESSAGE = Kind(
    _message,
    _hear_enqueue,
    (Field("mailbox", "mailbox", needed=True), Field("say", "say"), NEXT),
)
