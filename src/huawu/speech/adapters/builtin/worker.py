"""The worker process of the built-in voice: `python -m huawu.speech.adapters.builtin.worker FD VOICES`.

It runs at low priority so that calls always come first, listens on the socket it was given, loads the model
when first asked, and ends when the other side goes away.
"""

import asyncio
import os
import socket
import sys
from pathlib import Path
from typing import Any

from huawu.platform.ipc import Args, Peer, over
from huawu.platform.refusals import Invalid
from huawu.speech.adapters.builtin.kokoro import Kokoro
from huawu.speech.core.sound import to_s16le

NICE = 15


class Speaker:
    """Answers `say {text, voice, speed}` with 24 kHz PCM, one at a time."""

    def __init__(self, voices: Path) -> None:
        self._voices = voices
        self._model: Kokoro | None = None
        self._one = asyncio.Lock()

    async def handle(self, peer: Peer, name: str, args: Args) -> Any:  # noqa: ANN401 - any plain value
        """A command from the adapter. Refusals go back as refusals."""
        if name != "say":
            raise Invalid("speech.unknown_command", command=name)
        async with self._one:
            return await asyncio.to_thread(
                self._say, str(args["text"]), str(args["voice"]), float(args["speed"])
            )

    def _say(self, text: str, voice: str, speed: float) -> bytes:
        if self._model is None:
            self._model = Kokoro(self._voices)
        return to_s16le(self._model.say(text, voice=voice, speed=speed))


async def serve(descriptor: int, voices: Path) -> None:
    """Serve the socket until it closes."""
    speaker = Speaker(voices)
    peer = await over(socket.socket(fileno=descriptor), name="voice", handler=speaker.handle)
    await peer.run()


def main() -> None:
    """Start."""
    os.nice(NICE)
    asyncio.run(serve(int(sys.argv[1]), Path(sys.argv[2])))


if __name__ == "__main__":
    main()
