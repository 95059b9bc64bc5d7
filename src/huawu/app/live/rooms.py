"""Commands about conferences that are booked: booked, cancelled, who is there, what the organiser does."""

from collections.abc import Awaitable, Callable
from typing import Any

from huawu.app.live.grouped import party_of
from huawu.app.live.owner import Owner
from huawu.telephony.core.switch.conferences import rooms
from huawu.telephony.core.switch.conferences.booked import Booking
from huawu.telephony.core.switch.switch import Switch
from huawu.telephony.core.switch.types import To

Args = dict[str, Any]


class Rooms:
    """Answers `room.book`, `room.cancel`, `room.act` and `room.show`. `confirmed`: waits until it is on the
    disk."""

    def __init__(self, owner: Owner, confirmed: Callable[[], Awaitable[None]]) -> None:
        self._owner, self._confirmed = owner, confirmed
        self.table: dict[str, Callable[[Args], Awaitable[Any]]] = {
            "room.book": self._book,
            "room.cancel": self._cancel,
            "room.act": self._act,
            "room.show": self._show,
        }

    async def _book(self, args: Args) -> None:
        invited = tuple(To(each["kind"], each["id"]) for each in args["invited"])
        rooms.book(self._switch(), Booking(**{**args, "invited": invited}))
        await self._done()

    async def _cancel(self, args: Args) -> None:
        rooms.cancel(self._switch(), args["id"])
        await self._done()

    async def _act(self, args: Args) -> None:
        rooms.act(self._switch(), args["id"], args["action"], args.get("party") or "")
        await self._done()

    async def _show(self, args: Args) -> Args:
        return {key: self._shown(key) for key in args["ids"]}

    def _switch(self) -> Switch:
        """The switch, which knows what time it is."""
        self._owner.look()
        return self._owner.switch

    async def _done(self) -> None:
        self._owner.turn()
        await self._confirmed()

    def _shown(self, booking: str) -> Args:
        """Who is in a conference, as `telephony.routes.Conferences` says."""
        call = rooms.call_of(self._owner.switch, booking)
        if call is None:
            return {"locked": False, "parties": []}
        parties = [party_of(each) | {"number": each.number} for each in call.parties.values()]
        return {"locked": call.locked, "parties": parties}
