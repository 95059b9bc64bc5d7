"""What a test may ask of the machine: `@pytest.mark.needs("sipp", "baresip")`.

Without one of the programs the test is left out and the summary says so; with CI=true it fails instead, so
that nothing is quietly untested there.
"""

import os
import shutil

import pytest


def missing(item: pytest.Item) -> list[str]:
    """The programs that the test needs and this machine has not."""
    wanted = [program for mark in item.iter_markers("needs") for program in mark.args]
    return [program for program in wanted if shutil.which(program) is None]


def pytest_runtest_setup(item: pytest.Item) -> None:
    absent = missing(item)
    if absent and os.environ.get("CI") == "true":
        pytest.fail(f"needs {', '.join(absent)}, and CI leaves nothing out", pytrace=False)
    if absent:
        pytest.skip(f"needs {', '.join(absent)} (make test installs it as root)")
