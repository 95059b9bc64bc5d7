"""`python -m huawu.telephony.media NAME [--prompts DIR]...`: one media process."""

import argparse
import asyncio
import contextlib
import gc
import logging
import os
import resource
import signal
from collections.abc import Awaitable
from functools import partial
from pathlib import Path
from typing import Any

import uvloop

from huawu.platform import ipc
from huawu.platform.clock import system_clock
from huawu.platform.refusals import Refusal
from huawu.platform.settings import from_environment
from huawu.telephony.core.media.quick import Rules
from huawu.telephony.media.commands import QUESTIONS, Commands, batched
from huawu.telephony.media.compiled import rules
from huawu.telephony.media.exchange import Exchange
from huawu.telephony.media.pace import SLOT_MICROS, Pace
from huawu.telephony.media.prompts import Prompts
from huawu.telephony.media.recorder import Recorder
from huawu.telephony.media.taps import SOUND
from huawu.telephony.recordings import FileKeyPort, KeyPort
from huawu.telephony.recordings.saying import said

log = logging.getLogger(__name__)
_GARBAGE_SECONDS = 10.0
_AT_ONCE = 16
_TIMER_FLOOR_MS = 2
"""The loop's timers count whole milliseconds of a time cut to whole ones: less fires before a slot is due."""
_LISTENER = "speech"
_MOST_UNREAD = 512 * 1024
_BEFORE_OTHERS = -10
"""Niceness: voices wait for nobody, where the system lets us say so."""


class MediaProcess:
    """The parts together, with clients that come and go."""

    def __init__(self, prompts: list[Path], recordings: Path, rules: Rules, keys: KeyPort) -> None:
        self.peers: set[ipc.Peer] = set()
        self._alone = asyncio.Event()
        self._events: list[tuple[str, dict[str, Any]]] = []
        self._sounds: list[tuple[str, dict[str, Any]]] = []
        self.exchange = Exchange(
            Prompts(prompts, partial(said, keys=keys, inside=recordings)), self.tell, rules
        )
        self.recorder = Recorder(
            recordings,
            clock=system_clock,
            legs=self.exchange.legs,
            tell=self.tell,
            shelf=self.exchange.ears.lines.shelf,
        )
        self.pace = Pace(self.exchange, self.recorder, now=system_clock())
        self.commands = Commands(self.exchange, self.recorder, self.pace)
        self._loop = asyncio.get_running_loop()
        self._timer: asyncio.TimerHandle | None = None

    def left(self, peer: ipc.Peer) -> None:
        """A client went away; what it asked for goes on."""
        self.peers.discard(peer)
        if not self.peers:
            self._alone.set()

    def tell(self, name: str, args: dict[str, Any]) -> None:
        """An event, for whoever is connected when what is being done now is done."""
        (self._sounds if name == SOUND else self._events).append((name, args))

    def _tell_all(self) -> None:
        if self._events:
            events, self._events = self._events, []
            for peer in self.peers:
                if peer.name != _LISTENER:
                    peer.tell_all(events)
        if self._sounds:
            sounds, self._sounds = self._sounds, []
            for peer in self.peers:
                if peer.name == _LISTENER:
                    self._let_hear(peer, sounds)

    def _let_hear(self, peer: ipc.Peer, sounds: list[tuple[str, dict[str, Any]]]) -> None:
        if peer.unread > _MOST_UNREAD:
            self.commands.unheard += len(sounds)
        else:
            peer.tell_all(sounds)

    def handle(self, peer: ipc.Peer, name: str, args: ipc.Args) -> Awaitable[Any] | None:
        """A command or question of a client."""
        if self._timer is None:
            self.pace.rest(system_clock())
        if name in QUESTIONS:
            return self._answer(name, args)
        commands = batched(name, args)
        if len(commands) > _AT_ONCE:
            return self._do_in_turns(commands)
        self._do(commands)
        self._done()
        return None

    async def _answer(self, name: str, args: ipc.Args) -> Any:  # noqa: ANN401 - any plain value
        return self.commands.handle(name, args)

    async def _do_in_turns(self, commands: list[tuple[str, ipc.Args]]) -> None:
        """So many at a time; voices go on in between."""
        for start in range(0, len(commands), _AT_ONCE):
            self._do(commands[start : start + _AT_ONCE])
            await asyncio.sleep(0)
        self._done()

    def _do(self, commands: list[tuple[str, ipc.Args]]) -> None:
        for name, args in commands:
            with contextlib.suppress(Refusal):  # it was counted, and concerns nobody else
                self.commands.handle(name, args)

    def _done(self) -> None:
        self._tell_all()
        if self._timer is None and (self.exchange.legs or self.recorder.recordings):
            self._turn()

    def _turn(self) -> None:
        now = system_clock()
        try:
            due = self.pace.turn(now)
        except Exception:
            log.exception("a turn failed")  # the next one is due all the same
            due = now + SLOT_MICROS
        self._tell_all()
        if not (self.exchange.legs or self.recorder.recordings):
            self._timer = None
            return
        wait = max(0, due - system_clock()) // 1000 + _TIMER_FLOOR_MS
        self._timer = self._loop.call_later(wait / 1000, self._turn)

    async def close(self) -> None:
        """End all recordings properly and let clients go; ports go with the process."""
        self.recorder.stop_all(self.exchange.clock)
        self._tell_all()
        self._alone.clear()
        for peer in self.peers:
            peer.close()
        if self.peers:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._alone.wait(), 1)


async def run(name: str, prompts: list[Path]) -> None:
    """Serve until told to end (SIGTERM, SIGINT)."""
    settings = from_environment()
    settings.recordings_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    keys = FileKeyPort(settings.key_dir)
    process = MediaProcess(prompts, settings.recordings_dir, rules(settings.data_dir), keys)
    server = await ipc.serve(
        settings.socket(name),
        name=name,
        handler=process.handle,
        joined=process.peers.add,
        left=process.left,
    )
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, ended.set)
    gc.collect()
    gc.freeze()
    gc.disable()
    while not ended.is_set():
        try:
            await asyncio.wait_for(ended.wait(), _GARBAGE_SECONDS)
        except TimeoutError:
            gc.collect(1)
    server.close()
    await process.close()


def main() -> None:
    """Read the command line and run."""
    parser = argparse.ArgumentParser(prog="python -m huawu.telephony.media", description=__doc__)
    parser.add_argument("name", help="the socket's name, such as media0")
    parser.add_argument("--prompts", action="append", type=Path, default=[], metavar="DIR")
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(levelname)s %(message)s")
    with contextlib.suppress(PermissionError):
        os.setpriority(os.PRIO_PROCESS, 0, _BEFORE_OTHERS)
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    uvloop.run(run(args.name, args.prompts))


if __name__ == "__main__":
    main()
