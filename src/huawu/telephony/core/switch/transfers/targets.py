"""Whom a call is to be put through to: found, or refused with the reason while nothing has happened yet."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from huawu.platform.ids import Id
from huawu.platform.refusals import Invalid, NotFound, Refusal
from huawu.telephony.core.switch.house import places
from huawu.telephony.core.switch.house.lines import ALWAYS, HOPS, ParkPlace, RingGroup
from huawu.telephony.core.switch.outside import is_blocked
from huawu.telephony.core.switch.party import Party
from huawu.telephony.core.switch.types import Call, Desk, Target, To
from huawu.telephony.core.voicemail.box import QUEUE

if TYPE_CHECKING:
    from huawu.telephony.core.switch.switch import Switch

_NUMBER = re.compile(r"\+?[0-9]{2,20}")
_MAILBOX = re.compile(r"\*97\*([0-9]{2,8})#?")


@dataclass(frozen=True, slots=True)
class Way:
    """How to reach somebody: the extension of an agent (`agent`) or of a phone, an outside number, a ring
    `group`; or where nobody in particular answers: a queue, a flow, a mailbox, or a `place` to park at.
    `ring_seconds`: for so long, 0 as usual. `shown`: the number that an outside party sees. `diverted`: the
    number that sends the call on, and why. `aloud`: the telephone is asked to answer by itself. `trunk`: the
    way outside, None for the usual one. `of_group`: it rings as one of this ring group."""

    to: To
    agent: Id | None = None
    extension: str | None = None
    number: str | None = None
    queue: Id | None = None
    ring_seconds: int = 0
    shown: str = ""
    diverted: tuple[str, str] | None = None
    place: ParkPlace | None = None
    aloud: bool = False
    trunk: str | None = None
    group: RingGroup | None = None
    of_group: str = ""
    flow: str | None = None
    mailbox: str | None = None

    @property
    def is_nobodys(self) -> bool:
        """Whether nobody in particular is rung there."""
        return any(each is not None for each in (self.queue, self.flow, self.mailbox, self.place))


def way_to(switch: Switch, call: Call, to: To, asks: Party | None) -> Way:
    """The way to a target. Refused when there is none, when it leads back to who asks, to somebody who is
    already there or talks to somebody else. `asks`: the party on whose behalf; None: nobody's."""
    way = found(switch, to)
    if asks is not None:
        way = _as_wished(switch, way)
    if way.is_nobodys or way.group is not None:
        return way
    if way.number is not None:
        if way.number == call.caller and call.leg in call.parties:
            raise Refusal("call.to_the_caller")
        there = [each for each in call.parties.values() if each.number == way.number]
    else:
        if asks is not None and (way.extension == asks.number or (way.agent and way.agent == asks.agent)):
            raise Refusal("call.to_yourself")
        there = [each for each in call.parties.values() if each.number == way.extension]
        if way.extension == call.caller and call.leg in call.parties:
            raise Refusal("call.to_the_caller")
    if there:
        raise Refusal("call.already_there")
    if way.agent is not None and switch.call_of(way.agent) is not None:
        raise Refusal("call.target_busy")
    return way


def _as_wished(switch: Switch, way: Way) -> Way:
    """As the owner of an extension wishes at this moment: calls that always go on elsewhere go there, and who
    is not to be disturbed is not. Where a call goes on that nobody takes is not for a transfer: who asked for
    it has the call back, and hears the reason."""
    sent_on: list[str] = []
    while way.extension is not None:
        number = way.extension
        wishes = switch.wishes.get(number)
        if wishes is not None and wishes.dnd and not wishes.always:
            raise Refusal("call.not_to_be_disturbed")
        if wishes is None or not wishes.always:
            return way
        sent_on.append(number)
        if wishes.always in sent_on or len(sent_on) > HOPS:
            switch.counters["forward_loops"] += 1
            raise Refusal("call.sent_on_nowhere")
        way = replace(_sent_on(switch, number, wishes.always), diverted=(number, ALWAYS))
    return way


def _sent_on(switch: Switch, number: str, to: str) -> Way:
    """Where an extension sends its calls; outside only if it may call there."""
    try:
        way = found(switch, To("number", to))
    except Refusal as refusal:
        raise Refusal("call.sent_on_nowhere") from refusal
    line = switch.plan.lines.extensions.get(number)
    if way.number is not None and (line is None or not line.outside):
        raise Refusal("call.sent_on_nowhere")
    return way


