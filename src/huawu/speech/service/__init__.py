"""The door of speech: where the prompts are, what they say, whether they are whole, and values as prompts;
texts as sound, listening to a caller, the transcript of a call, and what was meant by what was said.
"""

import hashlib
from datetime import date, time
from pathlib import Path

from huawu.speech import catalogue
from huawu.speech.adapters.chain import Sounded
from huawu.speech.core import numbers, wav
from huawu.speech.core.making import Made, made
from huawu.speech.core.sound import RATE, from_s16le, from_ulaw
from huawu.speech.core.understanding import Lexicon, Understood, match, understand
from huawu.speech.core.understanding.sounds import units
from huawu.speech.errors import UnknownPrompt
from huawu.speech.service.calls import CallEar, CallTranscript, Expected, Heard, Spoken, transcribe
from huawu.speech.service.house import Engines, Folders, House
from huawu.speech.service.installed import Installed, installed, sound_of_voice, verified
from huawu.speech.service.measuring import measure_ear
from huawu.speech.service.trying import hear_wav
from huawu.speech.sounds import OwnSounds

__all__ = [
    "CallEar",
    "CallTranscript",
    "Engines",
    "Expected",
    "Folders",
    "Heard",
    "House",
    "Installed",
    "Lexicon",
    "Made",
    "OwnSounds",
    "Sounded",
    "Spoken",
    "Understood",
    "hear_wav",
    "installed",
    "match",
    "measure_ear",
    "sound_of_voice",
    "transcribe",
    "understand",
    "verified",
]

LANGUAGES = numbers.LANGUAGES
_ANNOUNCED = ("closed.hours", "call.failed", "queue.sorry_long_wait", "call.transfer", "goodbye")


def prompts_folder() -> Path:
    """The folder that the media process is given: a prompt `a/b` is its file `a/b.ulaw`, 8 kHz mu-law."""
    return catalogue.FOLDER


def known_prompts() -> set[str]:
    """The path of every shipped prompt: `zh-CN/greeting.hotel`, `tones/busy`, `music`."""
    return set(catalogue.prompts())


def prompt(name: str, language: str = "zh-CN") -> str:
    """The path of a prompt named with or without its language. Raises UnknownPrompt."""
    known = catalogue.prompts()
    for path in (name, f"{language}/{name}"):
        if path in known:
            return path
    raise UnknownPrompt("speech.prompt_unknown", prompt=name)


def text_of(name: str, language: str = "zh-CN") -> str:
    """What a prompt says, as written; empty for music and tones. Raises UnknownPrompt."""
    return catalogue.prompts()[prompt(name, language)].text


def seconds_of(name: str, language: str = "zh-CN") -> float:
    """How long a prompt lasts. Raises UnknownPrompt."""
    return catalogue.prompts()[prompt(name, language)].seconds


def announcements() -> dict[str, dict[str, str]]:
    """What a caller can be told instead of waiting: prompts by name, with what they say in each language."""
    return {name: {language: text_of(name, language) for language in LANGUAGES} for name in _ANNOUNCED}


def sentences() -> dict[str, tuple[dict[str, str], float]]:
    """Prompts that can be said by themselves, by name without language: their words in each language, and how
    long the longest lasts. Pieces of numbers and the sentences of test callers are none."""
    pieces = {language: numbers.pieces(language) for language in LANGUAGES}
    found: dict[str, tuple[dict[str, str], float]] = {}
    for entry in catalogue.prompts().values():
        if not entry.language or entry.id in pieces[entry.language] or entry.id.startswith("test."):
            continue
        texts, lasts = found.get(entry.id, ({}, 0.0))
        found[entry.id] = ({**texts, entry.language: entry.text}, max(lasts, entry.seconds))
    return found


def customer_sentences(language: str = "zh-CN") -> list[str]:
    """Sentences of customers, each in its own voice, for the built-in test caller."""
    return sorted(path for path in known_prompts() if path.startswith(f"{language}/test.hello"))


