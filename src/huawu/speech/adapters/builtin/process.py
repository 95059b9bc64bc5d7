"""A worker process of low priority for a model: started when first needed, and again should it have died."""

import asyncio
import importlib.util
import socket
import subprocess
import sys
from collections.abc import Sequence
from typing import Any

from huawu.platform.ipc import Args, Closed, Peer, over
from huawu.platform.refusals import Refusal
from huawu.platform.tasks import spawn
from huawu.speech.errors import EngineFailed, NotGenuine, NotInstalled

LOADING_SECONDS = 30.0
_REFUSALS: dict[str, type[Refusal]] = {
    "speech.not_installed": NotInstalled,
    "speech.voice_unknown": NotInstalled,
    "speech.not_genuine": NotGenuine,
    "speech.bad_manifest": NotGenuine,
}


class Worker:
    """One process. `needed`: the packages without which it is not started; `arguments`: told to it, see
    `worker`."""

    def __init__(self, needed: Sequence[str], *arguments: str) -> None:
        self._needed, self._arguments = tuple(needed), arguments
        self._peer: Peer | None = None
        self._process: asyncio.subprocess.Process | None = None
        self._starting = asyncio.Lock()

    def missing(self) -> str:
        """The first package that is not installed; empty when all are."""
        return next((name for name in self._needed if importlib.util.find_spec(name) is None), "")

    async def ask(self, name: str, args: Args, *, timeout: float) -> Any:  # noqa: ANN401 - any plain value
        """Have something done. Raises NotInstalled, EngineFailed, and what the worker refuses."""
        peer = await self._ready()
        try:
            return await peer.ask(name, args, timeout=timeout)
        except (Closed, TimeoutError) as gone:
            await self.close()
            raise EngineFailed("speech.engine_away", retryable=True) from gone
        except Refusal as refused:
            raise _named(refused) from refused

    async def close(self) -> None:
        """End the process."""
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
        if missing := self.missing():
            raise NotInstalled("speech.not_installed", what=missing)
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "huawu.speech.adapters.builtin.worker"),
                *(str(theirs.fileno()), *self._arguments),
                pass_fds=(theirs.fileno(),),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
            )
        try:
            peer = await over(ours, name="adapter", handler=_told_nothing, timeout=LOADING_SECONDS)
        except (OSError, TimeoutError) as gone:
            raise EngineFailed("speech.engine_away", retryable=True) from gone
        spawn(peer.run(), name="speech worker")
        return peer


def _named(refused: Refusal) -> Refusal:
    """A refusal that came over the socket, of the class it had there."""
    kind = _REFUSALS.get(refused.key)
    if kind is None:
        return EngineFailed("speech.engine_failed", retryable=False)
    return kind(refused.key, **refused.params)


def _told_nothing(peer: Peer, name: str, args: Args) -> None:
    """The worker only answers."""