def way_to_somebody(switch: Switch, call: Call, to: To, asks: Party) -> Way:
    """The way to a target that can talk: no queue, menu or mailbox, and no place to park at."""
    way = way_to(switch, call, to, asks)
    if way.queue is not None:
        raise Invalid("call.not_a_queue")
    if way.flow is not None or way.mailbox is not None:
        raise Invalid("call.nobody_there")
    if way.place is not None:
        raise Invalid("call.bad_number")
    return way


def way_to_one(switch: Switch, call: Call, to: To, asks: Party) -> Way:
    """The way to a single party that can talk."""
    way = way_to_somebody(switch, call, to, asks)
    if way.group is not None:
        raise Invalid("call.not_a_group")
    return way


def found(switch: Switch, to: To) -> Way:
    """The way to a target, whoever may be there. Refused when there is none."""
    plan = switch.plan
    if (way := _named(switch, to) or _inside(switch, to)) is not None:
        return way
    if to.kind == "extension":
        raise NotFound("call.unknown_extension")
    if to.id in plan.lines.places:
        raise Refusal("call.place_taken")
    if to.kind != "number" or not _NUMBER.fullmatch(to.id) or _is_shared(switch, to.id):
        raise Invalid("call.bad_number")
    if is_blocked(to.id, plan.blocked):
        raise Refusal("call.blocked_number")
    if not plan.trunks:
        raise Refusal("call.no_trunk")
    return Way(to, number=to.id)


def _named(switch: Switch, to: To) -> Way | None:
    """A target that is named otherwise than by a number that could be dialled. None: it is not; refused when
    nothing has that name."""
    plan = switch.plan
    if to.kind == "agent":
        desk = plan.desks.get(to.id)
        if desk is None:
            raise NotFound("call.unknown_agent")
        return _desk(to, desk)
    ways = {
        "queue": (to.id in plan.queues, Way(to, queue=to.id), "call.unknown_queue"),
        "flow": (to.id in plan.flows, Way(to, flow=to.id), "call.unknown_flow"),
        "mailbox": (_is_mailbox(switch, to.id), Way(to, mailbox=to.id), "voicemail.unknown_mailbox"),
        "group": (
            to.id in plan.lines.groups,
            Way(to, group=plan.lines.groups.get(to.id)),
            "call.unknown_group",
        ),
    }
    there, way, unknown = ways.get(to.kind, (False, None, ""))
    if unknown and not there:
        raise NotFound(unknown)
    return way


def mailbox_at(switch: Switch, number: str) -> str | None:
    """The mailbox that is reached by its code (`*97*8002`); None when the number is no such code, or there is
    no such extension."""
    code = _MAILBOX.fullmatch(number)
    return code[1] if code is not None and _is_mailbox(switch, code[1]) else None


def _is_mailbox(switch: Switch, name: str) -> bool:
    """Whether there is this extension, or the queue of `queue:KEY`."""
    if name.startswith(QUEUE):
        return name.removeprefix(QUEUE) in switch.plan.queues
    return name in switch.plan.extensions or switch.desk_at(name) is not None


def _is_shared(switch: Switch, number: str) -> bool:
    """Whether it is a number of ours that leads nowhere from here: a room, or a number of the centre."""
    return number in switch.plan.numbers or number in switch.plan.lines.rooms


def _inside(switch: Switch, to: To) -> Way | None:
    """An extension, a ring group, or wherever a number or a code of ours leads at this moment."""
    plan = switch.plan
    if (group := plan.lines.groups.get(to.id)) is not None:
        return Way(to, group=group)
    if (desk := switch.desk_at(to.id)) is not None:
        return _desk(to, desk)
    if to.id in plan.extensions:
        return Way(to, extension=to.id)
    if (place := places.place_for(switch, to.id)) is not None:
        return Way(to, place=place)
    if (mailbox := mailbox_at(switch, to.id)) is not None:
        return Way(to, mailbox=mailbox)
    ours = plan.numbers.get(to.id)
    return _of_the_centre(switch, to, ours.at(switch.now)) if ours is not None else None


def _of_the_centre(switch: Switch, to: To, target: Target) -> Way | None:
    if target.extension is not None:
        leads_on = target.extension in switch.plan.numbers
        return None if leads_on else _inside(switch, To(to.kind, target.extension))
    if target.queue is not None:
        return Way(to, queue=target.queue)
    return Way(to, flow=target.flow) if target.flow in switch.plan.flows else None


def _desk(to: To, desk: Desk) -> Way:
    return Way(to, agent=desk.agent, extension=desk.extension)
