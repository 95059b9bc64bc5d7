"""What owners of extensions wish: do not disturb, and where their calls go on. Said by page or by code."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from huawu.platform.ids import Id
from huawu.platform.refusals import Invalid, NotFound, Refusal
from huawu.telephony.core.switch.house import extensions, forwarding
from huawu.telephony.core.switch.house.lines import FORWARDS, Wishes
from huawu.telephony.core.switch.mailbox import voicemail
from huawu.telephony.events import ExtensionWished

if TYPE_CHECKING:
    from huawu.telephony.core.switch.switch import Switch

_NUMBER = re.compile(r"\+?[0-9]{2,20}")


def wish(switch: Switch, number: str, wishes: Wishes, *, by: Id | None = None) -> None:
    """From now on this holds. Refused for an extension that is none, and when a forward leads to itself,
    nowhere, or outside without the right to."""
    if not extensions.is_extension(switch, number):
        raise NotFound("call.unknown_extension")
    forwards = tuple(why for why in FORWARDS if wishes.forward(why))
    for why in forwards:
        _check(switch, number, wishes.forward(why))
    if wishes == Wishes():
        switch.wishes.pop(number, None)
    else:
        switch.wishes[number] = wishes
    switch.wished.add(number)
    wished = ExtensionWished(number, wishes.dnd, forwards, by, switch.now)
    switch.announce(f"extension/{number}", wished)


def set_forward(switch: Switch, number: str, why: str, to: str) -> None:
    """Send calls on in one case; `to` "": no more. Refused as `wish`."""
    wishes = replace(forwarding.wishes_of(switch, number))
    setattr(wishes, why, to)
    wish(switch, number, wishes)


def set_dnd(switch: Switch, number: str, *, on: bool) -> None:
    """Whether the owner wants not to be disturbed."""
    wish(switch, number, replace(forwarding.wishes_of(switch, number), dnd=on))


def _check(switch: Switch, number: str, to: str) -> None:
    if to == number:
        raise Invalid("extension.to_itself")
    if to == voicemail.HERE:
        return
    if not _NUMBER.fullmatch(to):
        raise Invalid("call.bad_number")
    if extensions.is_known(switch, to):
        return
    if not extensions.leads_outside(switch, to):
        raise NotFound("call.unknown_extension")
    if not extensions.may_call_outside(switch, number, to):
        raise Refusal("extension.not_outside")
