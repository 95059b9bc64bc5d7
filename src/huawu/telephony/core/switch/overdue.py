"""Something may be due in a call: which of the things that a call can wait for it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huawu.telephony.core.switch import anew, legs, menu, outgoing, path, wait
from huawu.telephony.core.switch.conferences import going_on, rooms
from huawu.telephony.core.switch.house import parking, ring_groups
from huawu.telephony.core.switch.mailbox import voicemail
from huawu.telephony.core.switch.recordings import recording
from huawu.telephony.core.switch.transfers import group_called
from huawu.telephony.core.switch.types import MENU, UP, VOICEMAIL, Call

if TYPE_CHECKING:
    from huawu.telephony.core.switch.switch import Switch


def look_at(switch: Switch, call: Call) -> None:
    """Something may be due in this call."""
    if call.parties:
        legs.overdue(switch, call)
    else:
        anew.overdue(switch, call)
    group_called.due(switch, call)
    recording.due(switch, call)
    if call.id not in switch.calls:
        return
    if call.due is not None and call.due <= switch.now:
        call.due = None
        switch.changed.add(call.id)
        if call.dialling:
            outgoing.overdue(switch, call)
        elif call.asks:
            rooms.silent(switch, call)
        elif call.parked:
            parking.due(switch, call)
        elif call.group and call.stage not in UP:
            ring_groups.due(switch, call)
        elif call.stage == MENU:
            menu.silent(switch, call)
        elif call.stage == VOICEMAIL:
            voicemail.event(switch, call, voicemail.TimeUp())
        elif call.stage in UP:
            path.too_long(switch, call)
        else:
            wait.notice(switch, call)
    going_on.settled(switch, call)
