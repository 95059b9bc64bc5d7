"""The leg of the agent who is offered the call or in charge of it, and the one that is to take its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huawu.telephony import ports
from huawu.telephony.core.switch import hearing, path, ring, talk
from huawu.telephony.core.switch.transfers import transfer
from huawu.telephony.core.switch.types import Call

if TYPE_CHECKING:
    from huawu.telephony.core.switch.switch import Switch


def event(switch: Switch, call: Call, event: ports.LegEvent) -> None:
    """Something happened on the agent's leg."""
    if isinstance(event, ports.Answered):
        ring.answered(switch, call, event.leg)
    elif isinstance(event, ports.Ended):
        agent = hearing.in_charge(call.parties)
        if agent is not None:
            switch.forget_leg(agent.leg)
            by = "agent" if event.cause == "hung_up" else "system"
            transfer.left_by(switch, call, agent, by, event.cause)
        else:
            ring.missed(switch, call, event)
    elif isinstance(event, ports.PathLost):
        path.lost(switch, call)
    elif isinstance(event, ports.PathFound):
        path.found(switch, call)
    elif isinstance(event, ports.PathGone):
        path.lost(switch, call)
        path.rejoin(switch, call)
    elif isinstance(event, ports.Held | ports.Resumed):
        talk.held(switch, call, on=isinstance(event, ports.Held))


def next_event(switch: Switch, call: Call, event: ports.LegEvent) -> None:
    """Something happened on the leg by which the agent's page is called anew."""
    if isinstance(event, ports.Answered):
        path.rejoined(switch, call)
    elif isinstance(event, ports.Ended):
        path.not_rejoined(switch, call)
