"""Tests of speech speak in tones, which are no speech to a model that knows it: they are heard by loudness,
whether or not the extra `huawu[speech]` is installed."""

import pytest

from huawu.speech.adapters import listening
from huawu.speech.adapters.vad import LoudVad, Vad


@pytest.fixture(autouse=True)
def heard_by_loudness(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is loud is speech."""

    def loud(rate: int) -> Vad:
        return LoudVad()

    monkeypatch.setattr(listening, "vad_for", loud)
