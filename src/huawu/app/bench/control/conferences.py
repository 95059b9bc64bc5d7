"""Conferences of three against one media process of its own, and a whisper in the midst of them."""

import asyncio
import json
import os
import signal
import socket
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from huawu.app.bench.processes import cpu_seconds
from huawu.platform.settings import from_environment
from huawu.platform.tasks import spawn
from huawu.telephony.engine.media_client import MediaClient

HOST = "127.0.0.1"
FIRST_PORT, LAST_PORT = 10_000, 19_990
GROUPS = 8
"""Of three, one of whom whispers to another, beside the conferences."""


@dataclass(frozen=True, slots=True)
class Media:
    """A media process and its client."""

    client: MediaClient
    pid: int

    async def statistics(self) -> dict[str, int]:
        found: dict[str, int] = await self.client.ask("statistics")
        return found


async def measure(conferences: int, seconds: float) -> dict[str, Any]:
    """`voices`: what all parties heard, and what it cost; `whisper`: mouth to ear, meanwhile."""
    async with media() as one:
        legs = 3 * (conferences + GROUPS)
        ours = free_base(legs)
        theirs = free_base(legs, after=ours + 2 * legs)
        _open(one.client, conferences, ours, theirs)
        before = await one.statistics()
        while before["bridges"] < conferences + GROUPS:
            await asyncio.sleep(0.05)
            before = await one.statistics()
        words = [str(word) for word in (3 * conferences, GROUPS, theirs, ours, seconds)]
        voices = await _speak(one, words, seconds)
        after = await one.statistics()
    voices |= {name: after[name] - before[name] for name in ("late_slots", "skipped_slots")}
    voices["lost"] += after["lost"] - before["lost"]
    whisper = voices.pop("whisper")
    return {"voices": {"conferences": conferences, "legs": legs, **voices}, "whisper": whisper}


@asynccontextmanager
async def media() -> AsyncIterator[Media]:
    """A media process with a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="huawu-bench-") as folder:
        env = {**os.environ, "HUAWU_DATA_DIR": folder}
        command = [sys.executable, "-m", "huawu.telephony.media", "bench"]
        process = await asyncio.create_subprocess_exec(*command, env=env)
        client = MediaClient(from_environment(env).socket("bench"), name="bench")
        joined = asyncio.Event()
        client.on_joined = lambda inventory: joined.set()
        line = spawn(client.run(), name="bench media")
        try:
            await asyncio.wait_for(joined.wait(), 60)
            yield Media(client, process.pid)
        finally:
            line.cancel()
            process.send_signal(signal.SIGTERM)
            await process.wait()


def _open(client: MediaClient, conferences: int, ours: int, theirs: int) -> None:
    """Legs by threes, every other one in the other law, each three in a bridge; the last ones whisper."""
    for leg in range(3 * (conferences + GROUPS)):
        codec, remote = "PCMA" if leg % 2 else "PCMU", [HOST, theirs + 2 * leg]
        client.do("open", leg=f"l{leg}", port=ours + 2 * leg, remote=remote, codec=codec, dtmf=101, bind=HOST)
    for number in range(conferences + GROUPS):
        customer, agent, coach = members = [f"l{3 * number + n}" for n in range(3)]
        whisper = {customer: [agent], agent: [customer, coach], coach: [customer, agent]}
        hears = None if number < conferences else whisper
        client.do("bridge", bridge=f"b{number}", legs=members, hears=hears)
    client.flush()


async def _speak(one: Media, words: list[str], seconds: float) -> dict[str, Any]:
    """Let all parties speak; what they heard, and the processor time of the media process a second."""
    command = [sys.executable, "-m", "huawu.app.bench.control.voices", *words]
    load = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    cpu = cpu_seconds(one.pid)
    out, _ = await load.communicate()
    used = [after - before for before, after in zip(cpu, cpu_seconds(one.pid), strict=True)]
    found: dict[str, Any] = json.loads(out)
    shares = {
        name: round(100 * took / seconds, 1) for name, took in zip(("user", "system"), used, strict=True)
    }
    return {**found, "cpu_percent_of_a_core": shares}


def free_base(legs: int, *, after: int = FIRST_PORT) -> int:
    """The first of as many even ports in a row that nobody has."""
    base = after
    while base + 2 * legs < LAST_PORT:
        taken = next((port for port in range(base, base + 2 * legs, 2) if not _is_free(port)), None)
        if taken is None:
            return base
        base = taken + 2
    raise RuntimeError("not enough free ports")


def _is_free(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        try:
            one.bind((HOST, port))
        except OSError:
            return False
    return True
