"""How well and how fast the built-in ear hears.

Truth is what the shipped prompts say (8 kHz mu-law, rendered; synthetic speech is easier than people). Error
rates: Mandarin by character, English by word, each clean, with the site's lexicon, and under white noise at
15 dB. Speed: the transcript of a stereo call put together of the same sentences, sides in turn, silence where
the other speaks; processor time of one thread, voice detector included.

Files of one's own: `NAME.txt` beside `NAME.wav` is what is said in it; one without is written down only. A
name that begins with zh or en tells the language.
"""

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from huawu.speech import catalogue
from huawu.speech.adapters.builtin.whisper import Whisper
from huawu.speech.adapters.listening import utterances
from huawu.speech.core import wav
from huawu.speech.core.scoring import Score, score
from huawu.speech.core.sound import RATE, Samples, from_ulaw, resample, to_s16le
from huawu.speech.core.understanding import Lexicon, Term

NOISE_DB = 15.0
SHORTEST_SECONDS = 2.0
PAUSE_SECONDS = 0.8
CALL_SECONDS = 150.0
_LEXICON = Lexicon([Term("云栖"), Term("云栖酒店"), Term("座席")])
_SEED = 15
_NO_SENTENCE = (
    "test.",
    "digit.",
    "number.",
    "unit.",
    "month.",
    "day.",
    "weekday.",
    "hour.",
    "minute.",
    "time.",
)
"""Pieces of numbers, and the test callers' sentences."""


@dataclass(slots=True)
class Ear:
    """The model, and what it took: processor seconds for seconds of sound."""

    model: Whisper
    cpu: float = 0.0
    sound: float = 0.0

    def hear(self, samples: Samples, rate: int, language: str) -> str:
        """What is said in a sound, utterance by utterance."""
        began = time.process_time()
        found = [
            self.model.hear(resample(_samples(each.pcm), rate, self.model.rate), language).text
            for each in utterances(to_s16le(samples), rate)
        ]
        self.cpu += time.process_time() - began
        self.sound += len(samples) / rate
        return " ".join(found)


@dataclass(frozen=True, slots=True)
class Measured:
    """`figures` by name; `speed`: seconds of a stereo call that one processor second writes down."""

    figures: dict[str, Any]
    speed: float


def measure_ear(models: Path, own: Path | None = None) -> Measured:
    """Measure the built-in ear whose model lies (or is put together) in `models`, with files of one's own.
    Takes minutes. Raises NotInstalled, NotGenuine."""
    model = Whisper(models)
    figures: dict[str, Any] = {}
    for language, name in (("zh-CN", "Mandarin characters wrong, %"), ("en-US", "English words wrong, %")):
        ear = Ear(model)
        figures |= {f"{name} ({how})": got for how, got in _rates(ear, language).items()}
        figures[f"processor seconds a second of sound ({language})"] = round(ear.cpu / ear.sound, 4)
    speed = _speed(Ear(model))
    figures["processor seconds a second of stereo call"] = round(1 / speed, 4)
    return Measured(figures | (_own(Ear(model), own) if own else {}), speed)


def _sentences(language: str) -> Iterator[tuple[str, Samples]]:
    """Text and sound of the shipped sentences that are long enough to be one."""
    for prompt in sorted(catalogue.prompts().values(), key=lambda each: each.path):
        said = prompt.language == language and not prompt.id.startswith(_NO_SENTENCE)
        if said and prompt.seconds >= SHORTEST_SECONDS:
            sound = (catalogue.FOLDER / f"{prompt.path}{catalogue.ENDING}").read_bytes()
            yield prompt.text, from_ulaw(sound)


def _rates(ear: Ear, language: str) -> dict[str, float | None]:
    noise = np.random.default_rng(_SEED)
    clean, put_right, noisy = Score(), Score(), Score()
    for text, samples in _sentences(language):
        heard = ear.hear(_padded(samples), RATE, language)
        clean += score(text, heard, language)
        put_right += score(text, _LEXICON.corrected(heard), language)
        level = float(np.sqrt(np.mean(np.square(samples)))) * 10 ** (-NOISE_DB / 20)
        padded = _padded(samples)
        heard = ear.hear(padded + noise.normal(0, level, len(padded)), RATE, language)
        noisy += score(text, heard, language)
    return {
        "clean": clean.percent,
        "with lexicon": put_right.percent,
        f"noise at {NOISE_DB:.0f} dB": noisy.percent,
    }


def _speed(ear: Ear) -> float:
    """Seconds of a stereo call that one processor second writes down."""
    outside, inside = _call()
    for side in (outside, inside):
        ear.hear(side, RATE, "zh-CN")
    return round(len(outside) / RATE / ear.cpu, 2)


def _call() -> tuple[Samples, Samples]:
    """Both sides of a call: one speaks while the other is silent."""
    sides: tuple[list[Samples], list[Samples]] = ([], [])
    length = 0
    for turn, (_, samples) in enumerate(_sentences("zh-CN")):
        padded = _padded(samples)
        sides[turn % 2].append(padded)
        sides[1 - turn % 2].append(np.zeros(len(padded)))
        length += len(padded)
        if length >= CALL_SECONDS * RATE:
            break
    return np.concatenate(sides[0]), np.concatenate(sides[1])


def _own(ear: Ear, folder: Path) -> dict[str, Any]:
    """Files of one's own: error rates of those with a text, and what is heard in each."""
    total: dict[str, Score] = {}
    heard: dict[str, str] = {}
    for file in sorted(folder.glob("*.wav")):
        channels, rate = wav.read_channels(file.read_bytes())
        language = "en-US" if file.name.startswith("en") else "zh-CN" if file.name.startswith("zh") else ""
        heard[file.stem] = " | ".join(ear.hear(_padded(side, rate), rate, language) for side in channels)
        text = file.with_suffix(".txt")
        if text.is_file() and language:
            said = score(text.read_text("utf-8"), heard[file.stem], language)
            total[language] = total.get(language, Score()) + said
    rates = {f"own files in {language}, % wrong": each.percent for language, each in sorted(total.items())}
    return rates | {"own files": heard}


def _padded(samples: Samples, rate: int = RATE) -> Samples:
    """With the silence around it that a call has."""
    pause = np.zeros(int(PAUSE_SECONDS * rate))
    return np.concatenate([pause, samples, pause])


def _samples(pcm: Iterable[int]) -> Samples:
    return np.frombuffer(bytes(pcm), "<i2").astype(np.float64) / 32768
