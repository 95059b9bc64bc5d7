"""The product-limit estimate against a worked example and against a law that is known."""

import math

import pytest

from huawu.measures.survival import product_limit
from huawu.platform.dice import seeded

pytestmark = pytest.mark.core


def test_the_estimate_is_the_product_of_those_who_stay_at_each_moment() -> None:
    found = product_limit([(1, True), (2, False), (2, True), (3, False), (5, True), (8, False)])
    assert found.times == (1, 2, 5)
    assert found.alive == pytest.approx((5 / 6, 5 / 6 * 4 / 5, 5 / 6 * 4 / 5 / 2))
    assert found.beyond(0.5) == 1
    assert found.beyond(4) == pytest.approx(2 / 3)
    assert found.hazard == pytest.approx(3 / 21)


def test_patience_comes_back_though_most_callers_were_answered_before_it_ended() -> None:
    dice = seeded("patience")
    seen = []
    for _ in range(20_000):
        patience, answered = dice.expovariate(1 / 90), dice.expovariate(1 / 30)
        seen.append((min(patience, answered), patience <= answered))
    found = product_limit(seen)
    assert found.median() == pytest.approx(90 * math.log(2), rel=0.05)
    naive = sum(time for time, gave_up in seen if gave_up) / sum(gave_up for _, gave_up in seen)
    assert naive < 30, "the mean of those who gave up says far too little"


def test_who_has_waited_long_is_drawn_to_wait_longer_still() -> None:
    found = product_limit([(time, time % 2 == 0) for time in range(1, 100)])
    throws = [(n + 0.5) / 200 for n in range(200)]
    assert all(found.draw(throw, longer_than=60) > 60 for throw in throws)
    share = sum(found.draw(throw, longer_than=60) > 80 for throw in throws) / len(throws)
    assert share == pytest.approx(found.beyond(80) / found.beyond(60), abs=0.01)
    assert found.draw(1e-9, longer_than=60) > 99


def test_where_nobody_gives_up_patience_is_without_end() -> None:
    assert product_limit([(5, False)]).draw(0.3) == math.inf
    assert product_limit([]).draw(0.3) == math.inf
