"""Plans of speech: what may be published, and what becomes of it."""

from typing import Any

import pytest

from huawu.platform.refusals import Invalid
from huawu.speech.config import check_speech, transcripts_at_once
from huawu.speech.core.plans import NOTHING, plan_from
from huawu.speech.core.understanding import Term

pytestmark = pytest.mark.core

FUNASR = {"engine": "funasr_ws", "url": "ws://127.0.0.1:10095", "seconds": 8}
OPENAI = {"engine": "openai_http", "url": "https://[::1]:8880/v1", "model": "kokoro", "key": "speaches"}
VOICES = {"voices": {"zh-CN": "zf_xiaobei", "en-US": "af_heart"}}
WHOLE = {
    "name": {"zh": "默认", "en": "Default"},
    "hear": [FUNASR, {"engine": "sherpa_onnx", "model": "sense-voice"}, {"engine": "builtin"}],
    "say": [OPENAI | VOICES, {"engine": "builtin", "speed": 0.9} | VOICES],
    "lexicon": [{"term": "云栖酒店", "heard_as": ["云七酒店"]}],
    "serve": True,
    "transcripts": 4,
}


def test_a_whole_plan_is_sound_and_becomes_what_it_says() -> None:
    check_speech("default", WHOLE, {})
    plan = plan_from(WHOLE)
    assert [spec.engine for spec in plan.hear] == ["funasr_ws", "sherpa_onnx", "builtin"]
    assert [spec.seconds for spec in plan.hear] == [8.0, 10.0, 10.0]
    assert plan.say[1].voice("en-US") == "af_heart"
    assert plan.say[1].voice("fr-FR") is None
    assert plan.lexicon == (Term("云栖酒店", ("云七酒店",)),)
    assert plan.serve
    assert plan.transcripts == 4


def test_an_empty_plan_is_sound_and_has_no_engine() -> None:
    check_speech("default", {}, {})
    assert plan_from({}) == NOTHING


@pytest.mark.parametrize(
    "url", ["http://speech.example/v1", "http://127.0.0.1.example/v1", "http://10.0.0.8/v1"]
)
def test_an_engine_elsewhere_must_be_allowed_to_hear(url: str) -> None:
    with pytest.raises(Invalid) as refused:
        check_speech("default", {"hear": [OPENAI | {"url": url}]}, {})
    assert (refused.value.key, refused.value.params["field"]) == ("speech.may_not_leave_host", "hear.0.url")
    check_speech("default", {"hear": [OPENAI | {"url": url, "may_leave_host": True}]}, {})


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"hears": []}, "hears"),
        ({"hear": {}}, "hear"),
        ({"hear": [FUNASR] * 6}, "hear"),
        ({"hear": ["builtin"]}, "hear.0"),
        ({"hear": [{"engine": "cloud"}]}, "hear.0.engine"),
        ({"hear": [{"engine": ["builtin"]}]}, "hear.0.engine"),
        ({"say": [FUNASR | VOICES]}, "say.0.engine"),
        ({"hear": [FUNASR | {"token": "x"}]}, "hear.0.token"),
        ({"hear": [FUNASR | {"url": "http://127.0.0.1"}]}, "hear.0.url"),
        ({"hear": [FUNASR | {"url": "ws://"}]}, "hear.0.url"),
        ({"hear": [FUNASR | {"url": "ws://[broken"}]}, "hear.0.url"),
        ({"hear": [FUNASR | {"url": "ws://user:secret@127.0.0.1"}]}, "hear.0.url"),
        ({"hear": [FUNASR | {"url": 7}]}, "hear.0.url"),
        ({"hear": [{"engine": "builtin", "url": "http://127.0.0.1"}]}, "hear.0.url"),
        ({"hear": [OPENAI | {"model": ""}]}, "hear.0.model"),
        ({"hear": [{"engine": "sherpa_onnx", "model": "../etc"}]}, "hear.0.model"),
        ({"hear": [{"engine": "sherpa_onnx", "model": "a/b"}]}, "hear.0.model"),
        ({"hear": [OPENAI | {"key": "../key"}]}, "hear.0.key"),
        ({"hear": [FUNASR | {"seconds": 0}]}, "hear.0.seconds"),
        ({"hear": [FUNASR | {"seconds": True}]}, "hear.0.seconds"),
        ({"hear": [FUNASR | {"at_once": 2.5}]}, "hear.0.at_once"),
        ({"hear": [FUNASR | {"may_leave_host": 1}]}, "hear.0.may_leave_host"),
        ({"say": [{"engine": "builtin"}]}, "say.0.voices"),
        ({"say": [{"engine": "builtin", "voices": {"zh": "zf_xiaobei"}}]}, "say.0.voices"),
        ({"say": [{"engine": "builtin", "voices": {"zh-CN": "../x"}}]}, "say.0.voices"),
        ({"serve": "yes"}, "serve"),
        ({"lexicon": "云栖"}, "lexicon"),
        ({"lexicon": [{"term": " "}]}, "lexicon.0.term"),
        ({"lexicon": [{"term": "云栖", "heard_as": [7]}]}, "lexicon.0.heard_as"),
        ({"lexicon": [{"word": "云栖"}]}, "lexicon.0"),
    ],
)
def test_what_is_not_right_is_named(body: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        check_speech("default", body, {})
    assert refused.value.params["field"] == field


def test_a_plan_may_have_a_name_but_not_half_of_one() -> None:
    with pytest.raises(Invalid):
        check_speech("default", {"name": {"en": "only"}}, {})


@pytest.mark.parametrize(
    ("plan", "most"), [({}, 0), ({"hear": [FUNASR]}, 2), (WHOLE, 4), ({"transcripts": 9}, 0)]
)
def test_without_an_engine_that_hears_nothing_is_written_down(plan: dict[str, Any], most: int) -> None:
    assert transcripts_at_once(plan) == most
