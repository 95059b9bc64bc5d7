"""How long recordings are kept: those whose time is over are written down as deleted, and their files go.

How many days is said by their queue (`recording_days`), else by the site (`recording_days` of the item
"site"), else they are kept for ever. One that is held is never deleted. The files go in a job, after the
transaction: a death in between costs nothing, since a job is done again.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from huawu.interactions import queries, service
from huawu.interactions.events import RecordingSpaceLow
from huawu.platform import config, jobs
from huawu.platform.jobs import Job
from huawu.platform.work import Work
from huawu.telephony.recordings import words
from huawu.telephony.recordings.space import Space, space_of

log = logging.getLogger(__name__)
DELETE_FILES = "delete_recordings"
"""The kind of the job; its args: `{"paths": [...]}`."""
MOST_AT_ONCE = 500
DAYS = "recording_days"


async def delete_what_is_over(work: Work) -> int:
    """Write down which recordings are gone, and promise that their files go. Returns how many."""
    whole = await config.whole(work.session, work.site)
    days = {key: body[DAYS] for key, body in whole.get("queue", {}).items() if body.get(DAYS)}
    otherwise = whole.get("site", {}).get("site", {}).get(DAYS)
    over = await queries.recordings_over(
        work.session, days=days, otherwise=otherwise, now=work.now, most=MOST_AT_ONCE
    )
    if over:
        await service.delete_recordings(work, over)
        await jobs.enqueue(work, DELETE_FILES, {"paths": [path for _, _, path, _ in over]})
    return len(over)


def deleting(folder: Path) -> Callable[[Job], Awaitable[dict[str, Any] | None]]:
    """The handler of `DELETE_FILES`: removes what lies in the folder of recordings, and nothing else."""

    async def delete(job: Job) -> dict[str, Any]:
        return {"removed": await asyncio.to_thread(_remove, folder, job.args["paths"])}

    return delete


def _remove(folder: Path, paths: list[str]) -> int:
    folder, removed = folder.resolve(), 0
    for path in paths:
        place = (folder / path).resolve()
        if place.is_relative_to(folder) and place.is_file():
            words.beside(place).unlink(missing_ok=True)
            place.unlink()
            removed += 1
    return removed


class SpaceWatch:
    """Says it once when room for recordings becomes scarce, and once when there is enough again."""

    def __init__(self, folder: Path, look: Callable[[Path], Space] = space_of) -> None:
        self._folder, self._look, self._state = folder, look, "ok"

    async def look(self, work: Work) -> None:
        """Announce what has changed since the last look."""
        space = await asyncio.to_thread(self._look, self._folder)
        if space.state != self._state:
            log.warning("room for recordings is %s: %s %% free", space.state, space.free_percent)
            fact = RecordingSpaceLow(space.state, space.free_percent, work.now)
            await work.announce("recordings", fact)
            self._state = space.state
