"""The spool: what was written is read again, whatever the moment of death."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huawu.platform.facts import Envelope
from huawu.platform.spool import Position, Spool, read, segment_path, segments, trim

pytestmark = pytest.mark.core


def fact(number: int) -> Envelope:
    return Envelope(f"f{number}", "stream", number, "thing.happened", 1, number, "main", {"n": number})


def begun(folder: Path, **more: int) -> Spool:
    spool = Spool(folder, **more)
    spool.begin(spool.epoch + 1)
    return spool


def facts_in(folder: Path) -> list[str]:
    return [record[1][0] for _, record in read(folder, Position(0, 0)) if record[0] == "fact"]


def test_what_was_flushed_is_there_for_the_next_process(tmp_path: Path) -> None:
    spool = begun(tmp_path)
    spool.keep("call/a", {"stage": "queue"})
    spool.keep("call/b", [1, 2])
    spool.fact(fact(1).as_list())
    spool.flush()
    spool.keep("call/b", None)
    spool.flush()
    again = Spool(tmp_path)
    assert again.kept == {"call/a": {"stage": "queue"}}
    assert [e.id for e in again.recent] == ["f1"]
    assert again.epoch == 1


def test_what_was_not_flushed_never_happened(tmp_path: Path) -> None:
    spool = begun(tmp_path)
    spool.keep("call/a", 1)
    assert Spool(tmp_path).kept == {}
    assert spool.kept == {"call/a": 1}


def test_a_new_segment_begins_with_everything_kept_and_what_the_snapshot_adds(tmp_path: Path) -> None:
    spool = begun(tmp_path, segment_bytes=200)
    spool.snapshot = lambda: {"engine": {"n": 7}}
    spool.keep("call/a", "x" * 300)
    spool.flush()
    assert len(segments(tmp_path)) == 2
    again = Spool(tmp_path)
    assert again.kept == {"call/a": "x" * 300, "engine": {"n": 7}}
    assert again.recent == []


def test_trimming_keeps_the_newest_segment_and_all_that_is_not_written_yet(tmp_path: Path) -> None:
    spool = begun(tmp_path, segment_bytes=100)
    for number in range(5):
        spool.fact(fact(number).as_list())
        spool.flush()
    numbers = segments(tmp_path)
    assert trim(tmp_path, Position(numbers[2], 0)) == 2
    assert segments(tmp_path) == numbers[2:]
    assert trim(tmp_path, Position(numbers[-1] + 1, 0)) == len(numbers) - 3
    assert segments(tmp_path) == numbers[-1:]


def test_a_reader_that_skips_kept_values_sees_the_same_facts_and_places(tmp_path: Path) -> None:
    spool = begun(tmp_path)
    for number in range(3):
        spool.keep("call/a", {"n": number})
        spool.fact(fact(number).as_list())
    spool.flush()
    whole = list(read(tmp_path, Position(0, 0)))
    skipping = list(read(tmp_path, Position(0, 0), kept=False))
    assert [place for place, _ in whole] == [place for place, _ in skipping]
    assert [r for _, r in whole if r[0] == "fact"] == [r for _, r in skipping if r[0] == "fact"]


@settings(max_examples=60, deadline=None)
@given(cut=st.integers(0, 400), garbage=st.binary(max_size=20))
def test_a_torn_end_costs_only_what_was_torn(
    tmp_path_factory: pytest.TempPathFactory, cut: int, garbage: bytes
) -> None:
    folder = tmp_path_factory.mktemp("spool")
    spool = begun(folder)
    begin = spool.position.offset
    ends = []
    for number in range(6):
        spool.fact(fact(number).as_list())
        spool.flush()
        ends.append(spool.position.offset)
    path = segment_path(folder, segments(folder)[-1])
    written = path.read_bytes()
    path.write_bytes(written[: max(begin, len(written) - cut)] + garbage)
    found = path.read_bytes()
    whole = sum(1 for end in ends if found[:end] == written[:end])  # garbage may be what was cut off
    again = Spool(folder)
    assert [e.id for e in again.recent] == [f"f{n}" for n in range(whole)]
    again.fact(fact(99).as_list())
    again.flush()
    assert facts_in(folder) == [*(f"f{n}" for n in range(whole)), "f99"]


def test_full_segments_are_synced_once_whoever_asks(tmp_path: Path) -> None:
    spool = begun(tmp_path, segment_bytes=200)
    with ThreadPoolExecutor(4) as threads:
        for number in range(200):
            spool.fact(fact(number).as_list())
            spool.flush()
            asked = [threads.submit(spool.sync) for _ in range(2)]
            spool.sync()
            for one in asked:
                one.result()
    assert len(segments(tmp_path)) > 50
    spool.close()
    assert facts_in(tmp_path) == [f"f{number}" for number in range(200)]
