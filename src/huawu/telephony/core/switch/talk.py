"""Customer and agent talk: join, hold, resume, end, record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huawu.interactions.events import MuteChanged
from huawu.routing.types import Connect, Finished
from huawu.telephony.core.switch import quiet_help
from huawu.telephony.core.switch.types import HOLD, TALK, Call

if TYPE_CHECKING:
    from huawu.telephony.core.switch.switch import Switch


def connected(switch: Switch, call: Call, connect: Connect) -> None:
    """Join the two, count the wait, record."""
    if call.offer != connect.offer or call.agent_leg is None:
        return
    call.waiting, call.due, call.token, call.then = False, None, "", ""
    switch.close_segment(call, "queue", call.queue_since, "answered")
    switch.close_segment(call, "ringing", call.ring_since, "answered", call.agent)
    if call.answered:
        switch.port.stop(call.leg)
    else:
        switch.port.answer(call.leg)
        call.answered = True
    switch.port.bridge(call.id, [call.leg, call.agent_leg])
    call.muted = False
    call.part_since = switch.now
    call.answered_at = call.answered_at or switch.now
    switch.recording(call)
    switch.enter(call, TALK)


def hold(switch: Switch, call: Call, reason: str = "") -> None:
    """The customer hears music; hold time is counted, with the reason that the agent gave."""
    if call.stage != TALK:
        return
    call.hold_reason = reason
    switch.close_segment(call, "talk", call.part_since, "next", call.agent)
    call.part_since = switch.now
    switch.port.unbridge(call.id)
    switch.port.play(call.leg, ["music"], loop=True)
    switch.enter(call, HOLD)


def resume(switch: Switch, call: Call) -> None:
    """Back to the customer."""
    if call.stage != HOLD or call.agent_leg is None:
        return
    switch.close_segment(call, "hold", call.part_since, "resumed", call.agent)
    call.hold_reason = ""
    call.part_since = switch.now
    if call.lost_since is None:
        join(switch, call)
    switch.enter(call, TALK)


def join(switch: Switch, call: Call) -> None:
    """Let customer and agent hear each other."""
    switch.port.stop(call.leg)
    switch.port.bridge(call.id, [call.leg, call.agent_leg or ""])


def asked(switch: Switch, call: Call, action: str, *, reason: str = "", keys: str = "") -> bool:
    """What the agent pressed in the page. True when it was done."""
    if action == "hold" and call.stage == TALK:
        hold(switch, call, reason)
    elif action == "resume" and call.stage == HOLD:
        resume(switch, call)
    elif action == "hang_up" and call.stage in (TALK, HOLD):
        over(switch, call, "agent", "hung_up")
    elif action in ("mute", "unmute") and call.stage in (TALK, HOLD):
        mute(switch, call, action == "mute")
    elif action == "help":
        return quiet_help.asked(switch, call, reason)
    elif action == "no_help":
        return quiet_help.over(switch, call, "taken_back")
    elif action == "keys" and call.stage == TALK:
        switch.port.digits(call.leg, keys)
    else:
        return False
    return True


def mute(switch: Switch, call: Call, muted: bool) -> None:
    """The agent's page is silent, or not any more: for the record and for who looks on."""
    if call.muted != muted and call.agent is not None:
        call.muted = muted
        switch.announce(call.id, MuteChanged(call.id, call.agent, muted, switch.now))


def over(switch: Switch, call: Call, by: str, cause: str) -> None:
    """The talk ended; the agent goes to wrap-up."""
    _close(switch, call, "hung_up")
    agent = call.agent
    switch.end(call, by, cause)
    if agent is not None:
        switch.tells.append(Finished(agent, call.id))


def parted(switch: Switch, call: Call, end: str) -> None:
    """The agent is lost to the customer, who stays; the agent goes to wrap-up."""
    _close(switch, call, end)
    for leg in (call.agent_leg, call.next_leg):
        if leg is not None:
            switch.forget_leg(leg)
            switch.port.hang_up(leg)
    if call.agent is not None:
        switch.last_queue[call.id] = call.queue
        switch.tells.append(Finished(call.agent, call.id))
    call.cut_off_from = call.agent
    call.agent = call.agent_leg = call.next_leg = call.offer = None
    call.lost_since = call.due = call.recording = None
    call.hold_reason = ""


def _close(switch: Switch, call: Call, end: str) -> None:
    role = "talk" if call.stage == TALK else "hold"
    switch.close_segment(call, role, call.part_since, end, call.agent)
    quiet_help.over(switch, call, "talk_over")
    mute(switch, call, False)
    switch.port.unbridge(call.id)
    if call.recording is not None:
        switch.port.stop_recording(call.recording)
