"""Codes that prove a mail address hold for a short time, and few letters bring them."""

import pytest

from huawu.platform.clock import SECOND
from huawu.telephony.core.voicemail.own_address import CODE, DAY, MOST, PAUSE, TRIES, holds, wait_for_letter

pytestmark = pytest.mark.core
NOW = 1_000_000 * SECOND


def test_the_first_letter_goes_at_once_and_the_next_after_a_pause() -> None:
    assert wait_for_letter(NOW, NOW, NOW, 0) == 0
    assert wait_for_letter(NOW + 10 * SECOND, NOW, NOW, 1) == PAUSE - 10 * SECOND
    assert wait_for_letter(NOW + PAUSE, NOW, NOW, 1) == 0


def test_after_the_most_of_a_day_the_day_must_be_over() -> None:
    last = NOW + 3600 * SECOND
    assert wait_for_letter(last + PAUSE, last, NOW, MOST - 1) == 0
    assert wait_for_letter(last + PAUSE, last, NOW, MOST) == NOW + DAY - last - PAUSE
    assert wait_for_letter(NOW + DAY, last, NOW, MOST) == 0


def test_a_code_holds_for_its_time_and_its_tries() -> None:
    assert holds(NOW + CODE - 1, NOW, TRIES - 1)
    assert not holds(NOW + CODE, NOW, 0)
    assert not holds(NOW, NOW, TRIES)
