"""The worker process of a model: `python -m huawu.speech.adapters.builtin.worker FD voice|ear|sherpa FOLDER`.

It runs at low priority so that calls always come first, listens on the socket it was given, loads its model
when first asked, and ends when the other side goes away.
"""

import asyncio
import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from huawu.platform.ipc import Args, Peer, over
from huawu.platform.refusals import Invalid
from huawu.speech.adapters.builtin.hearing import Model

NICE = 15


class Speaker:
    """Answers `say {text, voice, speed}` with 24 kHz PCM."""

    def __init__(self, voices: Path) -> None:
        from huawu.speech.adapters.builtin.kokoro import Kokoro

        self._model = Kokoro(voices)

    def __call__(self, name: str, args: Args) -> Any:  # noqa: ANN401 - any plain value
        """Do a command. Blocks."""
        from huawu.speech.core.sound import to_s16le

        if name != "say":
            raise Invalid("speech.unknown_command", command=name)
        sound = self._model.say(str(args["text"]), voice=str(args["voice"]), speed=float(args["speed"]))
        return to_s16le(sound)


class Listener:
    """Answers `hear {pcm, rate, language}` with {text, language, confidence}."""

    def __init__(self, model: Model) -> None:
        self._model = model

    def __call__(self, name: str, args: Args) -> Any:  # noqa: ANN401 - any plain value
        """Do a command. Blocks."""
        from huawu.speech.core.sound import from_s16le, resample

        if name != "hear":
            raise Invalid("speech.unknown_command", command=name)
        samples = resample(from_s16le(args["pcm"]), int(args["rate"]), self._model.rate)
        heard = self._model.hear(samples, str(args["language"]))
        return {"text": heard.text, "language": heard.language, "confidence": heard.confidence}


Command = Callable[[str, Args], Any]


def _loaded(what: str, folder: Path) -> Command:
    """The model of this kind. Raises NotInstalled, NotGenuine."""
    if what == "voice":
        return Speaker(folder)
    if what == "sherpa":
        from huawu.speech.adapters.sherpa.model import Sherpa

        return Listener(Sherpa(folder))
    from huawu.speech.adapters.builtin.whisper import Whisper

    return Listener(Whisper(folder))


class Workplace:
    """Does one command at a time with a model that is loaded for the first."""

    def __init__(self, what: str, folder: Path) -> None:
        self._what, self._folder = what, folder
        self._model: Command | None = None
        self._one = asyncio.Lock()

    async def handle(self, peer: Peer, name: str, args: Args) -> Any:  # noqa: ANN401 - any plain value
        """A command from the adapter. Refusals go back as refusals."""
        async with self._one:
            return await asyncio.to_thread(self._do, name, args)

    def _do(self, name: str, args: Args) -> Any:  # noqa: ANN401 - any plain value
        if self._model is None:
            self._model = _loaded(self._what, self._folder)
        return self._model(name, args)


async def serve(descriptor: int, what: str, folder: Path) -> None:
    """Serve the socket until it closes."""
    workplace = Workplace(what, folder)
    peer = await over(socket.socket(fileno=descriptor), name=what, handler=workplace.handle)
    await peer.run()


def main() -> None:
    """Start."""
    os.nice(NICE)
    asyncio.run(serve(int(sys.argv[1]), sys.argv[2], Path(sys.argv[3])))


if __name__ == "__main__":
    main()
