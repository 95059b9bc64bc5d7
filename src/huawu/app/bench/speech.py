"""How well and how fast the built-in ear hears: `huawu bench speech [--profile FOLDER]`, see `measure_ear`.

FOLDER holds WAV files of one's own, with what is said in them.
"""

from pathlib import Path
from typing import Any

from huawu.app.bench.report import floor, report
from huawu.platform.settings import from_environment
from huawu.speech import service as speech
from huawu.speech.errors import NotGenuine, NotInstalled

LEAST_SPEED = 10.0


def speech_heard(profile: str = "") -> dict[str, Any]:
    """Run it. Without the extra `huawu[speech]` nothing is measured and the floor is not met."""
    settings = from_environment()
    models = speech.Folders.of(settings.data_dir, settings.key_dir).models
    figures: dict[str, Any]
    got: float | None
    try:
        measured = speech.measure_ear(models, Path(profile) if profile else None)
        figures, got = measured.figures, measured.speed
    except (NotInstalled, NotGenuine) as missing:
        figures, got = {"not measured": f"{missing.key} {missing.params}"}, None
    what = "stereo call written down, times real time on one core"
    return report("speech", figures, [floor(what, floor=LEAST_SPEED, got=got, unit="x", least=True)])
