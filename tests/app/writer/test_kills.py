"""The jobs process is killed at random moments: every fact arrives, and arrives once."""

from pathlib import Path

import pytest

from tests.app.writer.kills import survive

pytestmark = pytest.mark.room


async def test_killed_in_the_middle_of_its_work_the_writer_loses_and_doubles_nothing(
    database_url: str, tmp_path: Path
) -> None:
    await survive(database_url, tmp_path, kills=3)
