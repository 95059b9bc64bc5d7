"""A past day to play again: made up by the generator of demonstrations, or a few visits by hand."""

from typing import Any

from huawu.app.demo.busy_day import busy_day
from huawu.interactions.events import SegmentClosed
from huawu.interactions.types import SegmentRecord
from huawu.platform.clock import SECOND, Micros
from huawu.routing.service.replay import Ledger, PastDay, State, past_day

BEGINS: Micros = 1_795_017_600 * SECOND
"""2026-11-19 00:00 in Shanghai."""
DAY: Micros = 86_400 * SECOND

SITE: dict[str, Any] = {
    "version": 1,
    "zone": "Asia/Shanghai",
    "queues": {
        "desk": {"answer_seconds": 20, "wrap_up_seconds": 60},
        "help": {"answer_seconds": 30, "wrap_up_seconds": 60},
    },
    "seats": {
        **{f"d{n}": {"queues": ["desk"]} for n in range(2)},
        **{f"h{n}": {"queues": ["help", "desk"], "levels": {"desk": 2}} for n in range(1)},
    },
}


def ledger_of(seed: str = "day", **more: Any) -> Ledger:
    """What the books would hold of a made-up day."""
    busy = busy_day(SITE, begins=BEGINS, seed=seed, **more)
    segments = sorted(
        (
            SegmentRecord(f.segment, f.interaction, f.role, f.agent, f.queue, f.started_at, f.ended_at, f.end)
            for f in busy.facts
            if isinstance(f, SegmentClosed)
        ),
        key=lambda segment: (segment.started_at, segment.id),
    )
    states = [State(s.agent, s.state, s.reason, s.since, s.contact) for s in busy.states]
    return Ledger(BEGINS, BEGINS + DAY, segments, states)


def made_up(seed: str = "day", **more: Any) -> PastDay:
    return past_day(ledger_of(seed, **more))
