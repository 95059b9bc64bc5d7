"""The supervisor with pretend programs and real signals."""

import json
import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from huawu.app.supervisor import records, status
from huawu.app.supervisor.house import AlreadyRunning, lock, stop_unwatched
from tests.app.supervisor.house import PretendHouse, until

pytestmark = pytest.mark.system

Build = Callable[..., PretendHouse]


def says(word: str, file: Path) -> list[str]:
    """A program that runs until it is told to stop and then writes `word` to `file`."""
    return ["sh", "-c", f"trap 'echo {word} >>{file}; exit 0' TERM; while :; do sleep 0.05; done"]


async def test_a_killed_program_is_started_again_alone(house_of: Build) -> None:
    house = house_of({"name": "one"}, {"name": "two"})
    house.supervise()
    first = await house.all_running()

    os.kill(first["one"].pid, signal.SIGKILL)
    again = await house.running("one", instead_of=first["one"].pid)

    assert again != first["one"]
    assert house.process("two") == first["two"]
    told = await until(lambda: house.told("one") if house.told("one").restarts else None)
    assert (told.restarts, told.last_end, told.pid) == (1, "signal 9", again.pid)
    assert house.told("two").restarts == 0


async def test_a_supervisor_started_after_a_killed_one_takes_over_what_runs(house_of: Build) -> None:
    house = house_of({"name": "one"}, {"name": "two", "waits": True})
    house.supervise()
    first = await house.all_running()
    os.kill(first["one"].pid, signal.SIGKILL)
    first["one"] = await house.running("one", instead_of=first["one"].pid)
    await until(lambda: house.told("one").restarts or None)

    house.supervisors[0].kill()
    house.supervisors[0].wait()
    assert status.read(house.plan.run_dir).supervisor is None
    assert house.told("one").state == "unwatched"
    second = house.supervise()
    await until(lambda: status.read(house.plan.run_dir).supervisor == second.pid or None)

    assert await house.all_running() == first
    assert house.told("one").restarts == 1, "the count goes on"
    os.kill(first["two"].pid, signal.SIGKILL)
    assert await house.running("two", instead_of=first["two"].pid) != first["two"]


async def test_a_program_that_died_while_nobody_watched_is_started_by_the_next_supervisor(
    house_of: Build,
) -> None:
    house = house_of({"name": "one"}, {"name": "two"})
    house.supervise()
    first = await house.all_running()
    house.supervisors[0].kill()
    house.supervisors[0].wait()
    os.kill(first["one"].pid, signal.SIGKILL)
    await until(lambda: house.process("one") is None or None)

    house.supervise()

    assert await house.running("one", instead_of=first["one"].pid) != first["one"]
    assert house.process("two") == first["two"]


async def test_there_is_never_a_second_supervisor(house_of: Build) -> None:
    house = house_of({"name": "one"})
    house.supervise()
    first = await house.all_running()

    second = house.supervise()

    assert second.wait(timeout=30) != 0
    assert b"AlreadyRunning" in (house.folder / "supervisor.out").read_bytes()
    assert house.process("one") == first["one"]
    with pytest.raises(AlreadyRunning):
        lock(house.plan.run_dir)


async def test_programs_stop_in_the_order_of_the_table(house_of: Build, tmp_path: Path) -> None:
    file = tmp_path / "words"
    house = house_of(
        {"name": "ground", "command": says("ground", file), "stops": 2},
        {"name": "middle", "command": says("middle", file), "stops": 1},
        {"name": "top", "command": says("top", file), "stops": 0},
    )
    supervisor = house.supervise()
    await house.all_running()

    supervisor.send_signal(signal.SIGTERM)

    assert supervisor.wait(timeout=30) == 0
    assert file.read_text().split() == ["top", "middle", "ground"]
    told = status.read(house.plan.run_dir)
    assert (told.supervisor, told.phase) == (None, "stopped")
    assert {each.state for each in told.processes} == {"stopped"}


