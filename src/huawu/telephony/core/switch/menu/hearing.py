"""A caller answers by words: they begin to speak, which stops what is said to them; they are understood
(`walking.said`), or not.

Keys work all the while, and whoever was to listen may be gone: a caller who speaks to nobody is as silent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from huawu.flows import service as flows
from huawu.flows.types import Ask, Entered
from huawu.platform.clock import SECOND
from huawu.platform.ids import Id
from huawu.telephony.core.switch import customer
from huawu.telephony.core.switch.menu import beginning, walking
from huawu.telephony.core.switch.types import MENU, Call

if TYPE_CHECKING:
    from huawu.telephony.core.switch.switch import Switch

SPEAKING_SECONDS = 15
"""So long a caller may speak, and be thought about, before it counts as silence: a noise may never end."""
Place = tuple[str, int, int]


def place(call: Call) -> Place | None:
    """Which question the caller has been put: another one has another place. None: they are put none."""
    if call.stage != MENU or not call.listens or call.then not in ("", "wait"):
        return None
    return call.node, call.tries, call.said


def asked(switch: Switch, call: Call) -> Ask | None:
    """What the caller is asked, where words may answer it: for who takes the call up."""
    plan = switch.plan.flows.get(call.flow)
    if plan is None or place(call) is None:
        return None
    answer = flows.step(plan.graph, call.walk, Entered(), beginning.about(switch, call))[1]
    return answer if isinstance(answer, Ask) and answer.listens else None


def speaks(switch: Switch, key: Id) -> None:
    """The caller has begun to speak: nothing is said to them any more, and they are let finish."""
    call = switch.calls.get(key)
    if call is None or place(call) is None:
        return
    call.token = ""
    switch.port.play(call.leg, customer.QUIET, loop=True)
    switch.wake(call, switch.now + SPEAKING_SECONDS * SECOND)
    switch.changed.add(key)


def unheard(switch: Switch, key: Id) -> None:
    """There were no words in it, or nobody could understand them: the caller is asked again, or goes on."""
    call = switch.calls.get(key)
    if call is None or place(call) is None:
        return
    call.due, call.token = None, ""
    switch.changed.add(key)
    walking.silent(switch, call)
