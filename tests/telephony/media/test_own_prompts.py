"""What the centre puts on the shelf of prompts is said at once, by its hash, beside the shipped ones."""

from pathlib import Path

import pytest

from huawu.speech import service as speech
from huawu.telephony.core.media import g711
from huawu.telephony.media.prompts import Prompts

pytestmark = pytest.mark.core


def test_an_own_prompt_is_found_as_soon_as_it_is_kept(tmp_path: Path) -> None:
    prompts = Prompts([speech.prompts_folder(), tmp_path])
    sound = bytes(range(256)) * 10
    name = f"own/{speech.OwnSounds(tmp_path).put(sound)}"
    found = prompts.clip(name, g711.MU)
    assert found is not None
    assert found.audio == sound
    assert prompts.clip("zh-CN/goodbye", g711.MU) is not None
    assert prompts.clip("own/" + "0" * 64, g711.MU) is None


def test_a_text_that_was_said_is_read_whenever_it_is_said_and_stays_nowhere(tmp_path: Path) -> None:
    prompts = Prompts([tmp_path])
    file = tmp_path / "sounds" / "ab12.ulaw"
    file.parent.mkdir()
    file.write_bytes(b"\x01" * 800)
    found = prompts.clip("sounds/ab12", g711.MU)
    assert found is not None
    assert found.audio == b"\x01" * 800
    file.unlink()
    assert prompts.clip("sounds/ab12", g711.A) is None
