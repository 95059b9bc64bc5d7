"""What flows ask of the world beyond telephony: records, other systems, messages, a voice for texts. `app`
fills it; `Nobody` is the twin that knows nothing.

Who asks has a caller on the line: whatever takes longer than was asked for is given up by whoever calls
these, so that they may be cancelled at any moment.
"""

from collections.abc import Mapping
from typing import Any, Protocol

from huawu.flows.types import Look, Send, Web


class WorldFailed(Exception):
    """It could not be done. `cause`: a word for the flow's tests and for figures, nothing personal."""

    def __init__(self, cause: str) -> None:
        super().__init__(cause)
        self.cause = cause


class World(Protocol):
    """Each raises WorldFailed."""

    async def look(self, question: Look) -> Mapping[str, Any] | None:
        """What is known of a customer, an entry of the directory, a case; None: there is no such."""
        ...

    async def web(self, question: Web) -> Mapping[str, Any]:
        """The JSON object that another system answers; anything else that is JSON stands under ""."""
        ...

    async def send(self, question: Send) -> None:
        """A message is on its way."""
        ...

    async def say(self, text: str, language: str) -> str:
        """The prompt that says a text in a language (zh-CN)."""
        ...


class Nobody:
    """There is nobody to ask."""

    async def look(self, question: Look) -> Mapping[str, Any] | None:
        raise WorldFailed("not_set_up")

    async def web(self, question: Web) -> Mapping[str, Any]:
        raise WorldFailed("not_set_up")

    async def send(self, question: Send) -> None:
        raise WorldFailed("not_set_up")

    async def say(self, text: str, language: str) -> str:
        raise WorldFailed("not_set_up")
