"""Parties of a call come and go: how somebody is called into it, leaves it, and who is in charge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huawu.interactions.events import PassedOn
from huawu.platform.clock import SECOND
from huawu.platform.ids import Id
from huawu.routing.types import Finished, Released
from huawu.telephony import ports
from huawu.telephony.core.switch import hearing, muting, quiet_help, sent_on, settle
from huawu.telephony.core.switch.party import AGENT, GRACE, GUIDES, MAIN, OUT, SUPERVISE, TARGET, Party
from huawu.telephony.core.switch.recordings import recording
from huawu.telephony.core.switch.transfers.targets import Way
from huawu.telephony.core.switch.types import Call, Outcome

if TYPE_CHECKING:
    from huawu.telephony.core.switch.switch import Switch


_DIAL = "dial"
"""With this purpose a browser answers by itself, as it does when its agent calls: so it does for an intercom
to an agent who is in no call."""


def dial(
    switch: Switch, call: Call, way: Way, *, role: str, verb: str, by: Party | None, circle: str = MAIN
) -> Party:
    """Call somebody into a call. `by`: on whose behalf."""
    leg, plan = switch.ids(), switch.plan
    shown = way.extension or way.number or ""
    party = Party(leg, role, way.agent, "", switch.now, circle, False, shown, way.number is not None)
    seconds = way.ring_seconds or plan.ring_seconds
    party.due = switch.now + seconds * SECOND
    party.verb, party.by, party.group = verb, by.leg if by is not None else None, way.of_group
    call.parties[leg] = party
    switch.leg_of(leg, call)
    switch.wake_at(call, party.due)
    if way.agent is not None:
        switch.occupied(way.agent, call)
    if verb != SUPERVISE:
        call.outcome = _outcome(switch, call, party, "ringing")
    caller, name = _shown_to(switch, call, party, by)
    if way.shown:
        caller, name = way.shown, ""
    diverted_by, diverted_why = way.diverted or (None, "")
    purpose = "listen" if verb == SUPERVISE else _DIAL if way.aloud and way.agent is not None else verb
    switch.port.dial(
        leg,
        extension=way.extension,
        number=way.number,
        trunk=way.trunk,
        caller=caller,
        caller_name=name,
        ring_seconds=seconds,
        near=call.leg if call.leg in call.parties else next(iter(call.parties)),
        about=ports.About(call.id, purpose),
        auto_answer=verb == SUPERVISE or way.aloud,
        diverted_by=diverted_by,
        diverted_why=diverted_why,
    )
    return party


def _shown_to(switch: Switch, call: Call, party: Party, by: Party | None) -> tuple[str, str]:
    """Who calls, as the phone that rings shows it: a colleague who consults, our own number outside, else
    the customer."""
    if party.outside:
        return _ours(switch, call, by), ""
    desk = switch.plan.desks.get(by.agent or "") if by is not None else None
    if desk is not None and party.role != TARGET:
        return desk.extension, desk.name
    return call.caller, call.caller_name


def _ours(switch: Switch, call: Call, by: Party | None) -> str:
    """Our number as somebody outside sees it: the one that was called, or that our call out shows; of a call
    within the house, that of the agent who has them called."""
    desk = switch.plan.desks.get(by.agent or "") if by is not None else None
    if call.trunk is not None or call.number in switch.plan.numbers or desk is None:
        return call.number
    return switch.plan.shown_by(desk.extension)


def _outcome(switch: Switch, call: Call, party: Party, end: str) -> Outcome:
    kind = "agent" if party.agent is not None else "number" if party.outside else "extension"
    by = call.parties.get(party.by or "")
    asked_by = by.agent if by is not None else call.sender
    if party.group:
        return Outcome(party.verb, "group", party.group, asked_by, end, switch.now)
    return Outcome(party.verb, kind, party.agent or party.number, asked_by, end, switch.now)


def concluded(switch: Switch, call: Call, party: Party, end: str) -> None:
    """What became of having somebody called: for the page of who asked, and on record. Of a ring group it is
    said once."""
    if party.verb in ("", SUPERVISE) or (party.group and not call.group):
        return
    if party.group:
        call.group, call.turn = "", 0
    call.outcome = was = _outcome(switch, call, party, end)
    to = "" if party.outside else was.to
    reason = call.handed.reason if call.handed is not None else ""
    switch.announce(call.id, PassedOn(call.id, was.by, was.verb, was.kind, to, end, reason, switch.now))
    if party.by is not None and call.referrer == party.by:
        switch.port.refer_progress(party.by, "done" if end == "answered" else end)
        call.referrer = None


# ---- leaving -----------------------------------------------------------------------------------------------


def leave(switch: Switch, call: Call, party: Party, end: str, *, hang_up: str | None = "hung_up") -> None:
    """A party is in the call no more. `hang_up`: why its leg is ended; None when it has ended."""
    settle.close(switch, call, party, end)
    del call.parties[party.leg]
    switch.forget_leg(party.leg)
    not_called_anew(switch, call, party.leg)
    if hang_up is not None:
        switch.port.hang_up(party.leg, hang_up)
    parted(switch, call, party)
    if party.agent is not None and party.agent == call.dialler:
        call.dialler = None  # it was their call; it goes on without them


def not_called_anew(switch: Switch, call: Call, leg: Id) -> None:
    """The page on this leg is not called any more."""
    if (new := call.anew.pop(leg, None)) is not None:
        switch.forget_leg(new)
        switch.port.hang_up(new, "cancelled")


def called_anew_in(switch: Switch, other: Call, call: Call, leg: Id) -> None:
    """The page on a leg that goes over from the other call is called anew for this one."""
    if (new := other.anew.pop(leg, None)) is not None:
        call.anew[leg] = new
        switch.leg_of(new, call)


def moves(switch: Switch, call: Call, party: Party, leg: Id) -> None:
    """A party goes on by another leg, which is the call's already; the old one is ended."""
    old = party.leg
    switch.forget_leg(old)
    not_called_anew(switch, call, old)
    switch.port.hang_up(old, "hung_up" if party.up else "taken")
    del call.parties[old]
    party.leg = leg
    call.parties[leg] = party
    if party.holds:
        _holds_no_more(call, party)
    if party.up:
        party.due = None
    if call.leg == old:
        call.leg = leg
    if call.agent_leg == old:
        if leg != call.next_leg:
            no_next_leg(switch, call)
        call.agent_leg, call.lost_since = leg, None
        call.due = call.due if call.dialling else None
    for each in call.parties.values():
        if each.by == old:
            each.by = leg


