"""Commands about calls that are up: what agents do with them, and who is in them."""

from collections.abc import Awaitable, Callable
from typing import Any

from huawu.app.live.grouped import parties_of, party_of
from huawu.app.live.owner import Owner
from huawu.platform.ids import Id
from huawu.platform.refusals import NotFound
from huawu.telephony.core.switch import hearing, outgoing, supervise, verbs, whose
from huawu.telephony.core.switch.party import CUSTOMER, Party
from huawu.telephony.core.switch.recordings import recording
from huawu.telephony.core.switch.switch import Switch
from huawu.telephony.core.switch.types import UP, Call

Args = dict[str, Any]


class Calls:
    """Answers `call.verb` and `call.parties`. `confirmed`: waits until it is on the disk."""

    def __init__(self, owner: Owner, confirmed: Callable[[], Awaitable[None]]) -> None:
        self._owner, self._confirmed = owner, confirmed
        self.table: dict[str, Callable[[Args], Awaitable[Any]]] = {
            "call.verb": self._verb,
            "call.parties": self._parties,
        }

    async def _verb(self, args: Args) -> Args:
        owner = self._owner
        call = owner.switch.verb(
            args["agent"], args["interaction"], args["verb"], args.get("args") or {}, owner.look()
        )
        owner.turn()
        await self._confirmed()
        return self._shown(call, args["agent"], leads=args["verb"] == "supervise")

    async def _parties(self, args: Args) -> Args:
        switch = self._owner.switch
        call = switch.calls.get(args["interaction"])
        if call is None:
            raise NotFound("call.unknown")
        agent = args.get("agent") or ""
        if not args.get("leads") and agent != call.agent and not whose.has_or_rings(agent, call):
            switch.party_of(call, agent, rings=True)
        return self._shown(call, args.get("agent"), leads=bool(args.get("leads")))

    def _shown(self, call: Call, agent: Id | None, *, leads: bool) -> Args:
        """A call as `telephony.ports.CallControl` says."""
        switch = self._owner.switch
        mine = hearing.part_of(agent, call.parties) if agent else None
        may = verbs.allowed(switch, call, mine) if mine is not None else []
        outcome = call.outcome
        told = outcome and {"to": {"kind": outcome.kind, "id": outcome.to}}
        shown = parties_of(call)
        return shown | {
            "recording": _recording(switch, call),
            "limit": switch.plan.conference_limit,
            "may": may + (supervise.modes(call, mine) if leads else []),
            "urgent": _urgent(switch) if "urgent" in may else None,
            "parked": call.parked or None,
            "outcome": shown["outcome"] and {**shown["outcome"], **(told or {})},
            "parties": [_whole(call, each) for each in call.parties.values()],
        }


def _urgent(switch: Switch) -> Args | None:
    """Where one key sends an urgent call."""
    to = switch.plan.urgent
    return None if to is None else {"kind": to.kind, "id": to.id}


def _recording(switch: Switch, call: Call) -> Args:
    """How the recording stands: on, paused (until when at most), off; and what the caller knows of it."""
    state = "off" if call.recording is None else "on" if call.paused_since is None else "paused"
    return {
        "state": state,
        "since": call.paused_since,
        "until": call.pause_until,
        "on_demand": recording.rule_of(switch, call).on_demand,
        "consent": call.consent or None,
    }


def _whole(call: Call, party: Party) -> Args:
    """A party with its number."""
    return party_of(party) | {"number": call.caller if party.role == CUSTOMER else party.number}


def own_stage(call: Call, agent: Id) -> str:
    """How the call is for one of its agents, in the words of `routing.schemas.OwnCall`."""
    if outgoing.is_dialling(call, agent):
        return "dialling"
    party = hearing.part_of(agent, call.parties)
    if party is None:
        return call.stage
    if party.role == CUSTOMER:  # an agent who called somebody of the house
        return call.stage if call.stage in UP else "dialling"
    if not party.up:
        return "ringing"
    return call.stage if party.leg == call.agent_leg else hearing.interval(party, call.parties)
