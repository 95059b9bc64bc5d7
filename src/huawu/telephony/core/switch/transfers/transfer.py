"""Put a customer through: blind to an agent, an extension, a ring group, an outside number, or to where
nobody in particular answers: a queue, a menu, a mailbox, a place to park at.

While the target rings the agent who transfers waits, out of the conversation, and may hang up. Whoever
answers takes the customer over. A target that does not gives the customer back: to the agent who waits; to
the one who hung up meanwhile, who is rung back; else to the queue, at the place that the time waited so far
is worth.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from huawu.interactions.events import PassedOn
from huawu.telephony.core.switch import hearing, menu, parties, wait
from huawu.telephony.core.switch.house import parking
from huawu.telephony.core.switch.mailbox import voicemail
from huawu.telephony.core.switch.party import AGENT, GUIDES, JOINED, MAIN, OUT, TARGET, TRANSFER, Party
from huawu.telephony.core.switch.transfers import group_called, handing_back, targets
from huawu.telephony.core.switch.types import Call, Handed, To

if TYPE_CHECKING:
    from huawu.telephony.core.switch.switch import Switch


def blind(switch: Switch, call: Call, agent: Party, to: To, reason: str = "") -> None:
    """Transfer without asking the target first. Refused when there is no such target."""
    way = targets.way_to(switch, call, to, agent)
    group_called.check(switch, call, way)
    call.handed = Handed(agent.agent, TRANSFER, reason, switch.now)
    if way.place is not None:
        switch.port.refer_progress(agent.leg, "done")
        parking.park(switch, call, way.place, agent)
    elif way.is_nobodys:
        _leaves(switch, call, agent, way, reason)
    else:
        agent.circle = OUT
        if not handing_back.begin(switch, call, way, TRANSFER, agent):
            group_called.dial(switch, call, way, role=TARGET, verb=TRANSFER, by=agent)


def _leaves(switch: Switch, call: Call, agent: Party, way: targets.Way, reason: str) -> None:
    """The customer goes on to a queue, a menu or a mailbox; the agent has no more to do with them."""
    ways = (("queue", way.queue), ("flow", way.flow), ("mailbox", way.mailbox))
    kind, to = next((kind, to) for kind, to in ways if to is not None)
    passed_on = PassedOn(call.id, agent.agent, TRANSFER, kind, to, "answered", reason, switch.now)
    switch.announce(call.id, passed_on)
    switch.port.refer_progress(agent.leg, "done")
    if kind == "queue":
        to_queue(switch, call, to, "transferred")
        return
    parties.disband(switch, call, "transferred")
    call.sender = call.cut_off_from = None
    if kind == "flow":
        call.rounds, call.unheard, call.typed = 0, 0, ""
        menu.entered(switch, call, to)
    else:
        voicemail.enter(switch, call, to)


def taken(switch: Switch, call: Call, target: Party) -> None:
    """The target answered: an agent is in charge from now on, anybody else just talks; who had the customer
    leaves."""
    handing_back.taken_back(switch, call)
    before = [each for each in call.parties.values() if each.role == AGENT and each is not target]
    target.role, target.circle = JOINED, MAIN
    call.sender = None
    parties.put_in_charge(switch, call, target if target.agent is not None else None)
    for agent in before:
        parties.leave(switch, call, agent, "transferred")


def failed(switch: Switch, call: Call, target: Party) -> None:
    """The target was not reached (it has left the call already)."""
    agent = hearing.in_charge(call.parties)
    if agent is not None:
        agent.back()
    elif not any(each.role == JOINED for each in call.parties.values()):
        _give_back(switch, call, target)


def _give_back(switch: Switch, call: Call, target: Party) -> None:
    sender = switch.plan.desks.get(call.sender or "")
    if sender is not None and target.verb != "return" and switch.call_of(sender.agent) is None:
        way = targets.Way(To("agent", sender.agent), agent=sender.agent, extension=sender.extension)
        parties.dial(switch, call, way, role=TARGET, verb="return", by=None)
    elif call.queue is not None:
        to_queue(switch, call, call.queue, "returned")
    else:
        parties.disband(switch, call, "returned")
        menu.leave(switch, call, switch.voice.overflow(call, "no_answer"), "no_answer")


def to_queue(switch: Switch, call: Call, queue: str, end: str) -> None:
    """Everyone else leaves; the customer waits (again). The time waited so far counts for the place."""
    parties.disband(switch, call, end)
    call.sender = call.cut_off_from = None
    call.queue = queue
    wait.begin(switch, call, queue, switch.now - call.waited)


def left_by(switch: Switch, call: Call, agent: Party, by: str, cause: str) -> None:
    """The agent in charge hung up. While a transfer rings, it goes on without; a consulted party takes the
    customer over, or becomes the target; in a conference somebody else is in charge; else the call is
    over."""
    others = [each for each in call.parties.values() if each is not agent and each.role not in GUIDES]
    rings = next((each for each in others if not each.up), None)
    there = next((each for each in others if each.up and each.leg != call.leg), None)
    if there is not None:
        heir = next((each for each in others if each.up and each.agent is not None), there)
        heir.role = JOINED
        heir.back()
        parties.put_in_charge(switch, call, heir if heir.agent is not None else None)
        parties.leave(switch, call, agent, "hung_up", hang_up=None)
    elif rings is not None:
        for each in [p for p in others if p is rings or (p.group and p.group == rings.group)]:
            each.role, each.circle = TARGET, MAIN
        _goes_on_without(switch, call, agent)
    elif hearing.is_sent(call.parties):
        _goes_on_without(switch, call, agent)
    else:
        parties.over(switch, call, by, cause)


def _goes_on_without(switch: Switch, call: Call, agent: Party) -> None:
    call.sender = agent.agent
    parties.put_in_charge(switch, call, None)
    parties.leave(switch, call, agent, "transferred", hang_up=None)
