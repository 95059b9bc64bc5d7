"""The script library: writing, proposing, approving, trials, retiring.

Of each script there is one unfinished version at most, and one approved; two while the newer is on trial.
"""

from typing import Any

from sqlalchemy import select

from huawu.desk.core.scripts import check, scenes, versions
from huawu.desk.errors import BadScript
from huawu.desk.events import ScriptApproved, ScriptRetired
from huawu.desk.models import ScriptRow, ScriptVersionRow
from huawu.desk.queries.script_library import latest_version, unfinished
from huawu.desk.types import WrittenScript
from huawu.people.types import SCRIPTS_APPROVE, SCRIPTS_WRITE
from huawu.platform.ids import Id, new_id
from huawu.platform.names import require_name
from huawu.platform.refusals import Invalid, NotFound, Refusal
from huawu.platform.work import Work


async def create_script(work: Work, scene: str, name: dict[str, str], *, place: int = 0) -> Id:
    """A script without words yet. Refused for a scene that there is not, and without a name."""
    work.require(SCRIPTS_WRITE)
    if scene not in scenes.SCENES:
        raise Invalid("script.unknown_scene", scene=scene)
    require_name({"name": name})
    script = new_id()
    row = ScriptRow(
        id=script, site_id=work.site, scene=scene, name=name, place=place,
        created_by=work.actor.id, created_at=work.now,
    )  # fmt: skip
    work.session.add(row)
    await work.session.flush()
    return script


async def rename_script(work: Work, script: Id, name: dict[str, str], *, place: int) -> None:
    """Call it otherwise, or show it at another place of its scene."""
    work.require(SCRIPTS_WRITE)
    require_name({"name": name})
    row = await _script(work, script)
    row.name, row.place = name, place


async def write_draft(work: Work, script: Id, written: WrittenScript, *, today: str) -> int:
    """Keep what is written, sound or not; a new version when there is none unfinished. Returns its number.

    Refused when another has written meanwhile, while it waits for approval, and with days that are none.
    """
    work.require(SCRIPTS_WRITE)
    await _script(work, script, locked=True)
    versions.require_dates(written.review_on, written.expires_on, today)
    row = await unfinished(work.session, script)
    if (row.revision if row else 0) != written.seen:
        raise Refusal("script.stale", revision=row.revision if row else 0)
    if row is None:
        row = ScriptVersionRow(
            script=script,
            version=await latest_version(work.session, script) + 1,
            site_id=work.site, revision=0, writers=[], body={}, written_at=work.now,
        )  # fmt: skip
        work.session.add(row)
    else:
        versions.require_editable(row.status)
    row.body, row.status, row.revision = written.body, versions.DRAFT, row.revision + 1
    row.writers = sorted({*row.writers, work.actor.id})
    row.written_at, row.note = work.now, written.note
    row.review_on, row.expires_on = written.review_on, written.expires_on
    await work.session.flush()
    return row.version


async def drop_draft(work: Work, script: Id, version: int) -> None:
    """Throw what is written away. Nobody has seen it but who wrote it."""
    work.require(SCRIPTS_WRITE)
    row = await _version(work, script, version)
    versions.require_editable(row.status)
    await work.session.delete(row)
    await work.session.flush()


async def propose(work: Work, script: Id, version: int) -> None:
    """Lay it before who approves. Refused while something is wrong with it (`errors.BadScript`)."""
    work.require(SCRIPTS_WRITE)
    row = await _version(work, script, version)
    versions.require_editable(row.status)
    require_sound((await _script(work, script)).scene, row.body)
    row.status, row.proposed_at = versions.PROPOSED, work.now
    row.writers = sorted({*row.writers, work.actor.id})


async def withdraw(work: Work, script: Id, version: int) -> None:
    """Take a proposal back, to write on."""
    work.require(SCRIPTS_WRITE)
    row = await _version(work, script, version)
    versions.require_proposed(row.status)
    row.status = versions.DRAFT


async def send_back(work: Work, script: Id, version: int, *, why: str) -> None:
    """Do not approve it, and say what is missing."""
    work.require(SCRIPTS_APPROVE)
    if not why.strip():
        raise Invalid("script.why_needed")
    row = await _version(work, script, version)
    versions.require_proposed(row.status)
    versions.require_other(row.writers, work.actor.id)
    row.status, row.why = versions.SENT_BACK, why.strip()
    row.decided_by, row.decided_at = work.actor.id, work.now


async def approve(work: Work, script: Id, version: int, *, share: int | None, today: str) -> None:
    """Put it before the agents: in the place of the one before, or beside it to `share` per cent of the
    contacts. Refused to whoever has written any of it."""
    work.require(SCRIPTS_APPROVE)
    row = await _version(work, script, version)
    versions.require_proposed(row.status)
    versions.require_other(row.writers, work.actor.id)
    versions.require_dates(row.review_on, row.expires_on, today)
    of = await _script(work, script)
    require_sound(of.scene, row.body)
    before = await _approved(work, script)
    if share is not None and len(before) != 1:
        raise Refusal("script.trial_needs_one")
    row.status, row.share = versions.APPROVED, share
    row.decided_by, row.decided_at, row.why = work.actor.id, work.now, ""
    for other in before if share is None else ():
        _retire(other, work)
    await work.announce(f"script/{script}", ScriptApproved(script, version, of.scene, share))


async def end_trial(work: Work, script: Id, *, keep: int) -> None:
    """One of the two versions is for everybody from now on."""
    work.require(SCRIPTS_APPROVE)
    running = await _approved(work, script)
    if len(running) != 2 or keep not in {row.version for row in running}:
        raise Refusal("script.no_trial")
    for row in running:
        if row.version == keep:
            row.share = None
        else:
            _retire(row, work)
            await work.announce(f"script/{script}", ScriptRetired(script, row.version))


async def retire_script(work: Work, script: Id) -> None:
    """Nobody is shown it any more. What was said with it stays in the figures."""
    work.require(SCRIPTS_APPROVE)
    row = await _script(work, script)
    row.retired_at = work.now
    for version in await _approved(work, script):
        _retire(version, work)
        await work.announce(f"script/{script}", ScriptRetired(script, version.version))


def require_sound(scene: str, body: dict[str, Any]) -> None:
    """Refused with everything that is wrong with it."""
    wrong = check.check(scene, body)
    if wrong:
        raise BadScript(wrong)


def _retire(row: ScriptVersionRow, work: Work) -> None:
    row.status, row.share, row.retired_at = versions.RETIRED, None, work.now


async def _script(work: Work, script: Id, *, locked: bool = False) -> ScriptRow:
    """`locked`: two who write at once do so one after the other."""
    row = await work.session.get(ScriptRow, script, with_for_update=locked)
    if row is None or row.site_id != work.site or row.retired_at is not None:
        raise NotFound("script.unknown")
    return row


async def _version(work: Work, script: Id, version: int) -> ScriptVersionRow:
    """Two who decide at once do so one after the other."""
    await _script(work, script, locked=True)
    row = await work.session.get(ScriptVersionRow, (script, version))
    if row is None:
        raise NotFound("script.unknown_version", version=version)
    return row


async def _approved(work: Work, script: Id) -> list[ScriptVersionRow]:
    row = ScriptVersionRow
    found = await work.session.execute(
        select(row).where(row.script == script, row.status == versions.APPROVED).order_by(row.version)
    )
    return list(found.scalars())