def verify(folder: Path | None = None) -> list[str]:
    """What is wrong with the shipped prompts, a sentence each; empty when all is well.

    Each sound must be there with the hash of the catalogue, and no sound may lie there that the catalogue
    does not know.
    """
    folder = folder or catalogue.FOLDER
    entries = catalogue.read(folder / catalogue.CATALOGUE.name)
    problems = []
    for path, entry in entries.items():
        file = folder / f"{path}{catalogue.ENDING}"
        if not file.is_file():
            problems.append(f"{path}: no sound")
        elif hashlib.sha256(file.read_bytes()).hexdigest() != entry.sha256:
            problems.append(f"{path}: the sound is not the one in the catalogue")
    for file in sorted(folder.rglob(f"*{catalogue.ENDING}")):
        path = file.relative_to(folder).as_posix().removesuffix(catalogue.ENDING)
        if path not in entries:
            problems.append(f"{path}: not in the catalogue")
    return problems


def load(name: str, language: str = "zh-CN") -> bytes:
    """The sound of a prompt, 8 kHz mu-law. Raises UnknownPrompt."""
    return (catalogue.FOLDER / f"{prompt(name, language)}{catalogue.ENDING}").read_bytes()


def sound_of_wav(data: bytes) -> Made:
    """A prompt's sound of a WAV file. Refused as `core.making.made` does, and (`prompt.not_wav`) when it is
    none that can be read."""
    return made(*wav.read(data))


def sound_of_pcm(pcm: bytes, rate: int) -> Made:
    """A prompt's sound of what a voice said (`Tts.synth`). Refused as `core.making.made` does."""
    return made(from_s16le(pcm), rate)


def as_wav(sound: bytes) -> bytes:
    """A prompt's sound as a WAV file."""
    return wav.write(from_ulaw(sound), RATE)


def seconds(sound: bytes) -> float:
    """How long a mu-law sound lasts."""
    return len(sound) / RATE


# ---- texts as sound ----------------------------------------------------------------------------------------


async def say(engines: Engines, text: str, language: str = "zh-CN") -> Sounded:
    """A text as a file of 8 kHz mu-law, rendered now unless it was before; kept under the hash of all that
    decides how it sounds. Raises CannotSay, NotInstalled, EngineFailed.
    """
    return await engines.tts.keep(engines.kept, text, language=language)


def sounds_like(text: str) -> str:
    """By which sounds a term of the lexicon is found: pinyin without tone, words as they are."""
    return " ".join(unit.sound for unit in units(text))


# ---- values as prompts: each answers paths to be played in turn --------------------------------------------


def say_number(value: int | str, language: str = "zh-CN") -> list[str]:
    """See `core.numbers.number`. Raises CannotSay."""
    return _in(language, numbers.number(value, language))


def say_position(waiting_before: int, language: str = "zh-CN") -> list[str]:
    """How many callers are before this one; 0: you are next. Raises CannotSay."""
    return _in(language, numbers.position(waiting_before, language))


def say_digits(text: str, language: str = "zh-CN", *, yao: bool = False) -> list[str]:
    """Figure by figure; `yao`: 幺 for 1. Raises CannotSay."""
    return _in(language, numbers.digits(text, language, yao=yao))


def say_agent_number(figures: str, language: str = "zh-CN") -> list[str]:
    """工号 1001 为您服务. Raises CannotSay."""
    return _in(language, numbers.agent_number(figures, language))


def say_wait(low_minutes: int, high_minutes: int, language: str = "zh-CN") -> list[str]:
    """预计等候时间约四到五分钟. Raises CannotSay."""
    return _in(language, numbers.wait_estimate(low_minutes, high_minutes, language))


def say_amount(fen: int, language: str = "zh-CN") -> list[str]:
    """Money in 1/100 yuan. Raises CannotSay."""
    return _in(language, numbers.amount(fen, language))


def say_day(value: date, language: str = "zh-CN", *, year: bool = False, weekday: bool = False) -> list[str]:
    """A date."""
    return _in(language, numbers.day(value, language, year=year, weekday=weekday))


def say_clock(value: time, language: str = "zh-CN") -> list[str]:
    """A time of day, to the minute."""
    return _in(language, numbers.clock(value, language))


def say_duration(minutes: int, language: str = "zh-CN") -> list[str]:
    """A length of time in hours and minutes. Raises CannotSay."""
    return _in(language, numbers.duration(minutes, language))


def _in(language: str, ids: list[str]) -> list[str]:
    return [f"{language}/{name}" for name in ids]
