"""`python -m huawu.app.speech`: the process that understands what is said on calls."""

import asyncio
import contextlib
import logging
import os
import signal

from huawu.app.speech.process import Listener
from huawu.platform import ipc
from huawu.platform.settings import Settings, from_environment
from huawu.platform.tasks import spawn
from huawu.speech import service as speech
from huawu.telephony.engine.media_client import MediaClient

_AFTER_OTHERS = 5
"""Niceness: calls come first."""
NAME = "speech"


async def run(settings: Settings) -> None:
    """Serve until told to end (SIGTERM, SIGINT)."""
    house = speech.House(speech.Folders.of(settings.data_dir, settings.key_dir))
    listener = Listener(house, settings.recordings_dir)
    for number in range(settings.media_processes):
        media = MediaClient(settings.socket(f"media{number}"), name=NAME)
        media.on_event = listener.media_event
        spawn(media.run(), name=f"media{number}")
    server = await ipc.serve(
        settings.socket(NAME),
        name=NAME,
        handler=listener.handle,
        joined=listener.peers.add,
        left=listener.left,
    )
    ended = asyncio.Event()
    for each in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(each, ended.set)
    await ended.wait()
    server.close()
    await house.close()


def main() -> None:
    """Run with what the environment says."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(levelname)s %(message)s")
    with contextlib.suppress(PermissionError):
        os.setpriority(os.PRIO_PROCESS, 0, _AFTER_OTHERS)
    asyncio.run(run(from_environment()))


if __name__ == "__main__":
    main()
