"""The library as the page shows it."""

from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from huawu.desk.core.scripts.check import check
from huawu.desk.core.scripts.scenes import LINE_VARIABLES, MOODS, SCENES
from huawu.desk.core.scripts.stepping import LEAVE_REASONS, SKIP_REASONS
from huawu.desk.core.scripts.versions import APPROVED, UNFINISHED, is_due, is_over
from huawu.desk.queries import script_library as library
from huawu.desk.schemas.scripts import (
    Named,
    ScriptLine,
    ScriptProblem,
    ScriptShown,
    ScriptTrial,
    Unfinished,
    VersionShown,
    Vocabulary,
)
from huawu.desk.types import Script, ScriptVersion
from huawu.flows.types import Problem
from huawu.people import queries as people
from huawu.platform.ids import Id
from huawu.platform.refusals import NotFound
from huawu.platform.web.shapes import Words, moment, moment_or_none
from huawu.platform.web.signed_in import SignedIn
from huawu.platform.words import say


def vocabulary() -> Vocabulary:
    """Scenes, variables, moods and reasons, each in its order."""
    return Vocabulary(
        scenes=named(SCENES),
        line_variables=named(LINE_VARIABLES),
        moods=named(MOODS),
        skip_reasons=named(SKIP_REASONS),
        leave_reasons=named(LEAVE_REASONS),
    )


def named(words: Mapping[str, Mapping[str, str]]) -> list[Named]:
    return [Named(key=key, name=Words.model_validate(name)) for key, name in words.items()]


async def list_shown(session: AsyncSession, site: str, user: Id, today: str) -> list[ScriptLine]:
    """Every script, in the order of the scenes."""
    living = await library.living_versions(session, site)
    found = await library.scripts(session, site)
    order = list(SCENES)
    found.sort(key=lambda each: (order.index(each.scene), each.place, each.id))
    return [_line(each, living.get(each.id, []), user, today) for each in found]


def _line(script: Script, living: list[ScriptVersion], user: Id, today: str) -> ScriptLine:
    approved = [each for each in living if each.status == APPROVED]
    valid = [each for each in approved if not is_over(each.expires_on, today)]
    newer = valid[0] if len(valid) == 2 and valid[0].share is not None else None
    shown = next((each for each in valid if each is not newer), None)
    dated = shown or (approved[0] if approved else None)
    unfinished = next((each for each in living if each.status in UNFINISHED), None)
    return ScriptLine.model_validate(
        {
            "id": script.id,
            "scene": script.scene,
            "name": script.name,
            "place": script.place,
            "version": shown.version if shown else None,
            "trial": ScriptTrial(version=newer.version, share=newer.share) if newer and newer.share else None,
            "unfinished": _unfinished(unfinished, user) if unfinished else None,
            "review_on": _day(dated.review_on) if dated else None,
            "expires_on": _day(dated.expires_on) if dated else None,
            "due": any(is_due(each.review_on, each.expires_on, today) for each in approved),
            "over": bool(approved) and not valid,
        }
    )


def _unfinished(version: ScriptVersion, user: Id) -> Unfinished:
    told = {"version": version.version, "status": version.status, "mine": user in version.writers}
    return Unfinished.model_validate(told)


def _day(day: str) -> date | None:
    return date.fromisoformat(day) if day else None


async def script_shown(session: AsyncSession, site: str, person: SignedIn, script: Id) -> ScriptShown:
    """One script with its versions. Refused when there is none."""
    found = await library.script(session, site, script)
    if found is None:
        raise NotFound("script.unknown")
    versions = await library.versions_of(session, script)
    users = {user for each in versions for user in (*each.writers, each.decided_by) if user}
    names = await people.user_names(session, users)
    return ScriptShown.model_validate(
        {
            "id": found.id,
            "scene": found.scene,
            "name": found.name,
            "place": found.place,
            "retired": found.retired,
            "versions": [_version(found.scene, each, person, names) for each in versions],
        }
    )


def _version(
    scene: str, version: ScriptVersion, person: SignedIn, names: Mapping[Id, dict[str, str]]
) -> VersionShown:
    checked = check(scene, version.body) if version.status in UNFINISHED else []
    return VersionShown.model_validate(
        {
            "version": version.version,
            "status": version.status,
            "body": version.body,
            "revision": version.revision,
            "writers": [names[each] for each in version.writers if each in names],
            "mine": person.user in version.writers,
            "written_at": moment(version.written_at),
            "decided_by": names.get(version.decided_by or ""),
            "decided_at": moment_or_none(version.decided_at),
            "why": version.why,
            "share": version.share,
            "review_on": _day(version.review_on),
            "expires_on": _day(version.expires_on),
            "note": version.note,
            "problems": problems_shown(checked, person.locale),
        }
    )


def problems_shown(problems: Iterable[Problem], locale: str) -> list[ScriptProblem]:
    """In the words of the asker."""
    return [
        ScriptProblem(
            key=each.key,
            node=each.node,
            field=each.field,
            title=say(each.key, locale, {"node": each.node, **each.params}).title,
            params=each.params,
        )
        for each in problems
    ]
