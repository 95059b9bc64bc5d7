"""Sound of texts that are said again and again: rendered once by whatever voice is configured, then kept.

Kept under the hash of text, voice, speed, engine and version, as 8 kHz mu-law that the media process can
play. No text is written anywhere. What has not been used for longest goes first when the folder is full.
"""

import asyncio
import contextlib
import hashlib
import os
import re
from collections.abc import Collection
from pathlib import Path

from huawu.platform.refusals import Refusal
from huawu.speech.catalogue import ENDING, sound_key
from huawu.speech.core.sound import dress, from_s16le
from huawu.speech.errors import UnknownPrompt
from huawu.speech.ports import Tts

_DRESSED_AT = 16000
LARGEST = 256 * 1024 * 1024
OWN = "own"
MOST_OWN = 1024 * 1024 * 1024
SOUND = re.compile(r"[0-9a-f]{64}")
"""The name of a sound: the SHA-256 of its bytes."""


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


class OwnSounds:
    """The sounds of the centre's own prompts: each is a file named by its hash, never changed, so that a
    configuration that is rolled back finds what it had. `folder` is one of the media process's: the prompt
    `own/HASH` is its file `own/HASH.ulaw`."""

    def __init__(self, folder: Path, *, limit: int = MOST_OWN) -> None:
        self._folder, self._limit = folder / OWN, limit

    def put(self, sound: bytes) -> str:
        """Keep a sound; its hash. Written to the disk when this returns. Refused (`prompt.no_room`) when the
        shelf is full."""
        name = hashlib.sha256(sound).hexdigest()
        file = self._folder / f"{name}{ENDING}"
        if _touch(file):
            return name
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if sum(each.stat().st_size for each in self._folder.glob(f"*{ENDING}")) + len(sound) > self._limit:
            raise Refusal("prompt.no_room")
        part = file.with_suffix(f".{os.getpid()}.part")
        with part.open("wb") as target:
            target.write(sound)
            target.flush()
            os.fsync(target.fileno())
        part.replace(file)
        return name

    def wanted(self, name: str) -> bool:
        """Somebody is about to name this sound: it is not swept away meanwhile. Whether it is there."""
        file = self._file(name)
        return file is not None and _touch(file)

    def sweep(self, named: Collection[str], *, before: float) -> int:
        """Take away the sounds that are none of these and that nobody has kept or wanted since `before`
        (seconds since 1970), and what was never written to its end; how many."""
        gone = 0
        for file in self._folder.glob("*"):
            with contextlib.suppress(FileNotFoundError):
                idle = file.stat().st_mtime < before
                if idle and not (file.suffix == ENDING and file.stem in named):
                    file.unlink()
                    gone += 1
        return gone

    def there(self, name: str) -> bool:
        return self._file(name) is not None

    def load(self, name: str) -> bytes:
        """Raises UnknownPrompt."""
        file = self._file(name)
        if file is None:
            raise UnknownPrompt("speech.prompt_unknown", prompt=f"{OWN}/{name[:12]}")
        return file.read_bytes()

    def _file(self, name: str) -> Path | None:
        file = self._folder / f"{name}{ENDING}"
        return file if SOUND.fullmatch(name) and file.is_file() else None


def _touch(file: Path) -> bool:
    """Note that the file was used; whether it is there."""
    try:
        os.utime(file)
    except FileNotFoundError:
        return False
    return True