async def test_a_program_that_does_not_hear_is_killed(house_of: Build) -> None:
    deaf = ["sh", "-c", "trap '' TERM; while :; do sleep 0.05; done"]
    house = house_of({"name": "deaf", "command": deaf, "stop_seconds": 0.2})
    supervisor = house.supervise()
    await house.all_running()

    supervisor.send_signal(signal.SIGTERM)

    assert supervisor.wait(timeout=30) == 0
    assert house.process("deaf") is None


async def test_a_program_that_cannot_start_is_tried_again_and_stops_nobody(house_of: Build) -> None:
    house = house_of({"name": "absent", "command": ["/no/such/program"]}, {"name": "one"})
    supervisor = house.supervise()
    one = await house.running("one")

    told = await until(lambda: house.told("absent") if house.told("absent").restarts >= 3 else None)

    assert told.last_end == "exit 127"
    assert house.process("one") == one
    supervisor.send_signal(signal.SIGTERM)
    assert supervisor.wait(timeout=30) == 0, "a wait between starts does not hold up the end"


async def test_waiting_programs_start_after_the_steps_and_a_failed_step_is_repeated(
    house_of: Build, tmp_path: Path
) -> None:
    tries = tmp_path / "tries"
    step = {"name": "ready", "command": ["sh", "-c", f"echo x >>{tries}; test $(wc -l <{tries}) -ge 3"]}
    late = {"name": "late", "waits": True, "command": ["sh", "-c", f"wc -l <{tries}; exec sleep 3600"]}
    house = house_of({"name": "early"}, late, steps=[step])
    house.supervise()
    await house.all_running()

    said = await until(lambda: house.plan.log("late").read_text().strip() or None)

    assert said == "3"


async def test_what_a_program_says_is_in_its_own_log(house_of: Build) -> None:
    house = house_of({"name": "one", "command": ["sh", "-c", "echo out; echo err >&2; exec sleep 3600"]})
    house.supervise()
    await house.all_running()

    assert await until(lambda: house.plan.log("one").read_text().count("\n") == 2 or None)
    assert house.plan.log("one").read_text() == "out\nerr\n"
    assert house.plan.log("one").stat().st_mode & 0o077 == 0


async def test_what_a_killed_supervisor_left_can_be_stopped_in_order(house_of: Build, tmp_path: Path) -> None:
    file = tmp_path / "words"
    house = house_of(
        {"name": "ground", "command": says("ground", file), "stops": 1},
        {"name": "top", "command": says("top", file), "stops": 0},
    )
    house.supervise()
    await house.all_running()
    house.supervisors[0].kill()
    house.supervisors[0].wait()

    await stop_unwatched(house.plan)

    assert file.read_text().split() == ["top", "ground"]
    assert house.process("top") is None


async def test_a_pid_that_was_given_to_another_process_is_not_taken_over(house_of: Build) -> None:
    house = house_of({"name": "one"})
    house.plan.run_dir.mkdir()
    stat = Path("/proc/self/stat").read_text().split()
    boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    stat[21] = str(int(stat[21]) - 100)
    house.plan.record("one").write_text(f"{boot} {' '.join(stat)}\n")

    house.supervise()

    assert (await house.running("one")).pid != os.getpid()


async def test_a_record_of_an_earlier_boot_names_nobody(tmp_path: Path) -> None:
    record = tmp_path / "one.pid"
    records.write_own(record)
    assert records.find(record) == records.own()
    boot, _, stat = record.read_text().partition(" ")
    record.write_text(f"{boot[::-1]} {stat}")
    assert records.find(record) is None


@pytest.mark.parametrize("content", ["", "x", "1 2", "boot 12 (a) b", "\0", json.dumps({})])
async def test_a_spoilt_record_names_nobody(tmp_path: Path, content: str) -> None:
    record = tmp_path / "one.pid"
    record.write_text(content)
    assert records.find(record) is None
