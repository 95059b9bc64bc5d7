"""Answer on one's own telephone what rings at another: any of one's pickup group, or a certain one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from huawu.telephony import ports
from huawu.telephony.core.switch.house import extensions
from huawu.telephony.core.switch.party import CALL, CUSTOMER, SUPERVISE, TARGET, Party
from huawu.telephony.core.switch.transfers import place
from huawu.telephony.core.switch.types import Call

if TYPE_CHECKING:
    from huawu.telephony.core.switch.switch import Switch

GROUP = "*8"
_DIRECTED = re.compile(r"\*\*([0-9]{2,8})#?")


def dialled(switch: Switch, event: ports.Arrived, extension: str) -> bool:
    """Pick up what rings. False: the number does not ask for it."""
    at = wanted(event.number)
    if at is None:
        return False
    found = next(ringing(switch, extension, at), None)
    if found is None:
        switch.port.hang_up(event.leg, "unreachable")
    else:
        place.take(switch, *found, event)
    return True


def wanted(number: str) -> str | None:
    """The extension that a pickup is directed at, "" for any of the group; None: it asks for none."""
    if number.rstrip("#") == GROUP:
        return ""
    directed = _DIRECTED.fullmatch(number)
    return directed[1] if directed is not None else None


def ringing(switch: Switch, extension: str, at: str) -> Iterator[tuple[Call, Party]]:
    """What this extension may pick up, the longest ringing first."""
    for call in switch.calls.values():
        for party in call.parties.values():
            if at in ("", party.number) and may(switch, extension, party):
                yield call, party


def may(switch: Switch, extension: str, party: Party) -> bool:
    """Whether it rings at a colleague of the pickup group."""
    if not _is_for_anybody(party) or party.number == extension:
        return False
    group = extensions.line_of(switch, extension).pickup_group
    return bool(group) and extensions.line_of(switch, party.number).pickup_group == group


def _is_for_anybody(party: Party) -> bool:
    """Whether a call rings there that a colleague may answer as well: not one's own telephone when one calls
    somebody from the page, nor that of a leader who takes a call over."""
    called = party.verb == CALL and party.role != CUSTOMER
    transferred = party.role == TARGET and party.verb != SUPERVISE
    return not party.up and not party.outside and (called or transferred)
