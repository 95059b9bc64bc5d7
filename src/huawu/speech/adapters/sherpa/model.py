"""A sherpa-onnx recogniser that is loaded: runs in the worker process."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from huawu.speech.adapters.builtin.hearing import Heard
from huawu.speech.adapters.sherpa import manifest
from huawu.speech.core.sound import Samples
from huawu.speech.errors import NotInstalled

_TAIL = 0.66
"""Seconds of silence that a streaming model needs behind the last word."""
_HAN = range(0x4E00, 0xA000)


class Sherpa:
    """A model folder, loaded after its hashes were found right."""

    def __init__(self, folder: Path, *, threads: int = 1) -> None:
        """Raises NotInstalled, NotGenuine."""
        found, files = manifest.checked(folder)
        try:
            import sherpa_onnx
        except ImportError as missing:
            raise NotInstalled("speech.not_installed", what="sherpa_onnx") from missing
        self.rate = found.rate
        self._is_online = found.type.startswith("online_")
        self._recogniser = _makers(sherpa_onnx)[found.type](**files, num_threads=threads)

    def hear(self, samples: Samples, language: str) -> Heard:
        """See `hearing.Model`. The models tell no language and no confidence."""
        sound = samples.astype(np.float32)
        text = self._streamed(sound) if self._is_online else self._whole(sound)
        spoken = language or ("zh-CN" if any(ord(sign) in _HAN for sign in text) else "en-US")
        return Heard(text, spoken, None)

    def _whole(self, sound: Any) -> str:  # noqa: ANN401 - an array of float32
        stream = self._recogniser.create_stream()
        stream.accept_waveform(self.rate, sound)
        self._recogniser.decode_stream(stream)
        return str(stream.result.text).strip()

    def _streamed(self, sound: Any) -> str:  # noqa: ANN401 - an array of float32
        stream = self._recogniser.create_stream()
        stream.accept_waveform(self.rate, sound)
        stream.accept_waveform(self.rate, np.zeros(int(_TAIL * self.rate), np.float32))
        stream.input_finished()
        while self._recogniser.is_ready(stream):
            self._recogniser.decode_stream(stream)
        return str(self._recogniser.get_result(stream)).strip()


def _makers(engine: Any) -> dict[str, Callable[..., Any]]:  # noqa: ANN401 - an untyped package
    offline, online = engine.OfflineRecognizer, engine.OnlineRecognizer

    def sense_voice(**files: Any) -> Any:  # noqa: ANN401 - arguments of an untyped package
        return offline.from_sense_voice(**files, use_itn=True)

    return {
        "sense_voice": sense_voice,
        "paraformer": offline.from_paraformer,
        "zipformer": offline.from_transducer,
        "online_paraformer": online.from_paraformer,
        "online_zipformer": online.from_transducer,
    }
