"""What a replay needs of the database: the day, the configurations in force on it and now, and the drafts."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from huawu.app import site_plan
from huawu.platform import config
from huawu.platform.clock import Micros
from huawu.platform.refusals import Invalid
from huawu.routing import queries
from huawu.routing.service.replay import PastDay
from huawu.routing.service.replay.changes import PLAN_PARTS
from huawu.routing.types import Queue

Site = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Gathered:
    """`sites`: "then", "now" and "draft", as `replay.rules` says. `numbers`: of the configurations that were
    in force on the day; none: that is not known, and those of now stand for them."""

    day: PastDay
    sites: dict[str, Any]
    numbers: list[int]

    def asked(self, changes: dict[str, Any], *, repeats: int, seed: int) -> dict[str, Any]:
        """As `routing.service.replay` reads it from standard input."""
        return {
            "day": self.day.plain(),
            "sites": self.sites,
            "changes": changes,
            "repeats": repeats,
            "seed": seed,
        }


async def gather(session: AsyncSession, site: str, day: str, *, now: Micros) -> Gathered:
    """All of it. Refused (`Invalid`): simulation.bad_day for no date, or a day that is not over."""
    present = _plain(await site_plan.load_site(session, site))
    draft = _plain(await site_plan.load_site(session, site, drafts=True))
    past = await day_of(session, site, present, day, now=now)
    then, numbers = await _then(session, site, past)
    sites = {"now": present, "draft": draft} | ({"then": then} if then else {})
    return Gathered(past, sites, numbers)


async def _then(session: AsyncSession, site: str, day: PastDay) -> tuple[list[list[Any]], list[int]]:
    """The site under each configuration that was in force on the day, with since when, and their numbers.
    Those who have left worked then. One that changed nothing for routing is not told apart."""
    found: list[list[Any]] = []
    numbers = []
    for number, at in await config.in_force_between(session, site, day.begins, day.begins + day.length):
        whole = await config.at_number(session, site, number)
        said = _plain(await site_plan.site_from(session, site, whole, gone=True)) | {"version": number}
        if not found or _rules(found[-1][1]) != _rules(said):
            found.append([max(0, at - day.begins) if found else 0, said])
            numbers.append(number)
    return found, numbers


def _rules(site: Site) -> Site:
    return {part: value for part, value in site.items() if part != "version"}


async def day_of(session: AsyncSession, site: str, said: Site, day: str, *, now: Micros) -> PastDay:
    """The day alone; `said`: what the site says of itself (`site_plan`). Refused as `gather` is."""
    begins, ends = span(said, day)
    if ends > now:
        raise Invalid("simulation.bad_day", day=day)
    rona = Queue("").rona_state
    pauses = frozenset(body.get("rona_state", rona) for body in said["queues"].values())
    return await queries.read_day(
        session, site, begins, ends, pauses=pauses | {rona}, queues=list(said["queues"])
    )


def span(site: Site, day: str) -> tuple[Micros, Micros]:
    """When a day of the site begins and ends. Refused with simulation.bad_day."""
    try:
        return queries.span_of(date.fromisoformat(day), site["zone"], site.get("day_starts_hour", 0))
    except (ValueError, OverflowError):
        raise Invalid("simulation.bad_day", day=day) from None


def _plain(site: Site) -> Site:
    return {part: site[part] for part in (*PLAN_PARTS, "day_starts_hour") if part in site}
