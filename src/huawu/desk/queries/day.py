"""My day so far: the ledger and the states of one agent, through `measures`."""

from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from huawu.desk.core.definitions import DEFINITIONS
from huawu.desk.schemas import Day, DayPaused
from huawu.interactions import queries as interactions
from huawu.measures.agent_day import AgentDay, State, agent_day
from huawu.measures.answer_speed import answer_speed
from huawu.measures.ledger import Segment
from huawu.measures.service_level import share
from huawu.platform.clock import SECOND, Micros
from huawu.platform.ids import Id
from huawu.platform.web.shapes import Words, moment
from huawu.routing import queries as routing


async def day(
    session: AsyncSession, agent: Id, *, since: Micros, now: Micros, reasons: dict[str, dict[str, Any]]
) -> Day:
    """The figures of an agent since a moment. `reasons`: the configured pause reasons."""
    ledger = await interactions.agent_segments(session, agent, since)
    states = await routing.states_since(session, agent, since)
    ended = await interactions.ended_by(session, agent, since)
    measured = agent_day(
        [Segment(s.role, s.agent, s.queue, s.started_at, s.ended_at, s.end) for s in ledger],
        [State(s.state, s.reason, s.since) for s in states],
        since=since,
        until=now,
    )
    speed = answer_speed([rang / SECOND for rang in measured.rang])
    return Day(
        as_of=moment(now),
        day_start=moment(since),
        definitions={name: Words.model_validate(words) for name, words in DEFINITIONS.items()},
        offered=measured.offered,
        answered=measured.answered,
        missed=measured.missed,
        declined=measured.declined,
        left_while_ringing=measured.left,
        talk_seconds=_seconds(measured.talk),
        hold_seconds=_seconds(measured.hold),
        wrap_up_seconds=_seconds(measured.wrap_up),
        ready_seconds=_seconds(measured.ready),
        paused_seconds=_seconds(sum(pause.length for pause in measured.paused.values())),
        paused=_paused(measured, reasons),
        average_handle_seconds=measured.average_handle(),
        ring_seconds_p50=speed.median_seconds,
        answered_by_second_ring=speed.by_goal,
        answered_by_third_ring=speed.by_limit,
        occupancy=measured.occupancy(),
        customer_first=share(ended.get("customer", 0), sum(ended.values())),
        ended_by=ended,
    )


def _paused(measured: AgentDay, reasons: dict[str, dict[str, Any]]) -> list[DayPaused]:
    """The longest first."""
    shown = []
    for reason, pause in measured.paused.items():
        allowance = reasons.get(reason, {}).get("allowance_per_day_seconds")
        shown.append(
            DayPaused(
                reason=reason,
                seconds=_seconds(pause.length),
                times=pause.times,
                allowance_seconds=allowance,
                over=allowance is not None and pause.length > allowance * SECOND,
            )
        )
    return sorted(shown, key=lambda each: (-each.seconds, each.reason))


def _seconds(span: Micros) -> float:
    return round(span / SECOND, 3)
