"""Start the `jobs` process with the settings of the environment."""

import logging

import uvloop

from huawu.app.jobs.process import run_until_told
from huawu.app.jobs.wiring import wired
from huawu.platform.garbage import collect_seldom
from huawu.platform.priority import AFTER_OTHERS, set_priority
from huawu.platform.settings import from_environment


def main() -> None:
    """Run until SIGTERM or SIGINT."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    set_priority(AFTER_OTHERS)
    settings = from_environment()
    parts = wired(settings)
    collect_seldom()
    uvloop.run(run_until_told(settings, parts))


if __name__ == "__main__":
    main()
