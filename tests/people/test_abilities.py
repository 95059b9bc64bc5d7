"""What an agent can do: checked in words, and always good to plan by."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huawu.people.config import check_agent, check_team
from huawu.people.core.abilities import able, is_language
from huawu.people.types import seat_of, tidy
from huawu.platform.refusals import Invalid
from huawu.platform.words import say
from huawu.routing import service as routing

pytestmark = pytest.mark.core

NAME = {"name": {"zh": "酒店组", "en": "Hotel"}}
WHOLE: dict[str, Any] = {
    "team": {"hotel": NAME, "support": NAME},
    "skill": {"booking": NAME, "network": NAME},
    "queue": {"desk": NAME, "rooms": NAME, "chat": NAME | {"channel": "chat"}},
}
LEVEL = st.integers(1, 5)
ABILITIES = st.fixed_dictionaries(
    {},
    optional={
        "team": st.sampled_from(["", "hotel", "support"]),
        "languages": st.dictionaries(st.sampled_from(["zh-CN", "en-US", "ja", "yue", "zh-Hant-TW"]), LEVEL),
        "skills": st.dictionaries(st.sampled_from(["booking", "network"]), LEVEL),
        "queues": st.dictionaries(st.sampled_from(["desk", "rooms", "chat"]), st.integers(1, 10)),
        "capacity": st.fixed_dictionaries(
            {},
            optional={
                "voice": st.just({"most": 1, "beside": ["chat"]}),
                "chat": st.fixed_dictionaries({"most": st.integers(1, 100)}),
            },
        ),
        "weight": st.integers(1, 100),
        "auto_answer": st.booleans(),
        "wrap_up": st.sampled_from(["", "none", "optional", "forced", "on_request", "until_done"]),
    },
)


@given(ABILITIES)
def test_whatever_may_be_published_is_good_to_plan_by(body: dict[str, Any]) -> None:
    check_agent("1001", body, WHOLE)

    plan = routing.plan_from({"queues": WHOLE["queue"], "seats": {"a1": seat_of(body, WHOLE["queue"])}})

    seat = plan.seats["a1"]
    assert seat.levels == body.get("queues", {})
    assert set(seat.queues) == set(seat.levels)
    assert (seat.team, seat.skills) == (body.get("team", ""), body.get("skills", {}))
    assert seat.languages == body.get("languages", {})
    assert seat.capacity.keys() == body.get("capacity", {}).keys()
    assert (seat.weight, seat.auto_answer) == (body.get("weight", 1), body.get("auto_answer", False))
    assert seat.wrap_up == body.get("wrap_up", "")


@given(ABILITIES)
def test_what_says_nothing_is_left_out_and_changes_nothing(body: dict[str, Any]) -> None:
    short = tidy(body)
    plans = [
        routing.plan_from({"queues": WHOLE["queue"], "seats": {"a1": seat_of(each, WHOLE["queue"])}})
        for each in (body, short)
    ]

    assert plans[0] == plans[1]
    assert all(short.values())
    assert tidy(short) == short


@pytest.mark.parametrize(
    ("body", "key"),
    [
        ({"team": "moon"}, "people.unknown_team"),
        ({"team": ["hotel"]}, "people.unknown_team"),
        ({"skills": {"latin": 3}}, "people.unknown_skill"),
        ({"queues": {"nowhere": 1}}, "people.unknown_queue"),
        ({"languages": {"jp": 4}}, "people.unknown_language"),
        ({"languages": {"zh_CN": 4}}, "people.unknown_language"),
        ({"skills": {"booking": 6}}, "people.bad_level"),
        ({"skills": {"booking": 0}}, "people.bad_level"),
        ({"skills": {"booking": True}}, "people.bad_level"),
        ({"languages": {"ja": 2.5}}, "people.bad_level"),
        ({"queues": {"desk": 11}}, "people.bad_level"),
        ({"capacity": {"chat": {"most": 0}}}, "people.bad_level"),
        ({"capacity": {"voice": {"most": 2}}}, "people.one_call_at_a_time"),
        ({"capacity": {"chat": {"most": 2, "beside": ["chat"]}}}, "people.beside_itself"),
        ({"capacity": {"chat": {"beside": "voice"}}}, "config.bad_field"),
        ({"capacity": {"chat": 3}}, "config.bad_field"),
        ({"capacity": []}, "config.bad_field"),
        ({"skills": ["booking"]}, "config.bad_field"),
        ({"weight": 0}, "config.bad_field"),
        ({"auto_answer": 1}, "config.bad_field"),
        ({"wrap_up": "never"}, "config.bad_field"),
        ({"wrap_up": ["forced"]}, "config.bad_field"),
        ({"wages": 9}, "config.unknown_field"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(body: dict[str, Any], key: str) -> None:
    with pytest.raises(Invalid) as refusal:
        check_agent("1001", body, WHOLE)

    assert refusal.value.key == key
    for language in ("zh-CN", "en-US"):
        said = say(key, language, refusal.value.params)
        assert "{" not in said.title
        assert key.startswith("config.") or "1001" in said.title, "it says whose abilities are wrong"


@pytest.mark.parametrize("tag", ["zh-CN", "en-US", "ja", "ja-JP", "yue", "zh-Hant-TW", "es-419", "csl"])
def test_languages_are_told_as_the_world_tells_them(tag: str) -> None:
    assert is_language(tag)


@pytest.mark.parametrize(
    "tag", ["", "jp", "zh_CN", "ZH-cn", "zh-cn", "chinese", "xx", "zh-CN-", "en-USA", "zh CN"]
)
def test_a_language_that_nobody_knows_is_none(tag: str) -> None:
    assert not is_language(tag)


@pytest.mark.parametrize(
    ("body", "key"),
    [
        ({}, "config.no_name"),
        (NAME | {"boss": "1001"}, "config.unknown_field"),
        (NAME | {"leader": 1001}, "config.bad_field"),
        (NAME | {"order": "first"}, "config.bad_field"),
    ],
)
def test_a_team_has_a_name_and_a_leader_told_by_number(body: dict[str, Any], key: str) -> None:
    check_team("hotel", NAME | {"leader": "1001", "order": 1}, WHOLE)
    with pytest.raises(Invalid) as refusal:
        check_team("hotel", body, WHOLE)
    assert refusal.value.key == key


def test_who_can_what_is_asked_for_is_as_good_as_they_are_in_the_least_of_it() -> None:
    body = {"skills": {"legal": 4}, "languages": {"en-US": 3, "zh-CN": 5}}
    assert able(body, "legal", "") == 4
    assert able(body, "", "en") == able(body, "", "en-US") == 3
    assert able(body, "legal", "en") == 3
    assert able(body, "legal", "ja") == able(body, "", "") == able(body, "", "e") == 0
