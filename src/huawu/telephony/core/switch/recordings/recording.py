"""A call is recorded, or not: by rule from the answer on, or because an agent wants it; and paused, so that a
card number is not in it.

A pause ends when the agent says so, after so many seconds at the latest, and when the agent who asked for it
has nothing to do with the customer any more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from huawu.interactions.events import RecordingPaused, RecordingResumed
from huawu.platform.clock import SECOND
from huawu.telephony.core.recording_rules import Rule
from huawu.telephony.core.switch import hearing
from huawu.telephony.core.switch.party import AGENT, Party
from huawu.telephony.core.switch.types import REFUSED, Call

if TYPE_CHECKING:
    from huawu.telephony.core.switch.switch import Switch


def rule_of(switch: Switch, call: Call) -> Rule:
    """What the published configuration says of this call."""
    rules = switch.plan.recording
    if call.queue is not None:
        return rules.of_queue(call.number, call.queue)
    out = any(each.outside for each in call.parties.values())
    served = call.trunk is not None and hearing.in_charge(call.parties) is not None
    return rules.without_queue(call.number, out=out, served=served)


def _consented(rule: Rule, call: Call) -> bool:
    """Nobody is recorded who has refused, or should have been told and was not."""
    return call.consent != REFUSED and (not rule.notice or bool(call.consent))


def begin(switch: Switch, call: Call) -> None:
    """Somebody talks: record it if the rule says so."""
    if call.recording is not None:
        return
    rule = rule_of(switch, call)
    if rule.takes(call.id) and _consented(rule, call):
        switch.recording(call)


def stop(switch: Switch, call: Call) -> None:
    """Nothing of this call is recorded any more."""
    if call.recording is None:
        return
    _resumed(switch, call, "talk_over")
    switch.port.stop_recording(call.recording)
    call.recording = None


# ---- on demand ---------------------------------------------------------------------------------------------


def _is_theirs(call: Call, party: Party) -> bool:
    """Whoever is in charge decides; where nobody is, any agent who talks."""
    if party.role == AGENT:
        return True
    return hearing.in_charge(call.parties) is None and party.agent is not None and party.up and party.talks


def may_start(switch: Switch, call: Call, party: Party) -> bool:
    """Whether this party could begin to record."""
    if call.recording is not None or not call.answered or not _is_theirs(call, party):
        return False
    rule = rule_of(switch, call)
    return rule.on_demand and _consented(rule, call)


def start(switch: Switch, call: Call, party: Party) -> None:
    """Record from now on."""
    switch.recording(call)


def may_stop(switch: Switch, call: Call, party: Party) -> bool:
    """Whether this party could end it: only what was begun on demand."""
    return call.recording is not None and _is_theirs(call, party) and rule_of(switch, call).on_demand


def stopped(switch: Switch, call: Call, party: Party) -> None:
    """Record no more."""
    stop(switch, call)


# ---- paused ------------------------------------------------------------------------------------------------


def may_pause(switch: Switch, call: Call, party: Party) -> bool:
    return call.recording is not None and call.paused_since is None and _is_theirs(call, party)


def pause(switch: Switch, call: Call, party: Party) -> None:
    """Silence in the recording, and a mark."""
    if call.recording is None:
        return
    call.paused_since, call.paused_by = switch.now, party.agent
    call.pause_until = switch.now + switch.plan.recording.pause_seconds * SECOND
    switch.wake_at(call, call.pause_until)
    switch.port.pause_recording(call.recording)
    switch.announce(call.id, RecordingPaused(call.recording, call.id, party.agent, switch.now))


def may_resume(switch: Switch, call: Call, party: Party) -> bool:
    return call.paused_since is not None and _is_theirs(call, party)


def resume(switch: Switch, call: Call, party: Party) -> None:
    """Record again what is said."""
    _go_on(switch, call, "asked")


def no_more_of(switch: Switch, call: Call, party: Party | None) -> None:
    """This agent, or whoever was in charge, has nothing to do with the customer any more."""
    if call.paused_since is not None and (party is None or party.agent == call.paused_by):
        _go_on(switch, call, "talk_over")


def due(switch: Switch, call: Call) -> None:
    """A pause that has lasted long enough is forgotten rather than wanted."""
    if call.pause_until is not None and call.pause_until <= switch.now:
        switch.changed.add(call.id)
        _go_on(switch, call, "limit")


def _go_on(switch: Switch, call: Call, end: str) -> None:
    if call.recording is not None:
        switch.port.resume_recording(call.recording)
    _resumed(switch, call, end)


def _resumed(switch: Switch, call: Call, end: str) -> None:
    if call.paused_since is not None and call.recording is not None:
        fact = RecordingResumed(call.recording, call.id, call.paused_by, end, switch.now)
        switch.announce(call.id, fact)
    call.paused_since = call.paused_by = call.pause_until = None
