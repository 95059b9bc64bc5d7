"""Commands about who takes calls from outside: the attendant or the operator."""

from collections.abc import Awaitable, Callable
from typing import Any

from huawu.app.live.owner import Owner
from huawu.telephony.core.switch.house import duty

Args = dict[str, Any]


class Duties:
    """Answers `duty.show` and `duty.switch`. `confirmed`: waits until it is on the disk."""

    def __init__(self, owner: Owner, confirmed: Callable[[], Awaitable[None]]) -> None:
        self._owner, self._confirmed = owner, confirmed
        self.table: dict[str, Callable[[Args], Awaitable[Any]]] = {
            "duty.show": self._show,
            "duty.switch": self._switch,
        }

    async def _show(self, args: Args) -> Args:
        self._owner.look()
        switch = self._owner.switch
        said = switch.duty
        return {
            "mode": said.mode,
            "on_duty": duty.on_duty(switch),
            "since": said.since or None,
            "how": said.how or None,
            "by": said.by or None,
            "next_change": duty.next_change(switch),
            "has_calendar": switch.plan.operator_hours is not None,
            "numbers": duty.numbers(switch),
        }

    async def _switch(self, args: Args) -> Args:
        self._owner.look()
        duty.set_mode(self._owner.switch, args["mode"], how=duty.PAGE, by=args["by"])
        self._owner.turn()
        await self._confirmed()
        return await self._show(args)
