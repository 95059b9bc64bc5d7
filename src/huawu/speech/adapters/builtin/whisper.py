"""Whisper-base on this machine's processor, one utterance at a time, on one thread.

What was measured before it was written so: the usual 30 s window costs four times the work of one that is as
long as the utterance, at the same error rate in Mandarin; in the short window English is sometimes said
twice, which is found out (the text compresses too well, or is too long for its seconds) and heard again in
the long one; a faint noise under English makes that rare. Words given as a prompt make it worse: names are
put right afterwards (`core.understanding.lexicon`).
"""

import math
import zlib
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from huawu.speech.adapters.builtin import whisper_weights
from huawu.speech.adapters.builtin.hearing import Heard
from huawu.speech.core.sound import Samples
from huawu.speech.errors import NotInstalled

_LONGEST = 29
_TAIL = 0.5
_FRAMES = 3000
_DITHER = 10 ** (-54 / 20)
_SEED = 4001
_SQUEEZED = 1.9
_TOKENS_A_SECOND = {"zh": 9, "en": 7}
_SPOKEN = {"zh": "zh-CN", "en": "en-US"}
_BEFORE = {"zh": "以下是普通话客服通话。", "en": ""}
"""Text that is said to stand before: it makes Mandarin simplified characters with punctuation."""


class Whisper:
    """A loaded model. Making one takes about two seconds and 200 MB; hearing blocks."""

    rate = 16000

    def __init__(self, folder: Path, *, threads: int = 1) -> None:
        """`folder`: where the model is put together. Raises NotInstalled, NotGenuine."""
        try:
            from faster_whisper import WhisperModel
            from faster_whisper.tokenizer import Tokenizer
        except ImportError as missing:
            raise NotInstalled("speech.not_installed", what="faster_whisper") from missing
        place = whisper_weights.put_together(folder)
        self._model: Any = WhisperModel(
            str(place), device="cpu", compute_type="int8", cpu_threads=threads, num_workers=1
        )
        self._words: dict[str, Any] = {
            language: Tokenizer(self._model.hf_tokenizer, True, task="transcribe", language=language)
            for language in _SPOKEN
        }
        self._before = {
            language: self._words[language].encode(text) if text else [] for language, text in _BEFORE.items()
        }
        self._noise = np.random.default_rng(_SEED)  # noqa: NPY002 - the same noise each time

    def hear(self, samples: Samples, language: str) -> Heard:
        """See `hearing.Model`."""
        sound = samples[: _LONGEST * self.rate].astype(np.float32)
        seconds = len(sound) / self.rate
        asked = language.partition("-")[0]
        spoken = asked if asked in _SPOKEN else ""
        short = self._short(sound, quiet=spoken != "en")
        spoken = spoken or self._language(short)
        text, tokens, confidence = self._read(short, spoken, seconds)
        if _is_repeated(text, tokens, seconds, spoken):
            text, tokens, confidence = self._read(self._long(sound), spoken, seconds)
            if _is_repeated(text, tokens, seconds, spoken):
                text, confidence = "", 0.0  # words were invented for what is no speech it knows
        return Heard(_simplified(text) if spoken == "zh" else text, _SPOKEN[spoken], confidence)

    def _short(self, sound: NDArray[np.float32], *, quiet: bool) -> NDArray[np.float32]:
        """A window as long as the utterance and half a second of silence."""
        window = np.concatenate([sound, np.zeros(int(_TAIL * self.rate), np.float32)])
        if not quiet:
            window = window + self._noise.normal(0, _DITHER, len(window)).astype(np.float32)
        features: NDArray[np.float32] = self._model.feature_extractor(window, padding=0)[:, :_FRAMES]
        return features

    def _long(self, sound: NDArray[np.float32]) -> NDArray[np.float32]:
        from faster_whisper.audio import pad_or_trim

        features: NDArray[np.float32] = pad_or_trim(self._model.feature_extractor(sound))
        return features

    def _language(self, features: NDArray[np.float32]) -> str:
        """Mandarin or English, whichever it is rather."""
        from faster_whisper.transcribe import get_ctranslate2_storage

        told = self._model.model.detect_language(get_ctranslate2_storage(features[None]))[0]
        likely = {name.strip("<|>"): probability for name, probability in told}
        return max(_SPOKEN, key=lambda language: likely.get(language, 0.0))

    def _read(self, features: NDArray[np.float32], spoken: str, seconds: float) -> tuple[str, int, float]:
        """Text, how many tokens it has, and how sure it is."""
        from faster_whisper.transcribe import get_ctranslate2_storage, get_suppressed_tokens

        words = self._words[spoken]
        encoded = self._model.model.encode(get_ctranslate2_storage(features[None]), to_cpu=False)
        prompt = self._model.get_prompt(words, self._before[spoken], without_timestamps=True)
        found = self._model.model.generate(
            encoded,
            [prompt],
            beam_size=1,
            max_length=min(448, 60 + int(seconds * 12)),
            suppress_blank=True,
            suppress_tokens=get_suppressed_tokens(words, [-1]),
            return_scores=True,
        )[0]
        tokens = found.sequences_ids[0]
        sure = math.exp(min(0.0, float(found.scores[0]))) if found.scores else 0.0
        return words.decode(tokens).strip(), len(tokens), round(sure, 3)


def _is_repeated(text: str, tokens: int, seconds: float, spoken: str) -> bool:
    """Whether it says the same again and again."""
    written = text.encode()
    if not written:
        return False
    squeezed = len(written) / len(zlib.compress(written)) > _SQUEEZED
    return squeezed or tokens > seconds * _TOKENS_A_SECOND[spoken] + 5


@lru_cache(maxsize=1)
def _converter() -> Any:  # noqa: ANN401 - a class of an untyped package
    from opencc import OpenCC

    return OpenCC("t2s")


def _simplified(text: str) -> str:
    converted: str = _converter().convert(text)
    return converted
