"""What the desk asks of the live process; `app` fills it."""

from typing import Protocol

from huawu.desk.types import LiveCall
from huawu.platform.ids import Id


class LiveCalls(Protocol):
    """Calls that go on now."""

    async def call(self, interaction: Id) -> LiveCall | None:
        """A call; None when it is over, and also when live is away: then the database knows what it
        knows.
        """
