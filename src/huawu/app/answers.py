"""What the live process asks of the web process while callers are on the line: whom they mean who dial by
name, and texts as sound. The web process has the directory and the voice; live never waits for either.

| command | args | answer |
|---|---|---|
| directory.look | by | what `switchboard.core.calling.told` says; None: nobody |
| text.say | text, language | the prompt that says it (`sounds/KEY`) |
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from huawu.app.dial_by_name import DialByName
from huawu.platform import ipc
from huawu.platform.refusals import NotFound
from huawu.platform.settings import Settings
from huawu.platform.web.place import Place
from huawu.speech import service as speech

SOCKET = "answers"
Args = dict[str, Any]
Say = Callable[[str, str], Awaitable[Path]]
"""A text in a language as a file of sound. Refused where nobody speaks."""


class Answers:
    """Answers what live asks."""

    def __init__(self, names: DialByName, say: Say) -> None:
        self._names, self._say = names, say
        self._table: dict[str, Callable[[Args], Awaitable[Any]]] = {
            "directory.look": self._look,
            "text.say": self._said,
        }

    async def handle(self, peer: ipc.Peer, name: str, args: Args) -> Any:  # noqa: ANN401 - any plain value
        command = self._table.get(name)
        if command is None:
            raise NotFound("command.unknown", name=name)
        return await command(args)

    async def open(self, settings: Settings) -> asyncio.Server:
        """Let live ask."""
        return await ipc.serve(settings.socket(SOCKET), name="web", handler=self.handle)

    async def _look(self, args: Args) -> Args | None:
        found = self._names.look(args["by"])
        return None if found is None else dict(found)

    async def _said(self, args: Args) -> str:
        file = await self._say(args["text"], args["language"])
        return f"{file.parent.name}/{file.stem}"


def site_voice(place: Place, house: speech.House) -> Say:
    """The site's voice, by the plan in force; while the database is away, by the one that was."""

    async def say(text: str, language: str) -> Path:
        with contextlib.suppress(OSError, SQLAlchemyError):
            async with place.sessions() as session:
                await house.refresh(session, place.site)
        return Path((await speech.say(house.engines(), text, language)).file)

    return say
