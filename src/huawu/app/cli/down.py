"""Stop everything in order: first what takes calls, last the database."""

import argparse
import asyncio
import os
import signal
import time

from huawu.app.cli.failure import Failure
from huawu.app.supervisor import records
from huawu.app.supervisor.house import AlreadyRunning, stop_unwatched
from huawu.app.supervisor.table import plan
from huawu.platform.settings import from_environment


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--seconds", type=float, default=90.0, help="how long to wait (90)")


def run(arguments: argparse.Namespace) -> int:
    settings = from_environment()
    if not settings.run_dir.is_dir():
        print("nothing runs")
        return 0
    supervisor = records.find(settings.run_dir / "supervisor.pid")
    if supervisor is None:
        _stop_what_was_left()
    else:
        os.kill(supervisor.pid, signal.SIGTERM)
        _wait(supervisor, arguments.seconds)
    print("stopped")
    return 0


def _stop_what_was_left() -> None:
    """A supervisor that was killed leaves its programs running."""
    try:
        asyncio.run(stop_unwatched(plan(from_environment())))
    except AlreadyRunning:
        raise Failure("a supervisor is just starting; try again in a moment") from None


def _wait(supervisor: records.Process, seconds: float) -> None:
    for _ in range(int(seconds / 0.05)):
        if not records.is_alive(supervisor):
            return
        time.sleep(0.05)
    raise Failure(f"the supervisor (pid {supervisor.pid}) still works at stopping; `huawu status` shows what")
