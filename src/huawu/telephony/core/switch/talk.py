"""Customer and agent talk: join, hold, resume, end, record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huawu.routing.types import Connect
from huawu.telephony.core.switch import hearing, muting, parties, quiet_help, ring, settle, verbs
from huawu.telephony.core.switch.calling_back import calling
from huawu.telephony.core.switch.party import AGENT, CUSTOMER, OUT, Party
from huawu.telephony.core.switch.recordings import recording
from huawu.telephony.core.switch.transfers import transfer
from huawu.telephony.core.switch.types import HOLD, UP, Call

if TYPE_CHECKING:
    from huawu.telephony.core.switch.switch import Switch


def connected(switch: Switch, call: Call, connect: Connect) -> None:
    """Join the two, count the wait, record."""
    if call.also:
        ring.put_first(call, connect.offer)
    if call.offer != connect.offer or call.agent_leg is None:
        return
    if not call.leg:
        calling.agent_there(switch, call)
        return
    call.waiting, call.due, call.token, call.then = False, None, "", ""
    call.node = ""  # the flow that led here has them back no more
    switch.close_segment(call, "queue", call.queue_since, "answered")
    switch.close_segment(call, "ringing", call.ring_since, "answered", call.agent)
    call.waited += switch.now - call.queue_since
    switch.answer(call)
    agent = Party(call.agent_leg, AGENT, call.agent, served=True)
    caller = Party(call.leg, CUSTOMER, call.dialler, due=call.away_until)
    call.away_until, call.parties = None, {call.leg: caller, agent.leg: agent}
    call.muted = False
    call.answered_at = call.answered_at or switch.now
    settle.settle(switch, call)
    recording.begin(switch, call)
    if switch.backs.waiting:
        calling.served(switch, call)
    switch.backs.asking.pop(call.id, None)


def hold(switch: Switch, call: Call, reason: str = "") -> bool:
    """The customer hears music; hold time is counted, with the reason that the agent gave. False: not
    now."""
    agent = hearing.in_charge(call.parties)
    if agent is None or not verbs.VERBS["hold"].may(switch, call, agent):
        return False
    agent.circle = OUT
    call.hold_reason = reason
    return True


def resume(switch: Switch, call: Call) -> bool:
    """Back to the customer. False: nobody is on hold."""
    agent = hearing.in_charge(call.parties)
    if agent is None or not verbs.VERBS["resume"].may(switch, call, agent):
        return False
    agent.held(on=False)
    settle.settle(switch, call)
    call.hold_reason = ""
    return True


def held(switch: Switch, call: Call, *, on: bool) -> None:
    """The agent's own telephone puts the customer on hold, or takes them back; while a transfer is under way
    that counts when it comes to nothing."""
    agent = hearing.in_charge(call.parties)
    if agent is not None:
        agent.holds = on
        _ = hold(switch, call) if on else resume(switch, call)


def asked(switch: Switch, call: Call, action: str, *, reason: str = "", keys: str = "") -> bool:
    """What the agent pressed in the page. True when it was done."""
    if action == "hold":
        return hold(switch, call, reason)
    if action == "resume":
        return resume(switch, call)
    if action == "hang_up" and call.stage in UP:
        hung_up(switch, call)
    elif action in ("mute", "unmute") and call.stage in UP:
        muting.mute(switch, call, muted=action == "mute")
    elif action == "help":
        return quiet_help.asked(switch, call, reason)
    elif action == "no_help":
        return quiet_help.over(switch, call, "taken_back")
    elif action == "keys" and call.stage in UP - {HOLD} and call.leg in call.parties:
        switch.port.digits(call.leg, keys)
    else:
        return False
    return True


def hung_up(switch: Switch, call: Call) -> None:
    """The agent in charge ends it: for everyone, but a transfer that rings goes on, and so does a
    conference."""
    agent = hearing.in_charge(call.parties)
    if agent is None:
        return
    if call.stage in ("transfer", "conference"):
        switch.port.hang_up(agent.leg)
        transfer.left_by(switch, call, agent, "agent", "hung_up")
    else:
        parties.over(switch, call, "agent", "hung_up")


def parted(switch: Switch, call: Call, end: str) -> None:
    """The agent is lost to the customer, who stays; the agent goes to wrap-up."""
    lost = call.agent
    parties.disband(switch, call, end)
    call.cut_off_from = lost
    call.agent = call.offer = None
    call.hold_reason = ""
