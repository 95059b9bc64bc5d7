"""A team leader with an agent's call: listen, whisper to the agent, barge in, take over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huawu.interactions.events import Supervised
from huawu.platform.ids import Id
from huawu.platform.refusals import Invalid, Refusal
from huawu.telephony.core.switch import hearing, parties
from huawu.telephony.core.switch.party import JOINED, LISTENER, MAIN, SUPERVISE, TARGET, WHISPERER, Party
from huawu.telephony.core.switch.transfers import targets, transfer
from huawu.telephony.core.switch.types import Call, To

if TYPE_CHECKING:
    from huawu.telephony.core.switch.switch import Switch

ROLES = {"listen": LISTENER, "whisper": WHISPERER, "barge": JOINED, "take_over": TARGET}


def guide(switch: Switch, call: Call, leader: Id, mode: str) -> None:
    """Come into a call, or be in it in another way. The leader's own phone is called and answers by itself.
    Refused without an agent in charge, to who is in that talk themselves, and into a locked conversation."""
    agent, role = hearing.in_charge(call.parties), ROLES.get(mode)
    if role is None:
        raise Invalid("call.unknown_mode")
    if agent is None or agent.agent == leader:
        raise Refusal("call.not_now", action=mode)
    if call.locked and mode == "barge":
        raise Refusal("call.locked")
    there = hearing.part_of(leader, call.parties)
    if there is not None and (not there.up or there.role not in (LISTENER, WHISPERER, JOINED)):
        raise Refusal("call.not_now", action=mode)
    if there is None:
        way = targets.way_to(switch, call, To("agent", leader), None)
        parties.dial(switch, call, way, role=role, verb=SUPERVISE, by=agent)
    else:
        _change(switch, call, there, agent, mode)
    switch.announce(call.id, Supervised(call.id, leader, agent.agent, mode, switch.now))


def _change(switch: Switch, call: Call, leader: Party, agent: Party, mode: str) -> None:
    if mode == "take_over":
        transfer.taken(switch, call, leader)
        return
    leader.role, leader.by, leader.circle = ROLES[mode], agent.leg, MAIN
