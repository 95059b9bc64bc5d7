"""One program, kept running: taken over or started, watched, started again."""

import asyncio
import logging
import os
from dataclasses import dataclass

from huawu.app.supervisor import processes, records
from huawu.app.supervisor.backoff import Row, after_death
from huawu.app.supervisor.plan import Plan, Program

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Watched:
    """What is known of a program: its process while it lives, and its past."""

    process: records.Process | None = None
    lived: bool = False
    restarts: int = 0
    last_end: str = ""


class Watcher:
    """Keeps one program running until it is told to let go. `changed` is set at every start and death."""

    def __init__(self, plan: Plan, program: Program, changed: asyncio.Event) -> None:
        self.program = program
        self.now = Watched()
        self._plan, self._changed = plan, changed
        self._row = Row()
        self._letting_go = asyncio.Event()

    def adopt(self) -> bool:
        """Take over the process that a former supervisor left running. False when there is none."""
        process = records.find(self._plan.record(self.program.name))
        if process is None:
            return False
        self.now.process, self.now.lived = process, True
        log.info("%s runs already as %d", self.program.name, process.pid)
        self._changed.set()
        return True

    async def keep_running(self) -> None:
        """Watch, start, start again; returns after `stop`, when the process has ended."""
        while True:
            if self.now.process is None:
                await self._start()
            if self.now.process is not None:
                await self._live_through(self.now.process)
            if self._letting_go.is_set() or await self._pause():
                return

    async def stop(self) -> None:
        """End the program and do not start it again. Does nothing when it does not run."""
        self._letting_go.set()
        if self.now.process is not None:
            await self._end(self.now.process)

    async def _end(self, process: records.Process) -> None:
        program = self.program
        polite = await processes.stop(process, polite=program.stop_signal, seconds=program.stop_seconds)
        log.info("%s stopped%s", program.name, "" if polite else ": it did not hear, so it was killed")

    async def _start(self) -> None:
        program, plan = self.program, self._plan
        record, output = plan.record(program.name), plan.log(program.name)
        env = plan.env if program.env is None else program.env
        try:
            if program.prepare is not None:
                await asyncio.to_thread(program.prepare)
            if self._letting_go.is_set():
                return
            pid = processes.start(
                program.command,
                record=record,
                output=output,
                env=env,
            )
        except Exception as failure:
            log.exception("%s could not be started", program.name)
            self._died(f"not started: {type(failure).__name__}", alive_seconds=0)
            return
        process = await processes.recorded(record, pid)
        self.now.restarts += self.now.lived
        self.now.lived = True
        if process is None:
            self._died(_how(processes.reap(pid)), alive_seconds=0)
            return
        self.now.process = process
        log.info("%s started as %d", program.name, pid)
        self._changed.set()
        if self._letting_go.is_set():
            await self._end(process)

    async def _live_through(self, process: records.Process) -> None:
        status = await processes.gone(process)
        self._died(_how(status), alive_seconds=records.age_seconds(process))

    def _died(self, how: str, *, alive_seconds: float) -> None:
        self.now.process = None
        self.now.last_end = how
        self._row = after_death(self._row, alive_seconds=alive_seconds)
        if not self._letting_go.is_set():
            log.warning("%s ended (%s) after %.1f s", self.program.name, how, alive_seconds)
        self._changed.set()

    async def _pause(self) -> bool:
        """Wait as long as the row of deaths asks. True when told to let go meanwhile."""
        try:
            await asyncio.wait_for(self._letting_go.wait(), self._row.delay_seconds)
        except TimeoutError:
            return False
        return True


def _how(status: int | None) -> str:
    """In words how a process ended, from its wait status."""
    if status is None:
        return "unseen"
    code = os.waitstatus_to_exitcode(status)
    return f"signal {-code}" if code < 0 else f"exit {code}"
