"""The way to the agent's ears is lost and found: the customer stays, hears music, and is given back.

A page that is loaded anew, a network that is away, an edge that died: the talk goes on as a talk. As soon as
the page is there again it is called anew, unless it still holds its leg. After a minute without the agent the
customer is told so and waits again for the next one, at the place of who came when they came.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from huawu.platform.clock import SECOND
from huawu.platform.ids import Id
from huawu.telephony import ports
from huawu.telephony.core.switch import anew, hearing, parties, talk, wait
from huawu.telephony.core.switch.conferences import going_on
from huawu.telephony.core.switch.party import GRACE
from huawu.telephony.core.switch.transfers import transfer
from huawu.telephony.core.switch.types import UP, Call

if TYPE_CHECKING:
    from huawu.telephony.core.switch.switch import Switch

ECHO_SECONDS = 8


def lost(switch: Switch, call: Call) -> None:
    """The agent is not heard any more: music for the customer, and a minute for the agent."""
    if call.stage in UP and call.lost_since is None:
        call.lost_since = switch.now
        switch.wake(call, switch.now + GRACE)


def found(switch: Switch, call: Call) -> None:
    """The agent is heard again."""
    if call.lost_since is not None:
        call.lost_since = call.due = None


def too_long(switch: Switch, call: Call) -> None:
    """The minute is over: the agent writes up, the customer waits for another one."""
    agent = hearing.in_charge(call.parties)
    if call.lost_since is None or agent is None:
        return
    if len(call.parties) > 2 or call.queue is None or going_on.without_customer(call):
        switch.port.hang_up(agent.leg)
        transfer.left_by(switch, call, agent, "system", "no_path")
        return
    talk.parted(switch, call, "no_path")
    wait.begin(switch, call, call.queue, call.queue_since)


def returned(switch: Switch, event: ports.Returned) -> None:
    """The page is there again: it is called anew for every call whose leg it has not kept."""
    desks = switch.plan.desks
    for call in list(switch.calls.values()):
        desk = desks.get(call.agent or "")
        there = call.agent_leg is None or call.agent_leg in event.legs
        if desk is not None and desk.extension == event.extension and not there:
            switch.changed.add(call.id)
            rejoin(switch, call)
        for leg in anew.at(switch, call, event.extension):
            if leg not in event.legs:
                switch.changed.add(call.id)
                anew.call_page(switch, call, leg)


def asked(switch: Switch, call: Call, agent: Id) -> bool:
    """The page hears nobody, and wants to be called anew. False: it is not in this call."""
    party = hearing.part_of(agent, call.parties)
    if party is None and call.dialler == agent and not call.parties and call.answered:
        return anew.call_page(switch, call, call.leg)
    if party is None or not party.up:
        return False
    return rejoin(switch, call) if party.leg == call.agent_leg else anew.call_page(switch, call, party.leg)


def rejoin(switch: Switch, call: Call) -> bool:
    """Call the agent's page for the talk that goes on. False: there is none."""
    desk = switch.plan.desks.get(call.agent or "")
    agent = call.parties.get(call.agent_leg or "")
    if desk is None or agent is None or not agent.up:
        return False
    parties.no_next_leg(switch, call)
    leg = call.next_leg = switch.ids()
    switch.leg_of(leg, call)
    switch.port.dial(
        leg,
        extension=desk.extension,
        caller=call.caller,
        caller_name=call.caller_name,
        ring_seconds=int(GRACE // SECOND),
        near=call.leg,
        about=ports.About(call.id, "resume"),
    )
    return True


def rejoined(switch: Switch, call: Call) -> None:
    """The page took the new leg: it stands in the place of the old one."""
    old, new = call.agent_leg, call.next_leg
    if old is None or new is None:
        return
    parties.moves(switch, call, call.parties[old], new)
    call.next_leg = None


def not_rejoined(switch: Switch, call: Call) -> None:
    """The page did not take the new leg."""
    if call.next_leg is not None:
        switch.forget_leg(call.next_leg)
        call.next_leg = None


def echo(switch: Switch, extension: str) -> None:
    """Call a page so that it hears itself."""
    leg = switch.ids()
    switch.echoes[leg] = switch.now + (ECHO_SECONDS + 5) * SECOND
    switch.wake_echo(leg)
    about = ports.About(None, "echo")
    switch.port.dial(
        leg, extension=extension, caller="", caller_name="", ring_seconds=ECHO_SECONDS, about=about
    )


def echo_event(switch: Switch, leg: Id, event: ports.LegEvent) -> None:
    """Something happened on a leg that hears itself."""
    if isinstance(event, ports.Answered):
        switch.port.echo(leg)
        switch.echoes[leg] = switch.now + ECHO_SECONDS * SECOND
        switch.wake_echo(leg)
    elif isinstance(event, ports.Ended):
        del switch.echoes[leg]


def echo_over(switch: Switch, leg: Id) -> None:
    """It has heard itself long enough."""
    if switch.echoes.get(leg, switch.now + 1) <= switch.now:
        del switch.echoes[leg]
        switch.port.hang_up(leg)
