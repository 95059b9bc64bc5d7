"""The agent's page is silent towards the customer: for the record and for who looks on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huawu.interactions.events import MuteChanged
from huawu.telephony.core.switch.types import Call

if TYPE_CHECKING:
    from huawu.telephony.core.switch.switch import Switch


def mute(switch: Switch, call: Call, *, muted: bool) -> None:
    """The agent's page is silent, or not any more."""
    if call.muted != muted and call.agent is not None:
        call.muted = muted
        switch.announce(call.id, MuteChanged(call.id, call.agent, muted, switch.now))
