"""Make things up, to try them on.

`huawu seed --day 2026-11-20` makes up a busy day in the past, for demonstrations. The day gets calls of this
site's own queues and agents, with their states. It is refused for a day of which agents' states are kept:
nothing real is mixed with what is made up.

`huawu seed --scale` fills an empty database with a big centre: customers, contacts and cases of a year. It is
refused when there is anybody in it. HUAWU_DATA_DIR says where.
"""

import argparse
import sys

from huawu.app.cli.database import with_work
from huawu.app.cli.failure import Failure
from huawu.platform.settings import from_environment
from huawu.platform.work import Work


def configure(parser: argparse.ArgumentParser) -> None:
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--day", help="a past day, such as 2026-11-20")
    what.add_argument("--scale", action="store_true", help="a big centre, in a database of its own")
    parser.add_argument("--calls", type=int, default=None, help="about so many; otherwise as agents can bear")
    parser.add_argument("--seed", default="day", help="another word gives other calls, or another centre")
    for name, many in (("customers", "1000000"), ("segments", "10000000"), ("cases", "500000")):
        parser.add_argument(f"--{name}", type=_many, default=None, help=f"of the big centre: {many}")
    parser.add_argument("--open", type=_many, default=None, help="of its cases, open and running: 100000")


def run(arguments: argparse.Namespace) -> int:
    return _scale(arguments) if arguments.scale else _day(arguments)


def _day(arguments: argparse.Namespace) -> int:
    from huawu.app.demo.seeding import seed_day

    async def make(work: Work) -> int:
        return await seed_day(work, arguments.day, calls=arguments.calls, seed=arguments.seed)

    calls = with_work(from_environment(), make)
    if not calls:
        raise Failure("the site has no agents who serve a queue")
    print(f"{arguments.day}: {calls} calls")
    return 0


def _scale(arguments: argparse.Namespace) -> int:
    from huawu.app import scale

    asked = {name: getattr(arguments, name) for name in ("customers", "segments", "cases", "open")}
    whole = scale.Sizes.around(arguments.customers) if arguments.customers else scale.Sizes()
    sizes = scale.Sizes(**whole.plain() | {name: many for name, many in asked.items() if many is not None})
    settings = from_environment()
    scale.make(settings, sizes, word=arguments.seed, say=_say)
    print(f"{settings.data_dir}: {sizes.customers} customers, {sizes.segments} segments, {sizes.cases} cases")
    return 0


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _many(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 20_000_000:
        raise argparse.ArgumentTypeError("a number between 1 and 20000000")
    return number
