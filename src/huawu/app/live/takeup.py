"""Taking up what another live process left: the spool says where every call and agent was."""

import logging
from collections.abc import Iterator
from typing import Any

from huawu.platform.clock import Micros
from huawu.platform.ids import Id
from huawu.platform.spool import Spool
from huawu.routing import service as routing
from huawu.routing.types import Declined, Plan
from huawu.telephony.core.switch.switch import Switch
from huawu.telephony.core.switch.types import RINGING, TALK, Call, Wrapping
from huawu.telephony.engine.own import OwnTelephony

log = logging.getLogger(__name__)


class ReplayedIds:
    """Gives the engine the ids its offers had; once replayed, fresh ones from `fresh`."""

    def __init__(self, fresh: Any) -> None:  # noqa: ANN401 - an id source
        self._fresh = fresh
        self._old: list[Id] = []

    def replaying(self, answers: list[dict[str, Any]]) -> None:
        self._old = [a["id"] for a in answers if a.get("kind") == "Offer"]

    def __call__(self) -> Id:
        return self._old.pop(0) if self._old else str(self._fresh())


def engine_of(spool: Spool, plan: Plan, ids: ReplayedIds) -> routing.Engine:
    """The routing engine as it was: its state at the start of the segment and all it was told since."""
    saved = spool.kept.get("engine")
    engine = routing.restore_engine(plan, ids, saved) if saved else routing.open_engine(plan, ids)
    for envelope in spool.recent:
        if envelope.kind == "routing.decided":
            ids.replaying(envelope.body["answers"])
            engine.tell(routing.told_from_dict(envelope.body["told"]), envelope.at)
    ids.replaying([])
    return engine


def legs_of(spool: Spool, telephony: OwnTelephony, now: Micros) -> None:
    """Every leg with its dialog and its ports."""
    for key, values in _kept(spool, "leg/"):
        try:
            telephony.restore(values, now)
        except Exception:
            # One leg that cannot be read must not cost the others; its call ends with its true reason.
            log.exception("leg %s cannot be taken up", key)


def calls_of(spool: Spool, switch: Switch, telephony: OwnTelephony) -> list[Call]:
    """Every call. Those whose customer's leg is gone are left to `broken`."""
    calls = [switch.restore(values) for _, values in _kept(spool, "call/")]
    for agent, (interaction, queue, since) in _kept(spool, "wrap/"):
        switch.wrapping[agent] = Wrapping(agent, interaction, queue, since)
    for recording, _ in _kept(spool, "recording/"):
        log.debug("recording %s goes on", recording)
    return calls


def broken(switch: Switch, telephony: OwnTelephony, calls: list[Call]) -> Iterator[Call]:
    """Calls whose customer's dialog could not be taken up."""
    return (call for call in calls if call.leg not in telephony.legs)


def rung_again(call: Call, switch: Switch) -> None:
    """An offer that was ringing when the process died: its INVITE is cancelled and routing offers anew."""
    if call.stage != RINGING or call.offer is None:
        return
    switch.tells.append(Declined(call.offer, "restarted"))
    switch.close_segment(call, "ringing", call.ring_since, "withdrawn", call.agent)
    if call.agent_leg is not None:
        switch.forget_leg(call.agent_leg)
        switch.port.hang_up(call.agent_leg, "cancelled")
    call.offer = call.agent = call.agent_leg = None
    switch.changed.add(call.id)


def talking(calls: list[Call]) -> list[Call]:
    return [call for call in calls if call.stage == TALK]


def _kept(spool: Spool, prefix: str) -> Iterator[tuple[str, Any]]:
    for key, value in list(spool.kept.items()):
        if key.startswith(prefix):
            yield key.removeprefix(prefix), value
