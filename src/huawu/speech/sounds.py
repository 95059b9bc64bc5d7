"""Sound of texts that are said again and again: rendered once by whatever voice is configured, then kept.

Kept under the hash of text, voice, speed, engine and version, as 8 kHz mu-law that the media process can
play. No text is written anywhere. What has not been used for longest goes first when the folder is full.
"""

import asyncio
import contextlib
import os
from pathlib import Path

from huawu.speech.catalogue import ENDING, sound_key
from huawu.speech.core.sound import dress, from_s16le
from huawu.speech.ports import Tts

_DRESSED_AT = 16000
LARGEST = 256 * 1024 * 1024


class KeptSounds:
    """A folder of sound. `limit`: bytes it may hold."""

    def __init__(self, folder: Path, *, limit: int = LARGEST) -> None:
        self._folder, self._limit = folder, limit
        self._making: dict[str, asyncio.Lock] = {}

    async def say(self, tts: Tts, text: str, *, voice: str, language: str, speed: float = 1.0) -> Path:
        """The file that holds this text said so, rendered now if need be. Raises what `Tts.synth` raises.

        Two who ask for the same at once cause one rendering.
        """
        key = sound_key(text, voice=voice, speed=speed, engine=tts.id, version=tts.version)
        file = self._folder / f"{key}{ENDING}"
        lock = self._making.setdefault(key, asyncio.Lock())
        try:
            async with lock:
                if not await asyncio.to_thread(_touch, file):
                    said = tts.synth(text, voice=voice, language=language, speed=speed, rate=_DRESSED_AT)
                    pcm = b"".join([chunk async for chunk in said])
                    await asyncio.to_thread(self._keep, file, pcm)
        finally:
            self._making.pop(key, None)
        return file

    def _keep(self, file: Path, pcm: bytes) -> None:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        part = file.with_suffix(f".{os.getpid()}.part")
        part.write_bytes(dress(from_s16le(pcm), _DRESSED_AT))
        part.replace(file)
        self._make_room(file)

    def _make_room(self, newest: Path) -> None:
        found = []
        for file in self._folder.glob(f"*{ENDING}"):
            with contextlib.suppress(FileNotFoundError):  # another process made room at the same time
                state = file.stat()
                found.append((state.st_mtime_ns, state.st_size, file))
        total = sum(size for _, size, _ in found)
        for _, size, file in sorted(found):
            if total <= self._limit:
                break
            if file != newest:
                file.unlink(missing_ok=True)
                total -= size


def _touch(file: Path) -> bool:
    """Note that the file was used; whether it is there."""
    try:
        os.utime(file)
    except FileNotFoundError:
        return False
    return True
