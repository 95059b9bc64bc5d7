"""Print the version."""

import argparse
from importlib.metadata import version


def configure(parser: argparse.ArgumentParser) -> None:
    """No options."""


def run(arguments: argparse.Namespace) -> int:
    print(version("huawu"))
    return 0
