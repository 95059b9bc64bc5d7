"""The database as routes see it: a session to read with, or a Work that is committed before the answer
leaves.
"""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.platform.clock import Clock, Micros, system_clock
from huawu.platform.database import Sessions
from huawu.platform.days import day_start
from huawu.platform.web.ports import port
from huawu.platform.web.signed_in import Person
from huawu.platform.work import Actor, Work, work


@dataclass(slots=True)
class Premises:
    """What the site's configuration says of it, changed when another one is published; and the port that
    phones register at.
    """

    name: dict[str, str] | None = None
    zone: str = "Asia/Shanghai"
    day_starts_hour: int = 0
    sip_port: int = 5060


@dataclass(frozen=True, slots=True)
class Place:
    """Where this web process works: its database, its site, its clock."""

    sessions: Sessions
    site: str
    clock: Clock = system_clock
    premises: Premises = field(default_factory=Premises)

    def day_start(self) -> Micros:
        """When the business day of the site began."""
        return day_start(self.clock(), self.premises.zone, self.premises.day_starts_hour)

    def work(self, actor: Actor) -> AbstractAsyncContextManager[Work]:
        """One transaction on behalf of `actor`."""
        return work(self.sessions, actor=actor, site=self.site, clock=self.clock)


Here = Annotated[Place, Depends(port(Place))]


async def _reading(place: Here) -> AsyncIterator[AsyncSession]:
    async with place.sessions() as session:
        yield session


async def _working(place: Here, person: Person) -> AsyncIterator[Work]:
    async with place.work(person.actor) as w:
        yield w


Reading = Annotated[AsyncSession, Depends(_reading, scope="function")]
"""A session to read with; given back before the answer is sent."""

Working = Annotated[Work, Depends(_working, scope="function")]
"""One Work for the whole route, committed before the answer is sent (FastAPI's default would commit
after).
"""
