"""Pretend neighbours of customers: a knowledge base."""

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
