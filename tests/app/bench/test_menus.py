"""The benchmark of menus measures what it says: keys pressed in real calls, answered by the next prompt."""

import asyncio

import pytest

from huawu.app.bench.centre import LoadCentre
from huawu.app.bench.menus import measure

pytestmark = pytest.mark.long


def test_a_few_callers_each_hear_what_their_keys_lead_to() -> None:
    with LoadCentre(agents=0) as centre:
        found = asyncio.run(measure(("127.0.0.1", centre.sip_port), 20, each=4))
    assert (found["callers"], found["keys"], found["unanswered"]) == (20, 40, 0)
    assert 0 < found["p50_ms"] <= found["p99_ms"] < 1000
