"""How a site has arranged its cases, as it is in force."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from huawu.cases.config import CAUSE, PROMISE, SOLUTION, TYPE, URGENCY
from huawu.cases.core import trees
from huawu.cases.core.business import WorkingTime, round_the_clock
from huawu.cases.core.forms import Form
from huawu.platform import config
from huawu.platform.config.checks import Body, Whole
from huawu.platform.hours import hours_from

_ZONE = "Asia/Shanghai"
_KINDS = (TYPE, URGENCY, CAUSE, SOLUTION, PROMISE, "team", "hours", "site")
"""Flows and prompts, which are much longer, are not read for a list of cases."""


@dataclass(frozen=True, slots=True)
class Arranged:
    """The configuration as cases ask for it. `whole`: of the kinds that they need."""

    whole: Whole
    zone: str = _ZONE
    _times: dict[str, WorkingTime] = field(default_factory=dict)

    @property
    def types(self) -> dict[str, Body]:
        return dict(self.whole.get(TYPE, {}))

    @property
    def urgencies(self) -> dict[str, Body]:
        return dict(self.whole.get(URGENCY, {}))

    @property
    def causes(self) -> dict[str, Body]:
        return dict(self.whole.get(CAUSE, {}))

    @property
    def solutions(self) -> dict[str, Body]:
        return dict(self.whole.get(SOLUTION, {}))

    @property
    def teams(self) -> dict[str, Body]:
        return dict(self.whole.get("team", {}))

    def of_type(self, key: str, what: str) -> Any:  # noqa: ANN401 - what a body holds
        """What the type says, or the nearest above it; None: nobody does."""
        return trees.inherited(self.types, key, what)

    def form_of(self, key: str) -> Form:
        """The fields of a type; none where it has no form, or is not there any more."""
        return self.of_type(key, "form") or []

    def promise_of(self, priority: str) -> Body | None:
        """What is promised to cases of this priority; None: nothing."""
        return self.whole.get(PROMISE, {}).get(priority)

    def hours_of(self, priority: str) -> tuple[str, Body | None]:
        """The zone and the hours of the promise to cases of this priority; None: round the clock."""
        key = (self.promise_of(priority) or {}).get("hours") or ""
        return self.zone, self.whole.get("hours", {}).get(key)

    def time_of(self, priority: str) -> WorkingTime:
        """The working hours on which the promise to cases of this priority runs."""
        key = (self.promise_of(priority) or {}).get("hours") or ""
        if key not in self._times:
            _, body = self.hours_of(priority)
            hours = round_the_clock(self.zone) if body is None else hours_from(body, self.zone)
            self._times[key] = WorkingTime(hours)
        return self._times[key]


async def arranged_at(session: AsyncSession, site: str, number: int) -> Arranged:
    """What was in force at a site under this number of its configuration."""
    whole = await config.at_number(session, site, number)
    return Arranged(whole, whole.get("site", {}).get("site", {}).get("zone", _ZONE))


async def arranged(session: AsyncSession, site: str, *, kinds: Collection[str] = _KINDS) -> Arranged:
    """What is in force at a site; `kinds`: that much of it."""
    whole = await config.whole(session, site, kinds=kinds)
    itself = whole.get("site", {}).get("site", {})
    return Arranged(whole, itself.get("zone", _ZONE))
