"""Why routing did what it did about a contact: fills `interactions.ports.Decisions` from the kept facts.

A decision about several contacts (one rings out, and the agent is offered the next) is kept with one of them,
and found for the others between their own, by the numbers of the engine's stream.
"""

from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.interactions.queries import LONGEST_CONTACT
from huawu.interactions.types import Decision, InteractionRecord
from huawu.platform.clock import SECOND
from huawu.platform.ids import Id
from huawu.platform.outbox import FactRow
from huawu.routing.events import Decided
from huawu.routing.queries.states import had_part

_MOST = 200
_SLACK = 60 * SECOND  # the last decisions come with the wrap-up, after the contact ended


_DECIDED = FactRow.kind == Decided.KIND  # type: ignore[attr-defined]  # set by @fact


class RoutingDecisions:
    """Decisions are kept as long as facts are; an old contact has none to show."""

    async def had_part(self, session: AsyncSession, contact: InteractionRecord, agent: Id) -> bool:
        return await had_part(session, contact, agent)

    async def about(self, session: AsyncSession, contact: InteractionRecord) -> list[Decision]:
        until = (contact.ended_at or contact.started_at + LONGEST_CONTACT) + _SLACK
        row, span = FactRow, (contact.started_at - SECOND, until)
        found = await session.execute(
            select(row.stream, row.seq, row.at, row.body)
            .where(_DECIDED, row.at.between(*span), row.body["contact"].astext == contact.id)
            .order_by(row.at, row.seq)
            .limit(_MOST)
        )
        own = list(found)
        if not own:
            return []
        beside = await session.execute(
            select(row.stream, row.seq, row.at, row.body)
            .where(
                row.stream == own[0].stream,
                row.seq.between(own[0].seq, own[-1].seq),
                row.at.between(*span),
                _DECIDED,
                row.body["contact"].astext.is_distinct_from(contact.id),
                row.body["answers"].contains([{"contact": contact.id}]),
            )
            .order_by(row.seq)
            .limit(_MOST)
        )
        both = [
            *((at, seq, _about(contact.id, body)) for _, seq, at, body in own),
            *((at, seq, _beside(contact.id, body)) for _, seq, at, body in beside),
        ]
        return [
            Decision(at=at, told=body["told"], answers=tuple(body["answers"]), plan=body["plan"])
            for at, _, body in sorted(both, key=lambda each: each[:2])
        ]


def _about(contact: Id, body: dict[str, Any]) -> dict[str, Any]:
    """Without what was decided of other contacts in the same breath."""
    answers = [answer for answer in body["answers"] if answer.get("contact") in (None, contact)]
    return body | {"answers": answers}


def _beside(contact: Id, body: dict[str, Any]) -> dict[str, Any]:
    """A decision that is kept with another contact: what it was told is that one's."""
    answers = [answer for answer in body["answers"] if answer.get("contact") == contact]
    return body | {"told": {"kind": "Tick"}, "answers": answers}
