"""A model folder as an `Stt`."""

from pathlib import Path

from huawu.speech.adapters.builtin.hearing import LONGEST_SECONDS, LocalStt
from huawu.speech.adapters.builtin.process import Worker
from huawu.speech.adapters.sherpa import manifest
from huawu.speech.types import Caps


class SherpaStt(LocalStt):
    """sherpa-onnx with the model in this folder, in a worker process. Making one reads the manifest only."""

    def __init__(self, folder: Path) -> None:
        """Raises NotInstalled, NotGenuine."""
        found = manifest.read(folder)
        caps = Caps(
            languages=found.languages,
            rate=found.rate,
            streaming=False,
            partials=True,
            word_times=False,
            punctuation=found.type == "sense_voice",
            hotwords=False,
            max_seconds=LONGEST_SECONDS,
            is_local=True,
        )
        worker = Worker(("sherpa_onnx",), "sherpa", str(folder))
        super().__init__(worker, id="sherpa_onnx", version=f"{folder.name}-{found.version}", caps=caps)
