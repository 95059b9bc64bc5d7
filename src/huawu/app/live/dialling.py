"""Commands of agents who call somebody from the page: whether they can, and do it."""

from collections.abc import Awaitable, Callable
from typing import Any

from huawu.app.live.owner import Owner
from huawu.platform.refusals import NotFound, Refusal
from huawu.routing.types import AgentState
from huawu.telephony.core.phones import Phones
from huawu.telephony.core.switch import outgoing
from huawu.telephony.core.switch.types import Desk, To

Args = dict[str, Any]


class Dialling:
    """Answers `call.dial` and `call.dial_checked`. `confirmed`: waits until it is on the disk."""

    def __init__(self, owner: Owner, confirmed: Callable[[], Awaitable[None]], phones: Phones) -> None:
        self._owner, self._confirmed, self._phones = owner, confirmed, phones
        self.table: dict[str, Callable[[Args], Awaitable[Any]]] = {
            "call.dial": self._dial,
            "call.dial_checked": self._checked,
        }

    async def _dial(self, args: Args) -> Args:
        owner, desk, to = self._owner, self._desk(args), To(args["to"]["kind"], args["to"]["id"])
        self._need(desk)
        owner.look()
        call = outgoing.begin(owner.switch, desk.agent, to, callback=args.get("callback"))
        owner.turn()
        await self._confirmed()
        return {"interaction": call.id}

    async def _checked(self, args: Args) -> Args:
        """What the number shown will be, and why it could not be called now, as a refusal key."""
        switch, desk = self._owner.switch, self._desk(args)
        to, refusal, params = To(args["to"]["kind"], args["to"]["id"]), None, {}
        inside = to.kind != "number"
        try:
            inside = outgoing.check(switch, desk, to).kind != "number"
            self._need(desk)
            if switch.call_of(desk.agent) is not None:
                raise Refusal("agent.in_call")
        except Refusal as refused:
            refusal, params = refused.key, refused.params
        shown = desk.extension if inside else switch.plan.shown_by(desk.extension)
        return {"shown": shown, "inside": inside, "refusal": refusal, "params": params}

    def _need(self, desk: Desk) -> None:
        """Whoever calls is signed in, at a telephone that can take a call."""
        view = self._owner.routing.agent(desk.agent) if self._owner.routing else None
        if view is None or view.state == AgentState.SIGNED_OUT:
            raise Refusal("agent.not_signed_in")
        if not self._phones.is_there(desk.extension):
            raise Refusal("agent.phone_not_registered", extension=desk.extension)
        if why := self._phones.view(desk.extension).why:
            raise Refusal(why)

    def _desk(self, args: Args) -> Desk:
        desk = self._owner.switch.plan.desks.get(args["agent"])
        if desk is None:
            raise NotFound("agent.unknown")
        return desk
