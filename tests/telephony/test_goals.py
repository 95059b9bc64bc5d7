"""Callers are sent outside only to numbers that may be called, and hear only what there is to hear."""

from typing import Any

import pytest

from huawu.platform.refusals import Invalid
from huawu.platform.words import say
from huawu.speech import service as speech
from huawu.telephony.config import check_trunk
from huawu.telephony.config.goals import check_goals

pytestmark = pytest.mark.core

WHOLE: dict[str, Any] = {
    "number": {"02155550000": {}},
    "extension": {"700100": {}},
    "site": {"site": {"blocked_numbers": ["00", "+1900"]}},
    "trunk": {"plain": {"networks": ["192.0.2.0/24"]}, "out": {"uri": "sip:192.0.2.10:5060"}},
}


def queue(to: dict[str, Any]) -> dict[str, Any]:
    return {"overflows": [{"when": "wait", "above": 60, "to": to}]}


@pytest.mark.parametrize("number", ["13911112222", "95588", "02166660000"])
def test_callers_may_be_sent_to_numbers_that_may_be_called(number: str) -> None:
    check_goals("desk", queue({"outside": number}), WHOLE)


@pytest.mark.parametrize(
    ("to", "key"),
    [
        ({"outside": "8001"}, "routing.outside_bad_number"),
        ({"outside": "110"}, "routing.outside_bad_number"),
        ({"outside": "021-5555"}, "routing.outside_bad_number"),
        ({"outside": "+862155550000"}, "routing.outside_ours"),
        ({"outside": "700100"}, "routing.outside_ours"),
        ({"outside": "0019005550000"}, "routing.outside_blocked"),
        ({"outside": "+19005550000"}, "routing.outside_blocked"),
        ({"announcement": "closed.hours", "then": {"outside": "110"}}, "routing.outside_bad_number"),
        ({"announcement": "closed.nights"}, "routing.unknown_announcement"),
        ({"announcement": "menu.hotel"}, "routing.unknown_announcement"),
    ],
)
def test_other_goals_are_refused_in_words(to: dict[str, Any], key: str) -> None:
    with pytest.raises(Invalid) as refusal:
        check_goals("desk", queue(to), WHOLE)
    assert refusal.value.key == key
    for language in ("zh-CN", "en-US"):
        said = say(key, language, refusal.value.params).title
        assert "desk" in said
        assert "{" not in said


BEHIND = {"pbx": {"uri": "sip:192.0.2.20:5060", "short_numbers": ["6", "110"]}}


@pytest.mark.parametrize("number", ["6001", "600", "110"])
def test_callers_may_be_sent_to_short_numbers_that_are_behind_a_trunk(number: str) -> None:
    check_goals("desk", queue({"outside": number}), WHOLE | {"trunk": WHOLE["trunk"] | BEHIND})


@pytest.mark.parametrize("number", ["8001", "119", "7001", "60"])
def test_callers_are_not_sent_to_other_short_numbers(number: str) -> None:
    """Also not to 119, of which only the beginning could stand there, nor to what is no number at all."""
    behind = {"pbx": {**BEHIND["pbx"], "short_numbers": ["6", "11"]}}
    with pytest.raises(Invalid, match=r"routing\.outside_bad_number"):
        check_goals("desk", queue({"outside": number}), WHOLE | {"trunk": WHOLE["trunk"] | behind})


def test_a_trunk_without_a_way_out_has_no_short_numbers_behind_it() -> None:
    trunk = {"networks": ["192.0.2.0/24"], "short_numbers": ["6"]}
    with pytest.raises(Invalid, match=r"routing\.outside_bad_number"):
        check_goals("desk", queue({"outside": "6001"}), WHOLE | {"trunk": WHOLE["trunk"] | {"pbx": trunk}})
    with pytest.raises(Invalid, match=r"config\.bad_field"):
        check_trunk("pbx", trunk, {})


@pytest.mark.parametrize("short", [["12345"], ["+6"], [""], [6], "6", ["6", None]])
def test_what_is_no_beginning_of_a_short_number_is_refused(short: object) -> None:
    trunk = {"networks": ["192.0.2.0/24"], "uri": "sip:192.0.2.20:5060", "short_numbers": short}
    with pytest.raises(Invalid):
        check_trunk("pbx", trunk, {})


def test_nobody_is_sent_outside_while_no_trunk_leads_there() -> None:
    whole = WHOLE | {"trunk": {"plain": WHOLE["trunk"]["plain"]}}
    with pytest.raises(Invalid, match=r"routing\.outside_no_trunk"):
        check_goals("desk", queue({"outside": "13911112222"}), whole)


def test_what_can_be_announced_is_there_in_every_language() -> None:
    for name, says in speech.announcements().items():
        assert set(says) == set(speech.LANGUAGES)
        for language in speech.LANGUAGES:
            assert speech.load(name, language)
        check_goals("desk", queue({"announcement": name}), WHOLE)


SOUND = {"sound": "0" * 64, "seconds": 3.0, "text": "春节期间休息", "made": "recorded"}


def own(*languages: str) -> dict[str, Any]:
    name = {"zh": "春节", "en": "New Year"}
    return WHOLE | {"prompt": {"spring": {"name": name, "sounds": dict.fromkeys(languages, SOUND)}}}


def test_callers_may_hear_a_prompt_of_the_centre() -> None:
    check_goals("desk", queue({"announcement": "own/spring"}), own("zh-CN", "en-US"))


@pytest.mark.parametrize(
    ("name", "languages", "key"),
    [
        ("own/spring", ("zh-CN",), "routing.announcement_language"),
        ("own/spring", (), "routing.announcement_language"),
        ("own/autumn", ("zh-CN", "en-US"), "routing.unknown_announcement"),
        ("spring", ("zh-CN", "en-US"), "routing.unknown_announcement"),
    ],
)
def test_a_prompt_of_the_centre_that_leaves_callers_without_a_word_is_refused(
    name: str, languages: tuple[str, ...], key: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        check_goals("desk", queue({"announcement": name}), own(*languages))
    assert refusal.value.key == key
    for language in ("zh-CN", "en-US"):
        assert "{" not in say(key, language, refusal.value.params).title
