"""What interactions ask of rooms above; `app` fills it."""

from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncSession

from huawu.interactions.types import Decision, InteractionRecord, PromisedCall
from huawu.platform.ids import Id
from huawu.platform.work import Work


class Desk(Protocol):
    """The live process, where the agent is waiting."""

    async def wrapped_up(self, agent: Id, interaction: Id) -> None:
        """The wrap-up is in the database: the agent may be free. Raises Unavailable when live is away."""

    async def stages(self) -> dict[Id, str]:
        """The stage of every contact that goes on; empty when live is away."""


class Consequences(Protocol):
    """What else a wrap-up does, in its own Work: all of it is kept, or nothing."""

    async def of_wrap_up(
        self, work: Work, contact: InteractionRecord, agent: Id, promised: PromisedCall | None
    ) -> None:
        """Keep the promise of a call back, forget the draft. May refuse; then nothing is kept."""


class Decisions(Protocol):
    """Why routing did what it did, and to whom it gave a contact."""

    async def about(self, session: AsyncSession, contact: InteractionRecord) -> list[Decision]:
        """Every decision about a contact, oldest first."""

    async def had_part(self, session: AsyncSession, contact: InteractionRecord, agent: Id) -> bool:
        """Whether it was offered to, or handled by, this agent: also of one that goes on or has only just
        ended, of which not everything is written down."""


class WrapUpTypes(Protocol):
    """The published configuration of wrap-up types."""

    async def results_of(self, session: AsyncSession, type: str) -> frozenset[str] | None:
        """The results that a type may have; None when there is no such type."""
