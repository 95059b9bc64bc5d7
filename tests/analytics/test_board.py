"""The board: golden files that the page folds too, and what must hold for any facts."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from huawu.analytics import service as analytics

pytestmark = pytest.mark.core

GOLDEN = sorted((Path(__file__).parent.parent / "golden" / "board").glob("*.json"))


def read(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def fold(board: analytics.Board, facts: list[dict[str, Any]]) -> analytics.Board:
    for fact in facts:
        analytics.apply_to_board(board, fact["kind"], fact["body"], fact["at"])
    return board


def golden(name: str) -> dict[str, Any]:
    return read(next(path for path in GOLDEN if path.stem == name))


def queue_after(name: str, queue: str) -> dict[str, Any]:
    case = golden(name)
    found: dict[str, Any] = fold(case["snapshot"], case["facts"])["queues"][queue]
    return found


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_snapshot_and_facts_are_the_next_snapshot(path: Path) -> None:
    case = read(path)
    assert fold(case["snapshot"], case["facts"]) == case["after"]


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_a_screen_that_joins_in_the_middle_sees_the_same(path: Path) -> None:
    case = read(path)
    for middle in range(len(case["facts"])):
        board = fold(copy.deepcopy(case["snapshot"]), case["facts"][:middle])
        joined = json.loads(json.dumps(board))
        assert fold(joined, case["facts"][middle:]) == case["after"]


def test_ringing_is_part_of_the_wait() -> None:
    queue = queue_after("answered", "front-desk")
    assert (queue["answered"], queue["wait_µs"]) == (1, 12_000_000)


def test_a_wait_of_exactly_the_threshold_is_in_time() -> None:
    queue = queue_after("overflowed", "support")
    assert (queue["offered"], queue["answered_in_time"], queue["wait_µs"]) == (1, 1, 30_000_000)


def test_an_overflow_is_offered_and_neither_answered_nor_abandoned() -> None:
    queue = queue_after("overflowed", "front-desk")
    assert (queue["offered"], queue["answered"], queue["abandoned"]) == (1, 0, 0)


def test_who_gives_up_counts_as_offered_and_in_time_only_up_to_the_threshold() -> None:
    queue = queue_after("abandoned", "front-desk")
    assert (queue["offered"], queue["abandoned"], queue["abandoned_in_time"]) == (2, 2, 1)


def test_hold_is_not_talk() -> None:
    case = golden("hold_and_resume")
    agent = fold(case["snapshot"], case["facts"])["agents"]["a2"]
    assert (agent["answered"], agent["talk_µs"]) == (1, 30_000_000)


def test_a_call_that_was_not_answered_keeps_waiting_since_its_entry() -> None:
    case = golden("not_answered")
    board = fold(case["snapshot"], case["facts"])
    assert board["queues"]["front-desk"]["waiting"] == {"c1": case["facts"][2]["at"]}
    assert board["agents"]["a1"]["reason"] == "rona"


def test_a_new_business_day_starts_figures_at_zero_and_keeps_people() -> None:
    case = golden("new_day")
    assert case["snapshot"]["queues"]["front-desk"]["answered"] == 1
    board = fold(case["snapshot"], case["facts"])
    assert board["queues"]["front-desk"]["answered"] == 0
    assert board["queues"]["front-desk"]["waiting"].keys() == {"c7"}


def test_another_configuration_keeps_the_figures_of_who_stays() -> None:
    board = golden("answered")["after"]
    cards = {"front-desk": {"name": {"zh": "总台", "en": "Reception"}, "answer_seconds": 5}}
    agent = {"name": "王芳", "number": "8001", "extension": "109", "queues": ["front-desk"]}
    analytics.configure_board(board, cards, {"a1": agent})
    assert list(board["queues"]) == ["front-desk"]
    assert board["queues"]["front-desk"]["answered"] == 1
    assert board["queues"]["front-desk"]["answer_seconds"] == 5
    assert (board["agents"]["a1"]["state"], board["agents"]["a1"]["extension"]) == ("wrap_up", "109")


def test_a_queue_is_said_to_be_alone_when_a_lending_to_it_ends_until_somebody_signs_in() -> None:
    ended = golden("lending_over")["after"]["queues"]
    assert ended["front-desk"]["lending_over"] == {"since": 1_772_413_260_000_000}
    assert "lending_over" not in ended["support"]
    assert "lending_over" not in golden("lending_over_and_signed_in")["after"]["queues"]["front-desk"]


def test_it_is_not_alone_where_a_new_configuration_gives_it_somebody_who_is_signed_in() -> None:
    board = golden("lending_over")["after"]
    queues = {id: {"name": {"zh": id}, "answer_seconds": 20} for id in ("front-desk", "support")}
    card = {"name": "李强", "number": "8002", "extension": "102"}
    analytics.configure_board(board, queues, {"a2": card | {"queues": ["support"]}})
    assert "lending_over" in board["queues"]["front-desk"]
    analytics.configure_board(board, queues, {"a2": card | {"queues": ["support", "front-desk"]}})
    assert "lending_over" not in board["queues"]["front-desk"]
