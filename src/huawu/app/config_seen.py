"""Who else changed an item that somebody is about to change: by name, for people."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Annotated

from fastapi import Query
from pydantic import Field

from huawu.people import queries as people
from huawu.platform import config
from huawu.platform.config.seen import PATTERN
from huawu.platform.web.place import Place
from huawu.platform.web.shapes import Shape, Words, moment

Mark = Annotated[str, Field(pattern=PATTERN)]
"""What an item stood at when it was shown; sent back as the base of a change, a later one of somebody else is
refused (`config.changed_meanwhile`) instead of overwritten."""
MarkAsked = Annotated[str | None, Query(pattern=PATTERN)]


_SYSTEM = {"zh": "系统", "en": "The system"}
"""Who changes it from the command line."""


class Changed(Shape):
    """`mark`: what an item stands at. `at`, `by`: when that was written, and by whom; `by` null: by nobody
    who is there (still)."""

    mark: str
    at: datetime
    by: Words | None


def changed(standing: config.Standing, names: dict[str, dict[str, str]]) -> Changed:
    """As pages show it. `names`: of users."""
    by = Words.model_validate(names[standing.by]) if standing.by in names else None
    return Changed(mark=standing.mark, at=moment(standing.at), by=by)


@asynccontextmanager
async def saying_who(place: Place) -> AsyncIterator[None]:
    """Whoever is refused because of a later change is told whose it was, and when (ISO 8601)."""
    try:
        yield
    except config.ChangedMeanwhile as late:
        told = dict(late.params)
        if (by := told.get("by")) is not None:
            async with place.sessions() as session:
                names = await people.user_names(session, {by})
            told |= {"name": names.get(by, _SYSTEM), "at": moment(told["at"]).isoformat()}
        raise config.ChangedMeanwhile(late.key, **told) from late
