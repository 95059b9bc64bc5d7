"""Many recorded calls at once on the real process: nothing is lost. CPU is measured and shown, not judged."""

import sys

import pytest

from tests.telephony.media import loading

pytestmark = pytest.mark.long


@pytest.mark.parametrize(("calls", "kind"), [(50, "recorded"), (200, "recorded"), (30, "mixed")])
async def test_no_packet_is_lost(calls: int, kind: str) -> None:
    if loading.compiler() is None:
        pytest.skip("no C compiler for the load")
    result = await loading.run(calls, 8.0, kind=kind)
    sys.stderr.write(f"{result}\n")
    assert result["lost"] == 0
    assert result["process"]["lost"] == 0
    assert result["process"]["received"] == result["sent"]
    assert result["process"]["strangers"] == result["process"]["invalid"] == 0
