"""The shipped prompts: every one is there, whole, at the right level, and says what call control needs."""

import re
import shutil
from pathlib import Path

import pytest

from huawu.speech import catalogue, service
from huawu.speech.core import numbers
from huawu.speech.core.sound import from_ulaw, measure
from huawu.speech.errors import UnknownPrompt

pytestmark = pytest.mark.room

NEEDED = """
greeting.hotel menu.hotel greeting.support menu.support menu.invalid menu.silence queue.please_wait
queue.position.before queue.position.after queue.you_are_next queue.all_busy queue.wait_estimate.before
queue.wait_estimate.after queue.sorry_long_wait queue.connecting agent.number.before agent.number.after
recording.notice recording.refusal recording.refused
hold.please hold.thanks closed.hours goodbye call.failed call.transfer test.hello
voicemail.greeting""".split()


def test_the_shipped_prompts_are_whole() -> None:
    assert service.verify() == []


@pytest.mark.parametrize("language", service.LANGUAGES)
def test_everything_that_is_said_to_a_caller_was_rendered(language: str) -> None:
    known = service.known_prompts()
    assert {f"{language}/{name}" for name in NEEDED} <= known
    assert {f"{language}/{name}" for name in numbers.pieces(language)} <= known
    assert {"music", "tones/ring_back", "tones/busy", "tones/beep"} <= known


def test_both_languages_have_the_same_sentences() -> None:
    said = {
        language: {p.id for p in catalogue.prompts().values() if p.language == language} - set(pieces)
        for language, pieces in ((lang, numbers.pieces(lang)) for lang in service.LANGUAGES)
    }
    assert {name for name in said["zh-CN"] ^ said["en-US"] if not name.startswith("test.")} == set()


def test_prompts_are_named_so_that_they_are_safe_file_names() -> None:
    for path in service.known_prompts():
        assert re.fullmatch(r"((zh-CN|en-US|tones)/)?[a-z0-9][a-z0-9._-]*", path), path
        assert ".." not in path


@pytest.mark.parametrize("language", service.LANGUAGES)
def test_every_voice_is_level_trimmed_and_inside_the_band(language: str) -> None:
    wrong = {}
    for path, prompt in catalogue.prompts().items():
        if prompt.language != language:
            continue
        found = measure(from_ulaw(service.load(path)))
        fine = (
            -22.5 <= found.speech_level <= -18.5
            and found.peak < 0.91
            and found.lead <= 0.06
            and found.trail <= 0.12
            and found.in_band > 0.6
            and found.seconds == pytest.approx(prompt.seconds, abs=0.001)
        )
        if not fine:
            wrong[path] = found
    assert wrong == {}


@pytest.mark.parametrize("language", service.LANGUAGES)
def test_every_prompt_lasts_as_long_as_its_words(language: str) -> None:
    """A Mandarin character takes 0.11 to 0.36 s, an English letter 0.04 to 0.14 s, and the ends."""
    wrong = {}
    for path, prompt in catalogue.prompts().items():
        if prompt.language == language:
            signs = sum(sign.isalnum() for sign in prompt.text)
            a_sign = 0.2 if prompt.voice.startswith("z") else 0.075  # a sentence may be in the other language
            if not signs * a_sign * 0.55 <= prompt.seconds <= signs * a_sign * 1.8 + 0.6:
                wrong[path] = (prompt.text, prompt.seconds)
    assert wrong == {}


def test_the_whole_set_stays_small() -> None:
    size = sum(file.stat().st_size for file in service.prompts_folder().rglob("*.ulaw"))
    assert size < 10_000_000


def test_the_catalogue_says_who_spoke_and_from_what() -> None:
    greeting = catalogue.prompts()["zh-CN/greeting.hotel"]
    assert (greeting.text, greeting.voice) == ("您好，欢迎致电云栖酒店。", "zf_xiaobei")
    assert greeting.key == catalogue.sound_key(
        greeting.spoken or greeting.text,
        voice=greeting.voice,
        speed=greeting.speed,
        engine=greeting.engine,
        version=greeting.engine_version,
    )


def test_a_text_changed_without_rendering_is_seen() -> None:
    """The key of every spoken prompt is the hash of what the catalogue says it says."""
    stale = [
        path
        for path, p in catalogue.prompts().items()
        if p.voice
        and p.key
        != catalogue.sound_key(
            p.spoken or p.text, voice=p.voice, speed=p.speed, engine=p.engine, version=p.engine_version
        )
    ]
    assert stale == []


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    folder = tmp_path / "prompts"
    shutil.copytree(service.prompts_folder(), folder)
    return folder


def test_a_damaged_missing_or_strange_sound_is_named(copied: Path) -> None:
    (copied / "zh-CN" / "goodbye.ulaw").write_bytes(b"\xff" * 800)
    (copied / "music.ulaw").unlink()
    (copied / "en-US" / "who.are.you.ulaw").write_bytes(b"\xff")
    assert sorted(service.verify(copied)) == [
        "en-US/who.are.you: not in the catalogue",
        "music: no sound",
        "zh-CN/goodbye: the sound is not the one in the catalogue",
    ]


def test_a_file_that_is_no_catalogue_is_refused(tmp_path: Path) -> None:
    (tmp_path / "catalogue.yaml").write_text("- 1\n")
    with pytest.raises(ValueError, match="not a catalogue"):
        service.verify(tmp_path)


def test_prompts_are_found_with_and_without_their_language() -> None:
    assert service.prompt("goodbye") == "zh-CN/goodbye"
    assert service.prompt("goodbye", "en-US") == "en-US/goodbye"
    assert service.prompt("zh-CN/goodbye", "en-US") == "zh-CN/goodbye"
    assert service.prompt("music", "en-US") == "music"
    assert service.text_of("goodbye", "en-US").startswith("Thank you")
    assert service.seconds_of("music") == 48.0
    with pytest.raises(UnknownPrompt):
        service.prompt("../secret")


def test_customers_for_the_test_call_speak_four_to_eight_seconds_in_different_voices() -> None:
    for language in service.LANGUAGES:
        paths = service.customer_sentences(language)
        assert len(paths) >= 4
        assert all(3.5 <= service.seconds_of(path) <= 9 for path in paths)
        assert len({catalogue.prompts()[path].voice for path in paths}) >= 4


def test_values_are_said_by_prompts_that_exist() -> None:
    known = service.known_prompts()
    for language in service.LANGUAGES:
        said = [
            *service.say_number(12_345_678, language),
            *service.say_position(0, language),
            *service.say_position(3, language),
            *service.say_position(47, language),
            *service.say_agent_number("1002", language),
            *service.say_digits("8110*#", language, yao=True),
            *service.say_wait(4, 5, language),
            *service.say_amount(352_865, language),
            *service.say_duration(61, language),
        ]
        assert set(said) <= known
    assert service.say_position(2) == ["zh-CN/queue.position.2"]
