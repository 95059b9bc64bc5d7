"""Why routing did what it did about a contact: fills `interactions.ports.Decisions` from the kept facts."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.interactions.queries import LONGEST_CONTACT
from huawu.interactions.types import Decision, InteractionRecord
from huawu.platform.clock import SECOND
from huawu.platform.outbox import FactRow
from huawu.routing.events import Decided

_MOST = 200
_SLACK = 60 * SECOND  # the last decisions come with the wrap-up, after the contact ended


class RoutingDecisions:
    """Decisions are kept as long as facts are; an old contact has none to show."""

    async def about(self, session: AsyncSession, contact: InteractionRecord) -> list[Decision]:
        until = (contact.ended_at or contact.started_at + LONGEST_CONTACT) + _SLACK
        found = await session.execute(
            select(FactRow.at, FactRow.body)
            .where(
                FactRow.kind == Decided.KIND,  # type: ignore[attr-defined]  # set by @fact
                FactRow.at >= contact.started_at - SECOND,
                FactRow.at <= until,
                FactRow.body["contact"].astext == contact.id,
            )
            .order_by(FactRow.at, FactRow.seq)
            .limit(_MOST)
        )
        return [
            Decision(at=at, told=body["told"], answers=tuple(body["answers"]), plan=body["plan"])
            for at, body in found
        ]
