"""Spans of time, as they are told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huawu.platform.clock import SECOND, to_milli

pytestmark = pytest.mark.core

SPANS = st.integers(-(10**15), 10**15)


@given(SPANS | SPANS.map(lambda span: span * 1000 + 500))
def test_a_span_in_seconds_is_rounded_as_python_rounds(span: int) -> None:
    assert to_milli(span) == round(span / SECOND, 3)
