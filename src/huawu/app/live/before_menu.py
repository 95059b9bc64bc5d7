"""Commands about what callers hear before the menu, while major incidents are announced."""

from collections.abc import Awaitable, Callable
from typing import Any

from huawu.app.live.owner import Owner

Args = dict[str, Any]


class BeforeMenus:
    """Answers `menu.before`. `confirmed`: waits until it is on the disk."""

    def __init__(self, owner: Owner, confirmed: Callable[[], Awaitable[None]]) -> None:
        self._owner, self._confirmed = owner, confirmed
        self.table: dict[str, Callable[[Args], Awaitable[Any]]] = {"menu.before": self._say}

    async def _say(self, args: Args) -> Args:
        """The next caller hears these. What held before the last change changes nothing."""
        self._owner.look()
        flows = self._owner.switch.flows
        flows.say_before(tuple(args["prompts"]), args["at"])
        self._owner.turn()
        await self._confirmed()
        return {"prompts": list(flows.before.prompts)}
