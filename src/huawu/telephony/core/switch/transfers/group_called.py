"""A ring group is called into a call: for an agent who puts a customer through to it, or who wants to ask one
of it.

Its telephones ring as they do when its number is dialled: all, in turn, or by time. The first who answers is
the one; the others ring no more. When nobody of it is left to ring, whoever asked has the customer back, with
what became of the last one: where the group sends callers on to (`otherwise`) is not for a transfer.

`Call.group` is the group while it rings; its parties have its number in `Party.group`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from huawu.platform.clock import SECOND
from huawu.platform.refusals import Refusal
from huawu.telephony.core.switch import parties
from huawu.telephony.core.switch.house import ring_groups
from huawu.telephony.core.switch.house.lines import BY_TIME, IN_TURN, Member, RingGroup
from huawu.telephony.core.switch.party import MAIN, Party
from huawu.telephony.core.switch.transfers.targets import Way
from huawu.telephony.core.switch.types import Call, To

if TYPE_CHECKING:
    from huawu.telephony.core.switch.switch import Switch


def check(switch: Switch, call: Call, way: Way) -> None:
    """Refused when the way leads to a ring group of which nobody can be rung now."""
    if way.group is not None and not any(_can_ring(switch, call, each) for each in way.group.members):
        raise Refusal("call.group_busy")


def dial(
    switch: Switch, call: Call, way: Way, *, role: str, verb: str, by: Party, circle: str = MAIN
) -> None:
    """Call one party, or the ring group that the way leads to, into a call."""
    if way.group is None:
        parties.dial(switch, call, way, role=role, verb=verb, by=by, circle=circle)
        return
    call.group, call.turn, call.group_since = way.group.number, 0, switch.now
    like = Party("", role, verb=verb, by=by.leg, circle=circle)
    _ring_next(switch, call, way.group, like)


def rings_on(switch: Switch, call: Call, gone: Party, end: str, *, hang_up: str | None) -> bool:
    """One of a group was not reached, and leaves when others of it ring, or are rung now. False: it was the
    last one. `hang_up`: why its leg is ended; None when it has ended."""
    group = switch.plan.lines.groups.get(call.group)
    if group is not None:
        _ring_next(switch, call, group, gone, gone=gone)
    if not any(each is not gone for each in _ringing(call)):
        return False
    parties.leave(switch, call, gone, end, hang_up=hang_up)
    return True


def answered(switch: Switch, call: Call, party: Party) -> None:
    """One of a group is there: the others ring no more."""
    for other in [each for each in _ringing(call) if each is not party]:
        parties.leave(switch, call, other, "cancelled", hang_up="taken")
    party.group, call.group, call.turn = "", "", 0


def due(switch: Switch, call: Call) -> None:
    """It may be time for the next ones of a group that is rung by time."""
    group, ringing = switch.plan.lines.groups.get(call.group), _ringing(call)
    if group is not None and ringing and call.id in switch.calls:
        _ring_next(switch, call, group, ringing[0])


def _ringing(call: Call) -> list[Party]:
    return [each for each in call.parties.values() if each.group and not each.up]


def _ring_next(
    switch: Switch, call: Call, group: RingGroup, like: Party, *, gone: Party | None = None
) -> None:
    """Ring whose turn it is, `like` another one of the group. `gone`: rings no more."""
    members = ring_groups.in_order(group)
    while call.turn < len(members):
        member = members[call.turn]
        rings = any(each is not gone for each in _ringing(call))
        at = call.group_since + member.after * SECOND
        if rings and group.order == IN_TURN:
            return
        if rings and group.order == BY_TIME and at > switch.now:
            switch.wake_at(call, at)
            return
        call.turn += 1
        if _can_ring(switch, call, member):
            _ring(switch, call, group, member, like)


def _ring(switch: Switch, call: Call, group: RingGroup, member: Member, like: Party) -> None:
    number, by = member.extension, call.parties.get(like.by or "")
    way = Way(
        To("extension", number),
        switch.free_agent_at(number),
        number,
        ring_seconds=ring_groups.seconds_of(switch, call, group),
        of_group=group.number,
    )
    parties.dial(switch, call, way, role=like.role, verb=like.verb, by=by, circle=like.circle)


def _can_ring(switch: Switch, call: Call, member: Member) -> bool:
    """Whether one of a group can be rung, and has no part in the call yet."""
    desk = switch.desk_at(member.extension)
    there = {each.number for each in call.parties.values()}
    agents = {each.agent for each in call.parties.values() if each.agent is not None}
    if member.extension in there or (desk is not None and desk.agent in agents):
        return False
    return ring_groups.can_ring(switch, call, member)
