"""Commands about extensions: how they are, and what their owners wish."""

from collections.abc import Awaitable, Callable
from typing import Any

from huawu.app.live.owner import Owner
from huawu.platform.refusals import NotFound
from huawu.telephony.core.switch.house import extensions, forwarding, lamps, taking, wishing
from huawu.telephony.core.switch.house.lines import WISHES, Wishes

Args = dict[str, Any]


class Extensions:
    """Answers `extension.show` and `extension.wish`. `confirmed`: waits until it is on the disk."""

    def __init__(self, owner: Owner, confirmed: Callable[[], Awaitable[None]]) -> None:
        self._owner, self._confirmed = owner, confirmed
        self.table: dict[str, Callable[[Args], Awaitable[Any]]] = {
            "extension.show": self._show,
            "extension.wish": self._wish,
        }

    async def _show(self, args: Args) -> Args:
        return self._shown(args["number"])

    async def _wish(self, args: Args) -> Args:
        switch, number = self._owner.switch, args["number"]
        self._owner.look()
        wishes = Wishes(**{name: args["wishes"][name] for name in WISHES})
        wishing.wish(switch, number, wishes, by=args["by"])
        await self._confirmed()
        return self._shown(number)

    def _shown(self, number: str) -> Args:
        switch = self._owner.switch
        if not extensions.is_extension(switch, number):
            raise NotFound("call.unknown_extension")
        wishes = forwarding.wishes_of(switch, number)
        return {
            "number": number,
            "state": lamps.state_of(switch, number),
            "calls": extensions.calls_at(switch, number),
            **{name: getattr(wishes, name) for name in WISHES},
            "parked": [
                {"place": place, "since": since, "by": by} for place, since, by in taking.parked(switch)
            ],
            "ringing": [{"extension": at, "since": since} for at, since in taking.ringing(switch, number)],
        }
