"""Pretend neighbours of customers: a knowledge base, a way for one-time codes."""

from collections.abc import Mapping
from typing import Any

from huawu.customers.core.verifying import Said
from huawu.platform.refusals import Unavailable


class PretendKnowledge:
    """Knows what it was told: by field, what to say of which text."""

    def __init__(self, known: Mapping[str, Mapping[str, Said]], *, away: bool = False) -> None:
        self._known, self._away = known, away

    async def about(self, facts: Mapping[str, Any]) -> Mapping[str, Said]:
        if self._away:
            raise Unavailable("live.away")
        return {
            field: self._known[field][value]
            for field, value in facts.items()
            if field in self._known and isinstance(value, str) and value in self._known[field]
        }


class PretendCodes:
    """A way on which codes arrive at once, for the test to read."""

    def __init__(self, *, broken: bool = False) -> None:
        self.sent: list[tuple[str, str, str]] = []
        self.broken = broken

    async def ready(self) -> bool:
        return True

    async def send(self, to: str, code: str, *, minutes: int, language: str) -> None:
        if self.broken:
            raise Unavailable("customer.code_not_sent")
        self.sent.append((to, code, language))
