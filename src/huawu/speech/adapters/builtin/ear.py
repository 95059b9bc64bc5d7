"""The built-in ear as an `Stt`."""

from pathlib import Path

from huawu.speech.adapters.builtin import whisper_weights
from huawu.speech.adapters.builtin.hearing import LONGEST_SECONDS, LocalStt
from huawu.speech.adapters.builtin.process import Worker
from huawu.speech.types import Caps

_CAPS = Caps(
    languages=("zh-CN", "en-US"),
    rate=16000,
    streaming=False,
    partials=True,
    word_times=False,
    punctuation=True,
    hotwords=False,
    max_seconds=LONGEST_SECONDS,
    is_local=True,
)


class BuiltinStt(LocalStt):
    """Whisper-base on this machine. `models`: the folder in which the model is put together (145 MB)."""

    def __init__(self, models: Path) -> None:
        worker = Worker(whisper_weights.NEEDED, "ear", str(models))
        super().__init__(worker, id=whisper_weights.ENGINE, version=whisper_weights.VERSION, caps=_CAPS)
