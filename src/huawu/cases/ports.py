"""What cases ask of whoever knows more than they do; `app` fills it."""

from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncSession

from huawu.platform.clock import Micros
from huawu.platform.ids import Id
from huawu.platform.web.signed_in import SignedIn


class Overheard(Protocol):
    """What customers said in contacts."""

    async def of_customer(self, session: AsyncSession, person: SignedIn, interaction: Id) -> str:
        """What the customer has said so far in a contact, a line each; "" when nothing was written down, or
        when this person may not read it."""


class BeforeMenu(Protocol):
    """Whoever answers callers."""

    async def say_before_menu(self, prompts: list[str], at: Micros) -> None:
        """Callers hear these prompts of the centre before the menu or the queue from now on. What held before
        `at` changes nothing any more. Raises Unavailable while nobody is there to be told."""
