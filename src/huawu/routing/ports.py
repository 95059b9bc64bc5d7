"""What routing's pages ask of the live process; `app` fills it."""

from typing import Any, Protocol

from huawu.platform.ids import Id

View = dict[str, Any]
"""`{state, reason, since, until, contact, phone_registered, phone, call}`; times in microseconds UTC or None.
`phone` and `call` are those of `schemas.PhoneShown` and `schemas.OwnCall`."""


class LiveAgents(Protocol):
    """Agents as the live process knows them. Every method may refuse, Unavailable("live.away") among
    others.
    """

    async def show(self, agent: Id) -> View: ...

    async def sign_in(self, agent: Id) -> View: ...

    async def sign_out(self, agent: Id) -> View: ...

    async def change(self, agent: Id, state: str, reason: str, *, limit_seconds: int | None = None) -> View:
        """ready or paused; a pause should be over after `limit_seconds`."""

    async def act(self, agent: Id, action: str, *, reason: str = "", keys: str = "") -> None:
        """Do one of `schemas.Action` to the call that the agent is on."""

    async def help_seen(self, interaction: Id, *, by: Id) -> None:
        """This person sees to the agent who asks for help. Refused (`help.over`) when nobody asks any
        more."""

    async def board(self) -> dict[str, Any]:
        """The live board (see analytics)."""
