"""Ring groups: extensions behind one number, rung all at once, in turn, or each after its own while. The
first who answers has the call; the others ring no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huawu.platform.clock import SECOND
from huawu.telephony.core.switch.house import extensions, forwarding
from huawu.telephony.core.switch.house.lines import BY_TIME, HOPS, IN_TURN, Member, RingGroup
from huawu.telephony.core.switch.party import CALL
from huawu.telephony.core.switch.types import Call

if TYPE_CHECKING:
    from huawu.telephony.core.switch.switch import Switch


def begin(switch: Switch, call: Call, group: RingGroup) -> str:
    """Ring a group. "" when somebody rings or the call goes on elsewhere; else why not."""
    if group.number in call.diverted or len(call.diverted) >= HOPS:
        switch.counters["forward_loops"] += 1
        return "unreachable"
    call.group, call.turn, call.group_since = group.number, 0, switch.now
    return _go_on(switch, call, group, "busy")


def missed(switch: Switch, call: Call, end: str) -> str:
    """One of the group was not reached. "" while others ring, or are still to; else why it is over."""
    group = switch.plan.lines.groups.get(call.group)
    if group is None:
        return "" if _rings(call) else end
    return _go_on(switch, call, group, end)


def due(switch: Switch, call: Call) -> None:
    """It may be time for the next ones of a group."""
    if (group := switch.plan.lines.groups.get(call.group)) is not None:
        _go_on(switch, call, group, "no_answer")


def _rings(call: Call) -> bool:
    return any(each.verb == CALL for each in call.parties.values())


def _go_on(switch: Switch, call: Call, group: RingGroup, end: str) -> str:
    """Ring whose turn it is. When nobody rings nor will, the call goes on to `otherwise`, or is over."""
    members = in_order(group)
    while call.turn < len(members):
        member = members[call.turn]
        if group.order == IN_TURN and _rings(call):
            return ""
        at = call.group_since + member.after * SECOND
        if group.order == BY_TIME and at > switch.now and _rings(call):
            switch.wake(call, at)
            return ""
        call.turn += 1
        _ring(switch, call, group, member)
    if _rings(call):
        return ""
    call.group, call.turn = "", 0
    if group.otherwise:
        return forwarding.send_on(switch, call, group.number, group.otherwise, "no_answer")
    return end


def in_order(group: RingGroup) -> list[Member]:
    """Members as they are rung; those that ring earlier come first."""
    return sorted(group.members, key=lambda each: each.after) if group.order == BY_TIME else [*group.members]


def _ring(switch: Switch, call: Call, group: RingGroup, member: Member) -> None:
    """Ring one of the group, unless they are not at work, talk, or do not want to be disturbed."""
    if can_ring(switch, call, member):
        seconds = seconds_of(switch, call, group)
        extensions.ring_at(switch, call, member.extension, seconds=seconds, diverted=None)


def can_ring(switch: Switch, call: Call, member: Member) -> bool:
    """Whether one of a group is at work, free, and may be disturbed."""
    return member.at_work(switch.now) and forwarding.free(switch, call, member.extension)


def seconds_of(switch: Switch, call: Call, group: RingGroup) -> int:
    """How long one of a group is rung from now on."""
    since = call.group_since if group.order == BY_TIME else switch.now
    return max(1, group.seconds - (switch.now - since) // SECOND)
