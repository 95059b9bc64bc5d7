"""Scripts at hand in a contact, and what is being said, as the page shows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.desk.core.scripts import player
from huawu.desk.core.scripts.check import graph_of
from huawu.desk.core.scripts.scenes import GREETING, LINE_VARIABLES, OUTBOUND, SCENES
from huawu.desk.core.scripts.versions import APPROVED, shown_version
from huawu.desk.core.scripts.words import fill
from huawu.desk.models import ScriptUseRow
from huawu.desk.queries import script_library as library
from huawu.desk.queries.script_moment import AtHand, Contact
from huawu.desk.schemas.scripts import (
    ChoiceShown,
    ScriptOffered,
    ScriptsAtHand,
    SpokenLine,
    UseShown,
)
from huawu.desk.types import Script, ScriptUse, ScriptVersion
from huawu.flows import service as flows
from huawu.flows.types import Walk
from huawu.platform.ids import Id
from huawu.platform.refusals import NotFound
from huawu.platform.web.shapes import Words

_MOST_USES = 10
"""Uses of one contact that are shown as said."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A script with the version that a contact gets."""

    script: Script
    version: ScriptVersion

    @property
    def graph(self) -> dict[str, Any]:
        return graph_of(self.script.scene, self.version.body)


async def offered(session: AsyncSession, site: str, contact: Id, today: str) -> list[Offered]:
    """What can be said in a contact, in the order of the scenes."""
    living = await library.living_versions(session, site)
    order = list(SCENES)
    found = []
    for script in await library.scripts(session, site):
        versions = {each.version: each for each in living.get(script.id, []) if each.status == APPROVED}
        standing = library.standings(versions.values())
        number = shown_version(standing, script=script.id, contact=contact, today=today)
        if number is not None:
            found.append(Offered(script, versions[number]))
    return sorted(found, key=lambda each: order.index(each.script.scene))


async def version_at_hand(session: AsyncSession, site: str, script: Id, version: int) -> Offered:
    """A version whatever its state: of a use that goes on, or a rehearsal. Refused when there is none."""
    found = await library.script(session, site, script)
    at = await library.version(session, script, version)
    if found is None or at is None:
        raise NotFound("script.unknown")
    return Offered(found, at)


async def use(session: AsyncSession, use: Id, agent: Id) -> ScriptUse:
    """A use of the agent's own. Refused when it is not theirs."""
    row = await session.get(ScriptUseRow, use, populate_existing=True)
    if row is None or row.agent != agent:
        raise NotFound("script.unknown_use")
    return _use(row)


async def uses_of(session: AsyncSession, contact: Id, agent: Id) -> list[ScriptUse]:
    """What an agent has said in a contact, the last one first."""
    row = ScriptUseRow
    found = await session.execute(
        select(row)
        .where(row.interaction == contact, row.agent == agent)
        .order_by(row.started_at.desc(), row.id.desc())
        .limit(_MOST_USES)
    )
    return [_use(each) for each in found.scalars()]


def at_hand_shown(
    contact: Contact, at: AtHand, offered: list[Offered], uses: list[ScriptUse], *, said: Mapping[Id, Offered]
) -> ScriptsAtHand:
    """Everything the panel needs at once. `said`: the versions of the uses."""
    scene = OUTBOUND if at.moment.known["direction"] == "out" else GREETING
    opening = next((each for each in offered if each.script.scene == scene), None)
    going = next((each for each in uses if each.ended_at is None), None)
    over = [each for each in uses if each.ended_at is not None and not each.walk]
    aside = {each.script for each in uses if each.ended_at is not None and each.walk}
    return ScriptsAtHand(
        opening=opening.script.id if opening else None,
        preview=_preview(opening, at) if opening and going is None else None,
        language="en" if at.words.language == "en" else "zh",
        use=use_shown(going, said[going.id], at) if going else None,
        ended=[use_shown(each, said[each.id], at) for each in over],
        scripts=[_offered(each, each.script.id in aside) for each in offered],
    )


def _offered(each: Offered, aside: bool) -> ScriptOffered:
    return ScriptOffered.model_validate(
        {
            "id": each.script.id,
            "scene": each.script.scene,
            "name": each.script.name,
            "version": each.version.version,
            "aside": aside,
        }
    )


def _preview(opening: Offered, at: AtHand) -> SpokenLine | None:
    graph = opening.graph
    begun = player.begin(graph, opening.script.id, opening.version.version, at.moment)
    return None if begun.over or begun.asks else _line(graph, begun.walk, at)


def use_shown(of: ScriptUse, at: Offered, moment: AtHand) -> UseShown:
    """A use with its line filled in; without one when it is over."""
    walk = flows.walk_from_dict(of.walk)
    graph = at.graph
    line = _line(graph, walk, moment) if of.ended_at is None else None
    return UseShown.model_validate(
        {
            "id": of.id,
            "script": of.script,
            "scene": at.script.scene,
            "name": at.script.name,
            "version": of.version,
            "language": "en" if (walk.language or moment.words.language).startswith("en") else "zh",
            "line": line,
            "seq": of.seq,
            "can_go_back": line is not None and player.back(graph, walk) is not None,
            "mood": of.mood,
            "helpful": of.helpful,
            "left": of.left,
            "rehearsal": of.interaction is None,
        }
    )


def _line(graph: dict[str, Any], walk: Walk, at: AtHand) -> SpokenLine | None:
    seen = player.view(graph, walk, at.moment)
    if seen is None:
        return None
    own = {name: str(value) for name, value in walk.vars}
    called = _called(graph)

    def filled(words: Mapping[str, str]) -> Words:
        return Words(
            zh=fill(words["zh"], own | at.words.zh, called["zh"], "zh"),
            en=fill(words.get("en", ""), own | at.words.en, called["en"], "en"),
        )

    return SpokenLine(
        node=seen.node,
        title=Words.model_validate(seen.title) if seen.title else None,
        line=filled(seen.line),
        hint=filled(seen.hint) if seen.hint else None,
        choices=[ChoiceShown(number=each.number, say=filled(each.say)) for each in seen.choices],
        ahead=[filled(each) for each in seen.ahead],
        on=seen.on,
    )


def _called(graph: dict[str, Any]) -> dict[str, dict[str, str]]:
    """The names of what a line can be filled with."""
    own = {name: one.get("name") for name, one in graph["variables"].items() if isinstance(one, dict)}
    names = {name: of for name, of in own.items() if isinstance(of, dict)} | LINE_VARIABLES
    return {
        language: {name: str(of.get(language) or of.get("zh", name)) for name, of in names.items()}
        for language in ("zh", "en")
    }


def _use(row: ScriptUseRow) -> ScriptUse:
    return ScriptUse(
        id=row.id,
        script=row.script,
        version=row.version,
        agent=row.agent,
        interaction=row.interaction,
        started_at=row.started_at,
        ended_at=row.ended_at,
        walk=row.walk,
        seq=row.seq,
        mood=row.mood,
        helpful=row.helpful,
        left=row.left,
    )
