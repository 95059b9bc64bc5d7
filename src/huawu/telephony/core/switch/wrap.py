"""Agents change state: facts for everyone, and the wrap-up segment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huawu.interactions.events import SegmentClosed
from huawu.platform.clock import SECOND, Micros
from huawu.routing.events import AgentStateChanged
from huawu.routing.types import AgentChanged, AgentState, PhoneShown
from huawu.telephony.core.switch.types import Wrapping

if TYPE_CHECKING:
    from huawu.telephony.core.switch.switch import Switch


def agent_changed(switch: Switch, answer: AgentChanged) -> None:
    """Announce the new state; open or close the wrap-up segment."""
    agent, now = answer.agent, switch.now
    open_wrap = switch.wrapping.pop(agent, None)
    if open_wrap is not None:
        segment = SegmentClosed(
            switch.ids(),
            open_wrap.interaction,
            "wrap_up",
            agent,
            open_wrap.queue,
            open_wrap.since,
            now,
            "done",
        )
        switch.announce(f"agent/{agent}", segment)
    if answer.state == AgentState.WRAP_UP and answer.contact is not None:
        switch.wrapping[agent] = Wrapping(agent, answer.contact, _queue_of(switch, answer.contact), now)
    _announce(switch, answer, now)


def phone_shown(switch: Switch, answer: PhoneShown) -> None:
    """Announce that calls can (not) be offered; the state goes on."""
    _announce(switch, answer, answer.since)


def _announce(switch: Switch, answer: AgentChanged | PhoneShown, since: Micros) -> None:
    state, until = str(answer.state), _until(switch, answer, since)
    out = answer.state == AgentState.SIGNED_OUT
    phone = None if out else {"ready": not answer.phone, "why": answer.phone or None}
    changed = AgentStateChanged(answer.agent, state, answer.reason, since, until, answer.contact, phone)
    switch.announce(f"agent/{answer.agent}", changed)


def _until(switch: Switch, answer: AgentChanged | PhoneShown, since: Micros) -> Micros | None:
    """When wrap-up ends by itself, or when a pause should be over: that one only shows, it ends nothing."""
    limit = switch.pauses.get(answer.agent)
    if answer.state != AgentState.PAUSED or limit is None or limit.reason != answer.reason:
        return answer.until
    return since + limit.seconds * SECOND


def _queue_of(switch: Switch, contact: str) -> str | None:
    return switch.last_queue.pop(contact, None)
