"""Kokoro-82M: symbols and the style of a voice in, 24 kHz sound out.

One sentence at a time, on one thread.
"""

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from huawu.speech.adapters.builtin import weights
from huawu.speech.adapters.builtin.pronounce import sentences
from huawu.speech.core.sound import Samples, trim
from huawu.speech.errors import NotInstalled

RATE = 24000
_PAUSE = 0.25  # seconds of silence between sentences, besides what trimming leaves
_SEED = 4001


class Kokoro:
    """A loaded model. Making one takes about two seconds and 450 MB; saying something blocks."""

    def __init__(self, voices: Path, *, threads: int = 1) -> None:
        """Load the model, checked. Raises NotInstalled, NotGenuine."""
        try:
            import onnxruntime
        except ImportError as missing:
            raise NotInstalled("speech.not_installed", what="onnxruntime") from missing
        onnxruntime.set_seed(_SEED)  # the vocoder adds noise: the same noise each time
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        model = weights.model()
        self._session: Any = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        self._folder = voices
        self._styles: dict[str, NDArray[np.float32]] = {}

    def say(self, text: str, *, voice: str, speed: float = 0.9) -> Samples:
        """The sound of `text` at 24 kHz; empty when there is nothing to say."""
        style = self._style(voice)
        language = "zh" if voice.startswith("z") else "en"
        said = [self._sentence(symbols, style, speed) for symbols in sentences(text, language)]
        if len(said) < 2:
            return said[0] if said else np.zeros(0)
        pause = np.zeros(int(_PAUSE * RATE))
        return np.concatenate([part for each in said for part in (trim(each, RATE), pause)])

    def _sentence(self, symbols: list[int], style: NDArray[np.float32], speed: float) -> Samples:
        wave = self._session.run(
            None,
            {
                "tokens": np.array([[0, *symbols, 0]], np.int64),
                "style": style[min(len(symbols), len(style) - 1)].reshape(1, -1),
                "speed": np.array([speed], np.float32),
            },
        )[0]
        samples: Samples = np.asarray(wave, np.float64).ravel()
        return samples

    def _style(self, voice: str) -> NDArray[np.float32]:
        if voice not in self._styles:
            vectors = np.frombuffer(weights.voice(self._folder, voice), "<f4")
            self._styles[voice] = vectors.reshape(-1, 256)
        return self._styles[voice]
