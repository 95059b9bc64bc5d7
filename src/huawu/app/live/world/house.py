"""The world as this installation knows it: its customers, its directory, other systems, letters, and the
voice that says texts.

The database and the web process (`app.answers`) are asked beside the live loop, and may be away: then the
caller goes on by the flow's other way.
"""

from collections.abc import Callable, Collection, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import asdict
from typing import Any

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.app.answers import SOCKET
from huawu.app.live.world import web
from huawu.app.live_client import Asking, LateLine
from huawu.app.postgres import database_url
from huawu.customers import queries as customers
from huawu.flows.types import Look, Send, Web
from huawu.platform.clock import Clock
from huawu.platform.database import engine_for, sessions_for
from huawu.platform.ids import new_id
from huawu.platform.mail import Letter, MailFailed, MailOut, Patience, Server, mail_out, password_in
from huawu.platform.refusals import Refusal
from huawu.platform.settings import Settings
from huawu.telephony.ports.world import WorldFailed
from huawu.telephony.queries import mails

Sessions = Callable[[], AbstractAsyncContextManager[AsyncSession]]


_PATIENCE = Patience(step=5.0, letter=8.0, whole=9.0)
"""A caller is on the line while a letter is handed over."""


def world_of(settings: Settings, clock: Clock, allowed: Callable[[], Collection[str]]) -> "HouseWorld":
    """The world of a site's live process. Connections to the database are made when they are first wanted."""
    sessions = sessions_for(engine_for(database_url(settings), pool_size=2, name="huawu live flows"))
    answers = LateLine(settings.socket(SOCKET), name="live")
    password = password_in(settings.key_dir)
    return HouseWorld(
        sessions,
        settings.site,
        answers=answers,
        allowed=allowed,
        out=lambda server: mail_out(server, password, patience=_PATIENCE),
        clock=clock,
    )


class HouseWorld:
    """Fills `World`. `answers`: the web process; `allowed`: origins that may be asked though they are not
    https or lie inside; `out`: the way of letters."""

    def __init__(
        self,
        sessions: Sessions,
        site: str,
        *,
        answers: Asking,
        allowed: Callable[[], Collection[str]],
        out: Callable[[Server], MailOut],
        clock: Clock,
    ) -> None:
        self._sessions, self._site, self._clock = sessions, site, clock
        self._answers, self._allowed, self._out = answers, allowed, out

    async def look(self, question: Look) -> Mapping[str, Any] | None:
        if question.what == "directory":
            found: Mapping[str, Any] | None = await self._asked("directory.look", by=question.by)
            return found
        if question.what != "customer":
            raise WorldFailed("not_set_up")
        return await self._customer(question)

    async def say(self, text: str, language: str) -> str:
        prompt: str = await self._asked("text.say", text=text, language=language)
        return prompt

    async def _asked(self, name: str, **args: str) -> Any:  # noqa: ANN401 - any plain value
        """What the web process answers."""
        try:
            return await self._answers.ask(name, args)
        except Refusal as refusal:
            raise WorldFailed(refusal.key) from None

    async def _customer(self, question: Look) -> Mapping[str, Any] | None:
        try:
            async with self._sessions() as session:
                found = await customers.at_number(session, question.by, 1)
        except (SQLAlchemyError, OSError):
            raise WorldFailed("away") from None
        if not found:
            return None
        return asdict(found[0]) | {"vip": found[0].level == "vip", "number": (*found[0].numbers, "")[0]}

    async def web(self, question: Web) -> Mapping[str, Any]:
        return await web.ask(question, self._allowed())

    async def send(self, question: Send) -> None:
        if question.channel != "mail":
            raise WorldFailed("not_set_up")
        try:
            async with self._sessions() as session:
                server = await mails.server_of(session, self._site)
            if server is None:
                raise WorldFailed("not_set_up")
            subject = question.text.strip().split("\n", 1)[0][:60]
            letter = Letter(new_id(), question.to, subject, question.text, self._clock())
            await self._out(server).send(letter)
        except MailFailed as failed:
            raise WorldFailed(failed.key) from None
        except (SQLAlchemyError, OSError):
            raise WorldFailed("away") from None