def _holds_no_more(call: Call, party: Party) -> None:
    """It was the telephone it had until now that had the call on hold."""
    party.holds = False
    if party.circle == OUT and not hearing.is_sent(call.parties):
        party.back()


def comes_over(switch: Switch, other: Call, call: Call, party: Party) -> None:
    """A party of another call is one of this call from now on; the rest of the other call is over."""
    settle.close(switch, other, party, "transferred")
    settle.quiet(switch, other, party.leg)
    if party.leg == other.agent_leg:
        _is_not_in_charge(switch, other)
    called_anew_in(switch, other, call, party.leg)
    del other.parties[party.leg]
    parted(switch, other, party)
    if party.agent is not None and party.agent == other.dialler:
        other.dialler = None  # routing has heard that they have left it
    switch.forget_leg(party.leg)  # so that the end of that call does not end it
    over(switch, other, "agent", "transferred")
    switch.leg_of(party.leg, call)
    if party.due is not None:
        switch.wake_at(call, party.due)
    party.served, party.verb, party.by, party.circle = False, "", None, MAIN
    call.parties[party.leg] = party
    if party.agent is not None:
        switch.occupied(party.agent, call)


def parted(switch: Switch, call: Call, party: Party) -> None:
    """Routing hears that an agent has no more to do with a call, but perhaps to write it up."""
    if party.agent is None:
        return
    recording.no_more_of(switch, call, party)
    switch.left.append((party.agent, call.id))
    if party.served:
        switch.last_queue[call.id] = call.queue
        switch.tells.append(Finished(party.agent, call.id))
    else:
        switch.tells.append(Released(party.agent, call.id))


