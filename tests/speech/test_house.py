"""The engines of a process: made from the plans in force, kept while these are."""

from pathlib import Path

import pytest

from huawu.speech.errors import NotInstalled
from huawu.speech.service.house import Folders, House

pytestmark = pytest.mark.core

VOICES = {"voices": {"zh-CN": "zf_xiaobei"}}
PLAN = {
    "hear": [
        {"engine": "funasr_ws", "url": "ws://127.0.0.1:9"},
        {"engine": "sherpa_onnx", "model": "gone"},
        {"engine": "builtin"},
    ],
    "say": [
        {"engine": "openai_http", "url": "http://127.0.0.1:9/v1", "model": "kokoro", "key": "k"} | VOICES
    ],
}


def house(tmp_path: Path) -> House:
    return House(Folders.of(tmp_path / "data", tmp_path / "keys"))


async def test_a_plan_becomes_its_engines_without_those_that_are_not_there(tmp_path: Path) -> None:
    here = house(tmp_path)
    here.tell({"default": PLAN})
    engines = here.engines()
    assert [each["engine"] for each in engines.figures()["hear"]] == ["funasr_ws", "whisper-base-int8"]
    assert [each["engine"] for each in engines.figures()["say"]] == ["openai_http"]
    await here.close()


async def test_engines_are_kept_while_their_plan_is_and_made_anew_when_it_changes(tmp_path: Path) -> None:
    here = house(tmp_path)
    here.tell({"default": PLAN, "vip": {}})
    first, vip = here.engines(), here.engines("vip")
    here.tell({"default": PLAN, "vip": {}})
    assert here.engines() is first
    here.tell({"default": {"say": []}, "vip": {}})
    assert here.engines() is not first
    assert here.engines("vip") is vip
    await here.close()


async def test_a_plan_that_is_not_there_is_the_default_one_and_without_any_nothing_is(tmp_path: Path) -> None:
    here = house(tmp_path)
    with pytest.raises(NotInstalled):
        await here.engines().stt.transcribe(b"", 8000)
    here.tell({"default": PLAN})
    assert here.engines("no such plan") is here.engines()
    await here.close()


def test_an_access_key_is_the_one_line_of_its_file(tmp_path: Path) -> None:
    folders = Folders.of(tmp_path / "data", tmp_path / "keys")
    assert folders.key("speaches") == ""
    (tmp_path / "keys" / "speech").mkdir(parents=True)
    (tmp_path / "keys" / "speech" / "speaches").write_text("secret\n")
    assert folders.key("speaches") == "secret"
    assert folders.key("") == ""
