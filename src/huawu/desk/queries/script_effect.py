"""How well each version of a script does: uses on record, and what came of the contacts."""

from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.desk.core.scripts.effect import Effect, Outcome, Use, by_version
from huawu.desk.core.scripts.scenes import Bilingual
from huawu.desk.core.scripts.stepping import LEAVE_REASONS, SKIP_REASONS
from huawu.desk.core.scripts.versions import APPROVED
from huawu.desk.models import ScriptStepRow, ScriptUseRow
from huawu.desk.queries import script_library as library
from huawu.desk.schemas.scripts import (
    IntervalShown,
    MeanShown,
    ReasonCount,
    ScriptEffect,
    ShareShown,
    VersionEffect,
    VersionsCompared,
)
from huawu.desk.types import ScriptVersion
from huawu.interactions import queries as interactions
from huawu.measures.comparing import Mean, Share, difference_of_means, difference_of_shares, differs
from huawu.measures.quality import Interval
from huawu.platform.clock import SECOND, Micros
from huawu.platform.ids import Id
from huawu.platform.web.shapes import Words, moment

_AT_ONCE = 5000


async def effect_shown(session: AsyncSession, script: Id, *, since: Micros, result: str) -> ScriptEffect:
    """The effect of every version that was said since a moment. `result`: of wrap-ups that count as
    resolved."""
    uses = await _uses(session, script, since)
    outcomes = await _outcomes(session, {use.contact for use in uses}, since, result)
    effects = by_version(uses, outcomes)
    versions = {each.version: each for each in await library.versions_of(session, script)}
    return ScriptEffect(
        since=moment(since),
        result=result,
        versions=[_shown(versions[each], effects[each]) for each in effects if each in versions],
        compared=_compared(versions, effects),
    )


async def _uses(session: AsyncSession, script: Id, since: Micros) -> list[Use]:
    row, step = ScriptUseRow, ScriptStepRow
    found = await session.execute(
        select(row.id, row.version, row.interaction, row.helpful, row.left).where(
            row.script == script, row.started_at >= since, row.interaction.is_not(None)
        )
    )
    steps = await session.execute(
        select(step.use, step.did, step.reason).where(
            step.script == script, step.at >= since, step.did.in_(("shown", "skipped"))
        )
    )
    shown: dict[Id, int] = {}
    skipped: dict[Id, list[str]] = {}
    for use, did, reason in steps:
        if did == "shown":
            shown[use] = shown.get(use, 0) + 1
        else:
            skipped.setdefault(use, []).append(reason)
    return [
        Use(version, contact or "", helpful, tuple(skipped.get(use, ())), left, shown.get(use, 0))
        for use, version, contact, helpful, left in found
    ]


async def _outcomes(
    session: AsyncSession, contacts: Iterable[Id], since: Micros, result: str
) -> dict[Id, Outcome]:
    """Asked for some thousands at a time: a statement takes no more than 32767 values."""
    wanted = sorted(contacts)
    outcomes: dict[Id, Outcome] = {}
    for begin in range(0, len(wanted), _AT_ONCE):
        some = wanted[begin : begin + _AT_ONCE]
        said = await interactions.wrap_ups(session, some)
        handled = await interactions.handled(session, some, since=since)
        for contact in some:
            results = [each.result for each in said.get(contact, []) if each.result]
            spent = handled.get(contact)
            outcomes[contact] = Outcome(
                resolved=results[-1] == result if results else None,
                handled=None if spent is None else spent / SECOND,
            )
    return outcomes


def _shown(version: ScriptVersion, effect: Effect) -> VersionEffect:
    return VersionEffect.model_validate(
        {
            "version": version.version,
            "status": version.status,
            "share": version.share,
            "uses": effect.uses,
            "contacts": effect.contacts,
            "helpful": _share(effect.helpful),
            "skipping": _share(effect.skipping),
            "leaving": _share(effect.leaving),
            "skipped": _reasons(effect.skipped, SKIP_REASONS),
            "left": _reasons(effect.left, LEAVE_REASONS),
            "resolution": _share(effect.resolution),
            "handle_seconds": _mean(effect.handle),
        }
    )


def _compared(
    versions: Mapping[int, ScriptVersion], effects: Mapping[int, Effect]
) -> VersionsCompared | None:
    """The two of a trial that runs: only these were given out by lot."""
    running = sorted(
        (each for each in versions.values() if each.status == APPROVED), key=lambda v: -v.version
    )
    if len(running) != 2 or running[0].share is None:
        return None
    newer, older = running[0].version, running[1].version
    if newer not in effects or older not in effects:
        return None
    one, other = effects[newer], effects[older]
    helpful = difference_of_shares(one.helpful, other.helpful)
    resolution = difference_of_shares(one.resolution, other.resolution)
    handle = difference_of_means(one.handle, other.handle)
    return VersionsCompared(
        newer=newer,
        older=older,
        helpful=_interval(helpful),
        resolution=_interval(resolution),
        handle_seconds=_interval(handle),
        helpful_differs=differs(helpful),
        resolution_differs=differs(resolution),
        handle_differs=differs(handle),
    )


def _share(share: Share) -> ShareShown:
    low, high = share.interval.low, share.interval.high
    interval = IntervalShown(low=low, high=high)
    return ShareShown(part=share.part, whole=share.whole, value=share.value, interval=interval)


def _mean(mean: Mean) -> MeanShown:
    return MeanShown(n=mean.n, value=mean.value, interval=_interval(mean.interval))


def _interval(interval: Interval | None) -> IntervalShown | None:
    return None if interval is None else IntervalShown(low=interval.low, high=interval.high)


def _reasons(counted: Mapping[str, int], words: Mapping[str, Bilingual]) -> list[ReasonCount]:
    return [
        ReasonCount(key=key, name=Words.model_validate(words.get(key, {"zh": key, "en": key})), times=times)
        for key, times in counted.items()
    ]
