"""Make up a busy day in the past, to try things on: `huawu seed --day 2026-11-20`. For demonstrations.

The day gets calls of this site's own queues and agents, with their states. It is refused for a day of which
agents' states are kept: nothing real is mixed with what is made up.
"""

import argparse

from huawu.app.cli.database import with_work
from huawu.app.cli.failure import Failure
from huawu.platform.settings import from_environment
from huawu.platform.work import Work


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--day", required=True, help="a past day, such as 2026-11-20")
    parser.add_argument("--calls", type=int, default=None, help="about so many; otherwise as agents can bear")
    parser.add_argument("--seed", default="day", help="another word gives another day")


def run(arguments: argparse.Namespace) -> int:
    from huawu.app.demo.seeding import seed_day

    async def make(work: Work) -> int:
        return await seed_day(work, arguments.day, calls=arguments.calls, seed=arguments.seed)

    calls = with_work(from_environment(), make)
    if not calls:
        raise Failure("the site has no agents who serve a queue")
    print(f"{arguments.day}: {calls} calls")
    return 0
