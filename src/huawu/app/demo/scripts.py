"""The script library of the demonstration: every scene, with words as a hotel and its support line say them.

The team leaders have written it, each the scripts of their own line, and the other one has approved. One
greeting is on trial, one proposal waits, one review is due.
"""

from datetime import timedelta
from typing import Any

from huawu.app.demo.script_lines import SCRIPTS, Seed
from huawu.desk.service import scripts
from huawu.desk.types import WrittenScript
from huawu.people.types import SCRIPTS_APPROVE, SCRIPTS_WRITE
from huawu.platform.clock import as_datetime
from huawu.platform.ids import Id
from huawu.platform.work import Actor, Work

_REVIEW_DAYS = 90
_MAY = frozenset({SCRIPTS_WRITE, SCRIPTS_APPROVE})


async def write_library(work: Work, *, writer: Id, approver: Id) -> None:
    """Write, propose and approve all scripts. `writer` and `approver`: two users."""
    mine, theirs = _as(work, writer), _as(work, approver)
    for place, seed in enumerate(SCRIPTS, 1):
        script = await scripts.create_script(mine, seed.scene, seed.name, place=place)
        await _version(mine, theirs, script, seed, seed.body, share=None)
        if seed.trial is not None:
            await _version(mine, theirs, script, seed, seed.trial, share=50)
        if seed.proposed is not None:
            await _draft(mine, script, seed, seed.proposed, seen=0)


async def _version(
    mine: Work, theirs: Work, script: Id, seed: Seed, body: dict[str, Any], *, share: int | None
) -> None:
    version = await _draft(mine, script, seed, body, seen=0)
    await scripts.approve(theirs, script, version, share=share, today=_day(mine, 0))


async def _draft(work: Work, script: Id, seed: Seed, body: dict[str, Any], *, seen: int) -> int:
    review = _day(work, seed.review_days if seed.review_days is not None else _REVIEW_DAYS)
    written = WrittenScript(body, seen, review_on=review, note=seed.note)
    version = await scripts.write_draft(work, script, written, today=_day(work, 0))
    await scripts.propose(work, script, version)
    return version


def _day(work: Work, days: int) -> str:
    return (as_datetime(work.now) + timedelta(days=days)).date().isoformat()


def _as(work: Work, user: Id) -> Work:
    return Work(work.session, work.now, Actor(user, _MAY), work.site)
