"""Error rates of recognisers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huawu.speech.core.scoring import Score, score

pytestmark = pytest.mark.core


@pytest.mark.parametrize(
    ("said", "heard", "language", "wrong", "units"),
    [
        ("您好，欢迎致电。", "您好欢迎致电", "zh-CN", 0, 6),
        ("您好，欢迎致电。", "你好，欢迎制电", "zh-CN", 2, 6),
        ("预订请按3", "预订请按三。", "zh-CN", 0, 5),
        ("请稍候", "", "zh-CN", 3, 3),
        ("请稍候", "请您稍候吧", "zh-CN", 2, 3),
        ("Please hold.", "please, hold", "en-US", 0, 2),
        ("For orders, press 1.", "for orders press one", "en-US", 0, 4),
        ("I'm sorry", "im sorry", "en-US", 0, 2),
        ("Thank you for calling", "thank you for the call", "en-US", 2, 4),
    ],
)
def test_texts_are_compared_as_they_are_said(
    said: str, heard: str, language: str, wrong: int, units: int
) -> None:
    assert score(said, heard, language) == Score(wrong, units)


def test_rates_are_of_all_units_together() -> None:
    assert (Score(1, 4) + Score(1, 16)).percent == 10.0
    assert Score().percent is None


@given(st.text("一二三四五", max_size=12), st.text("一二三四五", max_size=12))
def test_errors_lie_between_the_difference_in_length_and_the_longer(one: str, other: str) -> None:
    wrong = score(one, other, "zh-CN").wrong
    assert abs(len(one) - len(other)) <= wrong <= max(len(one), len(other))
    assert wrong == score(other, one, "zh-CN").wrong
