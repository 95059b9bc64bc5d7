"""Logs that are put aside when they grow."""

from pathlib import Path

import pytest

from huawu.app.supervisor.logs import KEEP, last_lines, rotate, rotate_all

pytestmark = pytest.mark.room


def test_a_short_log_stays_as_it_is(tmp_path: Path) -> None:
    log = tmp_path / "one.log"
    log.write_text("12345")
    assert not rotate(log, limit=5)
    assert log.read_text() == "12345"


def test_a_program_goes_on_writing_to_its_log_after_it_was_put_aside(tmp_path: Path) -> None:
    log = tmp_path / "one.log"
    with log.open("a") as program:
        program.write("first\n")
        program.flush()
        assert rotate(log, limit=3)
        program.write("second\n")
    assert log.read_text() == "second\n"
    assert (tmp_path / "one.log.1").read_text() == "first\n"


def test_only_the_newest_pieces_are_kept(tmp_path: Path) -> None:
    log = tmp_path / "one.log"
    for number in range(KEEP + 3):
        log.write_text(f"piece {number}")
        rotate_all(tmp_path, limit=1)
    kept = {path.name: path.read_text() for path in tmp_path.glob("one.log.*")}
    assert kept == {f"one.log.{number}": f"piece {KEEP + 3 - number}" for number in range(1, KEEP + 1)}


def test_the_last_lines_of_a_log_that_is_not_there_are_empty(tmp_path: Path) -> None:
    assert last_lines(tmp_path / "none.log", 3) == ""
    (tmp_path / "one.log").write_text("a\nb\nc\nd\n")
    assert last_lines(tmp_path / "one.log", 2) == "c\nd"
