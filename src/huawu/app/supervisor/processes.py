"""Starting, awaiting and signalling processes, ours or taken over, without threads and without pid races."""

import asyncio
import contextlib
import os
import select
import signal
from collections.abc import AsyncIterator, Mapping, Sequence
from pathlib import Path

from huawu.app.supervisor.records import LAUNCHER, Process, find, is_alive

_SHELL = "/bin/sh"


def start(command: Sequence[str], *, record: Path, output: Path, env: Mapping[str, str]) -> int:
    """Start `command` in a session of its own, appending what it says to `output`; returns its pid.

    It does not hang on us: no pipe to break and no terminal to lose, so it lives on when we are killed.
    """
    record.unlink(missing_ok=True)
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
    return os.posix_spawn(
        _SHELL,
        [_SHELL, "-c", LAUNCHER, str(record), *command],
        dict(env),
        file_actions=[
            (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
            (os.POSIX_SPAWN_OPEN, 1, str(output), flags, 0o600),
            (os.POSIX_SPAWN_DUP2, 1, 2),
        ],
        setsid=True,
        setsigmask=(),
        setsigdef=(signal.SIGPIPE, signal.SIGINT, signal.SIGHUP),
    )


async def recorded(record: Path, pid: int) -> Process | None:
    """The process `pid` once it has written its record; None when it died before that."""
    async with _handle(pid) as handle:
        while handle is not None and not _ended(handle):
            process = find(record)
            if process is not None and process.pid == pid:
                return process
            await asyncio.sleep(0.002)
    return find(record)


async def gone(process: Process) -> int | None:
    """Wait until `process` has ended. Its wait status if it was our child, else None."""
    async with _handle(process.pid) as handle:
        if handle is not None and is_alive(process):
            await _readable(handle)
    return reap(process.pid)


async def child_ended(pid: int) -> int:
    """Wait for a child and take its exit code; negative when a signal ended it."""
    async with _handle(pid) as handle:
        if handle is not None:
            await _readable(handle)
    status = reap(pid)
    return os.waitstatus_to_exitcode(status) if status is not None else -signal.SIGKILL


def reap(pid: int) -> int | None:
    """Take the wait status of a dead child; None when it is not ours or not dead."""
    try:
        found, status = os.waitpid(pid, os.WNOHANG)
    except ChildProcessError:
        return None
    return status if found else None


def send(process: Process, number: signal.Signals) -> bool:
    """Signal this very process. False when it was gone."""
    try:
        handle = os.pidfd_open(process.pid)
    except ProcessLookupError:
        return False
    try:
        if not is_alive(process):
            return False
        signal.pidfd_send_signal(handle, number)
    except ProcessLookupError:
        return False
    finally:
        os.close(handle)
    return True


async def stop(process: Process, *, polite: signal.Signals, seconds: float) -> bool:
    """End `process`: politely, then, after `seconds`, with SIGKILL. True when it went politely."""
    ending = asyncio.ensure_future(gone(process))
    send(process, polite)
    done, _ = await asyncio.wait({ending}, timeout=seconds)
    if not done:
        send(process, signal.SIGKILL)
    await ending
    return bool(done)


@contextlib.asynccontextmanager
async def _handle(pid: int) -> AsyncIterator[int | None]:
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        yield None
        return
    try:
        yield handle
    finally:
        os.close(handle)


def _ended(handle: int) -> bool:
    """Whether the process behind a pidfd has ended (pidfd_open(2): it becomes readable)."""
    poll = select.poll()
    poll.register(handle, select.POLLIN)
    return bool(poll.poll(0))


def _settle(ready: asyncio.Future[None]) -> None:
    if not ready.done():
        ready.set_result(None)


async def _readable(handle: int) -> None:
    loop = asyncio.get_running_loop()
    ready: asyncio.Future[None] = loop.create_future()
    loop.add_reader(handle, _settle, ready)
    try:
        await ready
    finally:
        loop.remove_reader(handle)
