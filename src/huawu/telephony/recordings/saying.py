"""A recording to be said to somebody at a telephone: what the outside party said, as raw G.711."""

import os
from pathlib import Path

from huawu.telephony.core.media import g711
from huawu.telephony.core.media import recording as codec
from huawu.telephony.recordings import KeyPort, open_wav


def said(path: Path | str, law: str, keys: KeyPort, *, inside: Path) -> bytes:
    """The left side in this law; what was not recorded is silence. Raises as `open_wav` does, and Unreadable
    for a damaged frame."""
    view = open_wav(path, keys, inside=inside)
    sound = bytearray(g711.silence(law, view.samples))
    with view.path.open("rb") as file:
        for head in (each for heads in view.seconds.values() for each in heads):
            data = os.pread(file.fileno(), head.size + codec.NONCE_BYTES, head.offset - codec.NONCE_BYTES)
            part = codec.decode_frame(view.cipher, view.recording, head, data)
            to = g711.crossing(g711.A if part.laws & codec.LEFT_IS_A else g711.MU, law)
            sound[head.start : head.end] = part.left if to is None else part.left.translate(to)
    return bytes(sound)
