"""A flow begins for a caller, or is left for good."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from huawu.flows import service as flows
from huawu.flows.events import HUNG_UP, LEFT, FlowWalked
from huawu.flows.types import About
from huawu.interactions.events import MenuLeft
from huawu.platform.clock import as_datetime
from huawu.telephony.core.switch import wait
from huawu.telephony.core.switch.menu.words import LANGUAGES, SHORT
from huawu.telephony.core.switch.types import MENU, Call

if TYPE_CHECKING:
    from huawu.telephony.core.switch.switch import Switch


def begun(switch: Switch, call: Call, flow: str) -> bool:
    """The caller stands at the beginning of a flow, and in the language that they chose in an earlier call.
    False: there is no such flow."""
    plan = switch.plan.flows.get(flow)
    if plan is None:
        return False
    _walked(switch, call, LEFT)
    call.walk = flows.start(plan.graph, plan.key, plan.version)
    call.language = remembered(switch, call) or call.language
    return True


def left(switch: Switch, call: Call) -> None:
    """The caller has come out of the flow."""
    told = MenuLeft(call.id, call.flow, call.flow_version, call.keys, switch.now, call.language)
    switch.announce(call.id, told)


def over(switch: Switch, call: Call) -> None:
    """The contact is over: what it passed in its last flow is known."""
    _walked(switch, call, HUNG_UP if call.stage == MENU else LEFT)


def _walked(switch: Switch, call: Call, end: str) -> None:
    if call.flow and call.path:
        walked = FlowWalked(call.id, call.flow, call.flow_version, list(call.path), end, switch.now)
        switch.announce(call.id, walked)


def about(switch: Switch, call: Call) -> About:
    """What graphs may know of a call at this moment."""
    local = as_datetime(switch.now).astimezone(ZoneInfo(switch.plan.zone))
    return {
        **switch.flows.customers.get(call.id, {}),
        "call.number": call.caller,
        "call.dialled": call.number,
        "call.language": SHORT.get(call.language, "zh"),
        "call.now": f"{local:%H:%M}",
        "call.date": local.date().isoformat(),
        "call.weekday": local.isoweekday(),
    }


# ---- the language ------------------------------------------------------------------------------------------


def remembered(switch: Switch, call: Call) -> str:
    """The language that this caller chose the last time; "" they never did, or are not known."""
    known = wait.known_by(switch, call) if call.trunk is not None else None
    return switch.flows.languages.get(known or "", "")


def speaks(switch: Switch, call: Call) -> None:
    """From now on the caller is spoken to as they chose in the flow, in later calls as well."""
    chosen = LANGUAGES.get(call.walk.language, call.walk.language)
    if chosen not in SHORT or chosen == call.language:
        return
    call.language = chosen
    known = wait.known_by(switch, call) if call.trunk is not None else None
    if known is not None:
        switch.flows.chose(known, chosen)
