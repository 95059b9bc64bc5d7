"""A team leader with an agent's call: listen, whisper to the agent, barge in, take over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huawu.interactions.events import Supervised
from huawu.platform.ids import Id
from huawu.platform.refusals import Invalid, Refusal
from huawu.telephony.core.switch import hearing, parties
from huawu.telephony.core.switch.conferences import conference, going_on
from huawu.telephony.core.switch.party import (
    CONSULTED,
    GUIDES,
    JOINED,
    LISTENER,
    MAIN,
    SUPERVISE,
    TARGET,
    WHISPERER,
    Party,
)
from huawu.telephony.core.switch.transfers import targets, transfer
from huawu.telephony.core.switch.types import Call, To

if TYPE_CHECKING:
    from huawu.telephony.core.switch.switch import Switch

ROLES = {"listen": LISTENER, "whisper": WHISPERER, "barge": JOINED, "take_over": TARGET}


def modes(call: Call, there: Party | None) -> list[str]:
    """How a leader could come into a call, or be in it otherwise, where they are `there` already: never
    without an agent in charge, in their own talk, or while their telephone still rings. Who has barged in may
    go back to listening, as long as the customer is there: without, too few would be left."""
    agent = hearing.in_charge(call.parties)
    if agent is None or there is agent or (there is not None and not there.up):
        return []
    talks = there is not None and there.role not in GUIDES
    if there is not None and talks and (there.role != JOINED or going_on.without_customer(call)):
        return []
    return [mode for mode in ROLES if mode != "barge" or not (talks or call.locked)]


def guide(switch: Switch, call: Call, leader: Id, mode: str) -> None:
    """Come into a call, or be in it in another way. The leader's own phone is called and answers by itself.
    Refused where `modes` says so, and into a conversation that is locked or full."""
    agent, role = hearing.in_charge(call.parties), ROLES.get(mode)
    if role is None:
        raise Invalid("call.unknown_mode")
    there = hearing.part_of(leader, call.parties)
    if agent is not None and call.locked and mode == "barge":
        raise Refusal("call.locked")
    if agent is None or mode not in modes(call, there):
        raise Refusal("call.not_now", action=mode)
    if mode == "barge":
        conference.check_room(switch, call)
    nobody_asked = _has_nobody_in(call, agent)
    if there is None:
        way = targets.way_to(switch, call, To("agent", leader), None)
        parties.dial(switch, call, way, role=role, verb=SUPERVISE, by=agent)
    else:
        _change(switch, call, there, agent, mode)
    if nobody_asked:
        call.handed = None
    switch.announce(call.id, Supervised(call.id, leader, agent.agent, mode, switch.now))


def _has_nobody_in(call: Call, agent: Party) -> bool:
    """Whether all whom the agent in charge had called in are gone: what for is nothing to a leader who comes
    by themself."""
    asked = call.handed is not None and call.handed.by == agent.agent
    return asked and not any(each.role in (CONSULTED, TARGET, JOINED) for each in call.parties.values())


def taken_over(switch: Switch, call: Call, leader: Party) -> None:
    """The leader has the call from now on; whose it was is told who has it."""
    agent = hearing.in_charge(call.parties)
    transfer.taken(switch, call, leader)
    if agent is not None and agent.agent is not None:
        switch.taken.append((agent.agent, call, True))


def _change(switch: Switch, call: Call, leader: Party, agent: Party, mode: str) -> None:
    leader.muted = False  # who may listen to all is muted by nobody
    if mode == "take_over":
        taken_over(switch, call, leader)
        return
    leader.role, leader.by, leader.circle = ROLES[mode], agent.leg, MAIN
