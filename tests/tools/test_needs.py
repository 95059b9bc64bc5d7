"""A test that needs a program of the machine."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.room

MODULE = """
import pytest

@pytest.mark.needs("sh")
def test_with_a_shell(): pass

@pytest.mark.needs("no-such-program")
def test_with_another_program(): pass
"""


def summary(folder: Path, ci: str) -> tuple[int, str]:
    """Run the module with the checkout's own conftest; exit code and last line."""
    root = Path(__file__).parents[2]
    (folder / "test_it.py").write_text(MODULE)
    (folder / "conftest.py").write_text((root / "conftest.py").read_text())
    command = [sys.executable, "-m", "pytest", "-q", "-rs", "-W", "ignore", "test_it.py"]
    env = {**os.environ, "CI": ci}
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout


def test_without_the_program_a_test_is_left_out_and_that_is_said(tmp_path: Path) -> None:
    code, said = summary(tmp_path, ci="")
    assert code == 0
    assert "needs no-such-program" in said
    assert "1 passed, 1 skipped" in said


def test_in_ci_nothing_is_left_out(tmp_path: Path) -> None:
    code, said = summary(tmp_path, ci="true")
    assert code == 1
    assert "1 passed, 1 error" in said
