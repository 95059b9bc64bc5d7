"""A million random inputs to the routing engine, in many centres, with restarts among them."""

from random import Random

import pytest

from tests.routing.anything import prove

pytestmark = pytest.mark.long

CENTRES, INPUTS = 1_000, 1_000


@pytest.mark.parametrize("part", range(10))
def test_a_million_inputs_break_no_rule(part: int) -> None:
    for seed in range(CENTRES // 10):
        prove(Random(f"{part} {seed}"), INPUTS)
