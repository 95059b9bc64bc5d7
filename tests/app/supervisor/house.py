"""A small house of pretend programs, run by a real supervisor process that a test may kill."""

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from huawu.app.supervisor import records, status
from huawu.app.supervisor.plan import Plan, Program, Step

SLEEPER = ("sleep", "3600")
T = TypeVar("T")


@dataclass
class PretendHouse:
    """Where it lives and how to start, ask and end it."""

    folder: Path
    programs: list[dict[str, Any]]
    steps: list[dict[str, Any]] = field(default_factory=list)
    supervisors: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def plan(self) -> Plan:
        return plan_of(self.folder, self.programs, self.steps)

    def supervise(self) -> subprocess.Popen[bytes]:
        """Start a supervisor of this house."""
        told = json.dumps([str(self.folder), self.programs, self.steps])
        with (self.folder / "supervisor.out").open("ab") as output:
            started = subprocess.Popen(
                [sys.executable, __file__, told], stdout=output, stderr=output, start_new_session=True
            )
        self.supervisors.append(started)
        return started

    def process(self, name: str) -> records.Process | None:
        return records.find(self.plan.record(name))

    def told(self, name: str) -> status.ProcessStatus:
        """What `huawu status` says of one program."""
        return next(each for each in status.read(self.plan.run_dir).processes if each.name == name)

    async def running(self, name: str, *, instead_of: int = 0) -> records.Process:
        """Wait until `name` runs as another process than `instead_of`."""

        def found() -> records.Process | None:
            process = self.process(name)
            return process if process and process.pid != instead_of else None

        return await until(found)

    async def all_running(self) -> dict[str, records.Process]:
        """Wait until every program runs and the supervisor says so."""
        await until(lambda: status.read(self.plan.run_dir).phase == "running" or None)
        return {each["name"]: await self.running(each["name"]) for each in self.programs}

    async def end(self) -> None:
        """Stop the living supervisor politely, and whatever a dead one left."""
        for supervisor in self.supervisors:
            if supervisor.poll() is None:
                supervisor.send_signal(signal.SIGTERM)
            await asyncio.to_thread(supervisor.wait)
        for program in self.programs:
            process = self.process(program["name"])
            if process:
                os.kill(process.pid, signal.SIGKILL)


async def until(found: Callable[[], T | None]) -> T:
    """The first answer that is not None; a test that waits in vain fails after half a minute."""
    async with asyncio.timeout(30):
        while (answer := found()) is None:
            await asyncio.sleep(0.01)
    return answer


def plan_of(folder: Path, programs: list[dict[str, Any]], steps: list[dict[str, Any]]) -> Plan:
    return Plan(
        run_dir=folder / "run",
        log_dir=folder / "log",
        programs=tuple(
            Program(
                each["name"],
                tuple(each.get("command", SLEEPER)),
                stops=each.get("stops", 0),
                waits=each.get("waits", False),
                stop_seconds=each.get("stop_seconds", 5.0),
            )
            for each in programs
        ),
        steps=tuple(Step(each["name"], tuple(each["command"])) for each in steps),
        env={"PATH": os.defpath},
    )


if __name__ == "__main__":
    import logging

    from huawu.app.supervisor.house import supervise

    logging.basicConfig(level=logging.INFO)
    place, told_programs, told_steps = json.loads(sys.argv[1])
    asyncio.run(supervise(plan_of(Path(place), told_programs, told_steps)))
