"""Short codes: what a telephone says by dialling. The codes are those that Chinese networks use, where they
have one: `*57*8002#` sends all calls on to 8002, `*57**97#` to the mailbox, `#57#` ends it. `*60#` says that
the operator takes calls from outside, `#60#` the attendant, `*61#` whoever the calendar says. The closing
`#` may be missing, since many telephones keep it for themselves.

A code that was understood is answered with two beeps; one that was refused with the busy tone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from huawu.platform.ids import Id
from huawu.platform.refusals import NotAllowed, Refusal
from huawu.telephony import ports
from huawu.telephony.core.switch.house import duty, wishing
from huawu.telephony.core.switch.house.lines import ALWAYS, BUSY, NO_ANSWER, OFFLINE

if TYPE_CHECKING:
    from huawu.telephony.core.switch.switch import Switch

DND = "56"
DUTY_CODES = {"*60": duty.OPERATOR, "#60": duty.ATTENDANT, "*61": duty.CALENDAR}
FORWARD_CODES = {"57": ALWAYS, "40": BUSY, "41": NO_ANSWER, "42": OFFLINE}
DONE = ["silence:300", "tones/beep", "silence:200", "tones/beep", "silence:300"]
REFUSED = ["tones/busy"]
_CODE = re.compile(r"([*#])([0-9]{2})(?:\*(\+?[0-9]{2,20}|\*97))?#?")


def dialled(switch: Switch, event: ports.Arrived, extension: str) -> bool:
    """Do what a code says. False: it is none."""
    code = _CODE.fullmatch(event.number)
    known = code is not None and (code[2] in (DND, *FORWARD_CODES) or code[1] + code[2] in DUTY_CODES)
    if code is None or not known:
        return False
    on, to = code[1] == "*", code[3] or ""
    try:
        if (mode := DUTY_CODES.get(code[1] + code[2])) is not None:
            _set_duty(switch, extension, mode)
        elif code[2] == DND:
            wishing.set_dnd(switch, extension, on=on)
        elif on and not to:
            raise Refusal("call.bad_number")
        else:
            wishing.set_forward(switch, extension, FORWARD_CODES[code[2]], to if on else "")
    except Refusal:
        _say(switch, event.leg, REFUSED)
    else:
        _say(switch, event.leg, DONE)
    return True


def _set_duty(switch: Switch, extension: str, mode: str) -> None:
    line = switch.plan.lines.extensions.get(extension)
    if line is None or not line.duty:
        raise NotAllowed("duty.not_yours")
    duty.set_mode(switch, mode, how=duty.PHONE, by=extension)


def _say(switch: Switch, leg: Id, tones: list[str]) -> None:
    """Answer, say it, and hang up when it was said."""
    switch.saying.add(leg)
    switch.port.answer(leg)
    switch.port.play(leg, tones, token=f"code:{leg}")


def said(switch: Switch, leg: Id, event: ports.LegEvent) -> None:
    """Something happened on a leg on which a code was dialled."""
    if isinstance(event, ports.Played):
        switch.port.hang_up(leg)
        switch.saying.discard(leg)
    elif isinstance(event, ports.Ended):
        switch.saying.discard(leg)
