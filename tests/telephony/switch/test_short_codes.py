"""What telephones say by dialling codes."""

import pytest

from huawu.telephony.core.switch.house.short_codes import DONE, REFUSED
from huawu.telephony.events import ExtensionWished
from tests.telephony.switch.house import OUTSIDE, House

pytestmark = pytest.mark.core


def says(house: House, number: str, *codes: str) -> list[str]:
    """Dial codes; what was heard at the last one."""
    heard: list[str] = []
    for count, code in enumerate(codes):
        leg = f"code{count}"
        house.dial(number, code, leg)
        heard = house.hears(leg)
        house.said(leg)
        assert leg not in house.phones.legs
    return heard


def test_not_to_be_disturbed_and_to_be_disturbed_again() -> None:
    house = House()
    assert says(house, "7002", "*56#") == DONE
    house.dial("7001", "7002")
    assert house.refusal() == "busy"
    assert says(house, "7002", "#56#") == DONE
    house.dial("7001", "7002")
    assert house.ringing() == {"7002"}


@pytest.mark.parametrize(
    ("code", "why"), [("57", "always"), ("40", "busy"), ("41", "no_answer"), ("42", "offline")]
)
def test_a_forward_is_set_and_ended_with_and_without_the_last_key(code: str, why: str) -> None:
    house = House()
    assert says(house, "7002", f"*{code}*7003#") == DONE
    assert house.switch.wishes["7002"].forward(why) == "7003"
    assert says(house, "7002", f"#{code}") == DONE
    assert "7002" not in house.switch.wishes
    told = [fact for _, fact in house.facts if isinstance(fact, ExtensionWished)]
    assert [fact.forwards for fact in told] == [(why,), ()]


@pytest.mark.parametrize("code", ["*57*7002#", "*57*99#", "*57#", f"*57*{OUTSIDE}#"])
def test_what_cannot_be_is_refused_by_tone_and_changes_nothing(code: str) -> None:
    house = House()
    assert says(house, "7002", "*40*7003", code) == REFUSED
    assert house.switch.wishes["7002"].always == ""
    assert house.switch.wishes["7002"].busy == "7003"


def test_who_may_call_outside_may_forward_there() -> None:
    house = House()
    assert says(house, "7001", f"*57*{OUTSIDE}#") == DONE


def test_what_is_no_code_is_an_unknown_number() -> None:
    house = House()
    house.dial("7001", "*99#")
    assert house.refusal() == "unknown_number"


def test_a_telephone_that_hangs_up_on_the_beeps_leaves_nothing() -> None:
    house = House()
    house.dial("7002", "*56#", "x")
    house.hangs_up("x")
    assert house.switch.saying == set()
    assert house.facts[-1][0] == "extension/7002"
