"""The whole house under one supervisor: only one of it, in order at the first start and at the end."""

import asyncio
import fcntl
import logging
import os
import resource
import signal
from collections.abc import Awaitable
from pathlib import Path

from huawu.app.supervisor import logs, processes, records, status
from huawu.app.supervisor.backoff import Row, after_death
from huawu.app.supervisor.plan import Plan, Step
from huawu.app.supervisor.watcher import Watcher
from huawu.platform.tasks import spawn

log = logging.getLogger(__name__)

OPEN_FILES = 65_536
_ROTATE_SECONDS = 5.0


class AlreadyRunning(Exception):
    """Another supervisor looks after this run directory."""


class House:
    """A plan and its watchers. `run` returns when `stop` was called and everything has ended."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.changed = asyncio.Event()
        self.watchers = [Watcher(plan, program, self.changed) for program in plan.programs]
        self.phase = "starting"
        self._stop = asyncio.Event()
        self._tasks: dict[str, asyncio.Task[None]] = {}

    def stop(self) -> None:
        """Ask for an orderly end."""
        self._stop.set()

    async def run(self) -> None:
        """Take over or start everything, keep it running, and at the end stop it in order."""
        adopted = self._adopt()
        chores = [spawn(self._tell(), name="status"), spawn(self._rotate(), name="log rotation")]
        for watcher in self.watchers:
            if watcher in adopted or not watcher.program.waits:
                self._watch(watcher)
        if any(watcher.program.waits for watcher in adopted) or await self._steps_done():
            for watcher in self.watchers:
                self._watch(watcher)
            self.phase = "running"
            self.changed.set()
            await self._stop.wait()
        await self._stop_in_order()
        for chore in chores:
            chore.cancel()
        self._write_status()

    def _adopt(self) -> list[Watcher]:
        """Take over what runs already, with its count of restarts."""
        adopted = [watcher for watcher in self.watchers if watcher.adopt()]
        if adopted:
            earlier = status.earlier_restarts(self.plan.run_dir)
            for watcher in self.watchers:
                watcher.now.restarts = earlier.get(watcher.program.name, 0)
        return adopted

    def _watch(self, watcher: Watcher) -> None:
        name = watcher.program.name
        if name not in self._tasks:
            self._tasks[name] = spawn(watcher.keep_running(), name=f"watch {name}")

    async def _steps_done(self) -> bool:
        """Do the first steps in order, each until it works. False when told to stop meanwhile."""
        for step in self.plan.steps:
            if not await self._step_done(step):
                return False
        return True

    async def _step_done(self, step: Step) -> bool:
        row = Row()
        left_over = records.find(self.plan.record(step.name))
        if left_over is not None:  # of a supervisor that was killed meanwhile
            await self._unless_stopped(processes.gone(left_over))
        while not self._stop.is_set():
            if await self._run(step) == 0:
                return True
            row = after_death(row, alive_seconds=0)
            log.warning("%s did not work, see %s", step.name, self.plan.log(step.name).name)
            await self._unless_stopped(asyncio.sleep(row.delay_seconds))
        return False

    async def _run(self, step: Step) -> int:
        plan = self.plan
        pid = processes.start(
            step.command, record=plan.record(step.name), output=plan.log(step.name), env=plan.env
        )
        ended = asyncio.ensure_future(processes.child_ended(pid))
        await self._unless_stopped(asyncio.shield(ended))
        if not ended.done():
            os.kill(pid, signal.SIGTERM)
        return await ended

    async def _unless_stopped(self, awaited: Awaitable[object]) -> None:
        """Await something, or the wish to stop, whichever comes first."""
        waiting = asyncio.ensure_future(awaited)
        stopping = asyncio.ensure_future(self._stop.wait())
        await asyncio.wait({waiting, stopping}, return_when=asyncio.FIRST_COMPLETED)
        for each in (waiting, stopping):
            each.cancel()

    async def _stop_in_order(self) -> None:
        self.phase = "stopping"
        self.changed.set()
        by_name = {watcher.program.name: watcher for watcher in self.watchers}
        for group in self.plan.stop_groups():
            await asyncio.gather(*(by_name[program.name].stop() for program in group))
            await asyncio.gather(
                *(self._tasks[program.name] for program in group if program.name in self._tasks)
            )
        self.phase = "stopped"

    async def _tell(self) -> None:
        while True:
            self._write_status()
            await self.changed.wait()
            self.changed.clear()

    def _write_status(self) -> None:
        status.write(
            self.plan.run_dir,
            phase=self.phase,
            processes=[
                {
                    "name": watcher.program.name,
                    "pid": watcher.now.process.pid if watcher.now.process else None,
                    "restarts": watcher.now.restarts,
                    "last_end": watcher.now.last_end,
                }
                for watcher in self.watchers
            ],
        )

    async def _rotate(self) -> None:
        while True:
            logs.rotate_all(self.plan.log_dir, limit=self.plan.log_limit)
            await asyncio.sleep(_ROTATE_SECONDS)


def lock(run_dir: Path) -> int:
    """Become the one supervisor of `run_dir`; the lock falls with the process. Raises AlreadyRunning."""
    handle = os.open(run_dir / "supervisor.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        raise AlreadyRunning from None
    return handle


async def supervise(plan: Plan) -> None:
    """Be the supervisor until SIGTERM or SIGINT. Raises AlreadyRunning."""
    for folder in (plan.run_dir.parent, plan.run_dir, plan.log_dir):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    held = lock(plan.run_dir)
    try:
        records.write_own(plan.record("supervisor"))
        _raise_open_files()
        house = House(plan)
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, house.stop)
        await house.run()
        plan.record("supervisor").unlink(missing_ok=True)
    finally:
        os.close(held)


async def stop_unwatched(plan: Plan) -> None:
    """Stop in order what a dead supervisor left running. Raises AlreadyRunning when one is alive."""
    held = lock(plan.run_dir)
    try:
        for group in plan.stop_groups():
            found = [(program, records.find(plan.record(program.name))) for program in group]
            await asyncio.gather(
                *(
                    processes.stop(process, polite=program.stop_signal, seconds=program.stop_seconds)
                    for program, process in found
                    if process is not None
                )
            )
    finally:
        os.close(held)


def _raise_open_files() -> None:
    """Allow ourselves and the children many sockets, as far as this user may."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = OPEN_FILES if hard == resource.RLIM_INFINITY else min(OPEN_FILES, hard)
    for limits in ((OPEN_FILES, max(hard, OPEN_FILES)), (wanted, hard)):
        if soft >= limits[0]:
            return
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, limits)
        except (ValueError, OSError):
            continue
        return
