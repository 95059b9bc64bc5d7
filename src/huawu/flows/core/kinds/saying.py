"""Nodes that say something: play, hang up."""

from huawu.flows.core.kinds.shape import (
    CALL_AND_DESK,
    NEXT,
    SAY,
    Field,
    Go,
    Kind,
    Move,
    Turn,
    go,
    said,
    stay,
)
from huawu.flows.core.reading import words, yes
from huawu.flows.types import Failed, Finished, HangUp, Play, Pressed, Told

Over = Finished | Failed


def _play(turn: Turn) -> Move:
    return turn.walk, Play(said(turn, "say"), yes(turn.node, "interruptible"))


def _hear_play(turn: Turn, told: Told) -> Move:
    if isinstance(told, Pressed):
        return (
            Go(words(turn.node, "next"), turn.walk, told) if yes(turn.node, "interruptible") else stay(turn)
        )
    return go(turn, "next") if isinstance(told, Over) else stay(turn)


def _hang_up(turn: Turn) -> Move:
    return turn.walk, HangUp(said(turn, "say"))


PLAY = Kind(_play, _hear_play, (SAY, Field("interruptible", "yes_no", default=False), NEXT))
HANG_UP = Kind(_hang_up, stay, (SAY._replace(needed=False),), on=CALL_AND_DESK, ends=True)
