"""The benchmark of call control measures what it says: sound through the real media process."""

import pytest

from huawu.app.bench.control import conferences

pytestmark = pytest.mark.long


async def test_a_few_conferences_are_heard_whole_and_a_whisper_by_the_agent_alone() -> None:
    found = await conferences.measure(10, 5.0)
    voices, whisper = found["voices"], found["whisper"]
    assert voices["legs"] == 3 * (10 + conferences.GROUPS)
    assert voices["lost"] == 0
    assert voices["heard_percent"] > 95
    assert whisper["words"] > conferences.GROUPS
    assert whisper["leaked"] == 0
    assert 0 < whisper["p50"] < 1000
