"""Ask somebody aside while the customer hears music: consult, alternate, complete, merge, cancel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huawu.telephony.core.switch import parties
from huawu.telephony.core.switch.conferences import conference
from huawu.telephony.core.switch.party import ASIDE, CONSULTED, JOINED, MAIN, OUT, TARGET, Party
from huawu.telephony.core.switch.transfers import group_called, handing_back, targets, transfer
from huawu.telephony.core.switch.types import Call, Handed, To

if TYPE_CHECKING:
    from huawu.telephony.core.switch.switch import Switch


def begin(switch: Switch, call: Call, agent: Party, to: To, reason: str = "") -> None:
    """Call somebody aside. Refused when there is no such target."""
    way = targets.way_to_somebody(switch, call, to, agent)
    group_called.check(switch, call, way)
    agent.circle = ASIDE
    call.handed = Handed(agent.agent, "consult", reason, switch.now)
    group_called.dial(switch, call, way, role=CONSULTED, verb="consult", by=agent, circle=ASIDE)


def consulted(call: Call) -> Party | None:
    """Who is asked, or called to be asked."""
    return next((each for each in call.parties.values() if each.role == CONSULTED), None)


def alternate(switch: Switch, call: Call, agent: Party) -> None:
    """From the consulted party to the customer, or back."""
    agent.circle = ASIDE if agent.circle != ASIDE else MAIN


def complete(switch: Switch, call: Call, agent: Party) -> None:
    """The consulted party takes the customer over, at once or as soon as it answers."""
    other = consulted(call)
    if other is None:
        return
    if call.handed is not None:
        call.handed = call.handed._replace(verb="transfer")
    if other.up:
        transfer.taken(switch, call, other)
        handing_back.leave_to_it(switch, call)
    else:
        agent.circle = OUT
        for each in [p for p in call.parties.values() if p.role == CONSULTED]:
            each.role, each.circle = TARGET, MAIN


def merge(switch: Switch, call: Call, agent: Party) -> None:
    """All of them together. Refused when they are too many."""
    conference.check_room(switch, call, more=0)  # who is asked is one of the call already
    other = consulted(call)
    if other is not None:
        other.role, other.circle, agent.circle = JOINED, MAIN, MAIN


def cancel(switch: Switch, call: Call, agent: Party) -> None:
    """Give up whoever is consulted or still called; back to the customer."""
    for each in [p for p in call.parties.values() if p.role in (CONSULTED, TARGET) or not p.up]:
        if not each.up:
            parties.concluded(switch, call, each, "cancelled")
        parties.send_away(switch, call, each, "cancelled")
    agent.back()
