"""Work: one transaction. It is committed at its edge and nowhere else.

    async with work(sessions, actor=actor, site="main") as w:
        w.require("customers.edit")
        w.session.add(...)
        await w.announce(customer_id, CustomerChanged(...))

Nothing outside the database is called inside a Work: an exception rolls everything back, and what was already
said to the world could not be. What must happen after the commit is a fact, a job, or the caller's next line.
"""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.platform import outbox
from huawu.platform.clock import Clock, Micros, system_clock
from huawu.platform.database import Sessions
from huawu.platform.ids import Id
from huawu.platform.refusals import NotAllowed


@dataclass(frozen=True, slots=True)
class Actor:
    """Who asks. `id` is a user's, or the name of a process for the system itself."""

    id: Id
    permissions: frozenset[str] = field(default_factory=frozenset)
    everything: bool = False  # the system itself, or an owner


_HELD = text("SELECT pg_advisory_xact_lock(hashtext(:name))")
SYSTEM = Actor("system", everything=True)


@dataclass(frozen=True, slots=True)
class Work:
    """One transaction, who asks for it, where, and the one time it has."""

    session: AsyncSession
    now: Micros
    actor: Actor
    site: str

    def allows(self, permission: str) -> bool:
        return self.actor.everything or permission in self.actor.permissions

    def require(self, permission: str) -> None:
        """Raise NotAllowed unless the actor has the permission."""
        if not self.allows(permission):
            raise NotAllowed("session.not_allowed", permission=permission)

    async def alone(self, name: str) -> None:
        """Whoever else asks for this name waits until this Work ends."""
        await self.session.execute(_HELD, {"name": name})

    async def announce(self, stream: str, *facts: object) -> list[Id]:
        """Write facts to the outbox in this transaction, numbered within `stream`. Returns their ids.

        A fact is an instance of a class marked with `platform.facts.fact`.
        """
        return await self.announce_each({stream: facts})

    async def announce_each(self, facts: Mapping[str, Sequence[object]]) -> list[Id]:
        """The same for facts of many streams, as quickly as for one."""
        if not any(facts.values()):
            return []
        await self.session.flush()
        return await outbox.write_each(self.session, facts, outbox.Stamp(self.site, self.now))


@asynccontextmanager
async def work(
    sessions: Sessions, *, actor: Actor = SYSTEM, site: str, clock: Clock = system_clock
) -> AsyncIterator[Work]:
    """One transaction: committed when the block ends, rolled back when it raises."""
    async with sessions() as session, session.begin():
        yield Work(session, clock(), actor, site)
