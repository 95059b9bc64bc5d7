"""Be the supervisor: start the programs, start again what dies, stop all in order at SIGTERM."""

import argparse
import asyncio
import logging
import sys

from huawu.app.cli.failure import Failure
from huawu.app.supervisor.house import AlreadyRunning, supervise
from huawu.app.supervisor.table import plan
from huawu.platform.settings import from_environment


def configure(parser: argparse.ArgumentParser) -> None:
    """No options: the environment says it all."""


def run(arguments: argparse.Namespace) -> int:
    logging.basicConfig(
        stream=sys.stderr, level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s"
    )
    try:
        asyncio.run(supervise(plan(from_environment())))
    except AlreadyRunning:
        raise Failure("a supervisor runs already here; `huawu status` shows it") from None
    return 0
