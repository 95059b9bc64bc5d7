"""`python -m huawu.app.live`: the live process."""

import asyncio
import logging
import signal

import uvloop

from huawu.app.live.house import House
from huawu.platform.priority import BEFORE_OTHERS, set_priority
from huawu.platform.settings import from_environment


async def serve() -> None:
    """Run the house until asked to stop; the books are closed on the way out."""
    house = House(from_environment())
    loop = asyncio.get_running_loop()
    work = asyncio.ensure_future(house.run())
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, work.cancel)
    try:
        await work
    except asyncio.CancelledError:
        house.close()


def main() -> None:
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    set_priority(BEFORE_OTHERS)
    uvloop.run(serve())


if __name__ == "__main__":
    main()
