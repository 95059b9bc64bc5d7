"""Print a new code for setting up an empty installation; the one before it no longer works."""

import argparse

from huawu.app.cli.database import with_place
from huawu.app.cli.failure import Failure
from huawu.app.setup import code
from huawu.app.setup.founding import is_open
from huawu.platform.clock import system_clock
from huawu.platform.settings import from_environment


def configure(parser: argparse.ArgumentParser) -> None:
    """It takes no arguments."""


def run(arguments: argparse.Namespace) -> int:
    settings = from_environment()
    if not with_place(settings, is_open):
        raise Failure("somebody is there already: people are added in the page or with huawu user add")
    print(code.mint(settings, system_clock()))
    return 0
