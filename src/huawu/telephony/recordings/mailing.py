"""A message as a file that goes along with a letter: WAV, one channel (the caller), 16 bits, 8 kHz."""

import io
import wave
from pathlib import Path

from huawu.telephony.core.media import g711
from huawu.telephony.core.media import recording as codec
from huawu.telephony.recordings import KeyPort
from huawu.telephony.recordings.saying import said

LONGEST_SECONDS = 600
"""More would be too much for a letter: it goes without."""


def caller_wav(path: Path | str, keys: KeyPort, *, inside: Path) -> bytes:
    """What the caller said. Raises as `recordings.open_wav` does."""
    samples = g711.decode(said(path, g711.MU, keys, inside=inside), g711.MU)
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(codec.RATE)
        out.writeframes(samples.astype("<i2").tobytes())
    return file.getvalue()
