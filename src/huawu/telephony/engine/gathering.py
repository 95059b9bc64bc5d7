"""Bringing legs that are to hear each other into one media process.

A leg gets its process when it begins: near the leg it is dialled for, else where there is most room. When
legs of different processes meet (a pick-up, an attended transfer, calls that become a conference) the others
follow those that cannot move: browsers, and legs whose sound is being recorded. A leg moves by a re-INVITE
with its new port, as soon as its dialog allows one.
"""

from typing import TYPE_CHECKING

from huawu.platform.ids import Id
from huawu.telephony.core.sip import sdp
from huawu.telephony.engine.legs import UP, EngineLeg

if TYPE_CHECKING:
    from huawu.telephony.engine.own import OwnTelephony


def gather(engine: "OwnTelephony", legs: list[Id]) -> None:
    """Let these legs be handled by one process, now or soon."""
    members = [found for leg in legs if (found := engine.legs.get(leg))]
    if len({found.media for found in members}) < 2:
        return
    process = _where(engine, members)
    for leg in members:
        if leg.media != process:
            move(engine, leg, process)


def _where(engine: "OwnTelephony", members: list[EngineLeg]) -> int:
    recorded = {i for args in engine.panel.recordings.values() for i in (*args["outside"], *args["inside"])}
    tied = [leg for leg in members if leg.extension] or [leg for leg in members if leg.id in recorded]
    return (tied or members)[0].media


def move(engine: "OwnTelephony", leg: EngineLeg, process: int) -> None:
    """Move one leg. One that just was answered moves when its phone has said that it knows."""
    if leg.extension:
        engine.panel.counters["apart"] = engine.panel.counters.get("apart", 0) + 1
        return
    if leg.phase != UP or not engine.endpoint.may_reinvite(leg.id):
        engine.moving[leg.id] = process
        return
    engine.moving.pop(leg.id, None)
    if engine.panel.move(leg, process):
        offer = sdp.offer(engine.panel.place(leg), codecs=_laws(leg), direction=leg.direction)
        engine.endpoint.reinvite(leg.id, offer, engine.now)


def settled(engine: "OwnTelephony", leg: EngineLeg) -> None:
    """The dialog of a leg is quiet again: it may move now if it is to."""
    process = engine.moving.get(leg.id)
    if process is not None:
        move(engine, leg, process)
        if leg.bridge is not None and leg.media == process:
            engine.panel.bridge_again(leg.bridge)


def _laws(leg: EngineLeg) -> tuple[str, ...]:
    """What it speaks already first, so that nothing else changes."""
    return (leg.codec, *(law for law in sdp.CODECS if law != leg.codec))
