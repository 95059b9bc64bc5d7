"""Transfers that a phone asks for by itself (REFER, RFC 3515): the same verbs, and its phone is told how it
goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huawu.platform.refusals import Refusal
from huawu.telephony import ports
from huawu.telephony.core.switch import transfer, verbs
from huawu.telephony.core.switch.types import Call, To

if TYPE_CHECKING:
    from huawu.telephony.core.switch.switch import Switch

_CAUSES = {"call.target_busy": "busy", "call.already_there": "busy", "call.to_yourself": "busy"}


def referred(switch: Switch, call: Call, event: ports.Referred) -> None:
    """The phone of a party asks that the customer be put through to a number. Only who is in charge may, and
    whoever may not is told so; the call goes on."""
    party = call.parties.get(event.leg)
    if party is None or not verbs.VERBS["transfer"].may(switch, call, party):
        switch.port.refer_progress(event.leg, "declined")
        return
    try:
        transfer.blind(switch, call, party, To("number", event.target))
    except Refusal as refusal:
        switch.port.refer_progress(event.leg, _CAUSES.get(refusal.key, "unknown_number"))
        return
    if call.parties:
        call.referrer = event.leg
        switch.port.refer_progress(event.leg, "ringing")
