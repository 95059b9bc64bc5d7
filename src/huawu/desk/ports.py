"""What the desk asks of the live process; `app` fills it."""

from typing import Any, Protocol

from huawu.desk.types import LiveCall, MayDial
from huawu.platform.ids import Id


class LiveCalls(Protocol):
    """Calls that go on now."""

    async def call(self, interaction: Id) -> LiveCall | None:
        """A call; None when it is over, and also when live is away: then the database knows what it
        knows.
        """


class Dialling(Protocol):
    """Agents call somebody. Each may refuse, Unavailable("live.away") among others. `kind`: agent, queue,
    extension, number (as it is to be dialled; it may also be one of the house)."""

    async def dial(self, agent: Id, kind: str, whom: str, *, callback: Id | None) -> Id:
        """Ring the agent's own telephone, then whom they call: the interaction. `callback`: the promise that
        is kept by it."""

    async def may_dial(self, agent: Id, kind: str, whom: str) -> MayDial:
        """Whether they could, and what would be seen of them."""


class WaitingCallbacks(Protocol):
    """Callers who are called back instead of waiting. Each may refuse, Unavailable("live.away") among
    others."""

    async def backs(self, queue: Id | None) -> list[dict[str, Any]]:
        """Who waits for it, of one queue or of all, as `schemas.CallbackWaiting` but without names,
        times in microseconds UTC."""

    async def cancel_back(self, interaction: Id, *, by: Id) -> None:
        """Nobody calls them. Refused (`callback.under_way`) while they are being called."""

    async def hurry_back(self, interaction: Id, *, by: Id) -> None:
        """Before all others."""