def nobodys(switch: Switch, call: Call) -> None:
    """The caller talks with nobody from now on. An agent who dialled is still on the line, and not free."""
    is_alone(call)
    for party in call.parties.values():
        settle.close(switch, call, party, "transferred")
        if party.agent is None or party.agent != call.dialler:
            parted(switch, call, party)
    call.parties.clear()


def is_alone(call: Call) -> None:
    """The caller is about to be the only one of the call; whether they are heard is the call's to know."""
    caller = call.parties.get(call.leg)
    if caller is not None:
        call.away_until = caller.due if caller.up else None


def send_away(switch: Switch, call: Call, party: Party, end: str) -> None:
    """Have a party leave, whether it is up or still rings."""
    leave(switch, call, party, end, hang_up="hung_up" if party.up else "cancelled")


def others_leave(switch: Switch, call: Call, end: str) -> None:
    """Everyone but the customer leaves."""
    for party in list(call.parties.values()):
        if party.leg != call.leg:
            send_away(switch, call, party, end)


def disband(switch: Switch, call: Call, end: str) -> None:
    """Everyone but the customer leaves; the customer is nobody's for the moment."""
    put_in_charge(switch, call, None)
    settle.unwire(switch, call)
    others_leave(switch, call, end)
    is_alone(call)
    call.parties.clear()


def no_more_of_the_agent(switch: Switch, call: Call) -> None:
    """What the agent in charge had asked for, or was, ends with being in charge."""
    quiet_help.over(switch, call, "talk_over")
    muting.mute(switch, call, muted=False)
    recording.no_more_of(switch, call, None)


def put_in_charge(switch: Switch, call: Call, party: Party | None) -> None:
    """From now on this agent is in charge; None: nobody of ours. Guides follow, or leave."""
    no_more_of_the_agent(switch, call)
    _is_not_in_charge(switch, call)
    call.due = None
    call.agent_leg = party.leg if party is not None else None
    if party is not None:
        party.role, party.served, party.verb, call.agent = AGENT, True, "", party.agent
        _is_waited_for(switch, call, party)
    for guide in [each for each in call.parties.values() if each.role in GUIDES]:
        if party is None:
            leave(switch, call, guide, "next")
        else:
            guide.by = party.leg


def _is_waited_for(switch: Switch, call: Call, party: Party) -> None:
    """An agent who is not heard when they come to be in charge has as long as any other to be heard again."""
    call.next_leg = call.anew.pop(party.leg, None)
    if party.up and party.due is not None:
        call.lost_since, call.due, party.due = party.due - GRACE, party.due, None


def _is_not_in_charge(switch: Switch, call: Call) -> None:
    """An agent who is not heard when they are in charge no more is waited for like any other party."""
    agent = call.parties.get(call.agent_leg or "")
    if agent is not None and call.lost_since is not None:
        agent.due = call.lost_since + GRACE
        switch.wake_at(call, agent.due)
    if agent is not None and call.next_leg is not None:
        call.anew[agent.leg] = call.next_leg
        call.next_leg = None
    no_next_leg(switch, call)
    call.lost_since = None


def no_next_leg(switch: Switch, call: Call) -> None:
    """The page of the agent in charge is not called any more."""
    if call.next_leg is not None:
        switch.forget_leg(call.next_leg)
        switch.port.hang_up(call.next_leg, "cancelled")
        call.next_leg = None


def over(switch: Switch, call: Call, by: str, cause: str) -> None:
    """The conversation, and the call with it, is over for everyone; agents who had the customer write it
    up."""
    no_more_of_the_agent(switch, call)
    everyone = list(call.parties.values())
    for party in everyone:
        if not party.up:
            concluded(switch, call, party, "cancelled")
        settle.close(switch, call, party, "hung_up" if party.up else "withdrawn")
    settle.unwire(switch, call)
    switch.end(call, *sent_on.how_ended(call, by, cause))
    for party in everyone:
        parted(switch, call, party)
