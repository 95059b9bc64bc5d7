"""The board and the ledger show the same figures, whatever happened."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huawu.analytics import service as analytics
from huawu.measures import ledger, service_level
from huawu.measures.ledger import SECOND, Segment
from huawu.measures.service_level import Counts

pytestmark = pytest.mark.core

DAY = 1_772_380_800 * SECOND
QUEUES = {"desk": 20, "help": 60}
AGENTS = ("a1", "a2")
ENDS = ("next", "answered", "abandoned", "overflowed", "no_answer", "hung_up", "resumed")

segments = st.lists(
    st.builds(
        lambda role, agent, queue, start, length, end: Segment(
            role, agent, queue, DAY + start * SECOND, DAY + (start + length) * SECOND, end
        ),
        st.sampled_from(("menu", "queue", "ringing", "talk", "hold", "wrap_up")),
        st.sampled_from((None, *AGENTS, "gone")),
        st.sampled_from((*QUEUES, "closed", None)),
        st.integers(-120, 7_200),
        st.sampled_from((0, 1, 5, 19, 20, 21, 60, 61, 200)),
        st.sampled_from(ENDS),
    ),
    max_size=60,
)


def board_of(rows: list[Segment]) -> dict[str, Any]:
    cards = {queue: {"name": {}, "answer_seconds": seconds} for queue, seconds in QUEUES.items()}
    agent = {"name": "", "number": "", "extension": "", "queues": []}
    board = analytics.empty_board(DAY, cards, dict.fromkeys(AGENTS, agent))
    for row in rows:
        names = ("role", "agent", "queue", "started_at", "ended_at", "end")
        body = {name: getattr(row, name) for name in names}
        analytics.apply_to_board(board, "interaction.segment", body, row.ended_at)
    return board


@settings(derandomize=True, max_examples=150, deadline=None)
@given(segments)
def test_the_board_and_the_ledger_agree(rows: list[Segment]) -> None:
    board = board_of(rows)
    for queue, figures in ledger.by_queue(rows, QUEUES, since=DAY).items():
        shown, counts = board["queues"][queue], figures.counts
        assert shown["offered"] == counts.offered
        assert shown["answered"] == counts.answered
        assert shown["abandoned"] == counts.abandoned
        assert shown["answered_in_time"] == counts.answered_in_time
        assert shown["abandoned_in_time"] == counts.abandoned_in_time
        assert shown["wait_µs"] == figures.wait
    for agent, done in ledger.by_agent(rows, AGENTS, since=DAY).items():
        assert (board["agents"][agent]["answered"], board["agents"][agent]["talk_µs"]) == (
            done.answered,
            done.talk,
        )


def row(role: str, agent: str | None, start: int, end: int, how: str) -> Segment:
    return Segment(role, agent, "desk", DAY + start * SECOND, DAY + end * SECOND, how)


def test_a_day_counted_by_hand() -> None:
    rows = [
        row("queue", None, 0, 12, "answered"),
        row("queue", None, 0, 40, "answered"),
        row("queue", None, 0, 3, "abandoned"),
        row("queue", None, 0, 30, "overflowed"),
        row("queue", None, -30, -1, "answered"),
        row("ringing", "a1", 8, 12, "answered"),
        row("talk", "a1", 12, 72, "next"),
        row("hold", "a1", 72, 82, "resumed"),
        row("talk", "a1", 82, 102, "hung_up"),
        row("wrap_up", "a1", 102, 112, "done"),
    ]
    figures = ledger.by_queue(rows, QUEUES, since=DAY)["desk"]
    assert figures.counts == Counts(4, 2, 1, 1, 1, 1)
    assert service_level.of_offered(figures.counts) == 0.25
    assert figures.average_speed_of_answer() == 26
    assert figures.average_handle() == 50
    done = ledger.by_agent(rows, AGENTS, since=DAY)["a1"]
    second = SECOND
    assert (done.answered, done.talk, done.hold, done.wrap_up) == (1, 80 * second, 10 * second, 10 * second)


def test_figures_of_queues_add_up() -> None:
    rows = [row("queue", None, 0, 12, "answered"), row("talk", "a1", 12, 20, "hung_up")]
    one = ledger.by_queue(rows, QUEUES, since=DAY)["desk"]
    both = one + one
    assert (both.counts.offered, both.wait, both.talk) == (2, 24 * SECOND, 16 * SECOND)
