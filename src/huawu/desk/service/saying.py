"""Saying a script in a contact, or to oneself: begin, step by step, set aside, end. Every step is on record.

Nothing that was said by the customer is kept: the walk holds the script's own variables and is emptied when
the use is over.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, update

from huawu.desk.core.scripts import player, stepping
from huawu.desk.core.scripts.player import At, Moment
from huawu.desk.core.scripts.scenes import DECLARED
from huawu.desk.models import ScriptReadRow, ScriptStepRow, ScriptUseRow
from huawu.desk.types import ScriptStep
from huawu.flows import service as flows
from huawu.flows.types import Graph, Look, Told
from huawu.platform.ids import Id, new_id
from huawu.platform.refusals import NotFound
from huawu.platform.work import Work

Ask = Callable[[Look], Awaitable[Told]]
"""Asks the world; always answers."""

_QUESTIONS = 4
"""How often one step may ask the world."""


@dataclass(frozen=True, slots=True)
class Saying:
    """Who says which version where, with what is known. `interaction` None: a rehearsal."""

    script: Id
    version: int
    agent: Id
    interaction: Id | None
    graph: Graph
    moment: Moment
    ask: Ask


async def begin(work: Work, saying: Saying) -> Id:
    """Begin a script; what was being said in this contact is set aside. One that was set aside goes on where
    it stood; one that is being said goes on. Returns the use."""
    if saying.interaction is not None:
        await _lock(work, saying.agent)
        there = await _there(work, saying)
        if there is not None and there.ended_at is None:
            return there.id
        await _set_aside(work, saying.agent, saying.interaction)
        if there is not None and there.walk:
            there.ended_at = None
            await _record(work, there, there.walk["node"], "resumed")
            return there.id
    at = await _settled(saying, player.begin(saying.graph, saying.script, saying.version, saying.moment))
    row = ScriptUseRow(
        id=new_id(),
        site_id=work.site,
        script=saying.script,
        version=saying.version,
        agent=saying.agent,
        interaction=saying.interaction,
        rehearsal=saying.interaction is None,
        started_at=work.now,
        walk=_kept(at),
        seq=0,
        mood="",
        left_note="",
    )
    work.session.add(row)
    await work.session.flush()
    await _arrive(work, row, at, before="")
    return row.id


async def _lock(work: Work, agent: Id) -> None:
    """An agent's tabs begin one after the other."""
    await work.alone(f"script {agent}")


async def step(work: Work, use: Id, saying: Saying, done: ScriptStep) -> None:
    """Do one thing. A step that the page asked for twice, or of a line that it had left, changes nothing."""
    row = await own_use(work, use, saying.agent)
    if row.ended_at is not None or done.seen != row.seq:
        return
    walk = flows.walk_from_dict(row.walk)
    result = stepping.do(saying.graph, walk, done.did, done.detail, saying.moment)
    at = await _settled(saying, result.at)
    await _record(work, row, walk.node, result.did, result.reason)
    if result.did == "mood":
        row.mood = result.reason
    if result.left is not None:
        row.left, row.left_note = result.left, done.note
    await _arrive(work, row, at, before=walk.node)


async def _settled(saying: Saying, at: At) -> At:
    """What the script asks the world is asked."""
    for _ in range(_QUESTIONS):
        if at.asks is None:
            return at
        told = await saying.ask(at.asks)
        at = player.tell(saying.graph, at.walk, told, saying.moment)
    return At(at.walk, over=at.asks is not None or at.over)


async def _arrive(work: Work, row: ScriptUseRow, at: At, *, before: str) -> None:
    row.walk = _kept(at)
    if at.over:
        row.ended_at = work.now
        if row.left is None:
            await _record(work, row, at.walk.node, "over")
        if row.rehearsal and row.left is None:
            await _rehearsed(work, row)
    elif at.walk.node != before:
        await _record(work, row, at.walk.node, "shown")
    await work.session.flush()


def _kept(at: At) -> dict[str, Any]:
    """The walk without what the desk says anew each time; nothing when it is over."""
    if at.over:
        return {}
    row: dict[str, Any] = flows.walk_to_dict(at.walk)
    held = row.get("vars")
    if isinstance(held, dict):
        row["vars"] = {name: value for name, value in held.items() if name not in DECLARED}
    return row


async def _record(work: Work, row: ScriptUseRow, node: str, did: str, reason: str = "") -> None:
    row.seq += 1
    work.session.add(
        ScriptStepRow(
            use=row.id,
            seq=row.seq,
            site_id=work.site,
            script=row.script,
            version=row.version,
            agent=row.agent,
            interaction=row.interaction,
            node=node,
            did=did,
            reason=reason,
            at=work.now,
        )
    )


async def rate(work: Work, use: Id, agent: Id, helpful: bool | None) -> None:
    """Say whether it helped; None takes it back. Also after the contact."""
    (await own_use(work, use, agent)).helpful = helpful


async def own_use(work: Work, use: Id, agent: Id) -> ScriptUseRow:
    """A use of the agent's own, locked."""
    row = await work.session.get(ScriptUseRow, use, with_for_update=True)
    if row is None or row.agent != agent:
        raise NotFound("script.unknown_use")
    return row


async def _there(work: Work, saying: Saying) -> ScriptUseRow | None:
    """The agent's last use of this script in this contact that is not over."""
    row = ScriptUseRow
    found = await work.session.execute(
        select(row)
        .where(row.interaction == saying.interaction, row.agent == saying.agent, row.script == saying.script)
        .order_by(row.started_at.desc())
        .limit(1)
        .with_for_update()
    )
    return found.scalar_one_or_none()


async def _set_aside(work: Work, agent: Id, interaction: Id) -> None:
    """Whatever is being said in this contact waits."""
    row = ScriptUseRow
    await work.session.execute(
        update(row)
        .where(row.interaction == interaction, row.agent == agent, row.ended_at.is_(None))
        .values(ended_at=work.now)
        .execution_options(synchronize_session=False)
    )


async def end_uses(work: Work, interaction: Id, agent: Id) -> None:
    """The contact was written up: nothing of it is said any more."""
    row = ScriptUseRow
    mine = (row.interaction == interaction) & (row.agent == agent)
    now = work.now
    await work.session.execute(update(row).where(mine, row.ended_at.is_(None)).values(ended_at=now))
    await work.session.execute(update(row).where(mine).values(walk={}))


async def _rehearsed(work: Work, row: ScriptUseRow) -> None:
    """The agent has walked it to its end."""
    known = await work.session.get(ScriptReadRow, (row.agent, row.script, row.version))
    if known is None:
        known = ScriptReadRow(agent=row.agent, script=row.script, version=row.version)
        work.session.add(known)
    known.rehearsed_at = work.now
